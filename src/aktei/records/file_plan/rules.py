# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notations and reference patterns, without a database."""

import re
from collections.abc import Sequence

DEFAULT_PATTERN = "{notation}-{year}/{number:05}"
_FIELD = re.compile(r"\{([a-z_]+)(?::0?(\d+))?\}")
_NOTATION = re.compile(r"\d{1,3}(\.\d{1,3})*")


def objections_to_pattern(pattern: str) -> list[str]:
    """Everything wrong with a reference pattern, as German sentences; empty means it can be used.

    Fields are `{notation}`, `{year}` and `{number}`, the latter optionally padded: `{number:05}`.
    """
    reasons = []
    names = [match.group(1) for match in _FIELD.finditer(pattern)]
    unknown = sorted(set(names) - {"notation", "year", "number"})
    if unknown:
        reasons.append(f"Unbekannte Angabe im Muster: {', '.join(unknown)}.")
    if names.count("number") != 1:
        reasons.append("Das Muster braucht genau einmal die laufende Nummer {number}.")
    if "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        reasons.append("Im Muster steht eine geschweifte Klammer ohne Gegenstück.")
    if len(pattern) > 100:
        reasons.append("Das Muster ist länger als 100 Zeichen.")
    return reasons


def write_reference(pattern: str, *, notation: str, year: int, number: int) -> str:
    """Fill a pattern: `50.30`, 2026 and 42 give `50.30-2026/00042`. Raises `ValueError` for a bad pattern."""
    reasons = objections_to_pattern(pattern)
    if reasons:
        raise ValueError(" ".join(reasons))
    values = {"notation": notation, "year": year, "number": number}

    def fill(match: re.Match[str]) -> str:
        text = str(values[match.group(1)])
        return text.zfill(int(match.group(2))) if match.group(2) else text

    return _FIELD.sub(fill, pattern)


def counts_per_year(pattern: str) -> bool:
    """Whether numbering starts anew each year: only where the year stands in the reference."""
    return "{year}" in pattern


def objections_to_notation(notation: str, *, parent: str | None, siblings: Sequence[str]) -> list[str]:
    """Everything wrong with a new entry's notation below `parent`; empty means it can be used."""
    reasons = []
    if not _NOTATION.fullmatch(notation):
        reasons.append("Ein Aktenplankennzeichen besteht aus Zahlen und Punkten, zum Beispiel 50.30.")
    if notation in siblings:
        reasons.append(f"Das Aktenplankennzeichen {notation} ist schon vergeben.")
    return reasons
