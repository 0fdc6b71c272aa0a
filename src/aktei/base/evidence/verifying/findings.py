# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a judge says."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: where, and what (German, for people)."""

    place: str
    what: str


@dataclass
class Report:
    """What was looked at, what does not fit (`findings`), and what a reader should know besides (`notices`)."""

    lines: int = 0
    erased: int = 0
    heads: int = 0
    timestamps: int = 0
    cosignatures: int = 0
    records: int = 0
    readings: int = 0
    files: int = 0
    marks: int = 0
    marked_from: int = -1
    """The place of the first line whose mark fits."""
    settled: int = 0
    """Waiting lines that are not genuine and that a sealed line explains."""
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything fits, and nothing is there that is not genuine, be it explained or not."""
        return not self.findings and not self.settled

    def find(self, place: str, what: str) -> None:
        """Name something that does not fit."""
        self.findings.append(Finding(place, what))

    def mention(self, place: str, what: str) -> None:
        """Name something worth knowing that is in order."""
        self.notices.append(Finding(place, what))
