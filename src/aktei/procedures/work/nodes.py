# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records that tasks are about, read through their own queries."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.rights.queries import chains_at
from aktei.base.rights.rules import FIND
from aktei.procedures.work import refusals
from aktei.procedures.work.models import Task
from aktei.records.cases.queries import cases
from aktei.records.documents.queries import documents
from aktei.records.dossiers.queries import dossiers

MACHINERY = Actor.system("work")


@dataclass(frozen=True)
class Node:
    """A dossier, case or filed document: what it is called and where it stands."""

    id: UUID
    kind: str
    chain: tuple[UUID, ...]
    dossier: UUID
    case: UUID | None
    reference: str
    title: str

    @property
    def within(self) -> tuple[UUID, ...]:
        """The other records in whose history an act on this one appears."""
        return tuple(each for each in (self.case, self.dossier) if each and each != self.id)


def nodes(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Node]:
    """Those of these records that the actor may find; three queries, whatever the number."""
    found: dict[UUID, Node] = {}
    if not ids:
        return found
    for row in dossiers(actor).filter(id__in=ids).order_by():
        found[row.id] = Node(row.id, "dossier", tuple(row.chain), row.id, None, row.reference, row.subject_line)
    for case in cases(actor).filter(id__in=set(ids) - set(found)).order_by():
        above = case.dossier
        reference = f"{above.reference}-{case.number}"
        found[case.id] = Node(case.id, "case", tuple(case.chain), above.id, case.id, reference, case.subject_line)
    filed = documents(actor, FIND).filter(id__in=set(ids) - set(found), dossier__isnull=False)
    for each in filed.select_related("dossier"):
        title, place = each.subject_line or _("Ohne Betreff"), each.dossier
        assert place is not None, "only filed documents were asked for"
        found[each.id] = Node(each.id, "document", tuple(each.chain), place.id, each.case_id, place.reference, title)
    return found


def the_node(actor: Actor, node: UUID) -> Node:
    """One record, or `Missing`."""
    found = nodes(actor, [node]).get(node)
    if found is None:
        raise Missing(refusals.NO_SUCH_RECORD())
    return found


def place_of(row: Task) -> Node:
    """Where the record of a task stands, even if it was taken out of its dossier: a task can always be ended."""
    found = nodes(MACHINERY, [row.node]).get(row.node)
    if found is not None:
        return found
    chain = chains_at([row.node]).get(row.node, [row.node])
    return Node(row.node, row.node_is, tuple(chain), row.node, None, "", "")


def inside(actor: Actor, node: UUID) -> Q:
    """Tasks about this dossier or case, or about something in it that the actor may find."""
    lying = documents(actor, FIND).filter(Q(dossier=node) | Q(case=node)).values("id")
    return Q(node=node) | Q(node__in=cases(actor).filter(dossier=node).order_by().values("id")) | Q(node__in=lying)


def below(entry: UUID) -> Q:
    """Tasks about something that hangs below this file plan entry; what lies behind a barrier does not."""
    kinds = (dossiers(MACHINERY), cases(MACHINERY), documents(MACHINERY, FIND))
    one, two, three = (rows.filter(chain__contains=[entry]).order_by().values("id") for rows in kinds)
    return Q(node__in=one) | Q(node__in=two) | Q(node__in=three)
