# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Declaring, changing and ending absences: nobody may do it for somebody else as their deputy."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.deputies import events, queries, refusals
from aktei.base.deputies.models import Absence, Deputy, Reason
from aktei.base.deputies.rules import Choice, Plan, Turn, objections_to_declaring, objections_to_ending, turns
from aktei.base.people.models import Person, Unit
from aktei.base.people.queries import names, unit_names
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import chains_at
from aktei.base.rights.stand_ins import Stand, arrange, one_at_a_time


@action(personal=True)
def declare_absence(
    actor: Actor,
    *,
    person: UUID,
    deputies: Sequence[Choice],
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
    away_since: date | None = None,
    reason: str = Reason.AWAY,
) -> Absence:
    """Declare that somebody is away from `begins_at` (now, unless given), and who stands in.

    One's own; a head of unit does it for their people, an administrator for anybody. Rights begin at `begins_at` and
    never before now (raises `Refused`); `away_since` may be an earlier day and is only noted.
    """
    _require(actor, person)
    one_at_a_time()
    now = timezone.now()
    begin = begins_at or now
    plan = _plan(actor, person, begin, ends_at, deputies)
    if person not in plan.known:
        raise Missing(refusals.NO_SUCH_ACCOUNT())
    later = away_since is not None and away_since > timezone.localdate(begin)
    _refuse(objections_to_declaring(replace(plan, away_later=later)))
    begin = max(begin, now)
    row = Absence.objects.create(
        person=person,
        away_since=away_since or timezone.localdate(begin),
        begins_at=begin,
        ends_at=ends_at,
        reason=Reason(reason).value,
        declared_by=actor.person_id,
        declared_at=now,
    )
    _choose(row, deputies)
    settle(now)
    said = _said(deputies)
    record(
        actor,
        events.AbsenceDeclared(
            node=person,
            within=tuple(each.person for each in deputies),
            absence=row.id,
            name=_name(person),
            away_since=row.away_since,
            begins_at=begin,
            ends_at=ends_at,
            deputies=said,
            said="; ".join(said),
        ),
    )
    return row


@action(personal=True)
def change_absence(
    actor: Actor, *, absence: UUID, deputies: Sequence[Choice], ends_at: datetime | None = None
) -> Absence:
    """Give a lasting or coming absence another end or other deputies, from now on. Who may declare may change."""
    row = _locked(actor, absence)
    _refuse(objections_to_ending(is_over=_is_over(row)))
    _refuse(objections_to_declaring(_plan(actor, row.person, row.begins_at, ends_at, deputies, row), is_new=False))
    now = timezone.now()
    before = {each.person for each in row.deputies.filter(removed_at=None)}
    row.deputies.filter(removed_at=None).update(removed_at=now)
    row.ends_at = ends_at
    row.save(update_fields=["ends_at"])
    _choose(row, deputies)
    settle(now)
    said = _said(deputies)
    record(
        actor,
        events.AbsenceChanged(
            node=row.person,
            within=tuple(sorted(before | {each.person for each in deputies}, key=str)),
            absence=row.id,
            name=_name(row.person),
            ends_at=ends_at,
            deputies=said,
            said="; ".join(said),
        ),
    )
    return row


@action(personal=True)
def end_absence(actor: Actor, *, absence: UUID) -> Absence:
    """The person is back, or does not go: whoever stood in stops at this moment. Who may declare may end."""
    row = _locked(actor, absence)
    _refuse(objections_to_ending(is_over=_is_over(row)))
    row.ended_at = now = timezone.now()
    row.save(update_fields=["ended_at"])
    settle(now)
    deputies = tuple(row.deputies.filter(removed_at=None).values_list("person", flat=True))
    record(actor, events.AbsenceEnded(node=row.person, within=deputies, absence=row.id, name=_name(row.person)))
    return row


@action(personal=True)
def replace_deputy(actor: Actor, *, deputy: UUID, person: UUID) -> Absence:
    """Let somebody else stand in in a deputy's place, with the same scope, from now on. Who may declare may replace."""
    old = Deputy.objects.select_related("absence").filter(id=deputy, removed_at=None).first()
    if old is None:
        raise Missing(refusals.NO_SUCH_DEPUTY())
    row = old.absence
    choices = [
        Choice(
            person if each.id == old.id else each.person, each.unit, each.entry, each.protected and each.id != old.id
        )
        for each in row.deputies.filter(removed_at=None)
    ]
    return change_absence(actor, absence=row.id, deputies=choices, ends_at=row.ends_at)


@action(personal=True)
def tick_off_summary(actor: Actor, *, absence: UUID) -> None:
    """Note that the person who was away has seen what was done meanwhile. Only for oneself."""
    row = Absence.objects.select_for_update().filter(id=absence).first()
    if row is None or actor.person_id != row.person:
        raise Missing(refusals.NOT_YOUR_ABSENCE())
    if row.seen_at is None:
        row.seen_at = timezone.now()
        row.save(update_fields=["seen_at"])
    record(actor, events.SummaryRead(node=row.person, absence=row.id))


def settle(now: datetime) -> None:
    """Work out anew who stands in for whom from this moment on. Part of a surrounding act."""
    absences = queries.running()
    arrange((_stand(turn) for turn in turns(absences, queries.leaving(queries.concerned(absences)))), at=now)


def _stand(turn: Turn) -> Stand:
    return Stand(
        person=turn.person,
        stands_for=turn.absent,
        valid_from=turn.begin,
        valid_until=turn.end,
        cause=f"absence:{turn.absence}",
        scope=turn.entry,
        within=f"unit:{turn.unit}" if turn.unit else "",
        protected=turn.protected,
        via=turn.via,
    )


def _require(actor: Actor, person: UUID) -> None:
    if not queries.may_declare_for(actor, person):
        raise Forbidden(refusals.MAY_NOT_DECLARE())


def _locked(actor: Actor, absence: UUID) -> Absence:
    one_at_a_time()
    row = Absence.objects.select_for_update().filter(id=absence).first()
    if row is None:
        raise Missing(refusals.NOT_YOUR_ABSENCE())
    if not queries.may_declare_for(actor, row.person):
        queries.absence(actor, absence)  # whom it does not concern learns not even that there is one
    _require(actor, row.person)
    return row


def _is_over(row: Absence) -> bool:
    return row.ended_at is not None or (row.ends_at is not None and row.ends_at <= timezone.now())


def _refuse(reasons: list[Refusal]) -> None:
    if reasons:
        raise Refused(reasons)


def _plan(
    actor: Actor,
    person: UUID,
    begin: datetime,
    end: datetime | None,
    deputies: Sequence[Choice],
    row: Absence | None = None,
) -> Plan:
    """What is asked for; whom the absent person entrusted with protected files already, others need not ask anew."""
    agreed = (
        set(row.deputies.filter(removed_at=None, protected=True).values_list("person", flat=True)) if row else set()
    )
    new = tuple(
        Choice(each.person, each.unit, each.entry, each.protected and each.person not in agreed) for each in deputies
    )
    persons = {person, *(each.person for each in deputies)}
    now = timezone.now()
    known = set(Person.objects.filter(id__in=persons).values_list("id", flat=True))
    gone = {each for each, left_at in queries.leaving(persons).items() if left_at <= now}
    return Plan(
        person=person,
        declarer=actor.person_id,
        is_head=queries.heads(actor, person),
        now=now,
        begin=begin,
        end=end,
        deputies=new,
        known=known - gone,
        places=_existing(deputies),
    )


def _existing(deputies: Sequence[Choice]) -> set[UUID]:
    """Which of the units and plan entries chosen exist."""
    units = {each.unit for each in deputies if each.unit}
    entries = {each.entry for each in deputies if each.entry}
    found = set(Unit.objects.filter(id__in=units, valid_until=None).values_list("id", flat=True)) if units else set()
    return found | (set(chains_at(entries)) if entries else set())


def _choose(row: Absence, deputies: Sequence[Choice]) -> None:
    Deputy.objects.bulk_create(
        Deputy(absence=row, position=position, **vars(each)) for position, each in enumerate(deputies, start=1)
    )


def _said(deputies: Sequence[Choice]) -> tuple[str, ...]:
    called, units = names(each.person for each in deputies), unit_names(each.unit for each in deputies)
    return tuple(_one(each, called, units) for each in deputies)


def _one(choice: Choice, called: dict[UUID, str], units: dict[UUID, str]) -> str:
    name = called.get(choice.person, "")
    if choice.unit:
        return _("{name} (nur {unit})").format(name=name, unit=units.get(choice.unit, ""))
    if choice.entry:
        return _("{name} (nur ein Bereich des Aktenplans)").format(name=name)
    return name


def _name(person: UUID) -> str:
    return names([person]).get(person, "")
