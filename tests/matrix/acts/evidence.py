# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on the evidence log."""

from uuid import uuid4

from aktei.base.acts.transaction import acting, record
from aktei.base.evidence.notes import SignerKey
from aktei.base.four_eyes.events import ProposalConfirmed
from aktei.base.four_eyes.models import Outcome, Proposal
from aktei.base.granting.actions import grant
from aktei.base.log.public_log import size
from aktei.base.log.sealing import seal
from aktei.base.log.tests.test_genuine import forge
from aktei.base.people.queries import OFFICE
from aktei.base.people.refused_lines import propose_settling
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


def _refused(stage):
    """A line that is not genuine, and what is to be said about it."""
    assert stage.filed
    line = forge("NULL, NULL, NULL")
    return {"line": line, "reason": "Eingriff des Dienstleisters"}


def _looked_into(stage):
    """The same, laid before a second person and confirmed by the data protection officer."""
    admin, decider = stage.world.actor("verwaltung"), stage.world.persons["datenschutz"].id
    row = Proposal.objects.get(id=propose_settling(admin, **_refused(stage)))
    with acting("test"):
        Proposal.objects.filter(id=row.id).update(outcome=Outcome.CONFIRMED, decided_by=decider)
        record(SYSTEM, ProposalConfirmed(node=OFFICE, proposal=row.id, what=row.what, proposed_by=""))
    return {**row.arguments, "proposed_by": str(row.proposed_by), "approval": row.id}


_NOT_THE_OFFICE = tuple(each for each in ALL if each != "verwaltung")
EXAMPLES: dict[str, Example] = {
    "aktei.base.log.actions.change_key": Example(MACHINERY, _other_key, ALL),
    "aktei.base.log.actions.explain_rewind": Example(MACHINERY, _loss, ALL),
    "aktei.base.people.refused_lines.propose_settling": Example("verwaltung", _refused, _NOT_THE_OFFICE),
    "aktei.base.people.refused_lines.settle_refused_line": Example(
        "datenschutz", _looked_into, tuple(each for each in _NOT_THE_OFFICE if each != "datenschutz")
    ),
    "aktei.procedures.retention.actions.erase_history": Example(
        "schriftgut", _disposed, ("nobody", "sachbearbeitung", "leitung", "datenschutz", "verwaltung")
    ),
}
