# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Break-glass: opening a dossier that is closed to oneself, ending that, and data protection taking note."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import action, record
from aktei.base.four_eyes.actions import propose, use_approval
from aktei.base.four_eyes.kinds import ProposalKind, offer_kind
from aktei.base.people.queries import roles
from aktei.base.rights.actions import lend, take_back
from aktei.base.rights.queries import chains_at, denied, may, require, require_one_of, right_missing
from aktei.base.rights.rules import AUDIT, EMERGENCY, MANAGE, READ
from aktei.procedures.access import events, refusals
from aktei.procedures.access.models import Emergency
from aktei.procedures.access.queries import taken_alone
from aktei.procedures.access.rules import LOOKED_BACK, USUAL_HOURS, objections_to_breaking
from aktei.records.dossiers import queries as dossiers
from aktei.records.dossiers.references import written_as

LONG = "emergency"
"""The kind of proposal that lets a break-glass access last longer than a day."""
_MACHINERY = Actor.system("access")


@action(personal=True)
def break_glass(actor: Actor, *, reference: str, reason: str, hours: int = USUAL_HOURS) -> Emergency:
    """Let oneself read a dossier that is closed to oneself, with a reason and for some hours; at most a day alone.

    What the person has had of it within a week counts towards that day. Takes no right, only a role in the office. It
    ends by itself; data protection is told. Nothing of the dossier is revealed before. `Missing` if there is none with
    this reference.
    """
    dossier = _checked(actor, reference, reason, hours, confirmed=False)
    return _begin(actor, dossier, person=_person(actor), reason=reason, hours=hours)


@action(personal=True)
def propose_emergency(actor: Actor, *, reference: str, reason: str, hours: int) -> UUID:
    """Ask a second person for a break-glass access of more than a day; returns the proposal's id.

    Confirmed by whoever manages or audits the dossier; the hours count from then on.
    """
    dossier = _checked(actor, reference, reason, hours, confirmed=True)
    what = _("Notzugriff auf die Akte {reference} für {hours} Stunden").format(reference=dossier.reference, hours=hours)
    return propose(
        actor, kind=LONG, node=dossier.id, what=what, arguments={"hours": hours, "reason": reason}, reason=reason
    )


@action
def end_emergency(actor: Actor, *, emergency: UUID) -> None:
    """End a break-glass access before its time: one's own, or anybody's with `audit` or `manage` on the dossier."""
    row = _locked(emergency)
    if actor.person_id != row.person:
        ways = [(AUDIT, row.chain), (MANAGE, row.chain)]
        require_one_of(actor, ways, lambda: denied(actor, row.chain, right_missing(MANAGE)))
    if row.ended_at is not None:
        raise Refused(refusals.ENDED_ALREADY())
    _end(actor, row)


@action
def expire_emergencies(actor: Actor) -> int:
    """Note the end of every break-glass access whose time is over. For the office's own machinery; returns how many.

    The access itself ended with its grant, whether or not this runs.
    """
    if not actor.is_system:
        raise Forbidden(refusals.DONE_BY_THE_OFFICE_ALONE())
    rows = Emergency.objects.select_for_update(skip_locked=True)
    over = list(rows.filter(ended_at=None, until__lte=timezone.now()))
    for row in over:
        _end(actor, row)
    return len(over)


@action(personal=True)
def acknowledge_emergency(actor: Actor, *, emergency: UUID, remark: str = "") -> None:
    """Take note of a break-glass access. Needs `audit` on the dossier; nobody takes note of their own."""
    row = _locked(emergency)
    require(actor, AUDIT, row.chain)
    if actor.person_id is None or actor.person_id == row.person:
        raise Refused(refusals.NOTED_BY_ANOTHER())
    if row.acknowledged_at is not None:
        raise Refused(refusals.NOTED_ALREADY())
    row.acknowledged_at, row.acknowledged_by, row.remark = timezone.now(), actor.person_id, remark.strip()
    row.save(update_fields=["acknowledged_at", "acknowledged_by", "remark"])
    record(
        actor,
        events.EmergencyAcknowledged(node=row.node, emergency=row.id, person=row.person, remark=row.remark),
    )


def _checked(actor: Actor, reference: str, reason: str, hours: int, *, confirmed: bool) -> Any:
    """The dossier, if there is one and nothing speaks against it."""
    if actor.person_id is None or not roles(actor):
        raise Forbidden(objections_to_breaking(reason=reason, hours=hours, has_role=False, reads=False, confirmed=True))
    meant = written_as(_MACHINERY, reference)  # zeros that people leave out do not matter in an emergency
    dossier = dossiers.by_reference(_MACHINERY, meant[0].reference if len(meant) == 1 else reference.strip())
    reads = may(actor, READ, dossier.chain)
    before = taken_alone(actor.person_id, dossier.id, timezone.now() - LOOKED_BACK)
    reasons = objections_to_breaking(
        reason=reason, hours=hours, has_role=True, reads=reads, confirmed=confirmed, before=before
    )
    if reasons:
        raise Refused(reasons)
    return dossier


def _begin(
    actor: Actor, dossier: Any, *, person: UUID, reason: str, hours: int, approval: UUID | None = None
) -> Emergency:
    now, emergency = timezone.now(), new_id()
    until = now + timedelta(hours=hours)
    row = Emergency.objects.create(
        id=emergency,
        chain=list(dossier.chain),
        node=dossier.id,
        reference=dossier.reference,
        person=person,
        reason=reason.strip(),
        begun_at=now,
        until=until,
        approval=approval,
    )
    lend(
        actor,
        dossier.chain,
        principal=f"person:{person}",
        rights=(READ,),
        cause=f"{EMERGENCY}{emergency}",
        valid_until=until,
        exceptional=True,
    )
    record(
        actor,
        events.EmergencyBegun(node=dossier.id, emergency=row.id, person=person, reason=row.reason, until=until),
    )
    return row


def _end(actor: Actor, row: Emergency) -> None:
    take_back(actor, cause=f"{EMERGENCY}{row.id}")
    row.ended_at = max(min(timezone.now(), row.until), row.begun_at)
    row.save(update_fields=["ended_at"])
    record(actor, events.EmergencyEnded(node=row.node, emergency=row.id, person=row.person))


def _locked(emergency: UUID) -> Emergency:
    row = Emergency.objects.select_for_update().filter(id=emergency).first()
    if row is None:
        raise Missing(refusals.MISSING())
    return row


def _person(actor: Actor) -> UUID:
    assert actor.person_id is not None
    return actor.person_id


def _carry_out(actor: Actor, proposal: Any, chain: Sequence[UUID]) -> None:
    use_approval(actor, proposal.id, kind=LONG, node=proposal.node, arguments=proposal.arguments)
    dossier = dossiers.dossier(_MACHINERY, proposal.node)
    asked = Actor(person_id=proposal.proposed_by)
    hours, reason = int(proposal.arguments["hours"]), str(proposal.arguments["reason"])
    reads = may(asked, READ, chain)
    reasons = objections_to_breaking(
        reason=reason, hours=hours, has_role=bool(roles(asked)), reads=reads, confirmed=True
    )
    if reasons:
        raise Refused(reasons)
    _begin(actor, dossier, person=proposal.proposed_by, reason=reason, hours=hours, approval=proposal.id)


def _basis(node: UUID) -> str:
    return ",".join(str(each) for each in chains_at([node]).get(node, []))


offer_kind(ProposalKind(LONG, needs=(MANAGE, AUDIT), basis=_basis, carry_out=_carry_out))
