# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links between dossiers and cases: shown from both ends, and only to those who may find the other end."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.rights.queries import require, visible
from aktei.base.rights.rules import EDIT, FIND
from aktei.records.cases.models import Case
from aktei.records.dossiers import events, refusals
from aktei.records.dossiers.models import Dossier, Link, LinkKind


@dataclass(frozen=True)
class Linked:
    """One link as seen from one of its ends. `kind` says what the other end is: `successor` is the way back."""

    id: UUID
    kind: str
    other: UUID
    other_is: str
    reference: str
    subject_line: str


@action
def link_records(actor: Actor, *, source: UUID, target: UUID, kind: str = LinkKind.SEE_ALSO) -> Link:
    """Let a dossier or case refer to another; as predecessor, `target` came before. Needs `edit` here, `find` there."""
    require(actor, EDIT, _chain_of(source))
    require(actor, FIND, _chain_of(target))
    reasons = []
    if kind not in LinkKind.values:
        reasons.append(refusals.NO_SUCH_KIND_OF_LINK())
    if source == target:
        reasons.append(refusals.LINK_TO_ITSELF())
    both_ways = Q(source=source, target=target)
    if kind == LinkKind.SEE_ALSO:
        both_ways |= Q(source=target, target=source)
    if Link.objects.filter(both_ways, kind=kind, ended_at=None).exists():
        reasons.append(refusals.LINK_EXISTS())
    if kind == LinkKind.PREDECESSOR and target in _after(source):
        reasons.append(refusals.LINK_IN_A_CIRCLE())
    if reasons:
        raise Refused(reasons)
    row = Link.objects.create(source=source, target=target, kind=kind, made_at=timezone.now(), made_by=actor.person_id)
    record(actor, events.LinkMade(node=source, within=(target,), target=target, link=str(LinkKind(kind).label)))
    return row


@action
def end_link(actor: Actor, *, link: UUID) -> None:
    """Take a link away; that it stood remains on record. Needs `edit` on one of its ends."""
    row = Link.objects.select_for_update().filter(id=link, ended_at=None).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_LINK())
    try:
        require(actor, EDIT, _chain_of(row.source))
    except Refused:
        require(actor, EDIT, _chain_of(row.target))
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    label = str(LinkKind(row.kind).label)
    record(actor, events.LinkEnded(node=row.source, within=(row.target,), target=row.target, link=label))


def links_of(actor: Actor, node: UUID) -> list[Linked]:
    """The links of a dossier or case whose other end the actor may find; the others are not even counted."""
    rows = list(Link.objects.filter(Q(source=node) | Q(target=node), ended_at=None).order_by("kind", "made_at"))
    others = {row.target if row.source == node else row.source for row in rows}
    named = _named(actor, others)
    found = []
    for row in rows:
        other = row.target if row.source == node else row.source
        backwards = row.kind == LinkKind.PREDECESSOR and row.target == node
        if other in named:
            kind = "successor" if backwards else row.kind
            found.append(Linked(row.id, kind, other, *named[other]))
    return found


def _named(actor: Actor, ids: Collection[UUID]) -> dict[UUID, tuple[str, str, str]]:
    found: dict[UUID, tuple[str, str, str]] = {}
    if not ids:
        return found
    for row in visible(Dossier.objects.filter(id__in=ids), actor, FIND):
        found[row.id] = ("dossier", row.reference, row.subject_line)
    for case in visible(Case.objects.select_related("dossier").filter(id__in=ids), actor, FIND):
        found[case.id] = ("case", f"{case.dossier.reference}-{case.number}", case.subject_line)
    return found


def _after(node: UUID) -> set[UUID]:
    """Everything that came after this record, as far as links say."""
    found: set[UUID] = set()
    layer = {node}
    while layer:
        rows = Link.objects.filter(target__in=layer, kind=LinkKind.PREDECESSOR, ended_at=None)
        layer = set(rows.values_list("source", flat=True)) - found
        found |= layer
    return found


def _chain_of(node: UUID) -> list[UUID]:
    for kind in (Dossier, Case):
        chain = kind.objects.filter(id=node).values_list("chain", flat=True).first()
        if chain:
            return list(chain)
    raise Missing(refusals.NOTHING_TO_LINK())
