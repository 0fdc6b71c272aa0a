# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers in dossiers, and moving dossiers with everything in them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.models_base import new_id
from aktei.base.acts.transaction import action, record
from aktei.base.people.queries import unit as the_unit
from aktei.base.refusals import Refusal
from aktei.base.rights.actions import place
from aktei.base.rights.queries import require, require_own
from aktei.base.rights.rules import FILE, MANAGE
from aktei.base.rights.subtree import move_subtree
from aktei.records.documents.models import Hold
from aktei.records.dossiers import events, refusals
from aktei.records.dossiers.locking import is_closed, locked, locked_branch, standing
from aktei.records.dossiers.models import Dossier, DossierKind, FormerReference
from aktei.records.dossiers.rules import objections_to_entry, objections_to_moving, objections_to_sub_dossier
from aktei.records.file_plan.models import FilePlanEntry
from aktei.records.file_plan.numbering import next_reference
from aktei.records.kinds.checking import checked


@action
def open_sub_dossier(
    actor: Actor,
    *,
    parent: UUID,
    subject_line: str,
    lead_unit: UUID | None = None,
    kind: str = DossierKind.SUBJECT,
    specialist_key: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Dossier:
    """Open a dossier inside another, under the other's reference and a number of its own. Needs `file` on the other.

    Whoever may see the one may see the other: the chain goes through the parent. Without `lead_unit`, the parent's.
    """
    above = locked(parent)
    require(actor, FILE, above.chain)
    about = checked(
        kind=str(kind), fields=fields or {}, specialist_key=specialist_key, allowed=above.entry.dossier_kinds
    )
    closed = is_closed(above.id)
    reasons = [*objections_to_sub_dossier(subject_line=subject_line, parent_closed=closed), *about.reasons]
    if reasons:
        raise Refused(reasons)
    dossier_id = new_id()
    row = Dossier.objects.create(
        id=dossier_id,
        parent=above,
        entry=above.entry,
        kind=str(kind),
        specialist_key=about.specialist_key,
        fields=about.fields,
        reference=_next_sub_reference(above),
        subject_line=subject_line.strip(),
        lead_unit=the_unit(actor, lead_unit) if lead_unit else above.lead_unit,
        confidentiality=above.confidentiality if not above.protected else "normal",
        opened_at=timezone.now(),
        opened_by=actor.person_id,
        chain=place(dossier_id, above.id, above.chain),
    )
    record(
        actor,
        events.DossierOpened(
            node=row.id,
            within=(above.id,),
            reference=row.reference,
            subject_line=row.subject_line,
            lead_unit=row.lead_unit_id,
        ),
    )
    return row


@action
def move_dossier(
    actor: Actor,
    *,
    dossier: UUID,
    entry: UUID | None = None,
    into: UUID | None = None,
    reissue: bool = False,
    reason: str = "",
) -> Dossier:
    """Move a dossier with everything in it below another file plan entry, or into another dossier.

    Needs `manage` on the dossier and `file` at its new place. Rights follow the place at once. The reference stays,
    unless `reissue`: then the next one of the new place is given, and the former one leads on to the dossier for ever.
    A protected dossier stays protected; one that comes into a protected dossier is as protected as that. Closed
    dossiers move, too: the file plan changes under them.
    """
    rows, below = locked_branch(dossier, *([into] if into else []))
    row, target = rows[dossier], rows[into] if into else None
    require_own(actor, MANAGE, row.chain)
    subject = target.entry if target else _the_entry(entry)
    above_chain = list(target.chain if target else subject.chain)
    require(actor, FILE, above_chain)
    reasons = objections_to_moving(standing(row), into=standing(target) if target else None, below=below[dossier])
    if target is None:
        reasons += objections_to_entry(holds_dossiers=subject.holds_dossiers, disabled=subject.disabled_at is not None)
    if (row.parent_id, row.entry_id) == (target.id if target else None, subject.id):
        reasons.append(refusals.ALREADY_THERE())
    reasons += held_back(row.chain, [row.id, *above_chain])
    if reasons:
        raise Refused(reasons)
    before_node, before_place = row.parent_id or row.entry_id, _place_of(row)
    row.parent, row.entry = target, subject
    row.chain = move_subtree(row.id, target.id if target else subject.id, above_chain, barrier=row.protected)
    row.save(update_fields=["parent", "entry", "chain"])
    Dossier.objects.filter(id__in=below[dossier]).update(entry=subject)
    record(
        actor,
        events.DossierMoved(
            node=row.id,
            within=tuple(dict.fromkeys((before_node, target.id if target else subject.id))),
            from_place=before_place,
            to_place=_place_of(row),
            from_node=before_node,
            to_node=target.id if target else subject.id,
            reason=reason.strip(),
        ),
    )
    if reissue:
        _reissue(actor, row)
    return row


def held_back(chain: Iterable[UUID], after: Iterable[UUID]) -> list[Refusal]:
    """Why nothing may leave: a hold that stands somewhere above would not reach it at its new place."""
    left = set(chain) - set(after)
    if not Hold.objects.filter(node__in=left, lifted_at=None).exists():
        return []
    return [refusals.HOLD_WOULD_END()]


def _reissue(actor: Actor, row: Dossier) -> None:
    before = row.reference
    row.reference = _next_sub_reference(row.parent) if row.parent else _free_reference(row.entry)
    row.save(update_fields=["reference"])
    FormerReference.objects.create(dossier=row, reference=before, until=timezone.now())
    record(actor, events.ReferenceReissued(node=row.id, before=before, after=row.reference))


def _free_reference(entry: FilePlanEntry) -> str:
    while True:
        written = next_reference(entry)
        if not FormerReference.objects.filter(reference=written).exists():
            return written


def _next_sub_reference(parent: Dossier) -> str:
    """The parent's reference and the next number; the parent is locked, so no number is given twice."""
    number = Dossier.objects.filter(parent=parent).count()
    while True:
        number += 1
        written = f"{parent.reference}-T{number}"
        taken = Dossier.objects.filter(reference=written).exists()
        if not taken and not FormerReference.objects.filter(reference=written).exists():
            return written


def _the_entry(entry: UUID | None) -> FilePlanEntry:
    row = FilePlanEntry.objects.select_for_update(no_key=True).filter(id=entry).first() if entry else None
    if row is None:
        raise Missing(refusals.NO_SUCH_ENTRY())
    return row


def _place_of(row: Dossier) -> str:
    """Where a dossier lies, as its history says it; a protected dossier is not named in the history of others."""
    if row.parent is None:
        return str(row.entry)
    return _("einer geschützten Akte") if row.parent.protected else row.parent.reference
