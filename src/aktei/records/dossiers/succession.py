# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a unit is dissolved, its successor leads its dossiers, open and closed: set-based, part of that act."""

from uuid import UUID

from django.utils.translation import ngettext

from aktei.base.journal.acts import Actor
from aktei.base.people.successions import Estate
from aktei.records.dossiers.models import Dossier


def _said(count: int) -> str:
    return ngettext("führt eine Akte", "führt {n} Akten", count).format(n=count)


def _led_by(unit: UUID) -> int:
    return Dossier.objects.filter(lead_unit=unit).count()


def _lead_instead(actor: Actor, unit: UUID, successor: UUID) -> int:
    # The unit's own line in the journal tells it for all of them: thousands of equal lines would tell nobody more.
    return Dossier.objects.filter(lead_unit=unit).update(lead_unit=successor)


DOSSIERS = Estate("dossiers", said=_said, count=_led_by, take_over=_lead_instead)
