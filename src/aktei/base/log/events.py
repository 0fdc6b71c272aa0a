# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to the log itself."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class LinesErased(Event):
    """Content and salt of these places in the log (first and last of each run) were lawfully erased; leaves stay."""

    positions: tuple[tuple[int, int], ...]
    number: int
    disposal: UUID
    reason: str
    sentence = _("hat den Inhalt von {number} Protokollzeilen gelöscht: {reason}")


@dataclass(frozen=True, kw_only=True)
class SigningKeyChanged(Event):
    """Heads larger than `since` have another key; `endorsement` is the old key's note on it, if it was at hand."""

    old: str
    new: str
    since: int
    endorsement: str
    reason: str
    sentence = _("hat den Schlüssel des Protokolls gewechselt (ab Zeile {since}): {reason}")


@dataclass(frozen=True, kw_only=True)
class LogRewound(Event):
    """The log went back behind a head that was already published; `abandoned` is that head's note."""

    abandoned: str
    abandoned_size: int
    size: int
    reason: str
    sentence = _(
        "hat festgehalten, dass das Protokoll von Zeile {abandoned_size} auf {size} zurückgesetzt wurde: {reason}"
    )


@dataclass(frozen=True, kw_only=True)
class RefusedLineSettled(Event):
    """Two people looked into a line that the sealer refuses: its number, its digest as it stands, and why it is there.

    It stays unsealed for ever; `why` says why it is refused.
    """

    entry: int
    digest: str
    why: str
    reason: str
    proposed_by: str
    sentence = _("hat geklärt, dass die Protokollzeile {entry} nicht echt ist ({why}): {reason}")


@dataclass(frozen=True, kw_only=True)
class RowsSealed(Event):
    """An update sealed rows of `table` as they are: those of before seals, and those whose columns changed.

    `unlike` did not fit the seal they had and keep it; `unproven` could not be compared, as a column is gone. From
    this line on the seals of each of `tables` are made over these columns.
    """

    table: str
    number: int
    unlike: int
    unlike_rows: tuple[str, ...]
    unproven: int
    tables: dict[str, list[str]]
    sentence = _("hat nach einer Aktualisierung {number} Datensätze besiegelt; {unlike} passten nicht zu ihrem Siegel")


@dataclass(frozen=True, kw_only=True)
class LinesAdmitted(Event):
    """Lines that waited for the sealer when lines began to carry a mark may be sealed without one."""

    number: int
    sentence = _("hat {number} Protokollzeilen von vor der Aktualisierung zur Besiegelung zugelassen")


@dataclass(frozen=True, kw_only=True)
class UpdatedDespiteFindings(Event):
    """An update went on though rows that it was about to touch were not what acts had left; some are named."""

    number: int
    findings: tuple[str, ...]
    reason: str
    sentence = _("hat die Datenbank auf eine neue Version gebracht, obwohl {number} Prüfungen nicht stimmten: {reason}")
