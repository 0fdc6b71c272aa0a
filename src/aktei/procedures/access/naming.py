# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Principals, places and causes as people would say them."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor
from aktei.base.people.queries import OFFICE, names, role_name, unit_names
from aktei.base.rights.rules import EMERGENCY, OVERSIGHT
from aktei.records.cases import queries as cases
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan

_MACHINERY = Actor.system("access")


def nodes_said(ids: Iterable[UUID], own: UUID | None = None) -> dict[UUID, str]:
    """What these nodes are called, the asked one being „hier selbst“. Four queries."""
    wanted = list(set(ids))
    said = {
        OFFICE: _("gesamte Behörde"),
        file_plan.FILE_PLAN: _("gesamter Aktenplan"),
        OVERSIGHT: _("alle geschützten Akten"),
    }
    said |= {node: _("Einheit %(name)s") % {"name": name} for node, name in unit_names(wanted).items()}
    said |= {node: _("Aktenplan %(title)s") % {"title": title} for node, title in file_plan.titles(wanted).items()}
    for row in dossiers.dossiers(_MACHINERY).filter(id__in=wanted):
        said[row.id] = _("Akte %(reference)s") % {"reference": row.reference}
    for case in cases.cases(_MACHINERY).filter(id__in=wanted):
        said[case.id] = _("Vorgang %(number)s in %(reference)s") % {
            "number": case.number,
            "reference": case.dossier.reference,
        }
    return {**said, **({own: _("hier selbst")} if own else {})}


def principals_said(principals: Iterable[str]) -> dict[str, str]:
    """Say `unit:…`, `role:…`, `role:…@unit` and `person:…` as people would. Two queries."""
    parts = {each: each.partition(":")[::2] for each in set(principals)}
    ids = [_uuid(rest.rpartition("@")[2]) for _kind, rest in parts.values()]
    units, persons = unit_names(ids), names(ids)
    return {each: _said(kind, rest, units, persons) for each, (kind, rest) in parts.items()}


def cause_said(cause: str) -> str:
    """The cause of a grant in plain German; what people typed stays as it is."""
    if cause.startswith(EMERGENCY):
        return _("Notzugriff")
    if cause.startswith("task:"):
        return _("Aufgabe")
    return {"protected dossier": _("geschützte Akte: Federführung und wer sie angelegt hat")}.get(cause, cause)


def _said(kind: str, rest: str, units: dict[UUID, str], persons: dict[UUID, str]) -> str:
    named = _uuid(rest.rpartition("@")[2])
    if kind == "unit":
        return _("Mitglied von %(unit)s") % {"unit": units.get(named, _("einer Einheit")) if named else rest}
    if kind == "role":
        role, _at, _unit = rest.partition("@")
        return f"{role_name(role)}, {units.get(named, '')}" if named else role_name(role)
    if kind == "person":
        return _("%(name)s persönlich") % {"name": persons.get(named, "–") if named else rest}
    return f"{kind}:{rest}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
