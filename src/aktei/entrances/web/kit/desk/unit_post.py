# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The post of a unit, by state, as figures that lead on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import led_units, own_units
from aktei.procedures.mailroom import queries


@dataclass(frozen=True)
class Heap:
    """Post of one unit, by state."""

    name: str
    href: str
    ready: int
    running: int
    quarantined: int

    @property
    def holds_post(self) -> bool:
        """Whether there is any."""
        return bool(self.ready or self.running or self.quarantined)


def heaps(actor: Actor, units: Sequence[Any] | None = None) -> list[Heap]:
    """The post of the actor's units; of the absent person's while the actor works for one.

    Of the units somebody heads the table of teams tells more. The own ones are asked for unless given.
    """
    led = set(led_units(actor).values_list("id", flat=True))
    return [_heap(actor, unit) for unit in (own_units(actor) if units is None else units) if unit.id not in led]


def _heap(actor: Actor, unit: Any) -> Heap:
    counted = queries.counts(actor, unit.id)
    return Heap(
        name=unit.name,
        href=f"{reverse('mailroom:inbox')}?team={unit.id}",
        ready=counted["ready"],
        running=counted["received"] + counted["processing"],
        quarantined=counted["quarantined"],
    )
