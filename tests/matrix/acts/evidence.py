# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on the evidence log."""

from uuid import uuid4

from aktei.base.evidence.notes import SignerKey
from aktei.base.journal.log import size
from aktei.base.journal.sealing import seal
from aktei.base.people.queries import OFFICE
from aktei.base.rights.actions import grant
from tests.matrix.example import ALL, MACHINERY, Example
from tests.stage import SYSTEM

KEY = SignerKey.make("musterland.example/aktei")
# Not the sealer of the settings: it remembers its heads beyond the transaction that every example is rolled back with.


def _other_key(stage):
    seal(KEY)
    key = SignerKey.make("musterland.example/aktei").verifier
    return {"office": OFFICE, "new": str(key), "since": size(), "endorsement": "", "reason": "Wechsel"}


def _loss(stage):
    note = SignerKey.make("musterland.example/aktei").sign(f"musterland.example/aktei\n9\n{'A' * 43}=\n")
    return {"office": OFFICE, "abandoned": note, "reason": "Sicherung von gestern"}


def _disposed(stage):
    row = stage.dossier
    keeper = f"person:{stage.world.persons['schriftgut'].id}"
    grant(SYSTEM, node=row.id, chain=row.chain, right="dispose", principal=keeper, cause="test")
    seal(KEY)
    return {"nodes": [row.id], "disposal": uuid4(), "reason": "Frist abgelaufen"}


EXAMPLES: dict[str, Example] = {
    "aktei.base.journal.actions.change_key": Example(MACHINERY, _other_key, ALL),
    "aktei.base.journal.actions.explain_rewind": Example(MACHINERY, _loss, ALL),
    "aktei.procedures.retention.actions.erase_history": Example(
        "schriftgut", _disposed, ("nobody", "sachbearbeitung", "leitung", "datenschutz", "verwaltung")
    ),
}
