# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to dossiers."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from aktei.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierOpened(Event):
    """A dossier came into being under its reference."""

    reference: str
    subject_line: str
    sentence = _("hat die Akte {reference} „{subject_line}“ angelegt")


@dataclass(frozen=True, kw_only=True)
class DossierRead(Event):
    """Somebody opened the dossier."""

    sentence = _("hat die Akte geöffnet")


@dataclass(frozen=True, kw_only=True)
class DossierClosed(Event):
    """The dossier was closed (zdA)."""

    reason: str
    sentence = _("hat die Akte geschlossen (zdA): {reason}")


@dataclass(frozen=True, kw_only=True)
class DossierReopened(Event):
    """A closed dossier was opened again."""

    reason: str
    sentence = _("hat die Akte wieder geöffnet: {reason}")
