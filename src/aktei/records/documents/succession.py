# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a unit is dissolved, its unfiled post goes to its successor: set-based, part of that act.

The chains follow with everything else that hangs below the unit; here only its name is changed. Filed documents keep
the unit that received them.
"""

from uuid import UUID

from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.people.successions import Estate
from aktei.records.documents.models import Document


def _said(count: int) -> str:
    return ngettext("hat einen Eingang im Posteingang", "hat {n} Eingänge im Posteingang", count).format(n=count)


def _unfiled(unit: UUID) -> int:
    return Document.objects.filter(unit=unit, dossier=None, withdrawn_at=None).count()


def _receive_instead(actor: Actor, unit: UUID, successor: UUID) -> int:
    rows = Document.objects.filter(unit=unit, dossier=None)
    waiting = rows.filter(withdrawn_at=None).count()
    rows.update(unit=successor)
    return waiting


POST = Estate("post", said=_said, count=_unfiled, take_over=_receive_instead)
