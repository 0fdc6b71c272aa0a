# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of post as the page shows it: rows, filters, how much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import own_units, units
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FILE
from aktei.entrances.web.kit.frame.templatetags.frame import number
from aktei.entrances.web.kit.picking.sources import SOURCES
from aktei.entrances.web.kit.records.filing_targets import suggested
from aktei.entrances.web.mailroom.filters import AGES, EVERYTHING, REASONS, STATES, Filter
from aktei.entrances.web.mailroom.row import Row
from aktei.procedures.mailroom import queries
from aktei.procedures.mailroom.watched import troubles
from aktei.records.documents.copies import copied
from aktei.records.documents.queries import original_names

MOST_TEAMS = 12
"""So many teams are named in the filter; of more, one is picked."""


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Group:
    """One filter; `chosen` is its label while it is set. `name`: the rest is picked, as there are too many."""

    label: str
    options: list[Option]
    name: str = ""

    @property
    def chosen(self) -> str:
        """What is set, or nothing."""
        return next((option.label for option in self.options[1:] if option.current), "")


@dataclass(frozen=True)
class Room:
    """Everything the list shows."""

    filter: Filter
    rows: list[Row]
    next: str
    filters: list[Group]
    waiting: dict[str, int]
    purpose: str
    own: list[Any]
    folders: list[Any]
    """Watched folders in which something lies that cannot be taken in."""

    @property
    def clearing(self) -> bool:
        """Whether this is the list of post in quarantine."""
        return self.filter.clearing

    @property
    def address(self) -> str:
        """The list without filters."""
        return reverse("mailroom:quarantine" if self.clearing else "mailroom:inbox")

    @property
    def whole(self) -> str:
        """The list with nothing narrowed, also for whom it opens with a saved view."""
        return self.address + EVERYTHING

    @property
    def of_team(self) -> str:
        """The query string that keeps the team, of which `quarantined` counts."""
        return Filter(team=self.filter.team).suffix

    @property
    def here(self) -> str:
        """The list as it is filtered."""
        address = address_of(self.filter)
        return address if "?" in address else address + EVERYTHING

    @property
    def quarantined(self) -> int:
        """How much waits for a decision."""
        return self.waiting["quarantined"]

    @property
    def newest(self) -> UUID:
        """What came last of what is shown; ids grow with time."""
        return max((row.id for row in self.rows), default=UUID(int=0))

    @property
    def news(self) -> dict[str, Any]:
        """From where on news are asked for."""
        total = str(self.total) if self.filter.counted else ""
        return {"newest": self.newest, "total": total, "now": total}

    @property
    def running(self) -> bool:
        """Whether anything in sight is still being read."""
        return any(row.is_running for row in self.rows)

    @property
    def has_sure(self) -> bool:
        """Whether any of what is shown can be filed without a closer look."""
        return any(row.sure for row in self.rows)

    @property
    def shown(self) -> int:
        """How many are on the page; nothing is said if those are all."""
        return len(self.rows) if self.next else 0

    @property
    def total(self) -> int:
        """How many there are, 0 if that is not known."""
        return sum(self.waiting[state] for state in self.filter.states()) if self.filter.counted else 0

    @property
    def count_text(self) -> str:
        """How many there are, as a sentence begins."""
        return said(self.total or len(self.rows)) + (_(" und mehr") if self.next and not self.total else "")


def said(count: int) -> str:
    """So much post, in words."""
    return ngettext("%(count)s Eingang", "%(count)s Eingänge", count) % {"count": number(count)}


def of(actor: Actor, chosen: Filter, after: str | None = None) -> Room:
    """The list for this person."""
    found = queries.incoming(actor, **chosen.arguments(), after=after)
    own = list(own_units(actor))
    reachable = teams(actor, MOST_TEAMS + len(own) + 1)
    return Room(
        filter=chosen,
        rows=with_sure(actor, rows(actor, found.items, own)),
        next=_next(chosen, found.after),
        filters=groups(actor, chosen, reachable, own),
        waiting=queries.counts(actor, UUID(chosen.team) if chosen.team else None),
        purpose=_purpose(own, reachable),
        own=own,
        folders=troubles(actor),
    )


def address_of(chosen: Filter) -> str:
    """The list as it is filtered; post in quarantine has its own page."""
    if chosen.clearing:
        return reverse("mailroom:quarantine") + chosen.but(zustand="")
    return reverse("mailroom:inbox") + chosen.suffix


def rows(actor: Actor, items: Sequence[queries.Incoming], units_of_mine: Sequence[Any] | None = None) -> list[Row]:
    """Post as rows; what nobody has read yet is called by its file. The units are asked for unless given."""
    documents = [item.document for item in items]
    called = original_names(actor, [each.id for each in documents if not (each.sender or each.subject_line)])
    own = frozenset(unit.id for unit in (own_units(actor) if units_of_mine is None else units_of_mine))
    return [Row(item, own, called.get(item.document.id, "")) for item in items]


def with_sure(actor: Actor, found: Sequence[Row]) -> list[Row]:
    """The same rows, each with the place where it surely belongs, and whether its file lies somewhere already."""
    sure = queries.sure(actor, [row.id for row in found if row.is_ready])
    copies = copied(actor, [row.item.document.id for row in found])
    return [
        replace(
            row,
            sure=suggested(sure[row.id]) if row.id in sure else None,
            is_copy=row.item.document.id in copies,
        )
        for row in found
    ]


def teams(actor: Actor, most: int) -> list[Any]:
    """The units whose post this person works on, so many at most."""
    return list(visible(units(actor), actor, FILE)[:most])


def groups(actor: Actor, chosen: Filter, reachable: Sequence[Any], own: Sequence[Any]) -> list[Group]:
    """The filters of the page; a filter with nothing to choose is left out. Of many teams one's own are named."""
    found = []
    if len(reachable) > 1:
        few = len(reachable) <= MOST_TEAMS
        named = {str(unit.id): unit.name for unit in (reachable if few else own[:MOST_TEAMS])}
        if chosen.team and chosen.team not in named and (other := SOURCES["einheit"].one(actor, chosen.team)):
            named[chosen.team] = other.label
        group = _group(chosen, "team", _("Team"), _("Alle Teams"), named)
        found.append(group if few else replace(group, name="team"))
    found.append(_group(chosen, "kanal", _("Kanal"), _("Alle Kanäle"), queries.channels()))
    ages = {name: str(age[0]) for name, age in AGES.items()}
    found.append(_group(chosen, "alter", _("Alter"), _("Jedes Alter"), ages))
    if chosen.clearing:
        reasons = {name: str(reason[0]) for name, reason in REASONS.items()}
        found.append(_group(chosen, "grund", _("Grund"), _("Jeder Grund"), reasons))
    else:
        states = {name: str(state[0]) for name, state in STATES.items()}
        found.append(_group(chosen, "zustand", _("Zustand"), _("Jeder Zustand"), states))
    return found


def _group(chosen: Filter, name: str, label: str, all_of_them: str, values: dict[str, str]) -> Group:
    current = getattr(chosen, name)
    options = [Option(all_of_them, chosen.but(**{name: ""}) or EVERYTHING, not current)]
    options += [Option(text, chosen.but(**{name: value}), value == current) for value, text in values.items()]
    return Group(label, options)


def _next(chosen: Filter, after: str | None) -> str:
    return f"{chosen.suffix}{'&' if chosen.suffix else '?'}weiter={after}" if after else ""


def _purpose(mine: Sequence[Any], reachable: Sequence[Any]) -> str:
    own = [unit.name for unit in mine]
    if len(reachable) > len(own):
        return _("Post aller Stellen, die Sie betreuen, neueste zuerst.")
    return _("Post für %(units)s, neueste zuerst.") % {"units": ", ".join(own)} if own else _("Neueste zuerst.")
