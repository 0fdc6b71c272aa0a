# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Principals, rights and causes of grants as people would say them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.people.queries import names, role_name, unit_names
from aktei.base.rights.queries import right_name
from aktei.base.rights.rules import EMERGENCY, RIGHTS, TASK


def payload_labels(payloads: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The payloads of journal lines for their sentences: rights, principals and causes by their names.

    At most two queries. For showing alone; what is exported or proven stays as it was written.
    """
    said = principal_labels(each["principal"] for each in payloads if ":" in str(each.get("principal", "")))
    return [_payload_said(each, said) for each in payloads]


def _payload_said(payload: dict[str, Any], principals: dict[str, str]) -> dict[str, Any]:
    shown = dict(payload)
    if payload.get("principal") in principals:
        shown["principal"] = principals[payload["principal"]]
    if payload.get("right") in RIGHTS:
        shown["right"] = right_name(payload["right"])
    if "principal" in payload and "cause" in payload:
        shown["cause"] = cause_label(payload["cause"])
    return shown


def principal_labels(principals: Iterable[str]) -> dict[str, str]:
    """Say `unit:…`, `role:…`, `role:…@unit` and `person:…` as people would. Two queries."""
    parts = {each: each.partition(":")[::2] for each in set(principals)}
    ids = [_uuid(rest.rpartition("@")[2]) for _kind, rest in parts.values()]
    units, persons = unit_names(ids), names(ids)
    return {each: _said(kind, rest, units, persons) for each, (kind, rest) in parts.items()}


def cause_label(cause: str) -> str:
    """The cause of a grant in plain German; what people typed stays as it is."""
    if cause.startswith(EMERGENCY):
        return _("Notzugriff")
    if cause.startswith(TASK):
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
