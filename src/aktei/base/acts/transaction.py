# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An act is a transaction: it opens, checks, writes, records, or leaves no trace at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast, overload
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from aktei.base.acts import marks
from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import NotForOthers, SilentAct
from aktei.base.acts.events import Event
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.models_base import new_id
from aktei.base.outbox import jobs as outbox

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every official act by its dotted name; the rights matrix walks it."""

PERSONAL: set[str] = set()
"""The acts that nobody may do for somebody else."""

_PORTION = 1_000
"""Lines written with one statement."""


@dataclass
class _Act:
    name: str
    actor: Actor | None = None
    id: UUID = field(default_factory=new_id)
    recorded: int = 0
    personal: bool = False
    for_person: UUID | None = None
    inner: UUID | None = None
    started: list[tuple[int, list[outbox.Order]]] = field(default_factory=list)


_current: ContextVar[_Act | None] = ContextVar("aktei_act", default=None)


Function = Callable[Concatenate[Actor, P], R]


@overload
def action(function: Function[P, R]) -> Function[P, R]: ...


@overload
def action(*, personal: bool) -> Callable[[Function[P, R]], Function[P, R]]: ...


def action(function: Function[P, R] | None = None, *, personal: bool = False) -> Any:
    """Make `function(actor, …)` an official act: one transaction, allowed to write, bound to record.

    A nested act joins the outer one. Raises `SilentAct` if something was written and nothing recorded. A `personal`
    act (passwords, granting rights, declaring an absence) may not be done for somebody else: it is refused while
    acting for another person, and no right counts in it that is held only as a deputy.
    """
    if function is None:
        return lambda given: _act(given, personal=personal)
    return _act(function, personal=personal)


def _act(function: Function[P, R], *, personal: bool) -> Function[P, R]:
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def act(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        if not isinstance(actor, Actor):
            raise TypeError(f"{name} needs an Actor, not {type(actor).__name__}")
        if personal and actor.for_person_id is not None:
            raise NotForOthers
        with acting(name, personal=personal, actor=actor):
            return function(actor, *args, **kwargs)

    ACTIONS[name] = act
    if personal:
        PERSONAL.add(name)
    return cast(Function[P, R], act)


@contextmanager
def acting(name: str, *, personal: bool = False, actor: Actor | None = None) -> Iterator[None]:
    """Open an act, or join the one under way. Migrations that load data use it directly."""
    outer = _current.get()
    if outer is not None:
        with _nested(outer, personal=personal):
            yield
        return
    act = _Act(name, actor, personal=personal)
    token = _current.set(act)
    try:
        with transaction.atomic():
            _open(act)
            yield
            _close(act)
    finally:
        _current.reset(token)


@contextmanager
def _nested(act: _Act, *, personal: bool) -> Iterator[None]:
    """One act inside another: each of many is done for whom it rests on, and the outer one for the first of them."""
    before, inner, own = act.personal, act.inner, act.for_person
    act.personal, act.inner = act.personal or personal, None
    try:
        yield
    finally:
        act.inner = inner or act.for_person or act.inner
        act.personal, act.for_person = before, own


def is_personal(actor: Actor) -> bool:
    """Whether the actor's act under way is one that nobody may do for somebody else."""
    act = _current.get()
    return act is not None and act.personal and act.actor == actor


def lean_on(actor: Actor, person: UUID) -> None:
    """Note that the actor's act rests on a right held only while standing in for this person: it is done for them.

    The first such right decides: one act is recorded for one person. Outside an act there is nothing to note, and
    what is asked about somebody else's rights says nothing about this act.
    """
    act = _current.get()
    if act is not None and act.actor == actor and act.for_person is None:
        act.for_person = person


def on_behalf_of(actor: Actor) -> UUID | None:
    """For whom this is done: as the actor says, or because the act under way rests on a right of that person."""
    act = _current.get()
    whose = actor.for_person_id
    if whose is None and not actor.is_system and act is not None:
        whose = act.for_person or act.inner
    # What is done within somebody's act may be their own part of it: nobody acts for themselves.
    return whose if whose != actor.person_id else None


def record(actor: Actor, event: Event) -> int:
    """Write the journal entry of `event`, and queue one job per subscriber at the end of the act, in its transaction.

    Returns the entry's number. Raises `SilentAct` outside an act.
    """
    act = _current.get()
    if act is None:
        raise SilentAct(f"{event.kind} was recorded outside an act")
    entry = _line(act, actor, event)
    entry.save(force_insert=True)
    _start(act, event, entry.id)
    return entry.id


def record_each(actor: Actor, events: Iterable[Event]) -> None:
    """As `record`, for thousands of lines alike that one act brings about: they are written in portions."""
    told = list(events)
    act = _current.get()
    if act is None:
        raise SilentAct("lines were recorded outside an act")
    entries = JournalEntry.objects.bulk_create((_line(act, actor, each) for each in told), batch_size=_PORTION)
    for event, entry in zip(told, entries, strict=True):
        _start(act, event, entry.id)


def _start(act: _Act, event: Event, entry_id: int) -> None:
    if orders := outbox.started_by(event, entry_id=entry_id):
        act.started.append((entry_id, orders))


def _defer(act: _Act, lines: int) -> None:
    """Put into the queue what the act started, all with one statement; nothing for lines that a savepoint took back."""
    if not act.started:
        return
    if lines < act.recorded:
        kept = set(JournalEntry.objects.filter(act=act.id).values_list("id", flat=True))
        act.started = [(entry, orders) for entry, orders in act.started if entry in kept]
    outbox.defer(order for _entry, orders in act.started for order in orders)


def _line(act: _Act, actor: Actor, event: Event) -> JournalEntry:
    entry = JournalEntry(
        at=timezone.now(),
        person=actor.person_id,
        for_person=on_behalf_of(actor),
        client=actor.client,
        kind=event.kind,
        node=event.node,
        nodes=list(dict.fromkeys((event.node, *event.within))),
        payload=event.payload(),
        act=act.id,
        ordinal=act.recorded,
    )
    entry.mac = marks.line_mark(entry)
    act.recorded += 1
    return entry


def is_under_way() -> bool:
    """Whether an act is being done just now, in this thread."""
    return _current.get() is not None


def _open(act: _Act) -> None:
    """Let the transaction write guarded tables, and tell the database whose row seals it collects."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('aktei.act', %s, true), set_config('aktei.act_id', %s, true),"
            " set_config('aktei.wrote', '', true)",
            [act.name, str(act.id)],
        )


# A line may have gone again with a savepoint, so the database says how many there are.
_WRITTEN = """
SELECT current_setting('aktei.wrote', true), (SELECT count(*) FROM journal_journalentry WHERE act = %(act)s), count(*),
       sha256(string_agg(sha256(
           int8send(id) || int4send(octet_length(source)) || convert_to(source, 'UTF8')
           || int4send(octet_length(key)) || convert_to(key, 'UTF8')
           || CASE WHEN gone THEN '\\x01'::bytea ELSE '\\x00'::bytea END || digest), ''::bytea ORDER BY id))
FROM journal_rowseal WHERE act = %(act)s
"""
_SUMMED_UP = "INSERT INTO journal_act (id, lines, seals, rows, mac) VALUES (%s, %s, %s, %s, %s)"
_CLOSED = "set_config('aktei.act', '', true), set_config('aktei.act_id', '', true)"


def _close(act: _Act) -> None:
    """End the act: what it wrote is summed up under our mark, and nothing more is written in its name.

    Raises `SilentAct` if it wrote and recorded nothing; also forbids further writes in a surrounding transaction.
    """
    with connection.cursor() as cursor:
        if not act.recorded:
            cursor.execute(f"SELECT current_setting('aktei.wrote', true), {_CLOSED}")
            wrote, lines = bool(cursor.fetchone()[0]), 0
        else:
            cursor.execute(_WRITTEN, {"act": act.id})
            said, lines, seals, rows = cursor.fetchone()
            wrote, rows = bool(said), bytes(rows or b"")
            _defer(act, lines)
            cursor.execute(
                f"{_SUMMED_UP} RETURNING {_CLOSED}",
                [act.id, lines, seals, rows, marks.act_mark(act.id, lines, seals, rows)],
            )
    if wrote and not lines:
        raise SilentAct(f"{act.name} wrote without recording")
