# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of deputies shows: whom I stand in for, and when I am away myself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.deputies import queries
from aktei.base.deputies.rules import Gap
from aktei.base.people.queries import names, unit_names
from aktei.records.file_plan.queries import titles

MOST_OVER = 500
"""Absences that are over, on the page of one's own."""


@dataclass(frozen=True)
class Person:
    """Somebody the reader stands in for, with what, until when."""

    id: UUID
    name: str
    duties: list[str]
    until: date | None
    begins: datetime | None = None


@dataclass(frozen=True)
class Absence:
    """One absence as a card."""

    id: UUID
    name: str
    since: date
    until: date | None
    state: str
    label: str
    reason: str
    deputies: list[str]
    gaps: list[tuple[date, date | None]]
    may_change: bool


def duties(actor: Actor, *, coming: bool = False) -> list[Person]:
    """Everybody the actor stands in for now (or will), each once."""
    rows = queries.duties(actor, coming=coming)
    called = names({person for row in rows for person in (row.person, *row.via)})
    said = Scopes.of((row.unit, row.scope) for row in rows)
    found: list[Person] = []
    for person in dict.fromkeys(row.person for row in rows):
        own = [row for row in rows if row.person == person]
        ends = [row.valid_until for row in own]
        found.append(
            Person(
                person,
                called.get(person, ""),
                list(dict.fromkeys(_duty(row, said, called) for row in own)),
                None if None in ends else last_day(max(each for each in ends if each)),
                min(row.valid_from for row in own) if coming else None,
            )
        )
    return found


def _duty(row: queries.Duty, said: Scopes, called: dict[UUID, str]) -> str:
    text = said.text(row.unit, row.scope)
    if not row.via:
        return text
    through = ", ".join(called.get(each, "") for each in row.via)
    return _("%(scope)s (weil %(name)s auch abwesend ist)") % {"scope": text, "name": through}


@dataclass(frozen=True)
class Scopes:
    """What units and plan entries are called."""

    units: dict[UUID, str]
    entries: dict[UUID, str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[UUID | None, UUID | None]]) -> Scopes:
        """Two queries for any number."""
        both = list(pairs)
        return cls(unit_names(unit for unit, _entry in both), titles([entry for _unit, entry in both if entry]))

    def text(self, unit: UUID | None, entry: UUID | None) -> str:
        """What somebody stands in for."""
        if unit:
            return _("nur %(unit)s") % {"unit": self.units.get(unit, _("eine Einheit"))}
        if entry:
            return _("nur %(entry)s") % {"entry": self.entries.get(entry, _("ein Bereich des Aktenplans"))}
        return _("ganzer Schreibtisch")


def absences(actor: Actor, rows: Sequence[Any]) -> list[Absence]:
    """These absences as cards, with gaps marked."""
    chosen = [each for row in rows for each in row.deputies.all()]
    called = names({*(row.person for row in rows), *(each.person for each in chosen)})
    said = Scopes.of((each.unit, each.entry) for each in chosen)
    holes = queries.uncovered({row.person for row in rows})
    return [_absence(row, called, said, [gap for gap in holes if gap.absence == row.id]) for row in rows]


def _absence(row: Any, called: dict[UUID, str], said: Scopes, holes: list[Gap]) -> Absence:
    state = state_of(row)
    until = row.over_at if state == "over" else row.ends_at
    return Absence(
        id=row.id,
        name=called.get(row.person, ""),
        since=row.away_since,
        until=last_day(until) if until else None,
        state=state,
        label={"now": _("läuft"), "coming": _("geplant"), "over": _("beendet")}[state],
        reason=row.get_reason_display(),
        deputies=[
            f"{called.get(each.person, '')} – {said.text(each.unit, each.entry)}"
            + (_(", auch geschützte Akten") if each.protected else "")
            for each in row.deputies.all()
        ],
        gaps=[(timezone.localdate(gap.begin), last_day(gap.end) if gap.end else None) for gap in holes],
        may_change=state != "over",
    )


def state_of(row: Any) -> str:
    """Whether an absence lasts (`now`), is to come (`coming`) or is `over`."""
    now = timezone.now()
    if row.over_at is not None and row.over_at <= now:
        return "over"
    return "now" if row.begins_at <= now else "coming"


def last_day(end: datetime) -> date:
    """The last day of a period that ends at this moment."""
    return timezone.localdate(end - timedelta(seconds=1))
