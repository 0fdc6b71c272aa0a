# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log grows before the judge's eyes, batch by batch: its tree, its roots, and what its lines say of the log itself.

Of a log that is as it was sealed nothing stays in memory but the tree and a few bytes for each erased line.
"""

from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.heads import Head
from aktei.base.evidence.verifying.lines import NAMED_ONE_BY_ONE, Batch, LineText
from aktei.base.evidence.verifying.marks import Marks
from aktei.base.evidence.verifying.tree import EMPTY, Forest

_LAWFUL, _GONE = 2, 1


@dataclass
class Growth:
    """What all lines make together."""

    report: Report
    asked: Sequence[int] = ()
    """Sizes whose roots are kept: somebody else kept a head."""
    forest: Forest = field(default_factory=Forest)
    roots: dict[int, bytes] = field(default_factory=lambda: {0: EMPTY})
    differing: "array[int]" = field(default_factory=lambda: array("q"))
    """The sizes of heads whose root is not that of the lines, in order; `true_roots`: what it is, 32 bytes each."""
    true_roots: bytearray = field(default_factory=bytearray)
    told: list[LineText] = field(default_factory=list)
    strangers: list[int] = field(default_factory=list)
    strange: int = 0
    _erased: "array[int]" = field(default_factory=lambda: array("q"))
    _lawful: "array[int]" = field(default_factory=lambda: array("q"))
    _disposals: int = 0

    def grow(self, batches: Iterable[Batch], heads: Iterable[Head]) -> None:
        """Add all lines, and compare the root of every head, which come by size, as soon as its lines are there."""
        set_back = unnamed = 0
        marks = Marks(self.report)
        in_order = _Heads(iter(heads))
        for batch in batches:
            if batch.first > self.forest.size:
                self.report.find(f"Zeilen {self.forest.size} bis {batch.first - 1}", "Die Zeilen fehlen.")
                for start in range(self.forest.size, batch.first, 1 << 16):
                    self._add(bytes(32) * min(1 << 16, batch.first - start), in_order)
            self._add(batch.leaves, in_order)
            self.report.find_all(batch.findings)
            unnamed += batch.unnamed
            for each in batch.told:
                self.read(each)
            self._erased.extend(batch.erased)
            self.strangers += batch.strangers[: NAMED_ONE_BY_ONE - len(self.strangers)]
            self.strange += len(batch.strangers)
            set_back += batch.set_back
            marks.of_lines(batch)
        in_order.skip_the_rest()
        marks.tell()
        if unnamed:
            self.report.find("Zeilen", f"Außer den genannten passen {unnamed} weitere nicht.")
        if set_back:
            self.report.mention(
                "Uhr",
                f"{set_back}-mal ging die Uhr um mehr als eine Minute zurück; es gilt die Reihenfolge der Zeilen.",
            )

    def _add(self, leaves: bytes, heads: "_Heads") -> None:
        due = heads.until(self.forest.size + len(leaves) // 32)
        roots = self.forest.add(leaves, {*self.asked, *(head.size for head in due)})
        for head in due:
            true = roots.get(head.size, EMPTY if head.size == 0 else b"")
            if not true:
                self.report.find(f"Prüfpunkt {head.size}", "Er steht nicht an seinem Platz.")
            elif true != head.root and (not self.differing or self.differing[-1] != head.size):
                self.differing.append(head.size)
                self.true_roots += true
        self.roots.update((size, roots[size]) for size in self.asked if size in roots)

    def differs(self, head: Head) -> bool:
        """Whether the head's root is not that of the lines."""
        at = bisect_left(self.differing, head.size)
        known = at < len(self.differing) and self.differing[at] == head.size
        return known and self.true_roots[at * 32 : at * 32 + 32] != head.root

    def read(self, told: LineText) -> None:
        """Heed what a line says of the log."""
        if told.kind != "LinesErased":
            self.told.append(told)
            return
        payload, number = told.content["payload"], 0
        for first, last in payload["positions"]:
            self._lawful.extend((first, last))
            number += last - first + 1
        self._disposals += 1
        if self._disposals <= NAMED_ONE_BY_ONE:
            self.report.mention(
                f"Zeile {told.position}",
                f"{number} Zeilen wurden rechtmäßig gelöscht ({payload['reason']}); ihre Prüfsummen bleiben.",
            )

    def check_erasures(self) -> None:
        """Content may be gone only where a line says that it was lawfully erased."""
        report, size = self.report, self.forest.size
        if self._disposals > NAMED_ONE_BY_ONE:
            report.mention("Löschungen", f"Insgesamt wurde {self._disposals}-mal rechtmäßig gelöscht.")
        report.erased = len(self._erased)
        if not self._erased and not self._lawful:
            return
        places = bytearray(size)
        for first, last in zip(self._lawful[::2], self._lawful[1::2], strict=True):
            stop = min(last + 1, size)
            places[first:stop] = bytes([_LAWFUL]) * max(stop - first, 0)
        for position in self._erased:
            places[position] |= _GONE
        for named, position in enumerate(_found(places, _GONE)):
            if named == NAMED_ONE_BY_ONE:
                report.find("Zeilen", f"Insgesamt fehlt {places.count(_GONE)}-mal der Inhalt, ohne dass er es durfte.")
                break
            report.find(f"Zeile {position}", "Der Inhalt fehlt, und keine Zeile sagt, dass er gelöscht werden durfte.")
        if back := places.count(_LAWFUL):
            report.mention(
                f"Zeile {places.index(_LAWFUL)}", f"{back} Zeilen gelten als gelöscht, ihr Inhalt ist aber noch da."
            )


class _Heads:
    """Heads in ascending order, taken as the log reaches their size."""

    def __init__(self, heads: Iterator[Head]) -> None:
        self._heads = heads
        self._next = next(heads, None)

    def until(self, size: int) -> list[Head]:
        """Those up to this size, that were not taken yet."""
        found = []
        while self._next is not None and self._next.size <= size:
            found.append(self._next)
            self._next = next(self._heads, None)
        return found

    def skip_the_rest(self) -> None:
        """Only read heads of more lines than there are: they are named where signatures are checked."""
        deque(self._heads, maxlen=0)
        self._next = None


def _found(places: bytearray, what: int) -> Iterator[int]:
    at = places.find(what)
    while at >= 0:
        yield at
        at = places.find(what, at + 1)
