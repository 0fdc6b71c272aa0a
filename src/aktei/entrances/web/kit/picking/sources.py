# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be picked in forms, by kind: whoever and whatever this person may choose, found while somebody types."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.folding import means, name_words, sort_key, typed_words
from aktei.base.people import organisation
from aktei.base.people import queries as people
from aktei.base.rights.rules import AUDIT, FILE, FIND, MANAGE, READ
from aktei.procedures.proof.journal_sentences import audits_the_office
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents
from aktei.records.dossiers import finding
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan

MOST = 8
"""Offered at once; who sees so many types on."""
SORTED = 200
"""So many that are meant are put in order."""
ROLES = ("member", "head", "post_room", "records_manager", "data_protection", "administrator")

_ADDRESS = re.compile(r"\b(Herrn?|Frau|Hr|Fr|Dr|Prof|Dipl|Ing|med|jur|phil|rer|nat|h\.? ?c)\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """Somebody or something that can be picked; `value` is what a form sends."""

    value: str
    label: str
    note: str = ""
    icon: str = "people"
    exact: bool = False


@dataclass(frozen=True)
class Source:
    """Where candidates come from, and what is said when nothing typed is one of them."""

    find: Callable[[Actor, str], list[Candidate]]
    one: Callable[[Actor, str], Candidate | None]
    nobody: str | Promise


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _state(row: Any) -> list[str]:
    if row.has_left:
        return [_("ausgeschieden")]
    return [_("gesperrt")] if row.locked_at else []


def _persons(actor: Actor, rows: Iterable[Any], prefix: str = "") -> list[Candidate]:
    found = list(rows)
    places = organisation.places_of(actor, [row.id for row in found])
    return [
        Candidate(
            f"{prefix}{row.id}",
            row.full_name,
            ", ".join([row.login, *_state(row), *places.get(row.id, [])[:2]]),
        )
        for row in found
    ]


def _units(rows: Iterable[Any], prefix: str = "", label: str = "{unit}", typed: str = "") -> list[Candidate]:
    return [
        Candidate(
            f"{prefix}{row.id}",
            label.format(unit=row.name),
            row.short_name,
            "inbox",
            _bare(row.short_name) == _bare(typed),
        )
        for row in rows
    ]


def _bare(number: str) -> str:
    """A number without what parts it: `50.30`, `50 30` and `5030` are the same."""
    return "".join(name_words(number))


def _first(rows: QuerySet[Any], *names: str) -> list[Any]:
    """The first few by German rules. Of very many the order of the database is good enough: its own costs too much."""
    some = rows.order_by(*names, "id")[:SORTED]
    return sorted(some, key=lambda row: [sort_key(getattr(row, name)) for name in names])[:MOST]


def _named(rows: QuerySet[Any], typed: str) -> list[Any]:
    """The persons among these who are meant; forms of address and degrees count only where they find somebody."""
    found = _first(rows.filter(people.person_is_named(typed)), "family_name", "given_name")
    bare = _ADDRESS.sub(" ", typed)
    return found if found or bare == typed or not bare.strip() else _named(rows, bare)


def _found_persons(actor: Actor, typed: str, prefix: str = "") -> list[Candidate]:
    return _persons(actor, _named(people.persons_who_can_act(actor), typed), prefix)


def _one_person(actor: Actor, value: str, prefix: str = "") -> Candidate | None:
    node = _uuid(value.removeprefix(prefix))
    row = people.person_by_id(node) if node and value.startswith(prefix) else None
    return _persons(actor, [row], prefix)[0] if row else None


def _find_units(actor: Actor, typed: str) -> list[Candidate]:
    return _units(_first(people.units_named(actor, typed), "name"), typed=typed)


def _one_unit(actor: Actor, value: str, prefix: str = "", label: str = "{unit}") -> Candidate | None:
    node = _uuid(value.removeprefix(prefix))
    if not node or not value.startswith(prefix):
        return None
    return next(iter(_units(people.units(actor).filter(id=node), prefix, label)), None)


def _groups(members: str, heads: str, *, roles: bool) -> Source:
    """Persons, units and heads of units together, each under the name that tasks and grants know."""

    def find(actor: Actor, typed: str) -> list[Candidate]:
        found = [
            *_found_persons(actor, typed, "person:"),
            *_units(_units_called(actor, members, typed), "unit:", members),
            *_units(_units_called(actor, heads, typed), "role:head@", heads),
            *(each for each in _all_roles() if roles and means(each.label, typed)),
        ]
        return found[: 3 * MOST]

    def one(actor: Actor, value: str) -> Candidate | None:
        if roles and value.startswith("role:") and "@" not in value:
            return next((each for each in _all_roles() if each.value == value), None)
        return (
            _one_person(actor, value, "person:")
            or _one_unit(actor, value, "unit:", members)
            or _one_unit(actor, value, "role:head@", heads)
        )

    return Source(find, one, gettext_lazy("keine Person, die sich anmelden kann, und keine Einheit"))


def _units_called(actor: Actor, label: str, typed: str) -> list[Any]:
    """The units that are meant by words some of which may stand in the label of every unit alike."""
    always = name_words(label.format(unit=""))
    own = [word for word in typed_words(typed) if not any(each.startswith(word) for each in always)]
    return _first(people.units_named(actor, " ".join(own)) if own else people.units(actor), "name")


def _all_roles() -> list[Candidate]:
    said = _("alle mit der Rolle {role}")
    return [Candidate(f"role:{each}", said.format(role=people.role_name(each))) for each in ROLES]


def _entries(rows: Callable[[Actor], Any]) -> Source:
    def told(row: Any, *, exact: bool = False) -> Candidate:
        return Candidate(str(row.id), str(row), "", "folder", exact)

    def find(actor: Actor, typed: str) -> list[Candidate]:
        found = file_plan.entries_named(rows(actor), typed)[:MOST]
        return [told(row, exact=_bare(row.notation) == _bare(typed)) for row in found]

    def one(actor: Actor, value: str) -> Candidate | None:
        node = _uuid(value)
        row = rows(actor).filter(id=node).first() if node else None
        return told(row) if row else None

    return Source(find, one, gettext_lazy("kein Aktenplaneintrag, den Sie hier wählen können"))


def _dossiers(right: str) -> Source:
    def told(row: Any, *, exact: bool = False) -> Candidate:
        label = f"{row.reference} {row.subject_line}"
        return Candidate(str(row.id), label, str(row.lead_unit), "folder", exact=exact)

    def find(actor: Actor, typed: str) -> list[Candidate]:
        exact = finding.written(actor, typed, right=right)
        rows = finding.found(actor, typed, right=right, most=MOST, exact=exact)
        return [told(row, exact=row in exact) for row in rows]

    def one(actor: Actor, value: str) -> Candidate | None:
        node = _uuid(value)
        row = dossiers.dossiers(actor, right).filter(id=node).first() if node else None
        return told(row) if row else None

    return Source(find, one, gettext_lazy("keine Akte, die Sie auffinden dürfen"))


def _anybody_ever() -> Source:
    """Persons in a question about the past: auditors choose among everybody, others only themselves."""

    def rows(actor: Actor) -> Any:
        found = organisation.roster(actor, organisation.WantedOffice(state="all"))
        return found if audits_the_office(actor) or actor.person_id is None else found.filter(id=actor.person_id)

    def find(actor: Actor, typed: str) -> list[Candidate]:
        return _persons(actor, _named(rows(actor), typed))

    def one(actor: Actor, value: str) -> Candidate | None:
        node = _uuid(value)
        return next(iter(_persons(actor, rows(actor).filter(id=node))), None) if node else None

    return Source(find, one, gettext_lazy("keine Person, nach der Sie fragen dürfen"))


def _acted_on(node: UUID) -> Source:
    """Persons who did something to a record; only those are told them who may see its history."""

    def rows(actor: Actor) -> QuerySet[Any]:
        told = any(
            records.filter(id=node).exists()
            for right in (READ, AUDIT)
            for records in (dossiers.dossiers(actor, right), cases.cases(actor, right=right))
        ) or any(documents.documents(actor, right).filter(id=node).exists() for right in (READ, AUDIT))
        everybody = organisation.roster(actor, organisation.WantedOffice(state="all"))
        return everybody.filter(id__in=journal.about(node).order_by().values("person")) if told else everybody.none()

    def itself() -> Candidate:
        return Candidate("aktei", _("Aktei selbst"), icon="settings")

    def find(actor: Actor, typed: str) -> list[Candidate]:
        found = _persons(actor, _named(rows(actor), typed))
        return [itself(), *found] if means(itself().label, typed) else found

    def one(actor: Actor, value: str) -> Candidate | None:
        if value == itself().value:
            return itself()
        person = _uuid(value)
        return next(iter(_persons(actor, rows(actor).filter(id=person))), None) if person else None

    return Source(find, one, gettext_lazy("niemand, der hier etwas getan hat"))


def _main_documents(node: UUID) -> Source:
    """The documents to which a document can be attached, by their place in the dossier or their subject line."""

    def told(row: Any) -> Candidate:
        return Candidate(str(row.id), f"{row.position}. {row.subject_line or _('Ohne Betreff')}", "", "document")

    def offered(actor: Actor) -> QuerySet[Any]:
        try:
            return documents.attachable(actor, node)
        except Missing:
            return documents.documents(actor).none()

    def find(actor: Actor, typed: str) -> list[Candidate]:
        rows = offered(actor)
        for word in typed.split()[:MOST]:
            number = word.rstrip(".")
            place = Q(position=int(number)) if number.isdecimal() and len(number) < 9 else Q()
            rows = rows.filter(Q(subject_line__icontains=word) | place)
        return [told(row) for row in rows[:MOST]]

    def one(actor: Actor, value: str) -> Candidate | None:
        document = _uuid(value)
        row = offered(actor).filter(id=document).first() if document else None
        return told(row) if row else None

    return Source(find, one, gettext_lazy("kein anderes Dokument dieser Akte"))


_PERSON = Source(_found_persons, _one_person, gettext_lazy("keine Person, die sich anmelden kann"))
_ACCOUNT = Source(
    lambda actor, typed: _persons(actor, _named(people.persons(actor), typed)),
    _one_person,
    gettext_lazy("keine Person mit Benutzerkonto"),
)
_UNIT = Source(_find_units, _one_unit, gettext_lazy("keine Einheit"))

SOURCES: dict[str, Source] = {
    "person": _PERSON,
    "person-konto": _ACCOUNT,
    "person-jemals": _anybody_ever(),
    "einheit": _UNIT,
    "wer": _groups("{unit}", "Leitung {unit}", roles=False),
    "berechtigt": _groups("alle in {unit}", "Leitung von {unit}", roles=True),
    "eintrag": _entries(file_plan.all_entries),
    "eintrag-ablage": _entries(lambda actor: file_plan.entries(actor, FILE).filter(holds_dossiers=True)),
    "eintrag-pflege": _entries(lambda actor: file_plan.all_entries(actor, MANAGE)),
    "akte": _dossiers(FIND),
}

OF_A_RECORD: dict[str, Callable[[UUID], Source]] = {"verlauf": _acted_on, "hauptdokument": _main_documents}
"""What belongs to one record: its kind is called so, with the record's id behind a dash."""


def source(kind: str) -> Source | None:
    """Where candidates of this kind come from; None for a kind that nobody knows."""
    name, _dash, node = kind.partition("-")
    made, record = OF_A_RECORD.get(name), _uuid(node)
    return made(record) if made and record else SOURCES.get(kind)
