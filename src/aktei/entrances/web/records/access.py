# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can see a record today, and why: every line names its cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.people.queries import names, role_name, unit_names
from aktei.base.rights.queries import Holding, holders, right_name
from aktei.base.rights.rules import FIND, READ, RIGHTS, rights_that_include
from aktei.entrances.web.records.places import Place
from aktei.records.file_plan import queries as file_plan

MOST = 500
"""Persons shown; an office that large asks its records manager."""


@dataclass(frozen=True)
class Reason:
    """One way on which rights reach somebody."""

    rights: str
    through: str
    where: str
    cause: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Someone:
    """A person who can see the record. `reads`: also what is in it, not only that it exists."""

    name: str
    reads: bool
    reasons: list[Reason]


def of(place: Place) -> list[Someone]:
    """Everybody who can at least find the record, by name. Four queries, whatever the number of persons."""
    holdings = holders(place.chain, FIND)
    called = names({person for each in holdings for person in each.persons})
    principals = _principals(holdings)
    nodes = _nodes(place)
    people: dict[UUID, dict[tuple[str, UUID, str], list[Holding]]] = {}
    for each in holdings:
        for person in each.persons:
            ways = people.setdefault(person, {})
            ways.setdefault((each.principal, each.node, each.cause), []).append(each)
    found = [
        Someone(
            name=called[person],
            reads=any(each.right in rights_that_include(READ) for way in ways.values() for each in way),
            reasons=[_reason(way, principals, nodes) for way in ways.values()],
        )
        for person, ways in people.items()
        if person in called
    ]
    return sorted(found, key=lambda someone: (not someone.reads, someone.name.split()[-1]))[:MOST]


def _reason(way: list[Holding], principals: dict[str, str], nodes: dict[UUID, str]) -> Reason:
    held = {each.right for each in way}
    told = [right for right in RIGHTS if right in held]
    return Reason(
        rights=", ".join(right_name(right) for right in told),
        through=principals[way[0].principal],
        where=nodes.get(way[0].node, ""),
        cause=way[0].cause,
        since=min(each.valid_from for each in way),
        until=None if any(each.valid_until is None for each in way) else max(each.valid_until for each in way),  # type: ignore[type-var]
    )


def _nodes(place: Place) -> dict[UUID, str]:
    """What the nodes of a chain are called."""
    own = {
        "dossier": _("diese Akte"),
        "case": _("dieser Vorgang"),
        "document": _("dieses Dokument"),
    }[place.kind]
    top = _("gesamter Aktenplan") if place.dossier else _("gesamte Behörde")
    return {
        place.chain[-1]: top,
        **{node: _("Einheit %(name)s") % {"name": name} for node, name in unit_names(place.chain).items()},
        **{node: _("Aktenplan %(title)s") % {"title": title} for node, title in file_plan.titles(place.chain).items()},
        **_dossier_of(place),
        place.id: own,
    }


def _dossier_of(place: Place) -> dict[UUID, str]:
    if not place.dossier:
        return {}
    return {place.dossier.id: _("Akte %(reference)s") % {"reference": place.dossier.reference}}


def _principals(holdings: Iterable[Holding]) -> dict[str, str]:
    """Say `unit:…`, `role:…@unit` and `person:…` as people would."""
    said = {each.principal: each.principal.partition(":") for each in holdings}
    units = unit_names(
        _uuid(rest.rpartition("@")[2]) for kind, _colon, rest in said.values() if kind == "unit" or "@" in rest
    )
    return {principal: _said(kind, rest, units) for principal, (kind, _colon, rest) in said.items()}


def _said(kind: str, rest: str, units: dict[UUID, str]) -> str:
    if kind == "unit":
        return _("Mitglied von %(unit)s") % {"unit": units.get(UUID(rest), _("einer Einheit"))}
    if kind == "role":
        role, _at, unit = rest.partition("@")
        return f"{role_name(role)}, {units.get(UUID(unit), '')}" if unit else role_name(role)
    return _("persönlich")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
