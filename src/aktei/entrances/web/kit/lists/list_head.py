# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands above a list: its filters, its columns, its saved views, and the ways to paper and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.wording import sentence
from aktei.entrances.web.kit.lists.pages import PAGES
from aktei.entrances.web.kit.lists.queries import ALL, View, views
from aktei.entrances.web.kit.lists.rules import worth_saving
from aktei.entrances.web.kit.lists.tables import Column
from aktei.entrances.web.kit.picking.reading import LONGEST, is_value, meant, nobody, sent
from aktei.entrances.web.kit.picking.sources import SOURCES

MOST_BESIDE = 8
"""Saved views that stand beside each other; others are in a menu."""
Options = Iterable[tuple[object, str | Promise]]


@dataclass(frozen=True)
class Filter:
    """One thing to narrow a list by: words if there are no `options`. `empty` is what the choice of none is called.

    What grows with the office is picked: `kind` says from where, `said` what the value is called, `fault` what was
    typed and means nothing.
    """

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str | Promise]] | None = None
    empty: str = ""
    key: str = ""
    kind: str = ""
    said: str = ""
    fault: str = ""

    @property
    def told(self) -> str:
        """What it is set to, with its name."""
        if self.kind:
            return f"{self.label}: {self.said}"
        if self.options is None:
            return f"{self.label}: „{self.value}“"
        chosen = next((said for value, said in self.options if value == self.value), self.value)
        return f"{self.label}: {str(chosen).strip()}"


def words(name: str, label: str, value: str) -> Filter:
    """A filter to type words into."""
    return Filter(name, label, value, key="f")


def choice(name: str, label: str, value: object, options: Options, *, empty: str = "") -> Filter:
    """A filter to choose from; without `empty` one of the options always holds, the first if none is set.

    What a saved view or a link chose and is gone by now stands there as such, as the list is narrowed by it.
    """
    chosen, known = str(value or ""), [(str(each), said) for each, said in options]
    if chosen and all(each != chosen for each, _said in known):
        known.append((chosen, _("(gibt es nicht mehr)")))
    return Filter(name, label, chosen, known, empty)


def pick(actor: Actor, query: QueryDict, name: str, label: str, kind: str) -> Filter:
    """A filter in which one of very many is picked, found while somebody types."""
    said = query.get(name, "").strip()[:LONGEST]
    if not said:
        return Filter(name, label, "", kind=kind, empty=_("alle"))
    found = SOURCES[kind].one(actor, said)
    if found:
        return Filter(name, label, found.value, kind=kind, said=found.label)
    if is_value(said):
        return Filter(name, label, said, kind=kind, said=_("nicht auffindbar"))
    return Filter(name, label, "", kind=kind, said=said, fault=sentence(nobody(kind, said)))


@dataclass(frozen=True)
class Furniture:
    """Everything that stands above a list. `order`: how it is sorted; `kept_order`: the same, if it was asked for."""

    page: str
    label: str
    filters: Sequence[Filter]
    columns: Sequence[Column]
    shown: Sequence[Column]
    views: Sequence[View]
    query: str
    address: str
    order: str = ""
    kept_order: str = ""
    carried: Sequence[tuple[str, str]] = ()

    @property
    def everything(self) -> str:
        """The list with nothing chosen, whatever it opens with."""
        return f"{self.address}?{ALL}" if self.usual_view else self.address

    @property
    def usual_view(self) -> View | None:
        """The saved view that the list opens with."""
        return next((view for view in self.views if view.is_usual), None)

    @property
    def links(self) -> list[tuple[View, str]]:
        """The saved views that there is room for, each with its address here."""
        return self._links[:MOST_BESIDE]

    @property
    def more_links(self) -> list[tuple[View, str]]:
        """The other ones."""
        return self._links[MOST_BESIDE:]

    @property
    def _links(self) -> list[tuple[View, str]]:
        return [(view, f"{self.address}?{view.query}") for view in self.views]

    @property
    def said(self) -> list[str]:
        """What the list is narrowed to and sorted by, for paper."""
        found = [each.told for each in self.filters if each.value and self._is_a_choice(each)]
        ways = {way: column.label for column in self.columns for way in (column.up, column.down) if way}
        if self.kept_order in ways:
            found.append(_("sortiert nach %(column)s") % {"column": ways[self.kept_order]})
        return found

    @property
    def optional(self) -> list[tuple[Column, bool]]:
        """The columns one can choose, and whether each is shown."""
        names = {column.name for column in self.shown}
        return [(column, column.name in names) for column in self.columns if not column.fixed]

    @property
    def usual(self) -> str:
        """The columns that are shown without being asked for."""
        return " ".join(column.name for column in self.columns if column.shown and not column.fixed)

    @property
    def faults(self) -> list[str]:
        """What was typed into filters and means nothing; the list is not narrowed by it."""
        return [each.fault for each in self.filters if each.fault]

    @property
    def set_filters(self) -> int:
        """How many filters are set."""
        return sum(bool(each.value) and self._is_a_choice(each) for each in self.filters)

    @property
    def saved_as(self) -> View | None:
        """The saved view that this is."""
        return next((view for view in self.views if view.query == self.query), None)

    @property
    def can_be_saved(self) -> bool:
        """Whether anything is chosen, and not saved yet."""
        return bool(self.query) and self.saved_as is None and self.page in PAGES

    @property
    def as_table(self) -> str:
        """Where the whole list is to be had for a spreadsheet."""
        return self._as("csv")

    @property
    def as_paper(self) -> str:
        """Where the whole list is to be had for printing."""
        return self._as("druck")

    def _as(self, kind: str) -> str:
        return f"{self.address}?{self.query}{'&' if self.query else ''}{urlencode({'ausgabe': kind})}"

    @staticmethod
    def _is_a_choice(each: Filter) -> bool:
        return not each.options or bool(each.empty) or each.value != each.options[0][0]


def furniture(
    request: HttpRequest,
    actor: Actor,
    page: str,
    label: str,
    filters: Sequence[Filter],
    columns: Sequence[Column] = (),
    shown: Sequence[Column] = (),
    order: str = "",
    *,
    address: str = "",
    carried: Sequence[tuple[str, str]] = (),
) -> Furniture:
    """The furniture of this page; one query, for the saved views. `address`: where the page belongs to a record."""
    query = worth_saving(request.GET.urlencode())
    kept = order if request.GET.get("sortierung") == order else ""
    saved = views(actor, page) if page in PAGES else []
    return Furniture(page, label, filters, columns, shown, saved, query, address or reverse(page), order, kept, carried)


def with_picked(request: HttpRequest, actor: Actor, kinds: Mapping[str, str]) -> str:
    """The address of the same list with what was typed into these filters as who or what it means.

    Empty if the address says so already, as it does with script. What means nothing stays, and the list says so.
    """
    query = request.GET.copy()
    for name, kind in kinds.items():
        typed, query[name] = sent(request.GET, name).strip(), sent(request.GET, name).strip()
        query.pop(f"{name}-id", None)
        if not typed:
            query.pop(name)
        elif not is_value(typed):
            try:
                found = meant(actor, kind, name, typed)
            except Refused:
                continue
            query[name] = found.value if found else typed
    return f"{request.path}?{query.urlencode()}" if query != request.GET else ""
