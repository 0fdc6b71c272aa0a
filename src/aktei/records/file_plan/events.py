# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to the file plan."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from aktei.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class FilePlanEntryAdded(Event):
    """The file plan grew by a subject."""

    notation: str
    title: str
    sentence = _("hat den Aktenplaneintrag {notation} {title} angelegt")
