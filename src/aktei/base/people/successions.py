# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a unit can leave behind: records and procedures say what they keep for units, and how it is taken over.

Units stand below dossiers, post and tasks, so those register themselves:

    estate(Estate("dossiers", said=…, count=led_by, take_over=lead_instead))

A unit that leaves something needs a successor; with one, everything is taken over in the act that dissolves it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from aktei.base.acts.actor import Actor


@dataclass(frozen=True)
class Estate:
    """One kind of thing that is kept for a unit.

    `said` is the end of a sentence about a unit (`führt 12 Akten`). `count` says how many of them the unit has.
    `take_over(actor, unit, successor)` gives all of them to the successor, set-based, as part of the surrounding act,
    which records; it returns how many.
    """

    key: str
    said: Callable[[int], str]
    count: Callable[[UUID], int]
    take_over: Callable[[Actor, UUID, UUID], int]


_estates: dict[str, Estate] = {}


def estate(kind: Estate) -> None:
    """Register a kind. Called by the wiring, once per start; the same key again replaces it."""
    _estates[kind.key] = kind


def holdings(unit: UUID) -> dict[str, tuple[int, str]]:
    """What this unit has of each kind, with how it is said; kinds of which it has none are left out."""
    counted = {kind.key: (kind.count(unit), kind) for kind in _estates.values()}
    return {key: (count, kind.said(count)) for key, (count, kind) in counted.items() if count}


def take_over(actor: Actor, unit: UUID, successor: UUID) -> dict[str, int]:
    """Give everything of this unit to another; how many of each kind. Part of the act that dissolves it."""
    counted = {kind.key: kind.take_over(actor, unit, successor) for kind in _estates.values()}
    return {key: count for key, count in counted.items() if count}
