# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An act is a transaction: it opens, checks, writes, records, or leaves no trace at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from aktei.base.journal.events import Event
from aktei.base.journal.models import JournalEntry
from aktei.base.outbox.jobs import enqueue

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every official act by its dotted name; the rights matrix walks it."""


@dataclass(frozen=True)
class Actor:
    """Who acts, for whom, through what. A system actor has no person and is made in code alone."""

    person_id: UUID | None
    for_person_id: UUID | None = None
    client: str = "web"

    @classmethod
    def system(cls, client: str) -> "Actor":
        """The office's own machinery (a worker, the command line), acting for nobody in particular."""
        return cls(person_id=None, client=client)

    @property
    def is_system(self) -> bool:
        """True for the office's own machinery."""
        return self.person_id is None


class Refused(Exception):
    """The rules said no; `reasons` are German sentences, all of them, not the first."""

    def __init__(self, reasons: Sequence[str] | str) -> None:
        self.reasons = [reasons] if isinstance(reasons, str) else [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


class Forbidden(Refused):
    """The right is missing. The reason names the right, never the content."""


class Missing(Refused):
    """There is no such record, or this actor may not even find it: both answer alike."""


class SilentAct(RuntimeError):
    """An act wrote and recorded nothing: a defect of ours, so everything it did is rolled back."""


@dataclass
class _Act:
    name: str
    recorded: int = 0


_current: ContextVar[_Act | None] = ContextVar("aktei_act", default=None)


def action(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Make `function(actor, …)` an official act: one transaction, allowed to write, bound to record.

    A nested act joins the outer one. Raises `SilentAct` if something was written and nothing recorded.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def act(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        if not isinstance(actor, Actor):
            raise TypeError(f"{name} needs an Actor, not {type(actor).__name__}")
        with acting(name):
            return function(actor, *args, **kwargs)

    ACTIONS[name] = act
    return cast(Callable[Concatenate[Actor, P], R], act)


@contextmanager
def acting(name: str) -> Iterator[None]:
    """Open an act, or join the one under way. Migrations that load data use it directly."""
    if _current.get() is not None:
        yield
        return
    act = _Act(name)
    token = _current.set(act)
    try:
        with transaction.atomic():
            _allow_writes(name)
            yield
            if _wrote_and_close() and not act.recorded:
                raise SilentAct(f"{name} wrote without recording")
    finally:
        _current.reset(token)


def record(actor: Actor, event: Event) -> int:
    """Write the journal entry of `event` and one job per subscriber, in the act's own transaction.

    Returns the entry's number. Raises `SilentAct` outside an act.
    """
    act = _current.get()
    if act is None:
        raise SilentAct(f"{event.kind} was recorded outside an act")
    entry = JournalEntry.objects.create(
        at=timezone.now(),
        person=actor.person_id,
        for_person=actor.for_person_id,
        client=actor.client,
        kind=event.kind,
        node=event.node,
        nodes=list(dict.fromkeys((event.node, *event.within))),
        payload=event.payload(),
    )
    act.recorded += 1
    enqueue(event, entry_id=entry.id)
    return entry.id


def _allow_writes(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('aktei.act', %s, true), set_config('aktei.wrote', '', true)", [name])


def _wrote_and_close() -> bool:
    """Whether a guarded table was written; also forbids further writes in a surrounding transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('aktei.wrote', true), set_config('aktei.act', '', true)")
        row = cursor.fetchone()
    return bool(row and row[0])
