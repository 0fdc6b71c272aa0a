# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading absences: one's own, those in which one stands in, and those of one's teams."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.acts.models import JournalEntry
from aktei.base.deputies import refusals
from aktei.base.deputies.models import Absence, Deputy
from aktei.base.deputies.models import Reason as Reason
from aktei.base.deputies.rules import Away, Choice, Gap, gaps
from aktei.base.names.expressions import SortKey
from aktei.base.people.models import OFFICE, Membership, Person, Role, Unit
from aktei.base.people.queries import IN_ORDER
from aktei.base.rights.models import Standing
from aktei.base.rights.queries import holds_in_own_name, valid_at, would_lend
from aktei.base.rights.rules import MANAGE


def not_over(at: datetime) -> Q:
    """Absences that last, or are still to come, at this moment."""
    return Q(ended_at=None) & (Q(ends_at=None) | Q(ends_at__gt=at))


def _with_deputies(rows: QuerySet[Absence]) -> QuerySet[Absence]:
    return rows.prefetch_related(Prefetch("deputies", Deputy.objects.filter(removed_at=None)))


def absence(actor: Actor, absence_id: UUID) -> Absence:
    """One absence, or `Missing` for whom it does not concern."""
    found = _with_deputies(Absence.objects.filter(id=absence_id)).first()
    if found is None or not _concerns(actor, found):
        raise Missing(refusals.NOT_YOUR_ABSENCE())
    return found


def _concerns(actor: Actor, found: Absence) -> bool:
    persons = {found.person, *(each.person for each in found.deputies.all())}
    return actor.is_system or actor.person_id in persons or may_declare_for(actor, found.person)


def own_absences(actor: Actor, *, over: int = 5) -> list[Absence]:
    """The actor's own absences that last or are to come, in order, and then the last ones that are over."""
    now = timezone.now()
    rows = _with_deputies(Absence.objects.filter(person=_oneself(actor)))
    coming = list(rows.filter(not_over(now)).order_by("begins_at"))
    return coming + list(rows.exclude(not_over(now)).order_by("-begins_at", "-id")[:over])


def absences_of(actor: Actor, person: UUID | None = None) -> list[Absence]:
    """The absences of this person (or the actor's own), for whoever may declare them. Raises `Missing` for others."""
    if person is None or person == actor.person_id:
        return own_absences(actor)
    if not may_declare_for(actor, person):
        raise Missing(refusals.NOT_YOUR_ABSENCES())
    return own_absences(Actor(person, client=actor.client))


def unread(actor: Actor) -> list[Absence]:
    """The actor's absences that have begun and whose summary they have not yet ticked off, newest first.

    Calling one off before it began leaves nothing to read.
    """
    now = timezone.now()
    rows = Absence.objects.filter(person=_oneself(actor), seen_at=None, begins_at__lte=now)
    return list(rows.order_by("-begins_at")[:5])


@dataclass(frozen=True)
class Duty:
    """The actor stands in for somebody: for what, until when at the latest, and through whom."""

    person: UUID
    absence: UUID | None
    scope: UUID | None
    unit: UUID | None
    via: tuple[UUID, ...]
    valid_from: datetime
    valid_until: datetime | None


def duties(actor: Actor, *, coming: bool = False) -> list[Duty]:
    """For whom the actor stands in now, or (`coming`) will as far as is known."""
    now = timezone.now()
    rows = Standing.objects.filter(person=_oneself(actor))
    rows = rows.filter(valid_from__gt=now) if coming else rows.filter(valid_at(now))
    return [_duty(row) for row in rows.order_by("valid_from", "stands_for")]


def _oneself(actor: Actor) -> UUID:
    """The actor's own id; the office's own machinery is nobody, and so never away."""
    return actor.person_id or _NOBODY


_NOBODY = UUID(int=0)


def _duty(row: Standing) -> Duty:
    kind, _colon, absence_id = row.cause.partition(":")
    unit = row.within.partition(":")[2]
    return Duty(
        row.stands_for,
        UUID(absence_id) if kind == "absence" else None,
        row.scope,
        UUID(unit) if unit else None,
        tuple(row.via),
        row.valid_from,
        row.valid_until,
    )


def may_declare_for(actor: Actor, person: UUID) -> bool:
    """Whether the actor may declare an absence of this person: their own, that of their unit, or as administrator."""
    if actor.is_system or actor.person_id == person:
        return True
    return heads(actor, person) or holds_in_own_name(actor, MANAGE, [OFFICE])


def heads(actor: Actor, person: UUID) -> bool:
    """Whether the actor heads a unit to which this person belongs now, directly or from above."""
    now = timezone.now()
    above = Unit.objects.filter(id__in=Membership.objects.filter(valid_at(now), person_id=person).values("unit"))
    led = set(_led(actor, now))
    return actor.person_id != person and any(led & set(chain) for chain in above.values_list("chain", flat=True))


def _led(actor: Actor, at: datetime) -> Iterable[UUID]:
    rows = Membership.objects.filter(valid_at(at), person_id=_oneself(actor), role=Role.HEAD)
    return rows.values_list("unit_id", flat=True)


def team(actor: Actor) -> list[Person]:
    """Everybody in the units the actor heads, and below, by name; for an administrator nobody (they search)."""
    now = timezone.now()
    led = list(_led(actor, now))
    units = Unit.objects.filter(chain__overlap=led) if led else Unit.objects.none()
    members = Membership.objects.filter(valid_at(now), unit__in=units).values("person")
    return list(Person.objects.filter(id__in=members).order_by(*IN_ORDER["person"]))


def absences_between(actor: Actor, persons: Collection[UUID], begin: datetime, end: datetime) -> list[Absence]:
    """Absences of these persons that touch the period. The caller has checked that the actor heads them."""
    rows = Absence.objects.filter(person__in=persons, begins_at__lt=end)
    rows = rows.filter(Q(ends_at=None) | Q(ends_at__gt=begin)).filter(Q(ended_at=None) | Q(ended_at__gt=begin))
    return list(_with_deputies(rows).order_by("begins_at"))


def running() -> list[Away]:
    """Every absence that has not ended, as the rules see it."""
    rows = _with_deputies(Absence.objects.filter(not_over(timezone.now()))).order_by("begins_at", "id")
    return [_away(row) for row in rows]


def _away(row: Absence) -> Away:
    choices = (Choice(each.person, each.unit, each.entry, each.protected) for each in row.deputies.all())
    return Away(row.id, row.person, row.begins_at, row.ends_at, tuple(choices))


def leaving(persons: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these persons leaves or has left; who stays is not named."""
    rows = Person.objects.filter(id__in=persons, left_at__isnull=False)
    return {row.id: row.left_at for row in rows if row.left_at}


def concerned(absences: Iterable[Away]) -> set[UUID]:
    """Everybody who is away or stands in."""
    return {person for each in absences for person in (each.person, *(choice.person for choice in each.deputies))}


def uncovered(persons: Collection[UUID]) -> list[Gap]:
    """The periods in which nobody stands in for these persons though they are away. The caller may ask."""
    everything = running()
    mine = {each.id for each in everything if each.person in persons}
    return [gap for gap in gaps(everything, leaving(concerned(everything))) if gap.absence in mine]


def done_meanwhile(actor: Actor, found: Absence) -> QuerySet[JournalEntry]:
    """What others did for the actor during this absence, newest first. Only one's own absence answers."""
    rows = JournalEntry.objects.filter(for_person=found.person, at__gte=found.begins_at).exclude(person=found.person)
    if found.over_at is not None:
        rows = rows.filter(at__lt=found.over_at)
    return rows.order_by("-id") if actor.person_id == found.person else rows.none()


def memberships_of(actor: Actor, person: UUID) -> QuerySet[Membership]:
    """The units to which this person belongs now. The caller has checked that the actor may ask."""
    rows = Membership.objects.filter(valid_at(timezone.now()), person_id=person)
    return rows.select_related("unit").order_by(SortKey("unit__name"))


def lent(person: UUID, choice: Choice, right: str) -> frozenset[UUID]:
    """The nodes on which a deputy chosen like this would hold the right now. For the look before the act."""
    return would_lend(
        person,
        right,
        scope=choice.entry,
        within=f"unit:{choice.unit}" if choice.unit else "",
        protected=choice.protected,
    )
