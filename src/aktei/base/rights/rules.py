# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one rule of rights: a record is visible iff its chain meets the person's reach."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

FIND, READ, EDIT, FILE, CLOSE, MANAGE, DISPOSE, AUDIT = RIGHTS = (
    "find",
    "read",
    "edit",
    "file",
    "close",
    "manage",
    "dispose",
    "audit",
)

OVERSIGHT = UUID("00000000-0000-7000-8000-000000000003")
"""The node above every barrier: whoever audits the office reaches protected records there, and nobody else does."""

EMERGENCY = "emergency:"
"""How the cause of a break-glass grant begins; the id of the access follows."""

TASK = "task:"
"""How the cause of a right begins that comes with a task and goes with it; the id of the task follows."""

_IMPLIES: dict[str, frozenset[str]] = {
    FIND: frozenset({FIND}),
    READ: frozenset({READ, FIND}),
    FILE: frozenset({FILE, READ, FIND}),
    EDIT: frozenset({EDIT, FILE, READ, FIND}),
    CLOSE: frozenset({CLOSE, READ, FIND}),
    MANAGE: frozenset({MANAGE, FIND}),
    DISPOSE: frozenset({DISPOSE, FIND}),
    AUDIT: frozenset({AUDIT, FIND}),
}


def rights_that_include(right: str) -> frozenset[str]:
    """Every right whose holder may also do this one. Raises `KeyError` for an unknown right."""
    if right not in _IMPLIES:
        raise KeyError(right)
    return frozenset(holder for holder, implied in _IMPLIES.items() if right in implied)


def chain_of(node: UUID, parent_chain: Sequence[UUID] = (), *, barrier: bool = False) -> list[UUID]:
    """The ids from the node itself up to the next barrier or the root.

    A barrier (a protected dossier) hangs below `OVERSIGHT` alone, so nothing granted elsewhere reaches below it.
    """
    return [node, OVERSIGHT] if barrier else [node, *parent_chain]


def is_protected(chain: Iterable[UUID]) -> bool:
    """Whether a barrier stands in this chain."""
    return OVERSIGHT in chain


def counts_on(chain: Sequence[UUID], *, node: UUID, scope: UUID | None, alone: bool) -> bool:
    """Whether what was granted on `node`, under these limits of a deputy, counts for a record with this chain.

    The same in SQL is `_counts` in `reach_sql`.
    """
    return node in chain and (scope is None or scope in chain) and not (alone and is_protected(chain))


def meets(chain: Iterable[UUID], reach: Iterable[UUID]) -> bool:
    """Whether chain and reach share a node: the whole of "may I?"."""
    return not set(chain).isdisjoint(reach)


INSTANT = timedelta(microseconds=1)
"""A moment asked about is a period of this length; it is also how long what is taken back at once has held."""

LENIENT = timedelta(minutes=5)
"""So much a clock may differ, or a form lie open, before a beginning counts as past."""


LENDABLE = frozenset({FIND, READ, FILE, EDIT})
"""The rights that can be lent: what lets somebody work on a record, not what decides about it or about others."""


def is_lent(cause: str) -> bool:
    """Whether a right with this cause is lent: it comes with something else, goes with it, and is nobody's to give."""
    return cause.startswith((TASK, EMERGENCY))
