# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to cases."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A case came into being inside a dossier."""

    number: int
    subject_line: str
    sentence = _("hat den Vorgang {number} „{subject_line}“ angelegt")


@dataclass(frozen=True, kw_only=True)
class CaseRenamed(Event):
    """The case got another subject line."""

    number: int
    before: str
    after: str
    sentence = _("hat den Betreff des Vorgangs {number} von „{before}“ in „{after}“ geändert")


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """The case was closed (zdA)."""

    number: int
    reason: str
    sentence = _("hat den Vorgang {number} geschlossen (zdA): {reason}")


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Event):
    """A closed case was opened again."""

    number: int
    reason: str
    sentence = _("hat den Vorgang {number} wieder geöffnet: {reason}")


@dataclass(frozen=True, kw_only=True)
class CaseMoved(Event):
    """The case, with its documents, lies in another dossier from now on, under a number of that one."""

    from_dossier: UUID
    to_dossier: UUID
    from_number: int
    to_number: int
    documents: int
    reason: str
    sentence = _(
        "hat den Vorgang {from_number} mit {documents} Dokumenten in eine andere Akte verschoben, "
        "dort Vorgang {to_number}: {reason}"
    )
