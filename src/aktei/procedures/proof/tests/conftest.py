# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier with a document, sealed, and its export."""

from types import SimpleNamespace

import pytest

from aktei.base.blobs import store
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof.actions import request_proof
from aktei.procedures.proof.export_file import make
from aktei.procedures.proof.models import Export
from tests.stage import Stage


@pytest.fixture
def stage(world, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    made = Stage(world)
    assert made.filed
    return made


@pytest.fixture
def hand_out(stage):
    """Ask for an export, seal, make it, and say where the ZIP lies."""

    def do(actor=None, dossier=None, **options):
        asked = request_proof(
            actor or stage.anna, dossier=(dossier or stage.dossier).id, purpose="Klage 3 K 17/26", **options
        )
        seal_all()
        make(asked.id)
        row = Export.objects.get(id=asked.id)
        return SimpleNamespace(row=row, path=store.path(row.sha256) if row.sha256 else None)

    return do
