# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on proof exports and the journal."""

from aktei.base.blobs.store import StoredBlob
from aktei.procedures.proof.actions import complete_export, request_proof
from aktei.procedures.proof.journal_question import JournalQuestion
from tests.matrix.example import ALL, ELSEWHERE, MACHINERY, Example
from tests.stage import SYSTEM, Stage

BLOB = StoredBlob("b" * 64, 1)
SETTLED = {"until": 9, "lines": 2, "line_set": "c" * 64, "documents": 1, "files": 5, "contents": "d" * 64}


def asked(stage: Stage):
    """An export Anna waits for."""
    return request_proof(stage.anna, dossier=stage.dossier.id, purpose="Klage").id


def done(stage: Stage):
    """An export that is ready for Anna."""
    export = asked(stage)
    complete_export(SYSTEM, export=export, blob=BLOB, filename="nachweis.zip", lines=1)
    return export


def about_anna(stage: Stage) -> JournalQuestion:
    """What Anna has done."""
    return JournalQuestion(person=stage.anna.person_id)


NOT_ANNA = tuple(login for login in ALL if login not in ("sachbearbeitung", "datenschutz"))

EXAMPLES: dict[str, Example] = {
    "aktei.procedures.proof.actions.request_proof": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "purpose": "Klage 3 K 17/26"}, ELSEWHERE
    ),
    "aktei.procedures.proof.actions.request_extract": Example(
        "datenschutz", lambda s: {"asked": about_anna(s), "format": "csv"}, NOT_ANNA
    ),
    "aktei.procedures.proof.actions.read_journal": Example("datenschutz", lambda s: {"asked": about_anna(s)}, NOT_ANNA),
    "aktei.procedures.proof.actions.seal_contents": Example(MACHINERY, lambda s: {"export": asked(s), **SETTLED}, ALL),
    "aktei.procedures.proof.actions.complete_export": Example(
        MACHINERY, lambda s: {"export": asked(s), "blob": BLOB, "filename": "nachweis.zip", "lines": 1}, ALL
    ),
    "aktei.procedures.proof.actions.fail_export": Example(
        MACHINERY, lambda s: {"export": asked(s), "reason": "Speicher voll."}, ALL
    ),
    "aktei.procedures.proof.actions.download_export": Example(
        "sachbearbeitung", lambda s: {"export": done(s)}, ("nobody", "post", "leitung", "schriftgut", "datenschutz")
    ),
    "aktei.procedures.proof.actions.expire_export": Example(MACHINERY, lambda s: {"export": done(s)}, ALL),
}
