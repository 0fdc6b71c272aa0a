# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A head with a witness's signature is read by Go's and Transparency.dev's own libraries for notes and cosignatures."""

import subprocess
from pathlib import Path

import pytest

from aktei.base.evidence.notes import VerifierKey
from aktei.base.log.signing import current_key
from aktei.base.log.tests.services import LocalWitness, served
from aktei.base.log.tests.tampering import SYSTEM, some_acts
from aktei.entrances.worker import attesting
from aktei.entrances.worker.sealing import seal_all
from tests.judges.building import cache, go

pytestmark = pytest.mark.outside_judge
SOURCE = Path(__file__).parent / "cosignature"


@pytest.fixture(scope="module")
def judge():
    """The compiled judge, kept in the user's cache between runs."""
    program = cache() / "cosignature"
    if not program.exists():
        go("build", "-o", str(program), ".", cwd=SOURCE)
    return program


def test_foreign_libraries_know_who_signed_a_witnessed_head(judge, db, settings, tmp_path, client):
    settings.EVIDENCE_KEY = tmp_path / "key.pem"
    some_acts(SYSTEM, 300)
    seal_all()
    witness = LocalWitness(VerifierKey.parse(current_key()))
    with served(witness.answer) as url:
        settings.WITNESSES = [f"{url} {witness.key}"]
        attesting.one_round()
    note = tmp_path / "note"

    def signers(text):
        note.write_text(text)
        ended = subprocess.run(
            [judge, note, current_key(), witness.key], capture_output=True, text=True, timeout=60, check=False
        )
        return ended.stdout.split("\n")[:-1]

    text = client.get("/evidence/witnessed").content.decode()
    assert signers(text) == ["signed by musterland.example/aktei", f"signed by {witness.name}"]
    assert "invalid signature" in signers(text[:-12] + "AAAAAAAAAA=\n")[0]
