# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page „Zugriff“: the question as typed, and the answer by cause, in pieces that a browser bears."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.four_eyes.queries import on_node
from aktei.base.names.folding import holds
from aktei.base.people.labels import cause_label, principal_labels
from aktei.base.people.queries import names
from aktei.base.rights.queries import right_name, rights_on
from aktei.base.rights.record_access import planned_grants
from aktei.base.rights.rules import EMERGENCY, MANAGE
from aktei.entrances.web.access.folders import address, folder_of
from aktei.entrances.web.access.refusals import NO_MOMENT
from aktei.procedures.access import queries
from aktei.procedures.access.answers import (
    AccessAnswer,
    AccessLine,
    AccessPeriod,
    answer,
    day_asked,
    moment_asked,
    now_asked,
)
from aktei.procedures.access.subjects import Subject

PIECE = 100
"""Lines shown at once."""


@dataclass(frozen=True)
class Group:
    """Everybody whom one cause reaches. `inherited`: the right was given further up."""

    lines: list[AccessLine]
    own: UUID
    grants: list[UUID] = field(default_factory=list)

    @property
    def first(self) -> AccessLine:
        """What all lines have in common."""
        return self.lines[0]

    @property
    def inherited(self) -> bool:
        """Whether the right was given on a node above."""
        return self.first.node != self.own

    @property
    def endable(self) -> bool:
        """Whether it can be ended here; break-glass is ended on its own."""
        return not self.inherited and not self.first.cause_code.startswith(EMERGENCY)


def asked_of(query: Mapping[str, Any]) -> AccessPeriod:
    """`?am=2026-03-12` asks about the whole day, with `&um=09:30` about that moment; without either, about now."""
    day, clock = query.get("am", "").strip(), query.get("um", "").strip()
    if not day:
        return now_asked()
    try:
        wanted = date.fromisoformat(day)
        moment = timezone.make_aware(datetime.combine(wanted, time.fromisoformat(clock))) if clock else None
        return moment_asked(moment) if moment else day_asked(wanted)
    except (ValueError, OverflowError) as error:
        raise Refused(NO_MOMENT(day=day, clock=clock)) from error


def page(actor: Actor, about: Subject, query: Mapping[str, Any]) -> dict[str, Any]:
    """Everything the page shows."""
    asked = asked_of(query)
    told = answer(actor, about, asked)
    wanted = query.get("wer", "").replace("\0", "").strip()[:100]
    lines = narrowed(told, query).lines
    begin = _number(query.get("ab"))
    manages = MANAGE in rights_on(actor, about.chain)
    return {
        "about": about,
        "folder": folder_of(about),
        "here": address(about),
        "asked": asked,
        "day": query.get("am", ""),
        "clock": query.get("um", ""),
        "wanted": wanted,
        "told": told,
        "groups": _groups(lines[begin : begin + PIECE], about.node),
        "shown": min(len(lines), begin + PIECE),
        "total": len(lines),
        "next": begin + PIECE if begin + PIECE < len(lines) else None,
        "manages": manages,
        "planned": _planned(about) if told.complete and not query.get("am") else [],
        "emergencies": _emergencies(about, told),
        "waiting": on_node(about.node) if told.complete else [],
    }


def narrowed(told: AccessAnswer, query: Mapping[str, Any]) -> AccessAnswer:
    """The lines of those who are meant by the name that was typed."""
    wanted = query.get("wer", "").replace("\0", "").strip()[:100]
    return replace(told, lines=[line for line in told.lines if holds(line.name, wanted)]) if wanted else told


def _groups(lines: list[AccessLine], own: UUID) -> list[Group]:
    found = []
    for _same, rows in groupby(lines, key=lambda line: (line.group, line.node)):
        group = Group(list(rows), own)
        group.grants.extend(dict.fromkeys(each for line in group.lines for each in line.grants))
        found.append(group)
    return found


def _planned(about: Subject) -> list[dict[str, Any]]:
    """What is given here for later: nobody has it yet, but it can be ended."""
    rows = planned_grants(about.node, timezone.now())
    who = principal_labels(row.principal for row in rows)
    return [
        {"row": row, "who": who[row.principal], "right": right_name(row.right), "cause": cause_label(row.cause)}
        for row in rows
    ]


def _emergencies(about: Subject, told: AccessAnswer) -> list[dict[str, Any]]:
    if not told.complete:
        return []
    rows = queries.on_record(about.chain, told.asked.since, told.asked.until)
    called = names(row.person for row in rows)
    return [{"row": row, "name": called.get(row.person, "–")} for row in rows]


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else 0
