# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consignments stand where their documents stand: when a unit's post goes to its successor, so do they."""

from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.people.successions import Estate
from aktei.procedures.mailroom.models import WAITING, Consignment


def _nothing_of_its_own(count: int) -> str:
    return ""


def _already_counted(unit: UUID) -> int:
    return 0


def _wait_there(actor: Actor, unit: UUID, successor: UUID) -> int:
    Consignment.objects.filter(unit=unit, state__in=WAITING).update(unit=successor)
    return 0


CONSIGNMENTS = Estate("consignments", said=_nothing_of_its_own, count=_already_counted, take_over=_wait_there)
