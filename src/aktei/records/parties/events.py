# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to parties."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PartyInvolved(Event):
    """A party got a role in a dossier; `node` is the dossier."""

    party: UUID
    name: str
    role: str
    sentence = _("hat {name} als „{role}“ eingetragen")
