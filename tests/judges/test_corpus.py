# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real files from elsewhere go the whole way: each becomes a conforming rendition, or waits with its reason."""

import os
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone

from aktei.base.blobs import store
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.mailroom.tests.conftest import stored, work
from aktei.records.documents.models import Component, ComponentRole
from aktei.records.documents.queries import originals_of, pages, standing_faults
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import standing
from tests.judges import verapdf

SHARED = Path(os.environ.get("AKTEI_SHARED", Path(__file__).parents[3] / "shared"))
CORPUS = sorted(path for path in (SHARED / "corpus").rglob("*") if path.is_file())
# What of the corpus no rendition can be made of, and why.
REFUSED = {
    "README.rst": "wrong_type",
    "REUSE.toml": "wrong_type",
    "SOURCE.txt": "wrong_type",
    "linn.txt": "wrong_type",
    "test.docx": "wrong_type",
    "invalid.pdf": "broken",
}


@pytest.mark.outside_judge
@pytest.mark.skipif(verapdf.missing() is not None, reason=f"veraPDF: {verapdf.missing()}")
@pytest.mark.skipif(not CORPUS, reason=f"no corpus in {SHARED} (set AKTEI_SHARED)")
def test_every_file_of_the_corpus_conforms_or_waits_with_its_reason_and_is_kept_byte_for_byte(world):
    received = {_receive(world, path): path for path in CORPUS}
    work(most=20 * len(CORPUS))
    archival, refused = {}, {}
    for consignment in Consignment.objects.all():
        path, version = received[consignment.id], consignment.document.current_id
        (original,) = originals_of(version)
        assert store.read(original.sha256) == path.read_bytes()
        if version in (stuck := standing_faults([version])):
            refused[path.name] = stuck[version].code
            continue
        assert standing(consignment) == "ready", path
        assert pages(version).count() == consignment.document.page_count > 0, path
        if path.suffix == ".pdf":
            with pikepdf.open(path) as given:
                assert consignment.document.page_count == len(given.pages), path
        archival[path] = store.path(Component.objects.get(version=version, role=ComponentRole.ARCHIVAL).sha256)
    assert refused == REFUSED
    findings = verapdf.check(archival.values())
    assert {path.name: findings[file] for path, file in archival.items()} == {path.name: [] for path in archival}


def _receive(world, path):
    file = stored(path.read_bytes(), path.name)
    return receive_consignment(
        world.actor("post"),
        unit=world.units["50.1"].id,
        channel="paper",
        received_at=timezone.now(),
        files=[file],
        subject_line=path.name,
    ).id
