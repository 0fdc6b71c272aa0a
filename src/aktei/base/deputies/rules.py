# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who stands in for whom, when: every rule of it, as people would ask for it.

- Everybody who was chosen stands in from the first moment; several at once share the work. Overlapping absences of one
  person add up: whoever was chosen for either stands in while that one lasts.
- A deputy who is away does not stand in; those who stand in for the deputy's whole desk do, and so on, `DEPTH` steps at
  most. It never comes back to the absent person and never passes anybody twice: a circle leads nowhere, and is a gap.
- Who has left stands in for nobody, and nobody through them.
- What was granted to the absent person alone behind a barrier goes to a deputy only if the absent person said so, and
  never on to the deputy's deputies.
- Rights never begin before the absence was declared.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from aktei.base.deputies import refusals
from aktei.base.refusals import Refusal

DEPTH = 3
"""How many steps from the absent person to whoever stands in: a deputy, theirs, and theirs."""

LENIENT = timedelta(minutes=5)
"""So long a form may lie open before "now" counts as past."""


@dataclass(frozen=True)
class Choice:
    """Somebody was asked to stand in: for the whole desk, or for the work of one unit, or below one plan entry."""

    person: UUID
    unit: UUID | None = None
    entry: UUID | None = None
    protected: bool = False

    @property
    def is_whole_desk(self) -> bool:
        """Whether nothing limits it."""
        return self.unit is None and self.entry is None


@dataclass(frozen=True)
class Away:
    """An absence that has not ended: from a moment until another, or open."""

    id: UUID
    person: UUID
    begin: datetime
    end: datetime | None
    deputies: tuple[Choice, ...]

    def covers(self, moment: datetime) -> bool:
        """Whether the person is away at this moment."""
        return self.begin <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True)
class Turn:
    """`person` stands in for `absent` over a period; `via` are the deputies between them who are away."""

    person: UUID
    absent: UUID
    absence: UUID
    unit: UUID | None
    entry: UUID | None
    protected: bool
    via: tuple[UUID, ...]
    begin: datetime
    end: datetime | None


@dataclass(frozen=True)
class Gap:
    """Nobody stands in for anything of this absence over a period."""

    absence: UUID
    begin: datetime
    end: datetime | None


def turns(absences: Iterable[Away], leaving: Mapping[UUID, datetime] | None = None) -> list[Turn]:
    """Everybody who stands in, for whom, over which periods. `leaving` says when somebody leaves the office."""
    office = _Office(absences, leaving or {})
    return [turn for away in office.absences for turn in _joined(office.turns_of(away))]


def gaps(absences: Iterable[Away], leaving: Mapping[UUID, datetime] | None = None) -> list[Gap]:
    """The periods of absences in which nobody stands in for anything."""
    office = _Office(absences, leaving or {})
    found: list[Gap] = []
    for away in office.absences:
        for begin, end in office.stretches(away):
            if any(True for _each in office.present(away, begin)):
                continue
            if found and found[-1].absence == away.id and found[-1].end == begin:
                found[-1] = replace(found[-1], end=end)
            else:
                found.append(Gap(away.id, begin, end))
    return found


class _Office:
    """All absences, by person."""

    def __init__(self, absences: Iterable[Away], leaving: Mapping[UUID, datetime]) -> None:
        self.absences = list(absences)
        self.leaving = leaving
        self.by_person: dict[UUID, list[Away]] = {}
        for each in self.absences:
            self.by_person.setdefault(each.person, []).append(each)

    def turns_of(self, away: Away) -> Iterator[Turn]:
        for begin, end in self.stretches(away):
            for choice, person, via in self.present(away, begin):
                protected = choice.protected and not via
                yield Turn(person, away.person, away.id, choice.unit, choice.entry, protected, via, begin, end)

    def stretches(self, away: Away) -> Iterator[tuple[datetime, datetime | None]]:
        """The absence, cut wherever anybody who might stand in comes, goes or leaves."""
        cuts = {away.begin}
        for person in self._concerned(away):
            for other in self.by_person.get(person, ()):
                cuts.update(each for each in (other.begin, other.end) if each)
            if person in self.leaving:
                cuts.add(self.leaving[person])
        inside = sorted(each for each in cuts if each >= away.begin and (away.end is None or each < away.end))
        yield from zip(inside, [*inside[1:], away.end], strict=True)

    def present(self, away: Away, moment: datetime) -> Iterator[tuple[Choice, UUID, tuple[UUID, ...]]]:
        """Who stands in at this moment: what they were chosen for, who they are, and through whom."""
        if self._has_left(away.person, moment):
            return
        for choice in away.deputies:
            for person, via in self._reached(choice.person, (away.person,), moment):
                yield choice, person, via

    def _reached(
        self, person: UUID, way: tuple[UUID, ...], moment: datetime
    ) -> Iterator[tuple[UUID, tuple[UUID, ...]]]:
        """The person themselves, or while they are away whoever stands in for their whole desk."""
        if person in way or len(way) > DEPTH or self._has_left(person, moment):
            return
        away = [each for each in self.by_person.get(person, ()) if each.covers(moment)]
        if not away:
            yield person, way[1:]
        for each in away:
            for choice in each.deputies:
                if choice.is_whole_desk:
                    yield from self._reached(choice.person, (*way, person), moment)

    def _has_left(self, person: UUID, moment: datetime) -> bool:
        return person in self.leaving and self.leaving[person] <= moment

    def _concerned(self, away: Away) -> set[UUID]:
        """Everybody whose coming and going could matter."""
        found, edge = {away.person}, {each.person for each in away.deputies}
        for _step in range(DEPTH):
            found |= edge
            edge = {c.person for p in edge for other in self.by_person.get(p, ()) for c in other.deputies} - found
        return found | edge


def _joined(found: Iterable[Turn]) -> list[Turn]:
    """Neighbouring stretches of the same turn as one, and the same turn found twice only once. They come in order."""
    runs: dict[Turn, list[Turn]] = {}
    for each in found:
        run = runs.setdefault(replace(each, begin=_ALWAYS, end=None), [])
        last = run[-1] if run else None
        if last is not None and last.end == each.begin:
            run[-1] = replace(last, end=each.end)
        elif last is None or (last.end is not None and last.end < each.begin):
            run.append(each)
    return [turn for run in runs.values() for turn in run]


_ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Plan:
    """What somebody wants to declare, and who they are to the absent person."""

    person: UUID
    declarer: UUID | None
    is_head: bool
    now: datetime
    begin: datetime
    end: datetime | None
    deputies: tuple[Choice, ...]
    known: Collection[UUID]
    """Persons who have not left."""
    places: Collection[UUID] | None = None
    """The units and plan entries chosen that exist; None: all of them do."""
    away_later: bool = False
    """Whether the first day away lies after the beginning."""


def objections_to_declaring(plan: Plan, *, is_new: bool = True) -> list[Refusal]:
    """Why an absence may not be declared (or, unless new, changed) like this: all reasons."""
    reasons = []
    if is_new and plan.begin < plan.now - LENIENT:
        reasons.append(refusals.BACKWARDS())
    if plan.end is not None and plan.end <= max(plan.begin, plan.now):
        reasons.append(refusals.END_BEFORE_BEGINNING())
    if plan.away_later:
        reasons.append(refusals.AWAY_LATER())
    reasons += _objections_to_deputies(plan)
    return reasons


def _objections_to_deputies(plan: Plan) -> list[Refusal]:
    reasons = []
    own = plan.declarer == plan.person
    persons = {each.person for each in plan.deputies}
    if plan.person in persons:
        reasons.append(refusals.DEPUTY_OF_ONESELF())
    if len(set(plan.deputies)) < len(plan.deputies):
        reasons.append(refusals.NAMED_TWICE())
    if any(each.unit and each.entry for each in plan.deputies):
        reasons.append(refusals.UNIT_OR_ENTRY())
    scopes = {scope for each in plan.deputies for scope in (each.unit, each.entry) if scope}
    if plan.places is not None and not scopes <= set(plan.places):
        reasons.append(refusals.NO_SUCH_SCOPE())
    if not persons <= set(plan.known) | {plan.person}:
        reasons.append(refusals.HAS_LEFT())
    if not own and not plan.is_head and plan.declarer in persons:
        reasons.append(refusals.APPOINTS_ONESELF())
    if not own and any(each.protected for each in plan.deputies):
        reasons.append(refusals.PROTECTED_IN_PERSON())
    return reasons


def objections_to_ending(*, is_over: bool) -> list[Refusal]:
    """Why an absence may not be ended."""
    return [refusals.ENDED_ALREADY()] if is_over else []
