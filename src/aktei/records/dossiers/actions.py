# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, reading, closing and reopening dossiers."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.queries import happened_since
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.people.queries import unit as the_unit
from aktei.base.rights.actions import admit, place
from aktei.base.rights.emergency_reading import note_emergency_reading
from aktei.base.rights.queries import require
from aktei.base.rights.rules import CLOSE, FILE, MANAGE, READ
from aktei.records.cases.events import CaseClosed, CaseReopened
from aktei.records.cases.models import Case
from aktei.records.documents.models import Document
from aktei.records.dossiers import events, refusals
from aktei.records.dossiers.closing import close_node, closed_nodes
from aktei.records.dossiers.locking import is_closed, locked
from aktei.records.dossiers.models import Closure, Confidentiality, Dossier, DossierKind
from aktei.records.dossiers.obstacles import obstacles
from aktei.records.dossiers.rules import PROTECTION, objections_to_closing, objections_to_opening
from aktei.records.file_plan.models import FilePlanEntry
from aktei.records.file_plan.numbering import next_reference
from aktei.records.kinds.checking import checked

ONE_READING = timedelta(minutes=30)
UNDO_WITHIN = timedelta(minutes=10)


@action
def open_dossier(
    actor: Actor,
    *,
    entry: UUID,
    subject_line: str,
    lead_unit: UUID,
    kind: str = DossierKind.SUBJECT,
    confidentiality: str = Confidentiality.NORMAL,
    protected: bool = False,
    specialist_key: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Dossier:
    """Open a dossier below a file plan entry under the next reference. Needs `file` on the entry.

    Its kind may ask for the key of a specialist system and for extra fields (by name, as typed). A protected dossier
    is a barrier: rights from above end at it, so its opener and its lead unit are admitted.
    """
    subject = FilePlanEntry.objects.select_for_update(no_key=True).filter(id=entry).first()
    if subject is None:
        raise Missing(refusals.NO_SUCH_ENTRY())
    require(actor, FILE, subject.chain)
    lead = the_unit(actor, lead_unit)
    reasons = objections_to_opening(
        subject_line=subject_line,
        holds_dossiers=subject.holds_dossiers,
        disabled=subject.disabled_at is not None,
    )
    about = checked(kind=str(kind), fields=fields or {}, specialist_key=specialist_key, allowed=subject.dossier_kinds)
    if reasons := [*reasons, *about.reasons]:
        raise Refused(reasons)
    dossier_id = new_id()
    dossier = Dossier.objects.create(
        id=dossier_id,
        entry=subject,
        kind=str(kind),
        specialist_key=about.specialist_key,
        fields=about.fields,
        reference=next_reference(subject),
        subject_line=subject_line.strip(),
        lead_unit=lead,
        confidentiality=Confidentiality(confidentiality).value,
        protected=protected,
        opened_at=timezone.now(),
        opened_by=actor.person_id,
        chain=place(dossier_id, subject.id, subject.chain, barrier=protected),
    )
    if protected:
        admitted = [f"unit:{lead.id}", *([f"person:{actor.person_id}"] if actor.person_id else [])]
        admit(
            actor,
            dossier.id,
            principals=admitted,
            rights=("edit", "close", "manage"),
            cause=PROTECTION,
        )
    record(
        actor,
        events.DossierOpened(
            node=dossier.id,
            within=(subject.id,),
            reference=dossier.reference,
            subject_line=dossier.subject_line,
            lead_unit=lead.id,
            protected=protected,
        ),
    )
    return dossier


@action
def read_dossier(actor: Actor, *, dossier: UUID) -> Dossier:
    """Open a dossier to read it. Journalled once per reading; needs `read`."""
    row = Dossier.objects.select_related("entry", "lead_unit").filter(id=dossier).first()
    if row is None:
        raise Missing(refusals.MISSING())
    require(actor, READ, row.chain)
    if not happened_since(actor, events.DossierRead, row.id, timezone.now() - ONE_READING):
        record(actor, events.DossierRead(node=row.id))
        note_emergency_reading(actor, row.chain)
    return row


@action
def close_dossier(actor: Actor, *, dossier: UUID, reason: str = "", with_cases: bool = False) -> Closure:
    """Close a dossier (zdA) and keep its term. All obstacles are told at once. Needs `close`.

    Open cases are an obstacle, unless they are to be closed in the same act (`with_cases`).
    """
    row = locked(dossier)
    require(actor, CLOSE, row.chain)
    cases = list(Case.objects.select_for_update().filter(dossier=row).exclude(id__in=closed_nodes()))
    unrendered = Document.objects.filter(dossier=row, withdrawn_at=None, current__rendered_at=None).count()
    parts = Dossier.objects.filter(parent=row).exclude(id__in=closed_nodes()).count()
    reasons = [
        *objections_to_closing(
            closed=is_closed(row.id),
            unrendered=unrendered,
            open_cases=0 if with_cases else len(cases),
            open_sub_dossiers=parts,
        ),
        *obstacles(actor, row.id),
    ]
    if reasons:
        raise Refused(reasons)
    now = timezone.now()
    for case in cases:
        close_node(actor, case.id, opened=case.opened_at, inside=Document.objects.filter(case=case), at=now, why=reason)
        record(actor, CaseClosed(node=case.id, within=(row.id,), number=case.number, reason=reason))
    inside = Document.objects.filter(dossier=row)
    closure = close_node(actor, row.id, opened=row.opened_at, inside=inside, at=now, why=reason)
    record(actor, events.DossierClosed(node=row.id, reason=reason))
    return closure


@action
def undo_closing(actor: Actor, *, dossier: UUID) -> None:
    """Take back a closing just made, with that of the cases closed along with it. Needs `close`.

    Only for whoever closed it, and not longer than ten minutes after; later it takes a reopening with a reason.
    """
    row = locked(dossier)
    require(actor, CLOSE, row.chain)
    closure = Closure.objects.filter(node=row.id, reopened_at=None).first()
    mine = closure is not None and closure.closed_by == actor.person_id and row.merged_into_id is None
    if closure is None or not mine or closure.closed_at < timezone.now() - UNDO_WITHIN:
        raise Refused(refusals.CLOSING_IS_FINAL())
    cases = Case.objects.filter(dossier=row).values("id")
    together = Closure.objects.filter(closed_at=closure.closed_at, reopened_at=None, node__in=cases)
    numbers = dict(Case.objects.filter(id__in=together.values("node")).values_list("id", "number"))
    Closure.objects.filter(node__in=[row.id, *numbers], reopened_at=None).update(reopened_at=timezone.now())
    for case, number in numbers.items():
        record(actor, CaseReopened(node=case, within=(row.id,), number=number, reason=_("Schließen zurückgenommen")))
    record(actor, events.ClosingUndone(node=row.id))


@action
def reopen_dossier(actor: Actor, *, dossier: UUID, reason: str) -> None:
    """Open a closed dossier again, with a reason. Needs `manage`. Its cases stay closed until they are reopened."""
    row = locked(dossier)
    require(actor, MANAGE, row.chain)
    if not reason.strip():
        raise Refused(REASON_MISSING())
    if row.merged_into_id is not None:
        raise Refused(refusals.MERGED_AWAY())
    if row.parent_id and is_closed(row.parent_id):
        raise Refused(refusals.PARENT_CLOSED())
    ended = Closure.objects.filter(node=row.id, reopened_at=None).update(reopened_at=timezone.now())
    if not ended:
        raise Refused(refusals.NOT_CLOSED())
    record(actor, events.DossierReopened(node=row.id, reason=reason.strip()))
