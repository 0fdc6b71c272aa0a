# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One page of the journal: what was asked, who may be chosen, and the lines as this reader may know them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.people import organisation
from aktei.base.people import queries as people
from aktei.base.rights.rules import READ
from aktei.entrances.web.kit.picking.reading import meant, sent
from aktei.procedures.proof import actions, journal_sentences, queries
from aktei.procedures.proof.journal_question import JournalQuestion, groups
from aktei.procedures.proof.journal_sentences import ToldLine
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan

ONE_PAGE = 50
_NAMES = {
    "akte": "node",
    "person": "person",
    "einheit": "unit",
    "fuer": "for_person",
    "zugang": "client",
    "art": "group",
    "von": "since",
    "bis": "until",
}
"""What the filter is called in an address."""
_PICKED = {"person": "person-jemals", "fuer": "person-jemals", "einheit": "einheit"}
"""What of it is picked, and as what."""


@dataclass(frozen=True)
class Line:
    """A line with the address of what it is about, if this reader may go there."""

    told: ToldLine
    about: str
    href: str

    @property
    def sentence(self) -> str:
        """What happened, as a sentence that ends once."""
        return self.told.sentence if self.told.sentence.endswith(("…", ".")) else f"{self.told.sentence}."

    @property
    def reference(self) -> str:
        """The dossier's reference, unless the sentence names it already."""
        return "" if self.told.reference in self.told.sentence else self.told.reference


@dataclass(frozen=True)
class Reading:
    """A page of lines, the cursor of the next, and what can be filtered by."""

    lines: list[Line]
    next: int | None
    asked: JournalQuestion
    values: dict[str, str]
    faults: list[str]
    audits: bool
    about: str
    said: dict[str, str]
    groups: list[tuple[str, str]]
    clients: list[tuple[str, str]]
    days: list[tuple[str, str, str]]


def asked_in(actor: Actor, parameters: Mapping[str, str]) -> tuple[JournalQuestion, list[str]]:
    """What the address or the form asks, and what of it could not be understood."""
    given = {name: parameters.get(word, "").strip() for word, name in _NAMES.items()}
    faults = []
    for word, kind in _PICKED.items():
        try:
            given[_NAMES[word]] = _picked(actor, kind, word, parameters)
        except Refused as refusal:
            given[_NAMES[word]] = ""
            faults += refusal.reasons
    for name, value in given.items():
        try:
            JournalQuestion.read({name: value})
        except ValueError:
            given[name] = ""
            faults.append(_("„%(value)s“ ist hier nicht zu verstehen und wurde weggelassen.") % {"value": value[:60]})
    asked = JournalQuestion.read(given)
    if asked.since and asked.until and asked.since > asked.until:
        asked = replace(asked, since=asked.until, until=asked.since)
    if not (asked.node or asked.person or asked.for_person or journal_sentences.audits_the_office(actor)):
        asked = replace(asked, person=actor.person_id)
    return asked, faults


def _picked(actor: Actor, kind: str, word: str, parameters: Mapping[str, str]) -> str:
    """An id as it stands in the address, or that of who is meant by what was typed."""
    said = sent(parameters, word).strip()
    try:
        return str(UUID(said))
    except ValueError:
        found = meant(actor, kind, word, said)
        return found.value if found else ""


def of(actor: Actor, parameters: Mapping[str, str]) -> Reading:
    """The page; looking at it is noted in the journal, once per question."""
    asked, faults = asked_in(actor, parameters)
    actions.read_journal(actor, asked=asked)
    before = parameters.get("vor", "")
    after = int(before) if before.isdecimal() and len(before) < 19 else None
    rows = list(queries.lines(actor, asked, after=after)[: ONE_PAGE + 1])
    told = journal_sentences.tell(actor, rows[:ONE_PAGE])
    places = _places(actor, {each.node for each in told if each.readable})
    audits = journal_sentences.audits_the_office(actor)
    return Reading(
        lines=[Line(each, *places.get(each.node, ("", ""))) for each in told],
        next=rows[ONE_PAGE - 1].id if len(rows) > ONE_PAGE else None,
        asked=asked,
        values=values_of(asked),
        faults=faults,
        audits=audits,
        about=_about(actor, asked),
        said=_said(actor, asked),
        groups=groups(),
        clients=_clients(),
        days=_days(),
    )


def values_of(asked: JournalQuestion) -> dict[str, str]:
    """The filter as an address has it."""
    plain = asked.plain()
    return {word: plain[name] for word, name in _NAMES.items() if name in plain}


def _about(actor: Actor, asked: JournalQuestion) -> str:
    """Which record the page is about, as far as this reader may know its name."""
    if asked.node is None:
        return ""
    found = _places(actor, {asked.node})
    if asked.node in found:
        return found[asked.node][0]
    reference = dossiers.dossiers(actor).filter(id=asked.node).values_list("reference", flat=True).first()
    return reference or _("ein Vorgang, den Sie nicht lesen dürfen")


def _places(actor: Actor, nodes: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """Name and address of the records among these nodes that this reader may open."""
    if not nodes:
        return {}
    found = {node: (title, reverse("records:plan_entry", args=[node])) for node, title in _titles(nodes).items()}
    for node, subject in documents.documents(actor).filter(id__in=nodes).values_list("id", "subject_line"):
        found[node] = (subject or _("Ohne Betreff"), reverse("records:document", args=[node]))
    for node, number, subject in (
        cases.cases(actor, right=READ).filter(id__in=nodes).values_list("id", "number", "subject_line")
    ):
        found[node] = (f"{number}. {subject}", reverse("records:case", args=[node]))
    rows = dossiers.dossiers(actor, READ).filter(id__in=nodes)
    for node, reference, subject in rows.values_list("id", "reference", "subject_line"):
        found[node] = (f"{reference} {subject}", reverse("records:dossier", args=[node]))
    return found


def _titles(nodes: Iterable[UUID]) -> dict[UUID, str]:
    return file_plan.titles(list(nodes))


def _called(person: Any) -> str:
    return _("%(name)s (ausgeschieden)") % {"name": person.full_name} if person.has_left else person.full_name


def _said(actor: Actor, asked: JournalQuestion) -> dict[str, str]:
    """What who was picked is called, by the words of the address."""
    everybody = organisation.roster(actor, organisation.WantedOffice(state="all"))
    rows = everybody.filter(id__in=[each for each in (asked.person, asked.for_person) if each])
    called: dict[Any, str] = {row.id: _called(row) for row in rows} | dict(people.unit_names([asked.unit]))
    chosen = {"person": asked.person, "fuer": asked.for_person, "einheit": asked.unit}
    return {word: called.get(node, "") for word, node in chosen.items()}


def _clients() -> list[tuple[str, str]]:
    return [
        ("web", _("Weboberfläche")),
        ("api", _("Schnittstelle")),
        ("cli", _("Befehlszeile")),
        ("folder", _("Überwachter Ordner")),
        ("rendition", _("Einlesen")),
        ("mailroom", _("Posteingang (selbsttätig)")),
    ]


def _days() -> list[tuple[str, str, str]]:
    today = timezone.localdate()
    spans = ((_("Heute"), 0, 0), (_("Gestern"), 1, 1), (_("Letzte 7 Tage"), 6, 0), (_("Letzte 30 Tage"), 29, 0))
    return [
        (label, str(today - timedelta(days=since)), str(today - timedelta(days=until))) for label, since, until in spans
    ]
