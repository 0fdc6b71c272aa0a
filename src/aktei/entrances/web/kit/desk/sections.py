# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sections that rooms put on the desk: what waits for me there, and for those I stand in for.

    @section(order=20)
    def tasks(actor: Actor) -> Iterable[Section]: ...

Registered in the room's `urls.py` or a module it imports. A provider that yields nothing shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from aktei.base.acts.actor import Actor

Place = Literal["top", "middle", "below", "left", "right"]
"""`middle`: cards one below the other, which a deputy sees of whom they stand in for, too. `left`, `right`: cards in
two columns at the end. What stands at the `top` and `below` the middle draws itself."""


@dataclass(frozen=True)
class Section:
    """One card on the desk. `template` is included with `data`; `href` leads to all of it, `count` says how many.

    `shared`: it is the same for whomever one stands in, and so stands on the own desk alone.
    """

    key: str
    title: str
    template: str
    data: Any
    href: str = ""
    count: int = 0
    shared: bool = False


Provider = Callable[[Actor], Iterable[Section]]

_providers: list[tuple[int, Place, Provider]] = []


def section(*, order: int = 50, place: Place = "middle") -> Callable[[Provider], Provider]:
    """Register a provider; sections stand in the order of this number."""

    def register(provider: Provider) -> Provider:
        if provider not in [each for _order, _place, each in _providers]:
            _providers.append((order, place, provider))
            _providers.sort(key=lambda known: known[0])
        return provider

    return register


def sections(actor: Actor, place: Place = "middle") -> list[Section]:
    """Everything that rooms put there on this desk."""
    return [each for _order, where, provider in _providers if where == place for each in provider(actor)]
