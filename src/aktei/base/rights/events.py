# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to rights."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class RightGranted(Event):
    """A principal got a right on the node."""

    right: str
    principal: str
    cause: str
    valid_from: datetime
    valid_until: datetime | None = None
    sentence = _("hat die Berechtigung „{right}“ an {principal} erteilt ({cause})")


@dataclass(frozen=True, kw_only=True)
class RightEnded(Event):
    """A grant ended."""

    right: str
    principal: str
    sentence = _("hat die Berechtigung „{right}“ von {principal} beendet")


@dataclass(frozen=True, kw_only=True)
class ReadInEmergency(Event):
    """Somebody read what only a break-glass grant lets them read; stands beside the line of the reading itself."""

    emergency: str
    sentence = _("hat dabei über einen Notzugriff gelesen")
