# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of a node, as far as the reader may see what it tells."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from aktei.base.journal.acts import Actor, Missing
from aktei.base.journal.queries import about, sentence
from aktei.base.people.queries import names, office_chain
from aktei.base.rights.queries import chains_at, reach
from aktei.base.rights.rules import AUDIT, READ, meets
from aktei.entrances.api import paging, schemas
from aktei.entrances.api.tokens import actor_of
from aktei.procedures.mailroom.queries import consignments

router = Router(tags=["journal"])


class Asked(paging.Piece):
    """Whose history."""

    node: UUID


@router.get("", response=schemas.Journal, summary="Protokoll eines Objekts, neueste Zeile zuerst")
def journal(request: HttpRequest, asked: Query[Asked]) -> schemas.Journal:
    """Every line about a dossier, case, document, consignment, unit, person or entry. Needs `read` or `audit`."""
    actor = actor_of(request)
    node = _document_of(actor, asked.node)
    audited = reach(actor, AUDIT)
    seen = reach(actor, READ) | audited
    if not _may_see(actor, node, seen=seen, audited=audited):
        raise Missing(_("Das gibt es nicht, oder Sie dürfen seine Geschichte nicht lesen."))
    found, following = paging.piece_of(about(node), paging.NEWEST_NUMBER, asked)
    placed = chains_at({each.node for each in found})
    full_names = names(person for each in found for person in (each.person, each.for_person))
    items = [
        _line(each, full_names, hidden=each.node in placed and not meets(placed[each.node], seen)) for each in found
    ]
    return schemas.Journal(items=items, next=following)


def _document_of(actor: Actor, node: UUID) -> UUID:
    """Post has the history of its document; asked by its own id, it is meant as well."""
    found = consignments(actor, [node])
    return found[0].consignment.document_id if found else node


def _may_see(actor: Actor, node: UUID, *, seen: frozenset[UUID], audited: frozenset[UUID]) -> bool:
    """What hangs nowhere (persons, the office) only auditors look into; but everybody may see their own lines."""
    chain = chains_at([node]).get(node)
    if chain is None:
        return node == actor.person_id or meets(office_chain(node), audited)
    return meets(chain, seen)


def _line(entry: Any, full_names: dict[UUID, str], *, hidden: bool) -> schemas.JournalLine:
    return schemas.JournalLine(
        id=entry.id,
        at=entry.at,
        person=_named(entry.person, full_names),
        for_person=_named(entry.for_person, full_names),
        client=entry.client,
        kind=entry.kind,
        node=entry.node,
        sentence="" if hidden else sentence(entry),
        data={} if hidden else entry.payload,
    )


def _named(person: UUID | None, full_names: dict[UUID, str]) -> schemas.Named | None:
    return schemas.Named(id=person, name=full_names.get(person, "–")) if person else None
