# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Working on a document: check it out, add a version, give it back."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.people.queries import names, own_memberships
from aktei.base.rights.queries import denied, may, require, require_one_of
from aktei.base.rights.rules import EDIT, MANAGE
from aktei.records.documents import events, refusals, rules
from aktei.records.documents.actions import StoredFile, keep_originals
from aktei.records.documents.locking import is_own, locked_where_it_lies, standing_check_out, state_of
from aktei.records.documents.models import CheckOut, Document, Version

_HEAD = "head"


@action
def check_out(actor: Actor, *, document: UUID, note: str = "") -> CheckOut:
    """Take a document to work on it: until it is given back, nobody else adds a version. Needs `edit`."""
    row = locked_where_it_lies(document)
    require(actor, EDIT, row.chain)
    person = actor.for_person_id or actor.person_id
    if person is None:
        raise Forbidden(refusals.ONLY_A_PERSON_CHECKS_OUT())
    reasons = rules.objections_to_new_version(state_of(actor, row))
    if reasons:
        raise Refused(reasons)
    standing = standing_check_out(row.id)
    if standing is not None:
        raise Refused(refusals.CHECKED_OUT_BY_YOU())
    made = CheckOut.objects.create(document=row, person=person, note=note.strip(), at=timezone.now())
    record(actor, events.DocumentCheckedOut(node=row.id, within=row.context, note=made.note))
    return made


@action
def give_back(actor: Actor, *, document: UUID) -> None:
    """End one's own work on a document without a new version."""
    row = locked_where_it_lies(document)
    require(actor, EDIT, row.chain)
    standing = standing_check_out(row.id)
    if standing is None or not is_own(actor, standing):
        raise Refused(refusals.NOT_CHECKED_OUT_BY_YOU())
    _end(actor, row, standing)


@action
def release_check_out(actor: Actor, *, document: UUID, reason: str) -> None:
    """End somebody else's work on a document, with a reason. Needs `manage`, or to head the unit in charge."""
    row = locked_where_it_lies(document)
    require_one_of(actor, _ways_to_release(actor, row), lambda: denied(actor, row.chain, refusals.MAY_NOT_RELEASE()))
    standing = standing_check_out(row.id)
    reasons = rules.objections_to_release(is_checked_out=standing is not None, reason=reason)
    if reasons or standing is None:
        raise Refused(reasons)
    standing.ended_at, standing.ended_by, standing.reason = timezone.now(), actor.person_id, reason.strip()
    standing.save(update_fields=["ended_at", "ended_by", "reason"])
    record(
        actor,
        events.CheckOutReleased(
            node=row.id,
            within=row.context,
            holder=standing.person,
            holder_name=names([standing.person]).get(standing.person, "–"),
            reason=standing.reason,
        ),
    )


@action
def hand_over_check_out(actor: Actor, *, item: UUID, person: UUID | None, unit: UUID | None = None) -> CheckOut:
    """Give somebody's work on a document to another person, who needs `edit` there. Needs what releasing it needs."""
    document = CheckOut.objects.filter(id=item, ended_at=None).values_list("document_id", flat=True).first()
    if document is None:
        raise Missing(refusals.NO_SUCH_CHECK_OUT())
    row = locked_where_it_lies(document)
    standing = standing_check_out(document)
    require_one_of(actor, _ways_to_release(actor, row), lambda: denied(actor, row.chain, refusals.MAY_NOT_HAND_OVER()))
    if standing is None:
        raise denied(actor, row.chain, refusals.MAY_NOT_HAND_OVER())
    if person is None or not may(Actor(person_id=person), EDIT, row.chain):
        raise Refused(refusals.CHOOSE_WHO_MAY_EDIT())
    now = timezone.now()
    standing.ended_at, standing.ended_by, standing.reason = now, actor.person_id, _("übergeben")
    standing.save(update_fields=["ended_at", "ended_by", "reason"])
    made = CheckOut.objects.create(document=row, person=person, note=standing.note, at=now)
    called = names([standing.person, person])
    told = {"holder_name": called.get(standing.person, "–"), "to_name": called.get(person, "–")}
    record(actor, events.CheckOutHandedOver(node=row.id, within=row.context, to=person, **told))
    return made


def may_release(actor: Actor, row: Document) -> bool:
    """Whether the actor may end other people's work on this document."""
    return any(may(actor, right, chain) for right, chain in _ways_to_release(actor, row))


def _ways_to_release(actor: Actor, row: Document) -> Iterator[tuple[str, list[UUID]]]:
    """Whoever manages it, and whoever edits it and heads the unit in charge."""
    yield MANAGE, row.chain
    chain = row.dossier.lead_unit.chain if row.dossier else row.unit.chain
    if own_memberships(actor).filter(role=_HEAD, unit__in=chain).exists():
        yield EDIT, row.chain


@action
def add_version(
    actor: Actor, *, document: UUID, originals: Sequence[StoredFile], comment: str = "", keep: bool = False
) -> Version:
    """Add a further version; people read the one before until it is rendered. Needs `edit`.

    Ends the actor's own work on the document, unless they `keep` it. Raises `Refused` while somebody else works on it.
    """
    row = locked_where_it_lies(document)
    require(actor, EDIT, row.chain)
    reasons = rules.objections_to_new_version(state_of(actor, row), files=len(originals))
    if reasons:
        raise Refused(reasons)
    last = Version.objects.filter(document=row).aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        document=row,
        number=last + 1,
        created_at=timezone.now(),
        created_by=actor.person_id,
        comment=comment.strip()[:300],
    )
    keep_originals(version, originals)
    record(
        actor,
        events.VersionAdded(
            node=row.id,
            within=row.context,
            version=version.id,
            number=version.number,
            comment=version.comment,
            originals=tuple(file.sha256 for file in originals),
        ),
    )
    standing = standing_check_out(row.id)
    if standing is not None and not keep:
        _end(actor, row, standing, version.number)
    return version


def _end(actor: Actor, row: Document, standing: CheckOut, number: int = 0) -> None:
    standing.ended_at, standing.ended_by = timezone.now(), actor.person_id
    standing.save(update_fields=["ended_at", "ended_by"])
    record(actor, events.DocumentGivenBack(node=row.id, within=row.context, number=number))
