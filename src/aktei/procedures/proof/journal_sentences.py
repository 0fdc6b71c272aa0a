# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal in German sentences, for each reader as far as they may know.

* Who may read the record is told everything, with the address of the record.
* Who may only audit it, and who once acted on it and may not read it any more, learns kind, person, time and
  reference; subject lines, names and reasons are left out.
* A protected dossier is told in that way to whoever audits the whole office; to everybody else only that something
  happened.
* Lines about units, the file plan, persons and the office are told wholly to auditors, and to the person concerned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.log import proofs
from aktei.base.people.labels import payload_labels
from aktei.base.people.queries import OFFICE, names, office_chain, unit_names
from aktei.base.rights.queries import chains_at, may, reach
from aktei.base.rights.rules import AUDIT, READ, meets
from aktei.procedures.proof.rules import without_content
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan

_MACHINERY = Actor.system("proof")


@dataclass(frozen=True)
class ToldLine:
    """A line as this reader may know it. `position`: its place in the sealed log, `None` while it waits.

    `readable`: the record may be opened; `hidden`: nothing is told but that something happened.
    """

    id: int
    at: datetime
    person: UUID | None
    who: str
    for_person: UUID | None
    for_whom: str
    client: str
    kind: str
    node: UUID
    sentence: str
    data: Mapping[str, Any]
    reference: str
    dossier: UUID | None
    readable: bool
    hidden: bool
    position: int | None


@dataclass(frozen=True)
class _Reader:
    """What decides how much somebody is told."""

    person: UUID | None
    seen: frozenset[UUID]
    audited: frozenset[UUID]

    def everywhere(self, node: UUID) -> bool:
        """Whether they audit the whole office."""
        return meets(office_chain(node), self.audited)


def audits_the_office(actor: Actor) -> bool:
    """Whether the actor may look into the journal of everybody."""
    return may(actor, AUDIT, [OFFICE])


def tell(actor: Actor, entries: Sequence[Any]) -> list[ToldLine]:
    """These entries for this reader; a handful of queries, whatever their number."""
    reader = _Reader(actor.person_id, reach(actor, READ), reach(actor, AUDIT))
    nodes = list({each.node for each in entries})
    placed = chains_at(nodes)
    plain = set(unit_names(nodes)) | set(file_plan.titles(nodes))
    called = names(person for each in entries for person in (each.person, each.for_person))
    around = {node for each in entries for node in each.nodes}
    references = dict(dossiers.dossiers(_MACHINERY).filter(id__in=around).values_list("id", "reference"))
    places = proofs.positions(each.id for each in entries)
    said = payload_labels([each.payload for each in entries])
    told = []
    for each, payload in zip(entries, said, strict=True):
        chain = placed.get(each.node)
        content = actor.is_system or _content(reader, each, chain, is_plain=each.node in plain)
        outline = content or _outline(reader, each, chain)
        dossier = next((node for node in each.nodes if node in references), None)
        data = each.payload if content else without_content(each.payload) if outline else {}
        shown = payload if content else without_content(payload) if outline else {}
        told.append(
            ToldLine(
                id=each.id,
                at=each.at,
                person=each.person,
                who=called.get(each.person, _("Unbekannt")) if each.person else _("Aktei"),
                for_person=each.for_person,
                for_whom=called.get(each.for_person, "") if each.for_person not in (None, each.person) else "",
                client=each.client,
                kind=each.kind,
                node=each.node,
                sentence=journal.sentence_of(each.kind, shown, own=each.person == each.node)
                if outline
                else _("hat etwas Geschütztes getan"),
                data=data,
                reference=references.get(dossier, "") if outline and dossier else "",
                dossier=dossier if content else None,
                readable=bool(content and chain and meets(chain, reader.seen)),
                hidden=not outline,
                position=places.get(each.id),
            )
        )
    return told


def _content(reader: _Reader, entry: Any, chain: list[UUID] | None, *, is_plain: bool) -> bool:
    """Whether they are told everything."""
    if chain is None:
        return reader.person in (entry.node, entry.person, entry.for_person) or reader.everywhere(entry.node)
    return meets(chain, reader.seen) or (is_plain and meets(chain, reader.audited))


def _outline(reader: _Reader, entry: Any, chain: list[UUID] | None) -> bool:
    """Whether they are told what was done, without what it was about."""
    if reader.person in (entry.person, entry.for_person):
        return True
    return meets(chain or (), reader.audited) or reader.everywhere(entry.node)
