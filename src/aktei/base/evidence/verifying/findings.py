# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a judge says."""

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_NAMED = 1_000
"""Findings (or notices) of one kind that are named; of the rest the number is told. There may be millions."""


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
    _numbers: dict[tuple[int, str, str], int] = field(default_factory=dict, repr=False)
    _rests: dict[tuple[int, str, str], int] = field(default_factory=dict, repr=False)

    @property
    def sound(self) -> bool:
        """Whether everything fits, and nothing is there that is not genuine, be it explained or not."""
        return not self.findings and not self.settled

    def find(self, place: str, what: str) -> None:
        """Name something that does not fit."""
        self._name(self.findings, place, what)

    def find_all(self, findings: Iterable[Finding]) -> None:
        """Name what was found elsewhere."""
        for each in findings:
            self.find(each.place, each.what)

    def mention(self, place: str, what: str) -> None:
        """Name something worth knowing that is in order."""
        self._name(self.notices, place, what)

    def _name(self, named: list[Finding], place: str, what: str) -> None:
        """Of one kind is what begins alike, at places that begin alike."""
        begins = place.partition(" ")[0]
        kind = (id(named), begins, " ".join(what.split(" ", 3)[:3]))
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        if number <= MOST_NAMED:
            named.append(Finding(place, what))
            return
        rest = Finding(begins, f"Außer den genannten sind es noch {number - MOST_NAMED}, zuletzt {place}: {what}")
        if number == MOST_NAMED + 1:
            self._rests[kind] = len(named)
            named.append(rest)
        else:
            named[self._rests[kind]] = rest
