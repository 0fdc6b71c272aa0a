# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to the file plan."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class FilePlanEntryAdded(Event):
    """The file plan grew by a subject."""

    notation: str
    title: str
    sentence = _("hat den Aktenplaneintrag {notation} {title} angelegt")


@dataclass(frozen=True, kw_only=True)
class FilePlanEntryEdited(Event):
    """What an entry says changed: `before` and `after` hold the changed values, `changes` says them to people."""

    notation: str
    changes: str
    before: dict[str, Any]
    after: dict[str, Any]
    sentence = _("hat den Aktenplaneintrag {notation} geändert: {changes}")


@dataclass(frozen=True, kw_only=True)
class FilePlanEntryRenumbered(Event):
    """An entry got another notation. References given out before keep theirs."""

    old: str
    notation: str
    sentence = _("hat den Aktenplaneintrag {old} in {notation} umbenannt")


@dataclass(frozen=True, kw_only=True)
class FilePlanEntryMoved(Event):
    """An entry hangs under another from now on, with everything below it."""

    notation: str
    old_place: str
    new_place: str
    dossiers: int
    documents: int
    reason: str
    sentence = _(
        "hat den Aktenplaneintrag {notation} von {old_place} nach {new_place} verschoben, mit {dossiers} Akten und "
        "{documents} Dokumenten: {reason}"
    )


@dataclass(frozen=True, kw_only=True)
class FilePlanEntryDisabled(Event):
    """No new dossiers here; those it has stay."""

    notation: str
    reason: str
    sentence = _("hat den Aktenplaneintrag {notation} stillgelegt: {reason}")


@dataclass(frozen=True, kw_only=True)
class FilePlanEntryEnabled(Event):
    """New dossiers again."""

    notation: str
    sentence = _("hat den Aktenplaneintrag {notation} wieder in Kraft gesetzt")


@dataclass(frozen=True, kw_only=True)
class FilePlanImported(Event):
    """A file was taken over into the plan, as a whole."""

    source: str
    sha256: str
    added: int
    changed: int
    sentence = _("hat den Aktenplan aus {source} eingelesen: {added} neue und {changed} geänderte Einträge")
