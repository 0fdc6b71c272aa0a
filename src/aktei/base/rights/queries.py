# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""May I, and which may I: one rule in two uses."""

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Hidden, NotForOthers, Refused
from aktei.base.acts.transaction import is_personal, is_under_way, lean_on
from aktei.base.refusals import Refusal
from aktei.base.rights import refusals
from aktei.base.rights.models import Grant, Principal, Standing
from aktei.base.rights.reach_sql import CHAINS, ON_CHAIN, REACH, WOULD_LEND
from aktei.base.rights.rules import FIND, INSTANT, READ, RIGHTS, is_lent, rights_that_include

M = TypeVar("M", bound=Model)
T = TypeVar("T")


def valid_at(at: datetime) -> Q:
    """Rows whose period contains this moment (from inclusive, until exclusive)."""
    return Q(valid_from__lte=at) & (Q(valid_until=None) | Q(valid_until__gt=at))


def reach(actor: Actor, right: str = READ, at: datetime | None = None, *, lent: bool = True) -> frozenset[UUID]:
    """The ids of the nodes on which one of the actor's principals holds this right at that moment.

    Those include the names of whom the actor stands in for; while acting for one of them, they are the only ones.
    One query, whatever the size of the office. A system actor has no reach: it is nobody. Without `lent`, only where
    the right is theirs to give (see `require_own`).
    """
    if actor.person_id is None:
        return frozenset()
    enough = list(rights_that_include(right))
    return frozenset(node for (node,) in _ask(REACH, actor, at, rights=enough, lent=lent))


def visible(
    rows: QuerySet[M], actor: Actor, right: str = READ, at: datetime | None = None, *, lent: bool = True
) -> QuerySet[M]:
    """Only the rows whose chain meets the actor's reach. The office's own machinery sees all."""
    if actor.is_system:
        return rows
    seen = reach(actor, right, at, lent=lent)
    return rows.filter(chain__overlap=list(seen)) if seen else rows.none()


def may(actor: Actor, right: str, chain: Iterable[UUID]) -> bool:
    """Whether the actor holds this right on a record with this chain, now. This only asks: acts `require`.

    In an act that nobody may do for somebody else, a right held only as a deputy does not count.
    """
    return actor.is_system or _counts(actor, _for_whom(actor, right, list(chain)))


def may_anywhere(actor: Actor, right: str) -> bool:
    """Whether the actor holds this right on anything at all, now; counted like `may`."""
    return actor.is_system or _counts(actor, _for_whom_anywhere(actor, right))


def _for_whom_anywhere(actor: Actor, right: str) -> list[UUID | None]:
    """As `_for_whom`, for a right on whatever it may be: the first way alone. A query for each absent person."""
    if not reach(actor, right):
        return []
    if actor.for_person_id is not None:
        return [actor.for_person_id]
    absent = (each for each in absent_persons(actor) if reach(Actor(actor.person_id, each, actor.client), right))
    return [None] if _alone_anywhere(actor, right) else [*itertools.islice(absent, 1)]


def _alone_anywhere(actor: Actor, right: str) -> bool:
    own = Principal.objects.filter(valid_at(timezone.now()), person=actor.person_id or UUID(int=0)).values("name")
    rows = Grant.objects.filter(valid_at(timezone.now()), right__in=rights_that_include(right))
    return rows.filter(principal__in=own).exists()


def _for_whom(
    actor: Actor, right: str, chain: Sequence[UUID], at: datetime | None = None, *, lent: bool = True
) -> list[UUID | None]:
    """For each way in which the actor holds the right there: for whom. None is oneself, and comes first."""
    enough = rights_that_include(right)
    return [each.stands_for for each in _on_chain(actor, chain, at, lent=lent) if each.right in enough]


def _counts(actor: Actor, whom: Sequence[UUID | None]) -> bool:
    """Whether a right held in these ways (own ones first) counts in the act under way."""
    return bool(whom) and (whom[0] is None or not is_personal(actor))


def _do_for(actor: Actor, whom: Sequence[UUID | None]) -> None:
    """Let the act under way, which rests on a right held in these ways, be done for the first of them."""
    if not _counts(actor, whom):
        raise NotForOthers
    if whom[0] is not None:
        lean_on(actor, whom[0])


_NEVER = datetime.max.replace(tzinfo=UTC) - INSTANT


def rights_on(actor: Actor, chain: Sequence[UUID], at: datetime | None = None, *, lent: bool = True) -> frozenset[str]:
    """Every right the actor holds on a record with this chain, in one query; pages offer what is possible.

    Without `lent`, only those that are theirs to give (see `require_own`).
    """
    if actor.person_id is None:
        return frozenset(RIGHTS)
    found = _on_chain(actor, chain, at, lent=lent)
    held = {each.right for each in found if at is not None or _counts(actor, [each.stands_for])}
    return frozenset(right for right in RIGHTS if held & rights_that_include(right))


def holds_in_own_name(actor: Actor, right: str, chain: Sequence[UUID]) -> bool:
    """Whether the actor holds this right in their own name, now: neither as a deputy nor lent."""
    return None in _for_whom(actor, right, chain, lent=False)


def holds_permanently(actor: Actor, right: str, chain: Sequence[UUID]) -> bool:
    """Whether the actor holds this right in their own name, now and without an end that is known by now."""
    return holds_in_own_name(actor, right, chain) and None in _for_whom(actor, right, chain, _NEVER, lent=False)


def causes_on(actor: Actor, right: str, chain: Sequence[UUID]) -> list[str]:
    """For what causes the actor holds this right on a record with this chain, now. Of a system actor: none."""
    enough = rights_that_include(right)
    return [each.cause for each in _on_chain(actor, chain, None, lent=True) if each.right in enough]


class _Way(NamedTuple):
    """One way in which the actor holds a right; `stands_for` is empty for the own ones."""

    right: str
    stands_for: UUID | None
    cause: str


def _on_chain(actor: Actor, chain: Sequence[UUID], at: datetime | None, *, lent: bool) -> list[_Way]:
    """Each right the actor holds there, and for whom; own rights first."""
    if not chain or actor.person_id is None:
        return []
    found = itertools.starmap(_Way, _ask(ON_CHAIN, actor, at, chain=list(chain)))
    return [each for each in found if lent or not is_lent(each.cause)]


def _ask(question: str, actor: Actor, at: datetime | None, **more: Any) -> list[Any]:
    if at is not None:
        return _answer(question, actor, at, more)
    told = (tuple(each) if isinstance(each, list) else each for each in more.values())
    return asked_once(lambda: _answer(question, actor, None, more), question, actor, *told)


def _answer(question: str, actor: Actor, at: datetime | None, more: dict[str, Any]) -> list[Any]:
    asked = {"person": actor.person_id, "for": actor.for_person_id, **moment(at), **more}
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        return cursor.fetchall()


def moment(at: datetime | None = None) -> dict[str, Any]:
    """A moment (now, unless one is given) as the period by which the questions of `reach_sql` ask for it."""
    since = at or timezone.now()
    return {"since": since, "until": since + INSTANT}


_known: ContextVar[dict[Any, Any] | None] = ContextVar("aktei_rights_known", default=None)


def asked_once(ask: Callable[[], T], *key: Hashable) -> T:
    """What `ask` answers; within `one_moment` it is asked once for each key, of which the actor is a part."""
    known = _known.get() if not is_under_way() else None
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    found: T = known[key]
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """Look at rights as of one moment: what was asked once is not asked again until the block ends.

    For reading one page. Acts ask anew all the same: what they check has to hold when they write.
    """
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def require(actor: Actor, right: str, chain: Iterable[UUID], *, known: bool = False) -> None:
    """Refuse with `Forbidden` unless the actor holds the right. Names the right, never the content.

    Who may not even find the record is answered as if there were none, unless everybody knows of it anyway (`known`):
    the office, its units, the file plan as a whole.
    Held only as a deputy, the act under way is done for the absent person, and recorded so; an act that nobody may
    do for somebody else is refused with `NotForOthers`. One query.
    """
    if actor.is_system:
        return
    nodes = list(chain)
    whom = _for_whom(actor, right, nodes)
    if not whom:
        reason = right_missing(right)
        raise Forbidden(reason) if known else denied(actor, nodes, reason)
    _do_for(actor, whom)


def require_one_of(
    actor: Actor, ways: Iterable[tuple[str, Sequence[UUID]]], refusal: Callable[[], Refused], *, lent: bool = True
) -> None:
    """As `require`, where one of several rights is enough, each on a record with a chain of its own.

    Any of them in the actor's own name comes before those held as a deputy. One query for each that is looked at.
    """
    as_deputy: list[UUID | None] = []
    for right, chain in ways if not actor.is_system else ():
        whom = _for_whom(actor, right, chain, lent=lent)
        if whom[:1] == [None]:
            return
        as_deputy += whom
    if not actor.is_system and not as_deputy:
        raise refusal()
    if as_deputy:
        _do_for(actor, as_deputy)


def require_anywhere(actor: Actor, right: str, refusal: Callable[[], Refused]) -> None:
    """As `require`, for a right on anything at all."""
    whom = _for_whom_anywhere(actor, right) if not actor.is_system else [None]
    if not whom:
        raise refusal()
    _do_for(actor, whom)


def right_missing(right: str) -> Refusal:
    """What is said to whom this right is missing."""
    return refusals.LACKS_RIGHT(right=right_name(right))


def denied(actor: Actor, chain: Sequence[UUID], reason: Refusal) -> Forbidden:
    """What to raise at whom a right is missing on a record with this chain: no word of it to who may not find it."""
    return Forbidden(reason) if _for_whom(actor, FIND, chain) else Hidden(reason)


def owns(actor: Actor, right: str, chain: Iterable[UUID]) -> bool:
    """Whether the right is the actor's to give: held not only because it was lent with a task or by break-glass.

    Asked like `may`: what a deputy holds belongs to the absent person, and is given in their name or, in a personal
    act, not at all.
    """
    return actor.is_system or _counts(actor, _for_whom(actor, right, list(chain), lent=False))


def require_own(actor: Actor, right: str, chain: Iterable[UUID]) -> None:
    """As `require`, for every act that lets somebody else in, or that outlasts a task: a lent right lends nothing.

    Refuses who holds the right only lent, and says so (`OnlyLent`).
    """
    nodes = list(chain)
    whom = _for_whom(actor, right, nodes, lent=False) if not actor.is_system else [None]
    if _counts(actor, whom):
        return _do_for(actor, whom)
    require(actor, right, nodes)
    raise OnlyLent(right)


class OnlyLent(Forbidden):
    """The right was lent with a task or by break-glass, and the act would give it on or keep it."""

    def __init__(self, right: str) -> None:
        super().__init__(refusals.ONLY_LENT(right=right_name(right)))


def chains_at(nodes: Iterable[UUID], at: datetime | None = None) -> dict[UUID, list[UUID]]:
    """The chain of each of these nodes as it was at that moment, from where things hung then; one query.

    A node that hung nowhere at that moment is left out.
    """
    rows = _answer(CHAINS, Actor(None), at, {"nodes": list(nodes)})
    return {node: list(chain) for node, chain in rows}


def right_name(right: str) -> str:
    """What people call a right."""
    return {
        FIND: _("Auffinden"),
        READ: _("Lesen"),
        "edit": _("Bearbeiten"),
        "file": _("Ablegen"),
        "close": _("Schließen"),
        "manage": _("Verwalten"),
        "dispose": _("Aussondern"),
        "audit": _("Protokoll einsehen"),
    }[right]


def absent_persons(actor: Actor, at: datetime | None = None) -> list[UUID]:
    """For whom the actor stands in at that moment, in whatever scope."""
    if actor.person_id is None:
        return []
    rows = Standing.objects.filter(valid_at(at or timezone.now()), person=actor.person_id)
    return list(rows.order_by("stands_for").values_list("stands_for", flat=True).distinct())


def stands_in(actor: Actor, person: UUID, at: datetime | None = None) -> bool:
    """Whether the actor stands in for this person at that moment."""
    if actor.person_id is None:
        return False
    rows = Standing.objects.filter(valid_at(at or timezone.now()), person=actor.person_id, stands_for=person)
    return rows.exists()


def would_lend(person: UUID, right: str, *, scope: UUID | None, within: str, protected: bool) -> frozenset[UUID]:
    """The nodes on which somebody who stood in for this person with these limits would hold the right now."""
    limits = {"scope": scope, "within": within, "protected": protected, "lent": True}
    rows = _ask(WOULD_LEND, Actor(person), None, rights=list(rights_that_include(right)), **limits)
    return frozenset(node for (node,) in rows)
