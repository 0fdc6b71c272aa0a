# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""„Was diese Person sehen kann und warum“: the answer in words, and in pieces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.names.folding import sort_key
from aktei.base.people.queries import OFFICE
from aktei.base.rights.person_access import access_reasons_of
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import AUDIT, MANAGE
from aktei.entrances.web.administration.refusals import ACCESS_ONLY_FOR_THE_PERSON
from aktei.entrances.web.kit.refusals import NO_DAY
from aktei.procedures.access.answers import AccessLine, AccessPeriod, day_asked, lines_of, now_asked
from aktei.records.dossiers.counting import COUNTED, counts_below

PIECE = 50
"""Lines shown at once."""


@dataclass(frozen=True)
class Told:
    """One line with the number of dossiers it opens today; `None` means more than are counted."""

    line: AccessLine
    dossiers: int | None


def may_ask(actor: Actor, person: UUID) -> bool:
    """Whether the actor is this person, or manages or audits the office."""
    return actor.person_id == person or bool(rights_on(actor, [OFFICE]) & {MANAGE, AUDIT})


def require_may_ask(actor: Actor, person: UUID) -> None:
    """Refuse everybody else."""
    if may_ask(actor, person):
        return
    raise Forbidden(ACCESS_ONLY_FOR_THE_PERSON())


def asked_of(day: str) -> AccessPeriod:
    """`2026-03-12` asks about the whole day, nothing about now."""
    if not day:
        return now_asked()
    try:
        return day_asked(date.fromisoformat(day))
    except (ValueError, OverflowError) as error:
        raise Refused(NO_DAY(day=day)) from error


def lines(actor: Actor, person: UUID, asked: AccessPeriod) -> list[AccessLine]:
    """Everything that reached the person then, by place and cause. Some ten queries. Raises `Forbidden`."""
    require_may_ask(actor, person)
    found = lines_of(access_reasons_of(person, asked.since, asked.until))
    return sorted(found, key=lambda line: (sort_key(line.where), line.cause, line.through))


def page(actor: Actor, person: UUID, query: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows: one piece of the lines, the words typed above them applied."""
    asked = asked_of(query.get("am", "").strip())
    wanted = query.get("q", "").strip()
    everything = lines(actor, person, asked)
    found = [line for line in everything if _meets(line, wanted)]
    begin = _number(query.get("ab"))
    piece = found[begin : begin + PIECE]
    return {
        "asked": asked,
        "day": query.get("am", ""),
        "wanted": wanted,
        "told": with_counts(piece),
        "shown": min(len(found), begin + PIECE),
        "total": len(found),
        "everything": len(everything),
        "next": begin + PIECE if begin + PIECE < len(found) else None,
    }


def with_counts(piece: list[AccessLine]) -> list[Told]:
    """These lines with the number of dossiers each opens. One query."""
    counts = counts_below({line.node for line in piece})
    return [Told(line, count if (count := counts.get(line.node, 0)) <= COUNTED else None) for line in piece]


def _meets(line: AccessLine, wanted: str) -> bool:
    said = " ".join((line.where, line.rights_said, line.through, line.cause, line.stands_for)).casefold()
    return all(word in said for word in wanted.casefold().split())


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else 0
