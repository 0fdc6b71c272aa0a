# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can (or could) see a record, and why: the answer as pages, the interface and CSV tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.names.folding import by_family_name
from aktei.base.people.labels import cause_label, principal_labels
from aktei.base.people.queries import names
from aktei.base.rights.queries import right_name
from aktei.base.rights.record_access import AccessReason, access_reasons
from aktei.base.rights.rules import INSTANT, READ, RIGHTS, rights_that_include
from aktei.procedures.access.node_labels import node_labels
from aktei.procedures.access.subjects import Subject, tells_all

_READING = rights_that_include(READ)


@dataclass(frozen=True)
class AccessPeriod:
    """The period asked about: one moment, or a whole day (anybody who could at any moment of it)."""

    since: datetime
    until: datetime
    day: date | None = None


@dataclass(frozen=True)
class AccessLine:
    """One person, the rights that one cause gives them, and everything that explains it."""

    person: UUID
    name: str
    held: tuple[tuple[str, UUID], ...]
    """Each right with the grant that gives it."""
    principal: str
    through: str
    stands_for: str
    node: UUID
    where: str
    cause: str
    cause_code: str
    granted_by: str
    confirmed: bool
    since: datetime
    until: datetime | None

    @property
    def rights(self) -> tuple[str, ...]:
        """The rights, each once."""
        return tuple(dict.fromkeys(right for right, _grant in self.held))

    @property
    def grants(self) -> tuple[UUID, ...]:
        """The grants."""
        return tuple(grant for _right, grant in self.held)

    @property
    def reads(self) -> bool:
        """Whether this lets the person read, not only find."""
        return not _READING.isdisjoint(self.rights)

    @property
    def rights_said(self) -> str:
        """The rights as people call them."""
        return ", ".join(right_name(right) for right in self.rights)

    @property
    def group(self) -> tuple[str, ...]:
        """What lines of one cause have in common."""
        return (self.cause, self.through, self.where, self.granted_by)


@dataclass(frozen=True)
class AccessAnswer:
    """All lines, by cause and name. `complete` is false where the actor is told only about themselves."""

    asked: AccessPeriod
    lines: list[AccessLine]
    complete: bool

    @property
    def readers(self) -> int:
        """How many persons can read it."""
        return len({line.person for line in self.lines if line.reads})

    @property
    def finders(self) -> int:
        """How many persons can find it without reading."""
        return len({line.person for line in self.lines}) - self.readers


def now_asked() -> AccessPeriod:
    """The present moment."""
    now = timezone.now()
    return AccessPeriod(now, now + INSTANT)


def moment_asked(moment: datetime) -> AccessPeriod:
    """One moment."""
    return AccessPeriod(moment, moment + INSTANT)


def day_asked(day: date) -> AccessPeriod:
    """A whole day in the office's time, 23 or 25 hours long when the clocks change; of today, what is over by now."""
    begin, end = (timezone.make_aware(datetime.combine(day + timedelta(days=more), time())) for more in (0, 1))
    now = timezone.now()
    return AccessPeriod(begin, min(end, now + INSTANT) if begin <= now else end, day)


def answer(actor: Actor, about: Subject, asked: AccessPeriod) -> AccessAnswer:
    """Who could at least find it in the period asked about. Whoever may not know of others learns of themselves.

    Some ten queries, whatever the size of the office.
    """
    complete = tells_all(actor, about, timezone.now())
    only = None if complete else actor.person_id
    found = access_reasons(about.node, asked.since, asked.until, person=only)
    return AccessAnswer(asked, lines_of(found, about.node), complete)


def lines_of(found: Sequence[AccessReason], own: UUID | None = None) -> list[AccessLine]:
    """Put reasons into words: rights of one cause in one line, by cause and name."""
    called = names({each for row in found for each in (row.person, row.stands_for, row.granted_by)})
    principals = principal_labels(row.principal for row in found)
    nodes = node_labels((row.node for row in found), own)
    parts = sorted(found, key=_key)
    lines = [_line(list(rows), called, principals, nodes) for _same, rows in groupby(parts, key=_key)]
    return sorted(lines, key=lambda line: (*line.group, *by_family_name(line.name), line.since))


def _key(row: AccessReason) -> tuple[str, ...]:
    period = (row.since.isoformat(timespec="seconds"), str(row.until))
    return (str(row.person), row.principal, str(row.node), row.cause, str(row.stands_for), str(row.granted_by), *period)


def _line(
    rows: list[AccessReason], called: dict[UUID, str], principals: dict[str, str], nodes: dict[UUID, str]
) -> AccessLine:
    first = rows[0]
    person = called.get(first.person, _("unbekannt"))
    alone = first.principal == f"person:{first.person}"
    return AccessLine(
        person=first.person,
        name=person,
        held=tuple(sorted(((row.right, row.grant) for row in rows), key=lambda each: RIGHTS.index(each[0]))),
        principal=first.principal,
        through=_("persönlich") if alone else principals[first.principal],
        stands_for=called.get(first.stands_for, _("unbekannt")) if first.stands_for else "",
        node=first.node,
        where=nodes.get(first.node, _("einem früheren Ort")),
        cause=cause_label(first.cause),
        cause_code=first.cause,
        granted_by=called.get(first.granted_by, _("unbekannt")) if first.granted_by else _("Aktei"),
        confirmed=first.approval is not None,
        since=min(row.since for row in rows),
        until=first.until,
    )
