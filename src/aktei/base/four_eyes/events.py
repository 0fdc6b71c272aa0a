# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to proposals."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class ActProposed(Event):
    """Somebody proposed an act that needs a second person."""

    proposal: UUID
    what: str
    reason: str
    expires_at: datetime
    sentence = _("hat zur Freigabe vorgelegt: {what} ({reason})")


@dataclass(frozen=True, kw_only=True)
class ProposalConfirmed(Event):
    """A second person confirmed it; the act itself follows as its own line."""

    proposal: UUID
    what: str
    proposed_by: str
    sentence = _("hat als zweite Person freigegeben: {what}")


@dataclass(frozen=True, kw_only=True)
class ProposalDeclined(Event):
    """A second person declined it."""

    proposal: UUID
    what: str
    remark: str
    sentence = _("hat die Freigabe abgelehnt: {what} ({remark})")


@dataclass(frozen=True, kw_only=True)
class ProposalWithdrawn(Event):
    """Who had proposed it took it back."""

    proposal: UUID
    what: str
    sentence = _("hat die Vorlage zur Freigabe zurückgezogen: {what}")


@dataclass(frozen=True, kw_only=True)
class ProposalExpired(Event):
    """Nobody decided in time."""

    proposal: UUID
    what: str
    sentence = _("hat vermerkt, dass eine Vorlage zur Freigabe abgelaufen ist: {what}")
