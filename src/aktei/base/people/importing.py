# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units and persons from two tables: checked as a whole, shown first, then done in one act or not at all.

Nothing is changed or deleted: what is there already is left alone, so that the same file can be read in again.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import action
from aktei.base.names.folding import login_key
from aktei.base.people import refusals
from aktei.base.people.accounts import register_person
from aktei.base.people.memberships import begin_membership
from aktei.base.people.models import OFFICE, Person, Role, Unit
from aktei.base.people.units import establish_unit
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE
from aktei.base.wording import sentences

UNIT_COLUMNS = ("kurzzeichen", "name", "unter")
PERSON_COLUMNS = ("anmeldename", "vorname", "familienname", "e-mail", "einheit", "rolle")
LINE = "#"
"""Under this name each line keeps the number it has in the file; no column can be called so."""

Lines = list[dict[str, str]]


@dataclass(frozen=True)
class ImportStep:
    """One line of a table and what will become of it. `does`: `new`, `known` or `wrong`, with the reasons."""

    line: int
    does: str
    said: str
    values: Mapping[str, str]
    reasons: tuple[Refusal, ...] = ()

    @property
    def faults(self) -> list[str]:
        """What is wrong, as sentences."""
        return sentences(self.reasons)


@dataclass
class ImportPlan:
    """What reading the tables in would do. It can be carried out if nothing is wrong."""

    kind: str
    steps: list[ImportStep] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Columns that nobody knows; they are not read in, which whoever has them should know."""

    def of(self, does: str) -> list[ImportStep]:
        """The steps of one sort."""
        return [each for each in self.steps if each.does == does]

    @property
    def can_be_done(self) -> bool:
        """Whether anything is new and nothing wrong."""
        return bool(self.of("new")) and not self.of("wrong")


def plan(lines: Lines) -> ImportPlan:
    """What reading these lines in would do; changes nothing. Raises `Refused` if it is neither kind of table."""
    head = set(lines[0]) if lines else set()
    if {"kurzzeichen", "name"} <= head:
        return _plan_units(lines, _unknown(lines, UNIT_COLUMNS))
    if {"anmeldename", "familienname"} <= head:
        return _plan_persons(lines, _unknown(lines, PERSON_COLUMNS))
    raise Refused(refusals.NO_TABLE_OF_OURS(units="; ".join(UNIT_COLUMNS), persons="; ".join(PERSON_COLUMNS)))


@action(personal=True)
def import_organisation(actor: Actor, *, lines: Lines) -> ImportPlan:
    """Do what `plan` said, all of it or nothing. Needs `manage` on the office; every line is journalled on its own."""
    require(actor, MANAGE, [OFFICE], known=True)
    wanted = plan(lines)
    if not wanted.can_be_done:
        reasons = [reason for step in wanted.of("wrong") for reason in step.reasons]
        raise Refused(reasons or [refusals.NOTHING_NEW()])
    for step in wanted.of("new"):
        (_found if wanted.kind == "units" else _register)(actor, step.values)
    return wanted


def _plan_units(lines: Lines, unknown: list[str]) -> ImportPlan:
    known = _units()
    made = ImportPlan("units", unknown=unknown)
    earlier: dict[str, int] = {}
    for number, row in _numbered(lines):
        short, name, above = (row.get(each, "") for each in UNIT_COLUMNS)
        reasons = []
        if not short or not name:
            reasons.append(refusals.SHORT_NAME_OR_NAME_MISSING())
        if len(short) > 40 or len(name) > 200:
            reasons.append(refusals.SHORT_NAME_OR_NAME_TOO_LONG())
        if above and _same(above) not in known:
            reasons.append(refusals.UNIT_ABOVE_MISSING(above=above))
        if (first := earlier.setdefault(_same(short), number)) != number and short:
            reasons.append(refusals.SHORT_NAME_TWICE(short=short, first=str(first)))
        made.steps.append(_step(number, f"{short} {name}", row, reasons, is_known=_same(short) in known))
        known.setdefault(_same(short), None)
    return made


def _plan_persons(lines: Lines, unknown: list[str]) -> ImportPlan:
    units, roles = _units(), _roles()
    names = Person.objects.values_list("login", "given_name", "family_name")
    known = {login_key(has): (had_given, had_family) for has, had_given, had_family in names}
    made = ImportPlan("persons", unknown=unknown)
    earlier: dict[str, int] = {}
    for number, row in _numbered(lines):
        login, given, family, email, unit, role = (row.get(each, "") for each in PERSON_COLUMNS)
        reasons = []
        if not login or not family:
            reasons.append(refusals.LOGIN_OR_NAME_MISSING())
        if len(login) > 150 or len(family) > 100 or len(given) > 100:
            reasons.append(refusals.LOGIN_OR_NAME_TOO_LONG())
        if email and "@" not in email:
            reasons.append(refusals.NO_EMAIL(email=email))
        if unit and _same(unit) not in units:
            reasons.append(refusals.NO_UNIT_CALLED(unit=unit))
        if role and _same(role) not in roles:
            reasons.append(refusals.NO_ROLE_CALLED(role=role))
        if (first := earlier.setdefault(login_key(login), number)) != number and login:
            reasons.append(refusals.LOGIN_TWICE(login=login, first=str(first)))
        had_given, had_family = known.get(login_key(login), (given, family))
        # Whoever married has one name of the two still; who has neither is somebody else.
        if _same(family) != _same(had_family) and _same(given) != _same(had_given):
            reasons.append(refusals.LOGIN_OF_ANOTHER(login=login, name=f"{had_given} {had_family}".strip()))
        said = f"{given} {family} ({login})".strip()
        made.steps.append(_step(number, said, row, reasons, is_known=login_key(login) in known))
    return made


def _same(text: str) -> str:
    """Equal for what people take for the same, in whatever case, width or writing of ß."""
    return unicodedata.normalize("NFKC", text).casefold()


def _numbered(lines: Lines) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line with its number in the file."""
    for number, row in enumerate(lines, start=2):
        yield int(row.get(LINE, number)), row


def _unknown(lines: Lines, columns: Iterable[str]) -> list[str]:
    return [name for name in lines[0] if name not in columns and name != LINE]


def _step(number: int, said: str, row: dict[str, str], reasons: list[Refusal], *, is_known: bool) -> ImportStep:
    if reasons:
        told = tuple(refusals.AT_LINE(number=str(number), reason=reason) for reason in reasons)
        return ImportStep(number, "wrong", said, row, told)
    return ImportStep(number, "known" if is_known else "new", said, row)


def _found(actor: Actor, row: Mapping[str, str]) -> None:
    short, name, above = (row.get(each, "") for each in UNIT_COLUMNS)
    establish_unit(actor, name=name, short_name=short, parent=_units()[_same(above)] if above else None)


def _register(actor: Actor, row: Mapping[str, str]) -> None:
    login, given, family, email, unit, role = (row.get(each, "") for each in PERSON_COLUMNS)
    login = unicodedata.normalize("NFKC", login)  # what nobody can type is no name to log in with
    person = register_person(actor, login=login, given_name=given, family_name=family, email=email)
    place = _units()[_same(unit)] if unit else None
    if place:
        begin_membership(actor, person=person.id, unit=place, role=_roles()[_same(role)] if role else Role.MEMBER)


def _units() -> dict[str, UUID | None]:
    return {_same(short): key for key, short in Unit.objects.filter(valid_until=None).values_list("id", "short_name")}


def _roles() -> dict[str, str]:
    return {_same(each): role.value for role in Role for each in (role.value, str(role.label))}
