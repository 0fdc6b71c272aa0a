# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sections that other packages put on the desk: what waits for me there, and for those I stand in for.

    @section(order=20)
    def tasks(actor: Actor) -> Iterable[Section]: ...

Registered in the package's `urls.py` or a module it imports. A provider that yields nothing shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aktei.base.acts.actor import Actor


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

_providers: list[tuple[int, Provider]] = []


def section(*, order: int = 50) -> Callable[[Provider], Provider]:
    """Register a provider; sections stand in the order of this number."""

    def register(provider: Provider) -> Provider:
        if provider not in [each for _order, each in _providers]:
            _providers.append((order, provider))
            _providers.sort(key=lambda pair: pair[0])
        return provider

    return register


def sections(actor: Actor) -> list[Section]:
    """Everything that others put on this desk."""
    return [each for _order, provider in _providers for each in provider(actor)]
