# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written in several ways and means one thing: dates, amounts, paragraphs, times, accounts, plates. Pure.

Each has one key, whichever way it was written: `30. November 2026` and `30.11.26` are 2026-11-30, `1.234,56` is
1234,56, `Paragraf 44 a` is §44a.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from aktei.procedures.search import folding

BLANK: Final = r"[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
_GAP: Final = rf"(?:{BLANK}|{BLANK}?\r?\n){{0,3}}"


class SpellingPlace(NamedTuple):
    """A number as `text[start:end]` has it, under one of its keys."""

    key: str
    start: int
    end: int


class _Kind(NamedTuple):
    """`read` tells the keys of what the pattern found, none if it is none after all."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Iterable[SpellingPlace]]


def places(text: str) -> Iterator[SpellingPlace]:
    """All of them on a page; one place may have several keys. Most begin where digits do, so that is where we look."""
    for digits in _DIGITS.finditer(text):
        at = digits.start()
        if not at or not (text[at - 1].isalnum() or text[at - 1] in ".,/:_"):
            yield from _read(_FROM_DIGITS, text, at)
        if at > 1 and (letters := _LETTERS_BEFORE.search(text, max(0, at - 9), at)):
            yield from _read(_FROM_LETTERS, text, letters.start())
    for sign, kind in _FROM_SIGNS:
        if sign in text:
            for match in kind.pattern.finditer(text):
                yield from kind.read(match)


def _read(kinds: Iterable[_Kind], text: str, at: int) -> Iterator[SpellingPlace]:
    for kind in kinds:
        if match := kind.pattern.match(text, at):
            yield from kind.read(match)


def beginning(typed: str) -> tuple[int, tuple[str, ...]] | None:
    """Where what somebody typed begins with one of these: how far it goes, and its keys."""
    best: tuple[int, tuple[str, ...]] | None = None
    for kind in _TYPED:
        match = kind.pattern.match(typed)
        if match and (found := list(kind.read(match))):
            end = max(place.end for place in found)
            if best is None or end > best[0]:
                best = end, tuple(dict.fromkeys(place.key for place in found))
    return best


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


# Dates

_MONTHS: Final = {
    "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mae": 3, "mrz": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
_MONTH: Final = (
    r"(?:jan(?:uar)?|jän(?:ner)?|feb(?:r(?:uar)?)?|feber|märz?|maerz|mrz|apr(?:il)?|mai|juni?|jul[iy]?|juno|aug(?:ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?)"
)
_DAY_MONTH_YEAR: Final = (
    rf"(?P<d>0?[1-9]|[12]\d|3[01])(?:\.|th|st)?{_GAP}"
    rf"(?:(?P<m>0?[1-9]|1[0-2])\.{_GAP}|(?P<name>{_MONTH})\.?{_GAP})(?P<y>\d{{4}}|['’]?\d\d)(?![\w]|[.,/-]\d)"
)
_OTHER_DATES: Final = (
    r"(?:(?P<y2>\d{4})[-/.](?P<m2>0?[1-9]|1[0-2])[-/.](?P<d2>0?[1-9]|[12]\d|3[01])"
    r"|(?P<d3>0?[1-9]|[12]\d|3[01])(?P<sep>[-/])(?P<m3>0?[1-9]|1[0-2])(?P=sep)(?P<y3>\d{4}|\d\d))(?![\w]|[.,/-]\d)"
)


def _date(match: re.Match[str]) -> Iterator[SpellingPlace]:
    found = match.groupdict()
    name = (found.get("name") or "").lower()[:3]
    month = _MONTHS.get(name) if name else int(found.get("m") or found.get("m2") or found.get("m3") or 0)
    day = int(found.get("d") or found.get("d2") or found.get("d3") or 0)
    year = (found.get("y") or found.get("y2") or found.get("y3") or "").lstrip("'’")
    for whole in [year] if len(year) == 4 else [f"20{year}", f"19{year}"]:
        yield SpellingPlace(f"{whole}-{month}-{day}", *match.span())


# Amounts

_GROUPED: Final = rf"\d{{1,3}}(?:(?:[.'’]|{BLANK})\d{{3}})+"
_CURRENCY: Final = r"(?:€|EUR\b|Euro\b)"
_AMOUNT: Final = (
    rf"(?P<whole>{_GROUPED}|\d+)(?:(?:,(?P<cents>\d\d)|,[-–—]{{1,2}})(?!\d)(?:{BLANK}?{_CURRENCY})?|{BLANK}?{_CURRENCY})"
    rf"|(?:(?<=€)|(?<=€{BLANK})|(?<=EUR{BLANK})|(?<=Euro{BLANK}))(?P<after>{_GROUPED}|\d+)(?![\d,.]\d)"
    r"|(?P<english>\d{1,3}(?:,\d{3})+\.\d\d)(?!\d)"
)
_TYPED_AMOUNT: Final = rf"{_CURRENCY}{BLANK}?(?P<whole>{_GROUPED}|\d+)(?:,(?P<cents>\d\d))?(?![\d,.]\d)"
_THOUSANDS: Final = r"\d{1,3}(?:\.\d{3})+(?!\w|[.,/-]\d)"


def _amount(match: re.Match[str]) -> Iterator[SpellingPlace]:
    found = match.groupdict()
    if english := found.get("english"):
        yield SpellingPlace(english.replace(",", "").replace(".", ","), *match.span())
        return
    whole, cents = found["whole"] or found["after"], found["cents"] or "00"
    yield SpellingPlace(f"{_digits(whole)},{cents}", *match.span())
    if cents == "00" and len(_digits(whole)) > 3:
        yield SpellingPlace(_digits(whole), *match.span())


def _thousands(match: re.Match[str]) -> Iterator[SpellingPlace]:
    yield SpellingPlace(_digits(match.group()), *match.span())


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text)).lstrip("0") or "0"


# Paragraphs

_PARAGRAPH: Final = r"(?:§{1,2}|[Pp]aragra(?:ph|f)(?:en|s)?|[Pp]ar\.)"
_NUMBER: Final = rf"\d{{1,4}}(?:{BLANK}?[a-zA-Z](?![^\W_]))?"
_PARAGRAPHS: Final = (
    rf"{_PARAGRAPH}{_GAP}{_NUMBER}(?:{_GAP}(?:,|;|und|u\.|oder|bis|[-–]|/|i\.?{BLANK}?V\.?{BLANK}?m\.?)"
    rf"{_GAP}(?:§{{1,2}}{_GAP})?{_NUMBER})*"
)
_GROUP: Final = re.compile(r"[A-Za-z0-9]+")
_ONE_NUMBER: Final = _pattern(rf"\d+(?:{BLANK}?[a-z](?![^\W_]))?")
_ARTICLE: Final = rf"[Aa]rt(?:\.|ikels?|ikeln?)?{_GAP}(?P<number>{_NUMBER})"


def _paragraphs(match: re.Match[str]) -> Iterator[SpellingPlace]:
    several = match.group().count("§") > 1 or match.group()[0] not in "§"
    start: int | None = match.start()
    for number in _ONE_NUMBER.finditer(match.string, *match.span()):
        yield SpellingPlace(f"§{_plain(number.group())}", number.start() if start is None else start, number.end())
        if not several:
            return
        start = None


def _article(match: re.Match[str]) -> Iterator[SpellingPlace]:
    yield SpellingPlace(f"art{_plain(match['number'])}", *match.span())


def _plain(text: str) -> str:
    return folding.exact("".join(filter(str.isalnum, text)))


# Times

_TIME: Final = (
    rf"(?:(?P<h>[01]?\d|2[0-4])[:.](?P<min>[0-5]\d)(?:[:.][0-5]\d)?{BLANK}?(?:Uhr|h)\b"
    rf"|(?P<h2>[01]?\d|2[0-4]):(?P<min2>[0-5]\d)(?![\d:])"
    rf"|(?P<h3>[01]?\d|2[0-4]){_GAP}Uhr(?:{_GAP}(?P<min3>[0-5]\d)(?![\w.,]))?)"
)


def _time(match: re.Match[str]) -> Iterator[SpellingPlace]:
    hour = match["h"] or match["h2"] or match["h3"]
    yield SpellingPlace(f"@{int(hour)}:{match['min'] or match['min2'] or match['min3'] or '00'}", *match.span())


# Accounts: the length of an IBAN by its country

_LENGTHS: Final = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BY": 28, "CH": 21, "CY": 28,
    "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22,
    "GI": 23, "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30,
    "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "XK": 20,
}  # fmt: skip
_IBAN: Final = rf"(?:{'|'.join(_LENGTHS)})(?:[-.]|{_GAP})\d\d(?:(?:[-.–·]|{_GAP})[A-Z0-9]{{1,34}}){{1,15}}(?![^\W_])"
_BIC: Final = (
    rf"(?<![^\W_])[A-Z]{{4}}{BLANK}?(?:{'|'.join(_LENGTHS)}|US){BLANK}?[A-Z0-9]{{2}}(?:{BLANK}?[A-Z0-9]{{3}})?"
    r"(?![^\W_])"
)


def _iban(match: re.Match[str]) -> Iterator[SpellingPlace]:
    """As many letters and digits as the country's accounts have, if a group ends there."""
    wanted, taken = _LENGTHS[match.group()[:2].upper()], ""
    for group in _GROUP.finditer(match.string, *match.span()):
        taken += group.group()
        if len(taken) == wanted and sum(map(str.isdigit, taken)) > 6:
            yield SpellingPlace(taken.lower(), match.start(), group.end())
        if len(taken) >= wanted:
            return


def _joined(match: re.Match[str]) -> Iterator[SpellingPlace]:
    yield SpellingPlace(_plain(match.group()), *match.span())


# Plates, house numbers

_PLATE: Final = (
    rf"[A-ZÄÖÜ]{{1,3}}(?:{BLANK}?[-–‑·]{BLANK}?|{BLANK})[A-Z]{{1,2}}(?:{BLANK}|[-–‑]){{0,2}}[1-9]\d{{0,3}}[EH]?"
    r"(?![^\W_])"
)
_TYPED_PLATE: Final = rf"[A-ZÄÖÜ]{{1,3}}[-–‑][A-Z]{{1,2}}(?:{BLANK}|[-–‑]){{0,2}}[1-9]\d{{0,3}}[EH]?(?![^\W_])"
_HOUSE: Final = rf"\d{{1,4}}{BLANK}[a-z](?![\w.)])"
_TYPED_HOUSE: Final = rf"\d{{1,4}}{BLANK}?[a-z](?![^\W_])"

_DIGITS: Final = re.compile(r"\d+")
_LETTERS_BEFORE: Final = re.compile(
    rf"(?<![^\W_])(?:[A-ZÄÖÜ]{{1,3}}(?:{BLANK}|[-–‑·]){{1,3}}[A-Z]{{1,2}}|[A-Za-z]{{2}})(?:{BLANK}|[-–‑.])?$"
)
_DATE, _OTHER_DATE = _Kind(_pattern(_DAY_MONTH_YEAR), _date), _Kind(_pattern(_OTHER_DATES), _date)
_FROM_DIGITS: Final = (
    _DATE,
    _OTHER_DATE,
    _Kind(re.compile(_AMOUNT), _amount),
    _Kind(re.compile(_THOUSANDS), _thousands),
    _Kind(_pattern(_TIME), _time),
    _Kind(re.compile(_HOUSE), _joined),
)
_FROM_LETTERS: Final = (_Kind(_pattern(_IBAN), _iban), _Kind(re.compile(_PLATE), _joined))
_NAMED_PARAGRAPHS: Final = _Kind(_pattern(_PARAGRAPHS), _paragraphs)
_NAMED_ARTICLE: Final = _Kind(_pattern(_ARTICLE), _article)
_NAMED_BIC: Final = _Kind(re.compile(_BIC), _joined)
_FROM_SIGNS: Final = (
    ("§", _Kind(re.compile(rf"(?=§){_PARAGRAPHS}"), _paragraphs)),
    ("aragra", _Kind(re.compile(rf"(?=[Pp]aragra){_PARAGRAPHS}"), _paragraphs)),
    ("Art", _Kind(re.compile(rf"\b{_ARTICLE}"), _article)),
    ("BIC", _NAMED_BIC),
    ("SWIFT", _NAMED_BIC),
)
_TYPED: Final = (
    *_FROM_DIGITS,
    *_FROM_LETTERS,
    _NAMED_PARAGRAPHS,
    _NAMED_ARTICLE,
    _NAMED_BIC,
    _Kind(_pattern(_TYPED_AMOUNT), _amount),
    _Kind(_pattern(_TYPED_PLATE), _joined),
    _Kind(_pattern(_TYPED_HOUSE), _joined),
)
