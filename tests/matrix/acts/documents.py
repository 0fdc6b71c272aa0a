# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on documents after they came in: versions, places, attachments, holds, deletion."""

from aktei.base.acts.transaction import acting, record
from aktei.base.four_eyes.events import ProposalConfirmed
from aktei.base.four_eyes.models import Outcome, Proposal
from aktei.procedures.rendition.actions import refuse
from aktei.records.documents import removing, versions
from aktei.records.documents.moving import add_document, attach_document, move_document
from tests.matrix.example import ELSEWHERE, OUTSIDE, Example
from tests.stage import PDF, SYSTEM


def _filed(stage):
    return {"document": stage.filed.document_id}


def _second(stage):
    """Another document in the same dossier."""
    return add_document(SYSTEM, originals=[PDF], dossier=stage.dossier.id).id


def _checked_out(stage, login="sachbearbeitung"):
    versions.check_out(stage.world.actor(login), **_filed(stage))
    return _filed(stage)


def _work(stage):
    return versions.check_out(stage.anna, **_filed(stage)).id


def _unread(stage):
    """What was laid into a dossier and could not be read."""
    row = add_document(SYSTEM, originals=[PDF], dossier=stage.dossier.id)
    refuse(SYSTEM, version=row.current_id, code="broken", reason="Beschädigt.", advice="–")
    return {"document": row.id, "number": 1}


def _moved(stage):
    move_document(SYSTEM, dossier=stage.dossier.id, **_filed(stage))
    return _filed(stage)


def _attached(stage):
    attach_document(SYSTEM, to=_second(stage), **_filed(stage))
    return _filed(stage)


def _hold(stage):
    return removing.set_hold(SYSTEM, node=stage.dossier.id, reason="Klage").id


def _approved(stage):
    """A deletion that the records manager has confirmed and that was not carried out yet."""
    document, reason = stage.withdrawn.document_id, "Fehlscan"
    proposal = removing.propose_deletion(stage.world.actor("post"), document=document, reason=reason)
    with acting("test"):
        decider = stage.world.persons["schriftgut"].id
        Proposal.objects.filter(id=proposal).update(outcome=Outcome.CONFIRMED, decided_by=decider)
        record(SYSTEM, ProposalConfirmed(node=document, proposal=proposal, what="Löschen", proposed_by=""))
    return {"document": document, "reason": reason, "approval": proposal}


EXAMPLES: dict[str, Example] = {
    "aktei.records.documents.calling_back.undo_forwarding": Example(
        "sachbearbeitung", lambda s: {"document": s.forwarded.document_id}, (*OUTSIDE, "post", "vertretung", "leitung")
    ),
    "aktei.records.documents.moving.add_document": Example(
        "sachbearbeitung", lambda s: {"originals": [PDF], "dossier": s.dossier.id}, ELSEWHERE
    ),
    "aktei.records.documents.moving.move_document": Example(
        "sachbearbeitung", lambda s: {**_filed(s), "dossier": s.dossier.id}, ELSEWHERE
    ),
    "aktei.records.documents.moving.undo_move": Example("sachbearbeitung", _moved, ELSEWHERE),
    "aktei.records.documents.moving.attach_document": Example(
        "sachbearbeitung", lambda s: {**_filed(s), "to": _second(s)}, ELSEWHERE
    ),
    "aktei.records.documents.moving.detach_document": Example("sachbearbeitung", _attached, ELSEWHERE),
    "aktei.records.documents.versions.check_out": Example("sachbearbeitung", _filed, ELSEWHERE),
    "aktei.records.documents.versions.give_back": Example("sachbearbeitung", _checked_out, ELSEWHERE),
    "aktei.records.documents.versions.release_check_out": Example(
        "leitung", lambda s: {**_checked_out(s), "reason": "krank"}, (*ELSEWHERE, "vertretung")
    ),
    "aktei.records.documents.versions.hand_over_check_out": Example(
        "leitung",
        lambda s: {"item": _work(s), "person": s.world.persons["vertretung"].id},
        (*ELSEWHERE, "vertretung"),
    ),
    "aktei.records.documents.versions.add_version": Example(
        "sachbearbeitung", lambda s: {**_filed(s), "originals": [PDF], "comment": "berichtigt"}, ELSEWHERE
    ),
    "aktei.records.documents.faults.accept_as_is": Example("sachbearbeitung", _unread, ELSEWHERE),
    "aktei.records.documents.removing.restore_document": Example(
        "post", lambda s: {"document": s.withdrawn.document_id}, OUTSIDE
    ),
    "aktei.records.documents.removing.set_hold": Example(
        "sachbearbeitung", lambda s: {"node": s.dossier.id, "reason": "Klage"}, ELSEWHERE
    ),
    "aktei.records.documents.removing.lift_hold": Example(
        "schriftgut", lambda s: {"hold": _hold(s), "reason": "erledigt"}, (*ELSEWHERE, "sachbearbeitung")
    ),
    "aktei.records.documents.removing.propose_deletion": Example(
        "post", lambda s: {"document": s.withdrawn.document_id, "reason": "Fehlscan"}, OUTSIDE
    ),
    "aktei.records.documents.removing.delete_document": Example(
        "schriftgut", _approved, ("nobody", "post", "sachbearbeitung", "leitung", "datenschutz")
    ),
}
