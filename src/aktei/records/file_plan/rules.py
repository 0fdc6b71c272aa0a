# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notations, reference patterns and what an entry may say, without a database."""

import re
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from typing import Any, Final

from aktei.base.refusals import Refusal
from aktei.records.file_plan import refusals

DEFAULT_PATTERN = "{notation}-{year}/{number:05}"
LONGEST_RETENTION: Final = 200
"""Years. Whatever has to be kept longer is kept for ever."""
DISPOSALS: Final = ("A", "B", "V")
_FIELD = re.compile(r"\{([a-z_]+)(?::0?(\d{1,2}))?\}")
_WORDS: Final = {"notation": "Kennzeichen", "year": "Jahr", "number": "Nummer"}
_NAMES: Final = {word.lower(): name for name, word in _WORDS.items()}
_WORDED = re.compile(r"\{\s*(Kennzeichen|Jahr|Nummer)(?:\s*,?\s*(\d{1,2})-stellig)?\s*\}", re.IGNORECASE)
_NOTATION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})*")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NOTATION: Final = 40
_LONGEST_TITLE: Final = 200
_LONGEST_NOTE: Final = 4_000


def pattern_in_words(pattern: str) -> str:
    """A pattern as people read and type it: `{notation}/{number:05}` is `{Kennzeichen}/{Nummer 5-stellig}`."""

    def say(match: re.Match[str]) -> str:
        digits = f" {int(match.group(2))}-stellig" if match.group(2) else ""
        return f"{{{_WORDS.get(match.group(1), match.group(1))}{digits}}}"

    return _FIELD.sub(say, pattern)


def pattern_from_words(text: str) -> str:
    """The pattern that was typed in words; what names no field of ours stays as it is, to be objected to."""

    def name(match: re.Match[str]) -> str:
        digits = f":{int(match.group(2)):02}" if match.group(2) else ""
        return f"{{{_NAMES[match.group(1).lower()]}{digits}}}"

    return _WORDED.sub(name, text)


def objections_to_pattern(pattern: str) -> list[Refusal]:
    """Everything wrong with a reference pattern; empty means it can be used.

    Fields are `{notation}`, `{year}` and `{number}`, the latter optionally padded: `{number:05}`.
    """
    reasons = []
    names = [match.group(1) for match in _FIELD.finditer(pattern)]
    unknown = sorted(set(names) - {"notation", "year", "number"})
    if unknown:
        reasons.append(refusals.UNKNOWN_IN_PATTERN(names=", ".join(unknown)))
    if names.count("number") != 1:
        reasons.append(refusals.NUMBER_NOT_ONCE(number="{Nummer}"))
    if "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        reasons.append(refusals.BRACE_WITHOUT_PAIR())
    if len(pattern) > 100:
        reasons.append(refusals.PATTERN_TOO_LONG())
    return reasons


def objections_to_sharing(pattern: str, others: Collection[str]) -> list[Refusal]:
    """Why a pattern may not be used where other entries use these: without the notation, both would count alike."""
    if "{notation}" in pattern or pattern not in others:
        return []
    return [refusals.PATTERN_SHARED(notation="{Kennzeichen}")]


def write_reference(pattern: str, *, notation: str, year: int, number: int) -> str:
    """Fill a pattern: `50.30`, 2026 and 42 give `50.30-2026/00042`. Raises `ValueError` for a bad pattern."""
    reasons = objections_to_pattern(pattern)
    if reasons:
        raise ValueError(" ".join(map(str, reasons)))
    values = {"notation": notation, "year": year, "number": number}

    def fill(match: re.Match[str]) -> str:
        text = str(values[match.group(1)])
        return text.zfill(int(match.group(2))) if match.group(2) else text

    return _FIELD.sub(fill, pattern)


def counts_per_year(pattern: str) -> bool:
    """Whether numbering starts anew each year: only where the year stands in the reference."""
    return "{year}" in pattern


def objections_to_notation(notation: str, *, parent: str | None, siblings: Sequence[str]) -> list[Refusal]:
    """Everything wrong with a new entry's notation below `parent`; empty means it can be used."""
    reasons = []
    if not _NOTATION.fullmatch(notation) or len(notation) > _LONGEST_NOTATION:
        reasons.append(refusals.NO_NOTATION())
    if notation in siblings:
        reasons.append(refusals.NOTATION_TAKEN(notation=notation))
    return reasons


def parent_notation(notation: str, known: Collection[str]) -> str | None:
    """The entry under which this notation belongs by its digits: the longest beginning that is one of `known`.

    `50.30.1` lies under `50.30`, else under `50`, else under `5`; nothing known: at the top. Digits are cut off the
    first part only, since `50.30` has nothing to do with `50.3`.
    """
    parts = notation.split(".")
    dotted = [".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
    digits = [parts[0][:end] for end in range(len(parts[0]) - 1, 0, -1)]
    return next((each for each in (*dotted, *digits) if each in known), None)


def objections_to_entry(
    *,
    title: str,
    retention_years: int | None,
    disposal_type: str,
    note: str = "",
    dossier_kinds: Iterable[str] = (),
    known_kinds: Collection[str] | None = None,
) -> list[Refusal]:
    """Everything wrong with what an entry says about itself; `known_kinds` None means any kind is taken."""
    reasons = []
    if not title.strip():
        reasons.append(refusals.TITLE_MISSING())
    if len(title) > _LONGEST_TITLE:
        reasons.append(refusals.TITLE_TOO_LONG(longest=_LONGEST_TITLE))
    if _UNSEEN.search(f"{title}{note}"):
        reasons.append(refusals.INVISIBLE_SIGNS())
    if len(note) > _LONGEST_NOTE:
        reasons.append(refusals.NOTE_TOO_LONG(longest=_LONGEST_NOTE))
    if retention_years is not None and not 0 <= retention_years <= LONGEST_RETENTION:
        reasons.append(refusals.RETENTION_OUT_OF_RANGE(longest=LONGEST_RETENTION))
    if disposal_type not in DISPOSALS:
        reasons.append(refusals.NO_SUCH_DISPOSAL())
    if retention_years is None and disposal_type == "V":
        reasons.append(refusals.DESTROYED_AND_FOR_EVER())
    unknown = sorted(set(dossier_kinds) - set(known_kinds)) if known_kinds is not None else []
    if unknown:
        reasons.append(refusals.NO_SUCH_KIND(names=", ".join(unknown)))
    return reasons


def objections_to_move(*, entry: str, below: bool, same: bool) -> list[Refusal]:
    """Why an entry may not move: `below` its own subtree, or where it is already."""
    if below:
        return [refusals.UNDER_ITSELF(entry=entry)]
    if same:
        return [refusals.ALREADY_THERE(entry=entry)]
    return []


def fingerprint(values: object) -> str:
    """A short name for these values, the same for the same: tells whether somebody changed them meanwhile."""
    return blake2b(repr(values).encode(), digest_size=8).hexdigest()


def spoken(value: Any) -> str:
    """A value as the history says it."""
    if value is None:
        return "dauernd"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "alle"
    return pattern_in_words(str(value)) or "–"
