# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the log: each against its own salted hash, its place, and the tile that holds its leaf."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from aktei.base.evidence.verifying.findings import Finding

WIDTH = 256
NAMED_ONE_BY_ONE = 50
"""Findings of one kind or portion that are named; the rest is counted."""
CLOCK_TOLERANCE = timedelta(minutes=1)
"""Acts commit in another order than they begin; only more than this is a clock that went back."""

canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""A line as text that only depends on what it says."""


class LogLine(NamedTuple):
    """A sealed journal line as stored. Text and salt are gone (both `None`) after erasure.

    Where the line commits to rows as well, `inner` is the salted hash of the line alone, `rows` that of the row seals.
    """

    position: int
    commitment: bytes
    inner: bytes | None = None
    rows: bytes | None = None
    kind: str = ""
    at: str = ""
    text: str | None = None
    salt: bytes | None = None
    marked: bool | None = None
    """Whether its mark is that of the program; nothing if that was not asked, or it has none to have."""
    missing: bool = False
    """The place has a leaf, but the journal has no such line any more."""


class LineText(NamedTuple):
    """A line that the judge heeds, as it was sealed: there may be millions, and most are read only once."""

    position: int
    kind: str
    text: str

    @property
    def content(self) -> dict[str, Any]:
        """What it says."""
        content: dict[str, Any] = json.loads(self.text)
        return content


@dataclass(frozen=True, slots=True)
class StoredTile:
    """A tile as stored."""

    level: int
    index: int
    hashes: bytes


@dataclass
class Batch:
    """What a run of neighbouring lines says. `leaves` are their hashes in order; `told` are lines the judge heeds."""

    first: int
    leaves: bytes = b""
    findings: list[Finding] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)
    strangers: list[int] = field(default_factory=list)
    told: list[LineText] = field(default_factory=list)
    marks: int = 0
    marked_from: int = -1
    unmarked: list[int] = field(default_factory=list)
    """How many marks fit, from which place on, and the places of those that do not."""
    set_back: int = 0
    unnamed: int = 0

    def find(self, place: str, what: str) -> None:
        """Name something that does not fit; of very many only the number."""
        if len(self.findings) < NAMED_ONE_BY_ONE:
            self.findings.append(Finding(place, what))
        else:
            self.unnamed += 1

    @property
    def size(self) -> int:
        """How many lines."""
        return len(self.leaves) // 32


HEEDED = frozenset({"LinesErased", "SigningKeyChanged", "LogRewound"})
"""Kinds of lines that tell the judge something about the log itself."""


def check(lines: Iterable[LogLine], first: int, stored: dict[int, bytes]) -> Batch:
    """Check neighbouring lines from place `first` (a multiple of 256) on. `stored`: tiles of level 0 by index.

    A missing line is named once, and its place stays empty, so that what follows keeps its place.
    """
    batch, leaves, expected = Batch(first), bytearray(), first
    last_at = ""
    for line in lines:
        while expected < line.position:
            batch.find(f"Zeile {expected}", "Die Zeile fehlt.")
            leaves += bytes(32)
            expected += 1
        if line.position < expected:
            batch.find(f"Zeile {line.position}", "Die Zeile steht ein zweites Mal da, oder am falschen Platz.")
            continue
        leaves += sha256(b"\x00" + line.commitment).digest()
        expected += 1
        last_at = _check_line(batch, line, last_at)
    batch.leaves = bytes(leaves)
    _compare(batch, stored)
    return batch


def as_told(position: int, content: dict[str, Any]) -> LineText:
    """What a line says, in the form in which it is sealed."""
    return LineText(position, content["kind"], canonical(content))


def content_as_text(
    number: int,
    at: str,
    person: str | None,
    for_person: str | None,
    client: str,
    kind: str,
    node: str,
    nodes: str,
    payload: str,
    act: str | None,
    ordinal: int | None,
) -> str:
    """What `canonical` makes of the whole content, spelled out: of millions of lines, only payloads are sorted anew.

    `nodes` are already joined by '","', `at` is in UTC to the microsecond; neither they nor other ids hold anything
    that would have to be escaped.
    """
    begin, middle = ("", "") if act is None else (f'"act":"{act}",', f'"ordinal":{ordinal},')
    around = f'"{nodes}"' if nodes else ""
    return (
        f'{{{begin}"at":"{at}","client":{_quoted(client)},"for_person":{_or_null(for_person)},"id":{number},'
        f'"kind":{_quoted(kind)},"node":"{node}","nodes":[{around}],{middle}'
        f'"payload":{canonical(json.loads(payload))},"person":{_or_null(person)}}}'
    )


_quoted = lru_cache(1024)(canonical)
"""Kinds of lines and clients are few."""


def _or_null(value: str | None) -> str:
    return "null" if value is None else f'"{value}"'


def _check_line(batch: Batch, line: LogLine, last_at: str) -> str:
    text, salt = line.text, line.salt
    if line.missing:
        batch.find(f"Zeile {line.position}", "Der Protokolleintrag dieser Zeile fehlt.")
        return last_at
    inner = line.commitment if line.inner is None else line.inner
    if line.inner is not None and sha256(b"rows\x00" + inner + (line.rows or b"")).digest() != line.commitment:
        batch.find(f"Zeile {line.position}", "Sie bürgt für andere Datensätze als die besiegelten.")
    if text is None or salt is None:
        batch.erased.append(line.position)
        return last_at
    if sha256(bytes((len(salt),)) + salt + text.encode()).digest() != inner:
        batch.find(f"Zeile {line.position}", "Der Inhalt ist nicht der besiegelte.")
    elif line.kind in HEEDED:
        batch.told.append(LineText(line.position, line.kind, text))
    if line.marked:
        batch.marks += 1
        batch.marked_from = line.position if batch.marked_from < 0 else batch.marked_from
    elif line.marked is not None:
        batch.unmarked.append(line.position)
    if line.at < last_at and _went_back(last_at, line.at):
        batch.set_back += 1
    return line.at


def _went_back(before: str, after: str) -> bool:
    try:
        return datetime.fromisoformat(before) - datetime.fromisoformat(after) > CLOCK_TOLERANCE
    except ValueError:
        return False


def _compare(batch: Batch, stored: dict[int, bytes]) -> None:
    """Name each leaf that is not the one its tile holds."""
    for start in range(0, len(batch.leaves), WIDTH * 32):
        index = (batch.first + start // 32) // WIDTH
        computed, tile = batch.leaves[start : start + WIDTH * 32], stored.get(index)
        if tile is None:
            batch.find(f"Kachel 0/{index}", "Die Kachel fehlt.")
        elif computed != tile:
            batch.strangers += _differences(computed, tile, index * WIDTH)


def _differences(computed: bytes, tile: bytes, first: int) -> list[int]:
    longest = max(len(computed), len(tile))
    return [first + at // 32 for at in range(0, longest, 32) if computed[at : at + 32] != tile[at : at + 32]]
