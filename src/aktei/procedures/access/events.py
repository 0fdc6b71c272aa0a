# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens around break-glass."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class EmergencyBegun(Event):
    """Somebody opened a dossier that was closed to them. `person` is whose access it is, if another confirmed it."""

    emergency: UUID
    person: UUID
    reason: str
    until: datetime
    sentence = _("hat einen Notzugriff auf die Akte begonnen, bis {until}: {reason}")


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(Event):
    """It ended: early, or because its time was over."""

    emergency: UUID
    person: UUID
    sentence = _("hat einen Notzugriff auf die Akte beendet")


@dataclass(frozen=True, kw_only=True)
class EmergencyAcknowledged(Event):
    """Data protection has taken note of it."""

    emergency: UUID
    person: UUID
    remark: str
    sentence = _("hat einen Notzugriff zur Kenntnis genommen: {remark}")
