# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to renditions. The node is the document; its completion is `DocumentRendered`, told by the records."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class RenditionRefused(Event):
    """The originals could not or must not be worked on; they wait for a decision."""

    version: UUID
    code: str
    reason: str
    advice: str
    sentence = _("konnte das Dokument nicht einlesen: {reason}")


@dataclass(frozen=True, kw_only=True)
class RenditionReopened(Event):
    """A refused version is worked on again."""

    version: UUID
    trusted: bool
    sentence = _("hat das Einlesen wieder aufgenommen")


@dataclass(frozen=True, kw_only=True)
class RemarksForgotten(Event):
    """What was noted of the files of a deleted document is gone, too."""

    versions: int
    sentence = _("hat entfernt, was zu den gelöschten Dateien vermerkt war")
