# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can get a task, and what people call them."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.people import queries as people


def known(actor: Actor, name: str) -> str:
    """The name if there is such a person, unit or role now, else nothing."""
    kind, _colon, rest = name.partition(":")
    role, _at, unit = rest.partition("@")
    if kind == "person":
        person = _uuid(rest)
        return name if person and people.person_by_id(person) else ""
    wanted = _uuid(rest if kind == "unit" else unit)
    if kind not in ("unit", "role") or wanted is None or (kind == "role" and role not in _ROLES):
        return ""
    return name if people.units(actor).filter(id=wanted).exists() else ""


def called(names: Iterable[str]) -> dict[str, str]:
    """What people call these: the person's or unit's name, or the role and its unit; two queries."""
    parts = {name: name.partition(":")[2] for name in names}
    persons = people.names(_uuid(rest) for name, rest in parts.items() if name.startswith("person:"))
    units = people.unit_names(_uuid(rest.rpartition("@")[2]) for rest in parts.values())
    return {name: _called(name, rest, persons, units) for name, rest in parts.items()}


def names_of_unit(unit: UUID) -> set[str]:
    """The names under which a task waits for a unit as a whole, or for a role in it."""
    return {f"unit:{unit}"} | {f"role:{role}@{unit}" for role in _ROLES}


def offered(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """Everybody who can get a task, for a choice in groups: the own units first."""
    units = list(people.units(actor))
    return {
        _("Personen"): [(f"person:{row.id}", row.full_name) for row in people.persons(actor)],
        _("Einheiten"): [(f"unit:{row.id}", row.name) for row in units],
        _("Leitungen"): [(f"role:head@{row.id}", _("Leitung {unit}").format(unit=row.name)) for row in units],
    }


_ROLES = ("head", "member", "post_room", "records_manager")


def _called(name: str, rest: str, persons: dict[UUID, str], units: dict[UUID, str]) -> str:
    role, _at, unit = rest.rpartition("@")
    node = _uuid(unit)
    if name.startswith("person:"):
        return persons.get(node, _("Unbekannt")) if node else _("Unbekannt")
    where = units.get(node, _("Unbekannt")) if node else _("Unbekannt")
    return f"{people.role_name(role)} {where}" if role else where


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
