# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holding still what an act looks at and changes, in one order, so that acts never wait in a circle.

Units first, then dossiers by their ids, then the case, then documents. Who found out too late that a further dossier is
needed takes it only if nobody else has it, for whoever has something already must not wait for more.
"""

from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.dates import moment_text
from aktei.base.people.queries import names
from aktei.records.cases.models import Case
from aktei.records.documents import refusals
from aktei.records.documents.models import UNFILED, CheckOut, Deletion, Document
from aktei.records.documents.rules import DocumentState
from aktei.records.dossiers.models import Closure, Dossier

_TRIES = 5


def locked(document: UUID) -> Document:
    """The document alone; for what does not depend on the dossier it lies in."""
    row = (
        Document.objects.select_for_update(of=("self",))
        .select_related("unit", "dossier", "case", "current")
        .filter(id=document)
        .first()
    )
    if row is None:
        raise Missing(refusals.MISSING())
    return row


def locked_where_it_lies(document: UUID, *also: UUID | None) -> Document:
    """The document with its dossier, and with further dossiers: nothing of them is closed or counted meanwhile."""
    for tried in range(_TRIES):
        lies_in = Document.objects.filter(id=document).values_list("dossier_id", flat=True).first()
        if lies_in not in lock_dossiers(lies_in, *also, waits=not tried) and lies_in is not None:
            break
        row = locked(document)
        if row.dossier_id == lies_in:
            return row
    raise Refused(refusals.BEING_MOVED())


def lock_dossiers(*dossiers: UUID | None, waits: bool = True) -> dict[UUID, Dossier]:
    """These dossiers by id, locked in the order of their ids; unless it `waits`, those that nobody else has."""
    wanted = {each for each in dossiers if each}
    rows = Dossier.objects.select_for_update(skip_locked=not waits).filter(id__in=wanted)
    return {row.id: row for row in rows.order_by("id")}


def locked_dossier(dossier: UUID | None) -> Dossier:
    """The dossier, locked so that positions are given out one at a time."""
    row = lock_dossiers(dossier).get(dossier) if dossier else None
    if row is None:
        raise Missing(refusals.NO_SUCH_DOSSIER())
    return row


def locked_target(dossier: UUID | None, case: UUID | None = None) -> tuple[Dossier, Case | None]:
    """Where something is to lie, a dossier or a case in one, both locked; or `Missing`.

    For acts that take nothing before it; whoever has the dossier already asks for what is `within` it.
    """
    return target_within(dossier_of(dossier, case), case)


def target_within(dossier: UUID | None, case: UUID | None) -> tuple[Dossier, Case | None]:
    """The dossier and, if one is named, this case in it, both locked; or `Missing`."""
    above = locked_dossier(dossier)
    if case is None:
        return above, None
    row = Case.objects.select_for_update(of=("self",)).filter(id=case, dossier=above).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_CASE())
    return above, row


def dossier_of(dossier: UUID | None, case: UUID | None) -> UUID | None:
    """The dossier that is meant, named by itself or by a case in it."""
    above = Case.objects.filter(id=case).values_list("dossier_id", flat=True).first() if case else None
    return above or dossier


def attachments_of(row: Document) -> list[Document]:
    """What is attached to a document, locked, in order."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("unit", "dossier", "case", "current")
    return list(rows.filter(attached_to=row).order_by("position"))


def waiting_beside(row: Document) -> list[Document]:
    """What else of the same consignment waits, locked, in order."""
    if row.consignment_id is None:
        return []
    rows = Document.objects.select_for_update(of=("self",)).select_related("unit")
    rows = rows.filter(UNFILED, consignment=row.consignment_id).exclude(id=row.id)
    return list(rows.order_by("place_in_consignment"))


def next_position(dossier: UUID) -> int:
    """The first free place at the end of a dossier that the caller has locked."""
    return (Document.objects.filter(dossier=dossier).aggregate(last=Max("position"))["last"] or 0) + 1


def is_closed(*nodes: UUID | None) -> bool:
    """Whether any of these dossiers or cases is closed."""
    return Closure.objects.filter(node__in=[each for each in nodes if each], reopened_at=None).exists()


def standing_check_out(document: UUID) -> CheckOut | None:
    """Who works on the document now."""
    return CheckOut.objects.filter(document=document, ended_at=None).first()


def is_own(actor: Actor, check_out: CheckOut) -> bool:
    """Whether the actor, or whom they act for, is the one who works on it."""
    return check_out.person in (actor.person_id, actor.for_person_id)


def holder(check_out: CheckOut) -> str:
    """Who works on it since when, as people read it."""
    name = names([check_out.person]).get(check_out.person, _("Unbekannt"))
    return _("{name} seit {moment}").format(name=name, moment=moment_text(check_out.at))


def state_of(actor: Actor, row: Document) -> DocumentState:
    """What the rules need to know of a document that the caller has locked, or only looks at."""
    check_out = standing_check_out(row.id)
    return DocumentState(
        is_filed=row.dossier_id is not None,
        is_withdrawn=row.withdrawn_at is not None,
        is_closed=is_closed(row.dossier_id, row.case_id),
        is_deleted=Deletion.objects.filter(document=row).exists(),
        is_attachment=row.attached_to_id is not None,
        attachments=Document.objects.filter(attached_to=row).count(),
        held_by=holder(check_out) if check_out and not is_own(actor, check_out) else "",
        is_checked_out=check_out is not None,
    )
