# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging: everything of one dossier goes into another, and whoever asks for the one is led to the other."""

from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.rights.queries import require, require_own
from aktei.base.rights.rules import FILE, MANAGE
from aktei.base.rights.subtree import move_children
from aktei.records.cases.models import Case
from aktei.records.documents.models import Document
from aktei.records.dossiers import events
from aktei.records.dossiers.branches import held_back
from aktei.records.dossiers.locking import locked_branch, standing
from aktei.records.dossiers.models import Closure, Confidentiality, Dossier
from aktei.records.dossiers.obstacles import obstacles
from aktei.records.dossiers.rules import objections_to_merging
from aktei.records.parties.models import Involvement


@action
def merge_dossiers(actor: Actor, *, source: UUID, target: UUID, reason: str) -> Dossier:
    """Move everything of `source` into `target`; the source stays as an empty, closed dossier that points there.

    Needs `manage` on the source and `file` on the target. Cases, documents, sub-dossiers and parties keep their order
    and come after what is there; the target takes the stricter of both protection classes. What was granted on the
    source itself ends to reach its contents: the target's rights apply. Returns the target.
    """
    rows, below = locked_branch(source, target)
    row, into = rows[source], rows[target]
    require_own(actor, MANAGE, row.chain)
    require(actor, FILE, into.chain)
    reasons = [
        *objections_to_merging(standing(row), standing(into), below=below[source]),
        *([] if reason.strip() else [REASON_MISSING()]),
        *obstacles(actor, row.id),
        *held_back(row.chain, into.chain),
    ]
    if reasons:
        raise Refused(reasons)
    documents = _move_documents(row, into)
    cases = _move_cases(row, into)
    Dossier.objects.filter(parent=row).exclude(id=into.id).update(parent=into)
    Dossier.objects.filter(id__in=below[source]).update(entry=into.entry)
    _move_parties(row, into)
    move_children(row.id, into.id, into.chain)
    _empty_and_close(actor, row, into, reason.strip())
    _tighten(actor, row, into)
    counted: dict[str, Any] = {"cases": cases, "documents": documents, "reason": reason.strip()}
    record(actor, events.DossierMergedAway(node=row.id, target=into.id, **counted))
    record(actor, events.DossierMergedIn(node=into.id, source=row.id, reference=row.reference, **counted))
    return into


def _move_documents(source: Dossier, target: Dossier) -> int:
    last = Document.objects.filter(dossier=target).aggregate(last=Max("position"))["last"] or 0
    return Document.objects.filter(dossier=source).update(dossier=target, position=F("position") + last)


def _move_cases(source: Dossier, target: Dossier) -> int:
    last = Case.objects.filter(dossier=target).aggregate(last=Max("number"))["last"] or 0
    return Case.objects.filter(dossier=source).update(dossier=target, number=F("number") + last)


def _move_parties(source: Dossier, target: Dossier) -> None:
    """Who is involved in both in the same role stays with the source, whose row remains."""
    there = set(Involvement.objects.filter(dossier=target, ended_at=None).values_list("party", "role"))
    standing_ones = Involvement.objects.filter(dossier=source, ended_at=None)
    moving = [each.id for each in standing_ones if (each.party_id, each.role) not in there]
    Involvement.objects.filter(id__in=moving).update(dossier=target)


def _empty_and_close(actor: Actor, row: Dossier, into: Dossier, reason: str) -> None:
    now = timezone.now()
    row.merged_into = into
    row.save(update_fields=["merged_into"])
    Closure.objects.create(
        node=row.id,
        closed_at=now,
        closed_by=actor.person_id,
        reason=reason,
        term_begin=timezone.localdate(row.opened_at),
        term_end=timezone.localdate(now),
    )


def _tighten(actor: Actor, row: Dossier, into: Dossier) -> None:
    classes = list(Confidentiality.values)
    before, after = into.confidentiality, max(row.confidentiality, into.confidentiality, key=classes.index)
    if before != after:
        into.confidentiality = after
        into.save(update_fields=["confidentiality"])
        was, now = (str(Confidentiality(each).label) for each in (before, after))
        record(actor, events.ConfidentialityChanged(node=into.id, before=was, after=now))
