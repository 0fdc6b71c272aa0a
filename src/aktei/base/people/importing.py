# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units and persons from two tables: read, checked as a whole, shown first, then done in one act or not at all.

A table is what a spreadsheet saves as CSV: a head line, semicolons (or commas, or tabs), one line each. Nothing is
changed or deleted: what is there already is left alone, so that the same file can be read in again.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Refused, action
from aktei.base.people.accounts import register_person
from aktei.base.people.memberships import begin_membership
from aktei.base.people.models import OFFICE, Person, Role, Unit
from aktei.base.people.units import establish_unit
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE

UNIT_COLUMNS = ("kurzzeichen", "name", "unter")
PERSON_COLUMNS = ("anmeldename", "vorname", "familienname", "e-mail", "einheit", "rolle")
LARGEST = 2**21
"""Bytes of a table; 20,000 persons fit."""


@dataclass(frozen=True)
class Step:
    """One line of a table and what will become of it. `does`: `new`, `known` or `wrong`, with the reasons."""

    line: int
    does: str
    said: str
    values: Mapping[str, str]
    reasons: tuple[str, ...] = ()


@dataclass
class Plan:
    """What reading the tables in would do. It can be carried out if nothing is wrong."""

    kind: str
    steps: list[Step] = field(default_factory=list)

    def of(self, does: str) -> list[Step]:
        """The steps of one sort."""
        return [each for each in self.steps if each.does == does]

    @property
    def can_be_done(self) -> bool:
        """Whether anything is new and nothing wrong."""
        return bool(self.of("new")) and not self.of("wrong")


def read(table: bytes) -> list[dict[str, str]]:
    """The lines of a table by the names of its head. Raises `Refused` for what is no table."""
    if len(table) > LARGEST:
        raise Refused(_("Die Datei ist zu groß: höchstens 2 MB. Es wurde nichts geändert."))
    text = _decoded(table)
    if "\0" in text:
        raise Refused(_("Das ist keine Tabelle, sondern eine Datei anderer Art. Bitte speichern Sie sie als CSV."))
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    try:
        return [{(key or "").strip().lower(): _plain(value) for key, value in row.items()} for row in rows]
    except csv.Error as error:
        raise Refused(_("Die Tabelle ist beschädigt: {error}").format(error=error)) from error


def plan(lines: list[dict[str, str]]) -> Plan:
    """What reading these lines in would do; changes nothing. Raises `Refused` if it is neither kind of table."""
    head = set(lines[0]) if lines else set()
    if {"kurzzeichen", "name"} <= head:
        return _plan_units(lines)
    if {"anmeldename", "familienname"} <= head:
        return _plan_persons(lines)
    raise Refused(
        _("Die Kopfzeile passt zu keiner der beiden Tabellen. Einheiten: {units}. Personen: {persons}.").format(
            units="; ".join(UNIT_COLUMNS), persons="; ".join(PERSON_COLUMNS)
        )
    )


@action(personal=True)
def import_organisation(actor: Actor, *, lines: list[dict[str, str]]) -> Plan:
    """Do what `plan` said, all of it or nothing. Needs `manage` on the office; every line is journalled on its own."""
    require(actor, MANAGE, [OFFICE])
    wanted = plan(lines)
    if not wanted.can_be_done:
        reasons = [reason for step in wanted.of("wrong") for reason in step.reasons]
        raise Refused(reasons or [_("In der Tabelle steht nichts Neues. Es wurde nichts geändert.")])
    for step in wanted.of("new"):
        (_found if wanted.kind == "units" else _register)(actor, step.values)
    return wanted


def _plan_units(lines: list[dict[str, str]]) -> Plan:
    known = _units()
    made = Plan("units")
    for number, row in enumerate(lines, start=2):
        short, name, above = (row.get(each, "") for each in UNIT_COLUMNS)
        reasons = []
        if not short or not name:
            reasons.append(_("Kurzzeichen oder Name fehlt."))
        if len(short) > 40 or len(name) > 200:
            reasons.append(_("Kurzzeichen oder Name ist zu lang."))
        if above and above.lower() not in known:
            reasons.append(
                _("Die Einheit „{above}“ steht nicht weiter oben und gibt es noch nicht.").format(above=above)
            )
        made.steps.append(_step(number, f"{short} {name}", row, reasons, is_known=short.lower() in known))
        known.setdefault(short.lower(), None)
    return made


def _plan_persons(lines: list[dict[str, str]]) -> Plan:
    units, roles = _units(), _roles()
    known = {login.lower() for login in Person.objects.values_list("login", flat=True)}
    made = Plan("persons")
    for number, row in enumerate(lines, start=2):
        login, given, family, email, unit, role = (row.get(each, "") for each in PERSON_COLUMNS)
        reasons = []
        if not login or not family:
            reasons.append(_("Anmeldename oder Familienname fehlt."))
        if len(login) > 150 or len(family) > 100 or len(given) > 100:
            reasons.append(_("Anmeldename oder Name ist zu lang."))
        if email and "@" not in email:
            reasons.append(_("„{email}“ ist keine E-Mail-Adresse.").format(email=email))
        if unit and unit.lower() not in units:
            reasons.append(_("Die Einheit „{unit}“ gibt es nicht.").format(unit=unit))
        if role and role.lower() not in roles:
            reasons.append(_("Die Rolle „{role}“ gibt es nicht.").format(role=role))
        said = f"{given} {family} ({login})".strip()
        made.steps.append(_step(number, said, row, reasons, is_known=login.lower() in known))
        known.add(login.lower())
    return made


def _step(number: int, said: str, row: dict[str, str], reasons: list[str], *, is_known: bool) -> Step:
    if reasons:
        told = tuple(_("Zeile {number}: {reason}").format(number=number, reason=reason) for reason in reasons)
        return Step(number, "wrong", said, row, told)
    return Step(number, "known" if is_known else "new", said, row)


def _found(actor: Actor, row: Mapping[str, str]) -> None:
    short, name, above = (row.get(each, "") for each in UNIT_COLUMNS)
    establish_unit(actor, name=name, short_name=short, parent=_units()[above.lower()] if above else None)


def _register(actor: Actor, row: Mapping[str, str]) -> None:
    login, given, family, email, unit, role = (row.get(each, "") for each in PERSON_COLUMNS)
    person = register_person(actor, login=login, given_name=given, family_name=family, email=email)
    place = _units()[unit.lower()] if unit else None
    if place:
        begin_membership(actor, person=person.id, unit=place, role=_roles()[role.lower()] if role else Role.MEMBER)


def _units() -> dict[str, UUID | None]:
    return {short.lower(): key for key, short in Unit.objects.filter(valid_until=None).values_list("id", "short_name")}


def _roles() -> dict[str, str]:
    return {each.lower(): role.value for role in Role for each in (role.value, str(role.label))}


def _decoded(table: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):  # what spreadsheets write, also old ones
        try:
            return table.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("Die Zeichen der Datei sind nicht lesbar. Bitte speichern Sie sie als CSV in UTF-8."))


def _plain(value: str | Iterable[str] | None) -> str:
    return value.strip() if isinstance(value, str) else ""
