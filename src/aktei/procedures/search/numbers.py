# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers however they are grouped: accounts, telephones, tax and insurance numbers, references. Pure.

`DE89 3704 0044 0532 0130 00`, `05 61 / 78 77-12 34` and `50.30-2026/00002` are groups with signs between them. Every
run of neighbouring groups is a number by its joined form; where the signs part what counts for itself, as in a
reference, also by its groups without leading zeros. Dates, amounts and the like have keys of their own (`spellings`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from aktei.procedures.search import folding, spellings, taxes
from aktei.procedures.search.spellings import BLANK as _BLANK
from aktei.procedures.search.spellings import SpellingPlace

# With digits, or a few capitals beside such a group: the DE of an account, the J of an insurance number, a court's BvR.
_SIGNS: Final = "BvR|BvL|BvF|BvE|BvQ|Js|Ls|KLs|Ds|Cs|Ss|Qs|Gs|Ns|Ks|Ws|Zs|Bs|OWi|ARs|VRs|StR|StE|UJs|VAs|AnwZ|VIII"
_GROUP: Final = re.compile(rf"(?<![^\W_])(?:[^\W\d_]*\d[^\W_]*|(?:[A-ZÄÖÜ]{{1,3}}|{_SIGNS})(?![^\W_]))")
_TYPED_GROUP: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]*\d[^\W_]*|[^\W\d_]{1,4}(?![^\W_]))")
_BETWEEN: Final = re.compile(
    rf"{_BLANK}{{0,2}}(?:[-‐‑–−/.·_]|\)?{_BLANK}?[-/]?|\()?{_BLANK}{{0,2}}\(?|[-/]?{_BLANK}*\r?\n{_BLANK}*"
)
_SEPARATE: Final = re.compile(rf"{_BLANK}*[-‐‑–−/.]{_BLANK}*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LAST_YEAR: Final = re.compile(r"/\s*((?:19|20)\d\d|\d\d)(?!\d)(?=\D*$)")
_ZEROS: Final = re.compile(r"(?<!\d)0+(?=\d)")
_SHORTEST, _LONGEST, _FEWEST_DIGITS = 5, 34, 3
_SHORTEST_TYPED: Final = 4
_MOST_GROUPS: Final = 12
_MOST_KEYS: Final = 4_000
"""Of one page: a page of nothing but numbers does not outgrow the others."""


class _Group(NamedTuple):
    text: str
    start: int
    end: int


def keys(text: str) -> str:
    """The keys of all grouped numbers of a page, each once, parted by blanks."""
    return " ".join({place.key: None for place in places(text)})


def places(text: str) -> Iterator[SpellingPlace]:
    """Every grouped number of a page."""
    yield from islice(spellings.places(text), _MOST_KEYS)
    told = 0
    for run in _runs(text):
        for place in _within(text, run):
            yield place
            told += 1
        if told > _MOST_KEYS:
            return


def wanted(typed: str) -> tuple[str, ...]:
    """The keys under which a number that somebody typed is found; none if it is none."""
    groups = _typed_groups(typed)
    letters = sum(map(len, re.findall(r"[^\W\d_]+", typed)))
    if not groups or letters > 2 * sum(map(str.isdigit, typed)) or any(_too_wordy(group.text) for group in groups):
        return ()
    keys = list(dict.fromkeys(_keys_of(typed, groups)))
    other = _with_other_year(typed) if letters else typed
    years = _keys_of(other, _typed_groups(other)) if other != typed else ()
    return tuple(dict.fromkeys((*keys, *_other_years(keys), *years, *taxes.other_numbers(typed))))


def _typed_groups(typed: str) -> list[_Group]:
    return [_Group(match.group(), *match.span()) for match in _TYPED_GROUP.finditer(typed)]


def _with_other_year(typed: str) -> str:
    """A court's reference with the year in two digits for four, and in four for two: 12 K 345/2026 is 12 K 345/26."""
    found = _LAST_YEAR.search(typed)
    if not found:
        return typed
    year = found[1]
    other = year[2:] if len(year) == 4 else ("20" if year < "70" else "19") + year
    return typed[: found.start(1)] + other + typed[found.end(1) :]


def _other_years(keys: Sequence[str]) -> Iterator[str]:
    """References with the year in two digits for four, and in four for two: 50.30-26/2 is 50.30-2026/2."""
    for key in keys:
        parts = key.split("-")
        for at, part in enumerate(parts if len(parts) > 2 else ()):
            if _YEAR.fullmatch(part):
                yield "-".join((*parts[:at], part[2:], *parts[at + 1 :]))
            elif len(part) == 2 and part.isdigit() and 0 < at < len(parts) - 1:
                yield "-".join((*parts[:at], ("20" if part < "70" else "19") + part, *parts[at + 1 :]))


def _too_wordy(group: str) -> bool:
    return max((len(letters) for letters in re.findall(r"[^\W\d_]+", group)), default=0) > 4


def _runs(text: str) -> Iterator[list[_Group]]:
    run: list[_Group] = []
    for match in _GROUP.finditer(text):
        group = _Group(match.group(), *match.span())
        if run and not _BETWEEN.fullmatch(text, run[-1].end, group.start):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _within(text: str, run: Sequence[_Group]) -> Iterator[SpellingPlace]:
    for first in range(len(run)):
        length = 0
        for last in range(first, min(len(run), first + _MOST_GROUPS)):
            length += len(run[last].text)
            groups = run[first : last + 1]
            if length > _LONGEST or text.count("\n", run[first].start, run[last].end) > 1:
                break
            if last > first or _is_prefixed(text, run[first]) or _ZEROS.search(run[first].text):
                start = run[first].start - (text[run[first].start - 1 : run[first].start] in ("+", "("))
                for key in _keys_of(text, groups):
                    yield SpellingPlace(key, start, run[last].end)


def _keys_of(text: str, groups: Sequence[_Group]) -> Iterator[str]:
    joined = folding.exact("".join(group.text for group in groups))
    digits = sum(map(str.isdigit, joined))
    if digits < _FEWEST_DIGITS:
        return
    if len(joined) >= _SHORTEST or (len(groups) == 1 and len(joined) >= _SHORTEST_TYPED):
        yield joined
        if len(groups) == 1 or (len(groups) == 2 and groups[0].text.isalpha()):  # RE-000471 is RE 471
            bare = "".join(_ZEROS.sub("", folding.exact(group.text)) for group in groups)
            if bare != joined and len(bare) >= _SHORTEST_TYPED:
                yield bare
        yield from _national(joined, groups, prefixed=_is_prefixed(text, groups[0]))
    between = [text[before.end : after.start] for before, after in pairwise(groups)]
    if between and all(_SEPARATE.fullmatch(signs) for signs in between) and digits > _FEWEST_DIGITS:
        yield "-".join(folding.exact(group.text).lstrip("0") or "0" for group in groups)


def _is_prefixed(text: str, group: _Group) -> bool:
    """Whether a telephone number begins here as one calls it from abroad."""
    return text[max(0, group.start - 1) : group.start] == "+" or (
        group.text.startswith("00") and len(group.text) > 3 and group.text.isdigit()
    )


def _national(joined: str, groups: Sequence[_Group], *, prefixed: bool) -> Iterator[str]:
    """A telephone number as one dials it within Germany, from abroad with 00: +49 (0)561 78 and 0561 78 are one."""
    if not joined.isdigit() or not (prefixed or groups[0].text.startswith("00")):
        return
    number = joined.removeprefix("00")
    if number.startswith("49"):
        yield "0" + number[2:].lstrip("0")
    elif not joined.startswith("00"):
        yield "00" + number
