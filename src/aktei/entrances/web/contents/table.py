# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents of a dossier or case as a list: its columns, its order, and the whole of it to take home."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.names.folding import holds, sort_key
from aktei.base.people.queries import names
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.lists.list_head import Furniture, choice, furniture, words
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row, Sheet
from aktei.entrances.web.kit.lists.tables import chosen as columns_chosen
from aktei.entrances.web.kit.records.book import FACTS, Chapter, of_rows
from aktei.entrances.web.kit.records.record_page import RecordPage
from aktei.records.cases.queries import cases
from aktei.records.documents import queries as documents
from aktei.records.documents.queries import unread_documents

AT_ONCE = 500
WITHDRAWN, UNREAD, NO_CASE = "zurueckgezogen", "offen", "ohne"

COLUMNS = (
    Column(
        "betreff", gettext_lazy("Betreff"), fixed=True, up="betreff", down="betreff-ab", first="betreff", css="break"
    ),
    Column("vorgang", gettext_lazy("Vorgang"), shown=False, css="break"),
    Column("absender", gettext_lazy("Absender"), css="break"),
    Column("datum", gettext_lazy("Datum"), up="datum", down="datum-ab", first="datum-ab", css="nowrap"),
    Column("eingang", gettext_lazy("Eingegangen"), shown=False, css="nowrap"),
    Column("version", gettext_lazy("Version"), shown=False, css="numeric"),
    Column("blatt", gettext_lazy("ab Blatt"), up="blatt", down="blatt-ab", first="blatt", css="numeric"),
    Column("seiten", gettext_lazy("Seiten"), css="numeric"),
    Column("stand", gettext_lazy("Stand")),
)
_KEYS: dict[str, Callable[[Chapter], Any]] = {
    "betreff": lambda each: sort_key(each.title),
    "datum": lambda each: each.day,
    "blatt": lambda each: each.first,
}


@dataclass(frozen=True)
class Wanted:
    """What of the documents is shown. Unknown values are as good as none."""

    text: str = ""
    case: str = ""
    state: str = ""
    order: str = ""
    start: int = 0
    columns: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> "Wanted":
        """From the address of the page."""
        start, order = query.get("ab", ""), query.get("sortierung", "")
        return cls(
            text=query.get("q", "").replace("\0", "").strip()[:200],
            case=_case(query.get("vorgang", "")),
            state=query.get("zustand", "") if query.get("zustand") in (WITHDRAWN, UNREAD) else "",
            order=order if order.removesuffix("-ab") in _KEYS else "blatt",
            start=int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 0,
            columns=tuple(query.getlist("spalten")),
        )

    @property
    def withdrawn(self) -> bool:
        """Whether these are the ones taken out of use."""
        return self.state == WITHDRAWN


def chapters(actor: Actor, place: RecordPage, wanted: Wanted) -> list[Chapter]:
    """The documents wanted, in the order wanted; one light query at any size."""
    if wanted.withdrawn:
        inside = {"dossier": place.dossier.id, "case": place.id if place.kind == "case" else None}
        facts = [*FACTS, *(["case"] if place.kind == "dossier" else [])]
        found = of_rows(documents.withdrawn(actor, **inside).values_list(*facts)).chapters
    else:
        found = place.book().chapters
    wanted = wanted if place.kind == "dossier" else replace(wanted, case="")
    found = [each for each in found if _is_wanted(each, wanted)]
    name, falling = wanted.order.removesuffix("-ab"), wanted.order.endswith("-ab")
    return sorted(found, key=_KEYS[name], reverse=falling) if wanted.order != "blatt" else found


def _is_wanted(each: Chapter, wanted: Wanted) -> bool:
    if wanted.case and str(each.case or NO_CASE) != wanted.case:
        return False
    return not (wanted.state == UNREAD and each.pages) and (not wanted.text or holds(each.title, wanted.text))


def above(request: HttpRequest, actor: Actor, place: RecordPage, wanted: Wanted) -> Furniture:
    """What stands above the list."""
    states = [(UNREAD, _("noch nicht eingelesen")), (WITHDRAWN, _("zurückgezogen"))]
    filters = [words("q", _("Betreff"), wanted.text)]
    if place.kind == "dossier" and (known := [(row.id, str(row)) for row in cases(actor, place.id)]):
        filters.append(choice("vorgang", _("Vorgang"), wanted.case, [*known, (NO_CASE, _("keinem"))], empty=_("alle")))
    filters.append(choice("zustand", _("Zustand"), wanted.state, states, empty=_("alle im Gebrauch")))
    return furniture(
        request,
        actor,
        f"records:{place.kind}_contents",
        _("Dokumente eingrenzen"),
        filters,
        known_columns(place),
        columns_chosen(known_columns(place), wanted.columns),
        wanted.order,
        address=reverse(f"records:{place.kind}_contents", args=[place.id]),
    )


def known_columns(place: RecordPage) -> list[Column]:
    """The columns there are: in a case all documents belong to it."""
    return [column for column in COLUMNS if column.name != "vorgang" or place.kind == "dossier"]


def sheet(actor: Actor, place: RecordPage, wanted: Wanted) -> Sheet:
    """All documents of the list."""
    title = _("Inhalt der Akte %(reference)s") % {"reference": f"{place.reference} {place.title}"}
    columns = columns_chosen(known_columns(place), wanted.columns)
    return Sheet(title, f"inhalt-{slugify(place.reference)}", columns, _all(actor, place, wanted, columns))


def _all(actor: Actor, place: RecordPage, wanted: Wanted, columns: Sequence[Column]) -> Iterator[Row]:
    found = chapters(actor, place, wanted)
    for begin in range(0, len(found), AT_ONCE):
        yield from rows(actor, place, found[begin : begin + AT_ONCE], columns)


def rows(actor: Actor, place: RecordPage, piece: Sequence[Chapter], columns: Sequence[Column]) -> list[Row]:
    """These documents as lines; a constant number of queries."""
    ids = [each.document for each in piece]
    found = {row.id: row for row in documents.chosen(actor, ids)}
    working = documents.check_outs(actor, ids)
    called = names(row.person for row in working.values())
    stuck = unread_documents(each.document for each in piece if not each.pages)
    lines = []
    for each in piece:
        if (row := found.get(each.document)) is None:
            continue
        held = working.get(row.id)
        cells = {
            **_facts(place, each, row),
            "stand": _state(each, row, called.get(held.person, _("Unbekannt")) if held else "", stuck),
        }
        lines.append(Row(row.id, each.title, [cells[column.name] for column in columns], fresh=True))
    return lines


def _facts(place: RecordPage, each: Chapter, row: Any) -> Mapping[str, Cell]:
    mark: dict[str, Any] = {"icon": "file", "note": _("Anlage")} if row.attached_to_id else {}
    bound = each.pages and not row.withdrawn_at
    leaf: dict[str, Any] = {"href": f"{place.address}?blatt={each.first}"} if bound else {}
    return {
        "betreff": Cell(each.title, href=record_address("records:document", row.id), **mark),
        "vorgang": Cell(str(row.case) if row.case else ""),
        "absender": Cell(row.sender),
        "datum": Cell(each.day),
        "eingang": Cell(row.received_at),
        "version": Cell(row.current.number if row.current else None),
        "blatt": Cell(each.first if leaf else None, **leaf),
        "seiten": Cell(each.pages or None),
    }


def _state(each: Chapter, row: Any, holder: str, stuck: Any) -> Cell:
    if row.withdrawn_at:
        return Cell(_("zurückgezogen"), badge="warning")
    if holder:
        return Cell(_("in Bearbeitung bei %(who)s") % {"who": holder}, badge="info")
    if each.pages:
        return Cell(None)
    if each.document in stuck:
        return Cell(_("nicht eingelesen"), badge="warning", href=record_address("records:document_details", row.id))
    return Cell(_("wird eingelesen"), badge="info", unfinished=True)


def _case(text: str) -> str:
    if text == NO_CASE:
        return text
    try:
        return str(UUID(text))
    except ValueError:
        return ""
