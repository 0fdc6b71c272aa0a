# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who vouches for each head: the key whose turn it was, timestamp authorities, witnesses.

There may be as many heads as lines. All come in ascending order, and are looked at side by side: none is kept.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.growth import Growth
from aktei.base.evidence.verifying.heads import NEVER, Head, Key
from aktei.base.evidence.verifying.timestamps import Unfit, check_timestamp

AT_ONCE = 200
"""Heads whose signatures are checked in one go: a signature takes longer than anything else of a head."""

Share = Callable[[Callable[[Any, Any], Any], Iterable[Any]], Iterator[Any]]
"""`share(task, questions)`: the answers to many questions in order, whoever works them out; a task gets a log first."""
What = TypeVar("What")


class InStep(Generic[What]):
    """What belongs to heads, in the order of their sizes, taken as the heads come by."""

    def __init__(self, rows: Iterable[tuple[int, What]]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def until(self, size: int) -> Iterator[tuple[int, What]]:
        """All up to this size that were not taken yet."""
        while self._next is not None and self._next[0] <= size:
            found, self._next = self._next, next(self._rows, None)
            yield found


@dataclass
class Attested:
    """What the heads with a good signature say together."""

    largest: int = 0
    wrong_from: int = NEVER
    """The first size at which the lines are not those that were signed."""


def alone(task: Callable[[Any, Any], Any], questions: Iterable[Any]) -> Iterator[Any]:
    """Do a task for each question in this process."""
    return (task(None, each) for each in questions)


def check_heads(
    report: Report, heads: Iterable[Head], keys: Sequence[Key], growth: Growth, share: Share = alone
) -> Iterator[Head]:
    """Name every head that was not signed by the key whose turn it was; the others one after another.

    Without any key, which was said already, every head counts for what it says.
    """
    size = growth.forest.size
    waiting: deque[list[Head]] = deque()
    for unsigned in share(_unsigned, _asked(iter(heads), keys, waiting)):
        for place, head in enumerate(waiting.popleft()):
            if place in unsigned:
                report.find(f"Prüfpunkt {head.size}", "Die Unterschrift stimmt nicht.")
                continue
            if head.size > size:
                report.find(
                    f"Prüfpunkt {head.size}",
                    f"Das Protokoll hat nur {size} Zeilen; es wurde verkürzt oder zurückgesetzt.",
                )
            yield head


def _asked(
    heads: Iterator[Head], keys: Sequence[Key], waiting: deque[list[Head]]
) -> Iterator[tuple[Sequence[Key], list[str]]]:
    while some := list(islice(heads, AT_ONCE)):
        waiting.append(some)
        yield keys, [head.note for head in some]


def _unsigned(_log: object, question: tuple[Sequence[Key], Sequence[str]]) -> set[int]:
    """Which of these heads do not bear the signature of the key whose turn it was."""
    keys, notes = question
    if not keys:
        return set()
    found = set()
    for place, head in enumerate(map(Head.read, notes)):
        due = [key for key in keys if key.since < head.size or key is keys[0]][-1]
        if not head.is_signed_by(due):
            found.add(place)
    return found


def check_attested(
    report: Report,
    heads: Iterable[Head],
    growth: Growth,
    timestamps: "Timestamps",
    witnesses: "Witnesses",
) -> Attested:
    """Compare what was signed with the lines, and what others said of each head with the head; all in one go."""
    attested, wrong, before = Attested(), 0, Head("", "", "", 0, b"", ())
    for head in heads:
        if before.size == head.size and before.root not in (b"", head.root):
            report.find(f"Prüfpunkt {head.size}", "Es gibt zwei verschiedene Prüfpunkte dieser Größe.")
        elif growth.differs(head):
            attested.wrong_from = min(attested.wrong_from, head.size)
            wrong += 1
        timestamps.check(report, head)
        witnesses.check(report, head)
        attested.largest, before = max(attested.largest, head.size), head
    if wrong:
        more = f" Auch {wrong - 1} spätere passen nicht." if wrong > 1 else ""
        report.find(f"Prüfpunkt {attested.wrong_from}", f"Die Zeilen bis hierher sind nicht die besiegelten.{more}")
    timestamps.end(report)
    witnesses.end(report)
    return attested


class Timestamps:
    """Timestamps of heads, from the smallest to the largest."""

    def __init__(self, found: Iterable[tuple[int, bytes]], authorities: bytes) -> None:
        self._found = InStep(found)
        self._authorities = authorities

    def check(self, report: Report, head: Head) -> None:
        """Check those of this head; name those of heads that are not there."""
        for size, response in self._found.until(head.size):
            report.timestamps += 1
            if size != head.size:
                self._lost(report, size)
                continue
            try:
                check_timestamp(response, head.note, self._authorities)
            except Unfit as error:
                report.find(f"Zeitstempel {size}", str(error))

    def end(self, report: Report) -> None:
        """Name those of heads that are not there either."""
        for size, _response in self._found.until(NEVER):
            report.timestamps += 1
            self._lost(report, size)
        if report.timestamps and not self._authorities:
            report.mention(
                "Zeitstempel",
                "Das Zertifikat der Zeitstempelstelle liegt nicht vor; geprüft ist nur, wofür die Zeitstempel gelten.",
            )

    def _lost(self, report: Report, size: int) -> None:
        report.find(f"Zeitstempel {size}", "Den gestempelten Prüfpunkt gibt es nicht.")


class Witnesses:
    """Witnesses' lines about heads, from the smallest to the largest, and those witnesses of whom the key is known."""

    def __init__(self, lines: Iterable[tuple[int, str]], keys: Iterable[str]) -> None:
        self._lines = InStep(lines)
        self._known = {key.name: key for key in map(Key.read, keys)}
        self._unknown: set[str] = set()

    def check(self, report: Report, head: Head) -> None:
        """Check those of this head; name those of heads that are not there."""
        for size, line in self._lines.until(head.size):
            report.cosignatures += 1
            name = [*line.split(" "), line][1]
            witness = self._known.get(name)
            if size != head.size:
                self._lost(report, size)
            elif witness is None:
                self._unknown.add(name)
            elif not head.is_cosigned_by(witness, line):
                report.find(f"Prüfpunkt {size}", f"Die Bestätigung des Zeugen {witness.name} stimmt nicht.")

    def end(self, report: Report) -> None:
        """Name those of heads that are not there either, and the witnesses nobody knows here."""
        for size, _line in self._lines.until(NEVER):
            report.cosignatures += 1
            self._lost(report, size)
        for name in sorted(self._unknown):
            report.mention(name, "Der Schlüssel dieses Zeugen liegt nicht vor; seine Bestätigungen bleiben ungeprüft.")

    def _lost(self, report: Report, size: int) -> None:
        report.find(f"Bestätigung für {size}", "Den bestätigten Prüfpunkt gibt es nicht.")
