# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a unit is dissolved, its successor leads its dossiers, open and closed: set-based, part of that act."""

from functools import partial
from uuid import UUID

from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import record_each
from aktei.base.people.queries import unit_names
from aktei.base.people.successions import Estate
from aktei.records.dossiers.events import LeadUnitInherited
from aktei.records.dossiers.models import Dossier


def _said(count: int) -> str:
    return ngettext("führt eine Akte", "führt {n} Akten", count).format(n=count)


def _led_by(unit: UUID) -> int:
    return Dossier.objects.filter(lead_unit=unit).count()


def _lead_instead(actor: Actor, unit: UUID, successor: UUID) -> int:
    """Each dossier's own history tells it, as that is what goes to court with the dossier."""
    rows = Dossier.objects.filter(lead_unit=unit)
    taken = list(rows.select_for_update(no_key=True).order_by("id").values_list("id", flat=True))
    rows.filter(id__in=taken).update(lead_unit=successor)
    names = unit_names([unit, successor])
    told = partial(LeadUnitInherited, before=names[unit], after=names[successor], from_unit=unit, to_unit=successor)
    record_each(actor, (told(node=each) for each in taken))
    return len(taken)


DOSSIERS = Estate("dossiers", said=_said, count=_led_by, take_over=_lead_instead)
