# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which waiting lines may be sealed: genuine ones, of acts that ended and of which no line is missing.

What is not genuine goes on waiting where everybody sees it, and never keeps others from being sealed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.marks import content_of, is_genuine, is_genuine_act
from aktei.base.acts.models import Act, JournalEntry
from aktei.base.evidence.commitments import canonical, commitment, with_rows
from aktei.base.log.admissions import is_admitted
from aktei.base.log.events import RefusedLineSettled
from aktei.base.log.models import Admission, Unsealed


@dataclass(frozen=True, slots=True)
class SealableLine:
    """An entry to be sealed: the salted hash of what it says, and that of the rows it answers for."""

    entry: int
    inner: bytes
    rows: bytes = b""

    @property
    def commitment(self) -> bytes:
        """What goes into the log."""
        return with_rows(self.inner, self.rows)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """An entry that is not sealed, and why, in German."""

    entry: int
    why: str


@dataclass
class SortedLines:
    """Entries to be sealed, in the order of their numbers, and those that are refused."""

    chosen: list[SealableLine] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    entry: int
    ordinal: int
    inner: bytes
    genuine: bool


def choose(most: int) -> SortedLines:
    """The first `most` entries of the queue that may be sealed; of an act always all, so that it may be some more."""
    choice, seen, after = SortedLines(), set[UUID](), 0
    explained_lines = explained()
    while len(choice.chosen) < most:
        # Two questions: a join over a queue that is nearly always empty tempts the planner to read the whole journal.
        waiting = Unsealed.objects.filter(entry_id__gt=after).order_by("entry_id").values_list("entry_id", flat=True)
        portion = list(waiting[:most])
        if not portion:
            break
        after = portion[-1]
        entries = JournalEntry.objects.filter(id__in=portion).order_by("id")
        _sort_out([each for each in entries if each.act is None or each.act not in seen], choice, seen)
    choice.chosen = sorted((each for each in choice.chosen if each.entry not in explained_lines), key=_number)
    return choice


def explained() -> dict[int, set[str]]:
    """Lines explained as not genuine, with the digests they had then. Whatever becomes of them, no sealing."""
    told: dict[int, set[str]] = defaultdict(set)
    for each in JournalEntry.objects.filter(kind=RefusedLineSettled.__name__).select_related("leaf"):
        if hasattr(each, "leaf") or is_genuine(each):
            told[each.payload["entry"]].add(each.payload["digest"])
    return told


def why_refused(entry: JournalEntry) -> str:
    """Why this waiting entry is not sealed; nothing if it is."""
    choice = SortedLines()
    _sort_out([entry], choice, set())
    return next((each.why for each in choice.refused if each.entry == entry.id), "")


def _number(each: SealableLine) -> int:
    return each.entry


def _sort_out(entries: list[JournalEntry], choice: SortedLines, seen: set[UUID]) -> None:
    """Put these waiting entries, and the rest of their acts, where they belong."""
    lines: dict[UUID, list[_Line]] = defaultdict(list)
    for entry in entries:
        if entry.act is not None:
            lines[entry.act].append(_read(entry))
    admissions = Admission.objects.in_bulk([each.id for each in entries if each.act is None])
    for entry in (each for each in entries if each.act is None):
        if is_admitted(entry, admissions.get(entry.id)):
            choice.chosen.append(SealableLine(entry.id, _inner(entry)))
        else:
            choice.refused.append(RefusedLine(entry.id, _("sie trägt kein Echtheitsmerkmal")))
    acts = Act.objects.in_bulk(lines)
    for act, some in lines.items():
        _sort_out_act(acts.get(act), _whole(act, acts.get(act), some), {each.entry for each in some}, choice)
    seen.update(lines)


def _sort_out_act(act: Act | None, lines: list[_Line], waiting: set[int], choice: SortedLines) -> None:
    good = [each for each in lines if each.genuine]
    waiting |= _waiting({each.entry for each in lines} - waiting)
    for each in lines:
        if not each.genuine and each.entry in waiting:
            why = _("ihr Echtheitsmerkmal stimmt nicht")
            choice.refused.append(RefusedLine(each.entry, why))
    if act is None or not is_genuine_act(act):
        wrong = _("der Abschluss ihres Vorgangs fehlt oder stimmt nicht")
    elif len(good) != act.lines:
        wrong = _("in ihrem Vorgang fehlen Zeilen")
    else:
        last = max(good, key=lambda each: each.ordinal, default=None)
        choice.chosen += [
            SealableLine(each.entry, each.inner, bytes(act.rows) if each is last else b"")
            for each in good
            if each.entry in waiting
        ]
        return
    choice.refused += [RefusedLine(each.entry, wrong) for each in good if each.entry in waiting]


def _whole(act: UUID, row: Act | None, some: list[_Line]) -> list[_Line]:
    """All lines of an act of which some are at hand; nothing is asked if they are all."""
    if row is not None and sum(each.genuine for each in some) == row.lines:
        return some
    others = JournalEntry.objects.filter(act=act).exclude(id__in=[each.entry for each in some])
    return [*some, *map(_read, others.order_by("ordinal").iterator(chunk_size=1_000))]


def _waiting(entries: Iterable[int]) -> set[int]:
    found = list(entries)
    return set(Unsealed.objects.filter(entry_id__in=found).values_list("entry_id", flat=True)) if found else set()


def _read(entry: JournalEntry) -> _Line:
    return _Line(entry.id, entry.ordinal or 0, _inner(entry), is_genuine(entry))


def _inner(entry: JournalEntry) -> bytes:
    return commitment(bytes(entry.salt), canonical(content_of(entry)))
