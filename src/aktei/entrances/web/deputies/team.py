# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The overview of heads of unit: day by day, who is away, who stands in, and where nobody does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.deputies import queries
from aktei.base.deputies.rules import Gap
from aktei.entrances.web.deputies.page import Absence, absences

DAYS = 14


@dataclass(frozen=True)
class Cell:
    """One person on one day: `there`, `away` (somebody stands in) or `gap` (nobody does)."""

    day: date
    state: str
    said: str


@dataclass(frozen=True)
class Row:
    """One person over the days, with their absences."""

    id: UUID
    name: str
    cells: list[Cell]
    absences: list[Absence]


@dataclass(frozen=True)
class Team:
    """Everybody the reader heads, over two weeks."""

    days: list[date]
    rows: list[Row]
    before: date
    after: date


def of(actor: Actor, begin: date) -> Team:
    """The two weeks from this day on."""
    days = [begin + timedelta(days=number) for number in range(DAYS)]
    persons = queries.team(actor)
    ids = {each.id for each in persons}
    rows = queries.absences_between(actor, ids, _start(days[0]), _start(days[-1] + timedelta(days=1)))
    holes = queries.uncovered(ids)
    cards = dict(zip((row.id for row in rows), absences(actor, rows), strict=True))
    return Team(
        days=days,
        rows=[_row(each, days, [row for row in rows if row.person == each.id], holes, cards) for each in persons],
        before=begin - timedelta(days=DAYS),
        after=begin + timedelta(days=DAYS),
    )


def _row(person: Any, days: list[date], rows: list[Any], holes: list[Gap], cards: dict[UUID, Absence]) -> Row:
    return Row(
        person.id,
        person.full_name,
        [_cell(day, rows, holes) for day in days],
        [cards[row.id] for row in rows],
    )


def _cell(day: date, rows: list[Any], holes: list[Gap]) -> Cell:
    begin, end = _start(day), _start(day + timedelta(days=1))
    away = [
        row
        for row in rows
        if row.away_since <= day and row.begins_at < end and (not row.over_at or row.over_at > begin)
    ]
    if not away:
        return Cell(day, "there", _("da"))
    mine = {row.id for row in away}
    covered = {gap.absence for gap in holes if gap.begin < end and (gap.end is None or gap.end > begin)}
    if mine <= covered:
        return Cell(day, "gap", _("abwesend, ohne Vertretung"))
    return Cell(day, "away", _("abwesend, vertreten"))


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def first_day(text: str) -> date:
    """The first day to show: what the address says, or the Monday of this week."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        today = timezone.localdate()
        return today - timedelta(days=today.weekday())
