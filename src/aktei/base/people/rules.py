# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of units and memberships. Sentences are German; nothing here looks at a clock or a table."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

LENIENT = timedelta(minutes=5)
"""So much a clock may differ, or a form lie open, before a moment counts as past."""


LONGEST_LOGIN = 150
"""Characters of a log-in name, as it is stored and as it is compared."""


def names_of(role: str, unit: UUID, chain: Sequence[UUID]) -> list[str]:
    """The names a membership gives: the role, the role in this unit, and every unit upwards.

    Members of a team also answer to the name of its department: a grant to the department reaches them all.
    """
    return [f"role:{role}", f"role:{role}@{unit}", *(f"unit:{each}" for each in chain)]


def objections_to_period(*, now: datetime, begin: datetime, end: datetime | None) -> list[str]:
    """Why a membership may not last like this."""
    reasons = []
    if begin < now - LENIENT:
        reasons.append(
            "Eine Zugehörigkeit kann nicht rückwirkend beginnen: Was jemand an einem vergangenen Tag sehen konnte, "
            "steht fest. Frühestens beginnt sie jetzt."
        )
    if end is not None and end <= max(begin, now):
        reasons.append("Das Ende liegt vor dem Beginn oder schon in der Vergangenheit.")
    return reasons


def objections_to_moving(*, unit: UUID, target: UUID | None, target_chain: Sequence[UUID], ended: bool) -> list[str]:
    """Why a unit may not hang below that one."""
    if unit == target:
        return ["Eine Organisationseinheit kann nicht unter sich selbst hängen."]
    if unit in target_chain:
        return ["Das Ziel hängt selbst unter dieser Organisationseinheit. Es entstünde ein Kreis."]
    if ended:
        return ["Das Ziel ist aufgelöst. Bitte wählen Sie eine Organisationseinheit, die es noch gibt."]
    return []


def objections_to_dissolving(
    *,
    unit: UUID,
    successor: UUID | None,
    successor_chain: Sequence[UUID],
    successor_ended: bool,
    holds: Collection[str],
) -> list[str]:
    """Why a unit may not end. `holds` says what it still has; with a successor, that takes it all over."""
    reasons = []
    if successor is None:
        reasons = [f"Sie {each}." for each in holds]
        if reasons:
            reasons.append("Bitte geben Sie an, welche Organisationseinheit das übernimmt.")
    elif successor == unit:
        reasons.append("Eine Organisationseinheit kann nicht ihre eigene Nachfolge sein.")
    elif unit in successor_chain:
        reasons.append(
            "Die Nachfolge hängt selbst unter dieser Organisationseinheit. Bitte hängen Sie sie zuerst um, oder wählen "
            "Sie eine andere."
        )
    if successor_ended:
        reasons.append("Die gewählte Nachfolge ist selbst aufgelöst.")
    return reasons
