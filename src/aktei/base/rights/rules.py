# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one rule of rights: a record is visible iff its chain meets the person's reach."""

from collections.abc import Iterable, Sequence
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

    A barrier (a protected dossier) ends the chain at itself, so nothing granted above reaches below it.
    """
    return [node] if barrier else [node, *parent_chain]


def meets(chain: Iterable[UUID], reach: Iterable[UUID]) -> bool:
    """Whether chain and reach share a node: the whole of "may I?"."""
    return not set(chain).isdisjoint(reach)
