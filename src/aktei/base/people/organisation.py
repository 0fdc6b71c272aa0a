# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the organisation, now and on any past day: units as a tree, who belongs where, what things were called."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.expressions import SortKey, named
from aktei.base.names.folding import sort_key, typed_words
from aktei.base.people import refusals, successions
from aktei.base.people.models import AccessToken, Dissolution, FormerName, Membership, Person, Role, Unit, still_there
from aktei.base.people.queries import IN_ORDER, PERSON_NAMES, unit_names
from aktei.base.people.units import obstacles
from aktei.base.rights.queries import chains_at, valid_at
from aktei.base.wording import sentences


@dataclass
class Branch:
    """A unit at one moment, as it was called and with what hung below it then."""

    id: UUID
    name: str
    short_name: str
    members: int = 0
    children: list["Branch"] = field(default_factory=list)


def tree(actor: Actor, at: datetime | None = None) -> list[Branch]:
    """The organisation at that moment (now), tops first, by short name. The chart is open to all who can log in."""
    moment = at or timezone.now()
    rows = {row.id: row for row in Unit.objects.filter(valid_at(moment))}
    former = {row.unit_id: row for row in FormerName.objects.filter(valid_at(moment), unit__in=rows)}
    counts = dict(
        Membership.objects.filter(valid_at(moment)).values_list("unit").annotate(Count("person", distinct=True))
    )
    said = {key: former.get(key, row) for key, row in rows.items()}
    branches = {key: Branch(key, each.name, each.short_name, counts.get(key, 0)) for key, each in said.items()}
    chains = chains_at(rows, moment)
    tops: list[Branch] = []
    for key, branch in sorted(branches.items(), key=lambda each: sort_key(each[1].short_name)):
        above = next((each for each in chains.get(key, [key])[1:] if each in branches), None)
        (branches[above].children if above else tops).append(branch)
    return tops


def dissolved(actor: Actor) -> QuerySet[Dissolution]:
    """Units that have ended, last ones first, with who took over."""
    rows = Dissolution.objects.exclude(done_at=None).select_related("unit", "successor")
    return rows.order_by("-done_at")


def announced(actor: Actor) -> QuerySet[Dissolution]:
    """Dissolutions still to come (or overdue), first ones first."""
    rows = Dissolution.objects.filter(done_at=None, withdrawn_at=None).select_related("unit", "successor")
    return rows.order_by("due_at")


def due(at: datetime) -> list[UUID]:
    """Units whose announced day has come."""
    rows = Dissolution.objects.filter(done_at=None, withdrawn_at=None, due_at__lte=at)
    return list(rows.order_by("due_at").values_list("unit", flat=True))


def dissolution_of(actor: Actor, unit: UUID) -> Dissolution | None:
    """The dissolution of this unit, done or announced."""
    rows = Dissolution.objects.filter(unit=unit, withdrawn_at=None).select_related("successor")
    return rows.order_by("-announced_at").first()


def holdings(actor: Actor, unit: UUID) -> list[str]:
    """What this unit has, as ends of sentences („führt 12 Akten“)."""
    return [said for _count, said in successions.holdings(unit).values()]


def in_the_way(actor: Actor, unit: Unit, successor: Unit | None) -> list[str]:
    """Why the unit cannot be dissolved like this just now, as sentences."""
    return sentences(obstacles(unit, successor))


def members(actor: Actor, unit: UUID, at: datetime | None = None) -> QuerySet[Membership]:
    """Who belongs to this very unit at that moment (now), by name."""
    rows = Membership.objects.filter(valid_at(at or timezone.now()), unit=unit).select_related("person")
    return rows.order_by(SortKey("person__family_name"), SortKey("person__given_name"), "person")


def members_to_come(actor: Actor, unit: UUID) -> QuerySet[Membership]:
    """Who is to belong to this unit later on."""
    rows = Membership.objects.filter(unit=unit, valid_from__gt=timezone.now()).select_related("person")
    return rows.order_by("valid_from")


@dataclass(frozen=True)
class Called:
    """What a unit was called over a period."""

    name: str
    short_name: str
    valid_from: datetime
    valid_until: datetime | None


def names_over_time(actor: Actor, unit: Unit) -> list[Called]:
    """Every name this unit has had, latest first."""
    rows = list(FormerName.objects.filter(unit=unit).order_by("valid_from"))
    begin = rows[-1].valid_until if rows else unit.valid_from
    now = Called(unit.name, unit.short_name, begin, unit.valid_until)
    return [now, *(Called(row.name, row.short_name, row.valid_from, row.valid_until) for row in reversed(rows))]


def memberships(actor: Actor, person: UUID) -> QuerySet[Membership]:
    """Every membership somebody has, had or is to have, latest first."""
    return (
        Membership.objects.filter(person=person).select_related("unit").order_by("-valid_from", SortKey("unit__name"))
    )


def membership(actor: Actor, membership_id: UUID) -> Membership:
    """One membership with its unit, or `Missing`."""
    row = Membership.objects.filter(id=membership_id).select_related("unit").first()
    if row is None:
        raise Missing(refusals.NO_SUCH_MEMBERSHIP())
    return row


def tokens_of(actor: Actor, person: UUID) -> QuerySet[AccessToken]:
    """Somebody's bearer tokens that may still work, newest first; never their wording."""
    now = timezone.now()
    rows = AccessToken.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), person=person, revoked_at=None)
    return rows.select_related("use").order_by("-created_at")


def person(actor: Actor, person_id: UUID) -> Person:
    """Anybody's account, also a leaver's, or `Missing`."""
    row = Person.objects.filter(id=person_id).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_ACCOUNT())
    return row


@dataclass(frozen=True)
class WantedOffice:
    """Which persons: by name or log-in, in a unit or below it, with a role.

    `state` is `here`, `locked` or `left`; anything else means all.
    """

    text: str = ""
    unit: UUID | None = None
    role: str = ""
    state: str = "here"


def roster(actor: Actor, wanted: WantedOffice) -> QuerySet[Person]:
    """The persons asked for, by name."""
    rows = Person.objects.order_by(*IN_ORDER["person"])
    if words := typed_words(wanted.text):
        # Each asked for by its ids, so that an index serves it whatever order the list is asked for in.
        called = Person.objects.filter(named(PERSON_NAMES, words, inside=True)).order_by().values("id")
        mailed = Person.objects.filter(named(("email",), words, inside=True)).order_by().values("id")
        rows = rows.filter(id__in=called.union(mailed))
    elif wanted.text:
        return rows.none()
    if wanted.unit or wanted.role:
        rows = rows.filter(id__in=_belonging(wanted).values("person"))
    states = {
        "here": still_there() & Q(locked_at=None),
        "locked": still_there() & Q(locked_at__isnull=False),
        "left": Q(left_at__lte=timezone.now()),
    }
    return rows.filter(states[wanted.state]) if wanted.state in states else rows


def places_of(actor: Actor, persons: Iterable[UUID], at: datetime | None = None) -> dict[UUID, list[str]]:
    """Where these persons belong at that moment, as „Team Wohngeld (Leitung)“; two queries."""
    rows = list(
        Membership.objects.filter(valid_at(at or timezone.now()), person__in=list(persons)).order_by(
            SortKey("unit__name")
        )
    )
    named = unit_names((row.unit_id for row in rows), at)
    found: dict[UUID, list[str]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(f"{named[row.unit_id]} ({Role(row.role).label})")
    return found


def leavers(actor: Actor) -> QuerySet[Person]:
    """Persons who have left, last ones first."""
    return Person.objects.filter(left_at__lte=timezone.now()).order_by("-left_at", "id")


def roles() -> list[tuple[str, str]]:
    """Every role with what people call it."""
    return [(role.value, str(role.label)) for role in Role]


def _belonging(wanted: WantedOffice) -> QuerySet[Membership]:
    # Of leavers it counts where they belonged last.
    rows = Membership.objects.all() if wanted.state == "left" else Membership.objects.filter(valid_at(timezone.now()))
    if wanted.unit:
        rows = rows.filter(unit__chain__contains=[wanted.unit])
    return rows.filter(role=wanted.role) if wanted.role else rows
