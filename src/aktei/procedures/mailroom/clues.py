# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a letter tells about where it belongs: references, names, dates and places in its text.

Pure. A word is named by its page (from 1) and its index in `text.split()`, so that it can be marked on the page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rapidfuzz.distance import Levenshtein

from aktei.records.dossiers.rules import reference_key
from aktei.records.parties.rules import fold_name

_LABELS = ("zeichen", "aktenzeichen", "geschaeftszeichen", "kassenzeichen", "az", "gz", "gesch z", "aktennummer")
_PARTICLES = frozenset({"von", "van", "vom", "zu", "zur", "der", "den", "de", "di", "da", "del", "und", "el", "al"})
_MONTHS = (
    "januar",
    "februar",
    "maerz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
_MOST_CANDIDATES = 400
_MOST_NAMES = 4_000
_MOST_NEIGHBOURS = 80_000
_SHORTEST_KEY, _FEWEST_DIGITS = 5, 3
_LONGEST_KEY, _LONGEST_RUN = 40, 6


@dataclass(frozen=True)
class Place:
    """Some words on a page, and how they read there."""

    page: int
    words: tuple[int, ...]
    quote: str


@dataclass(frozen=True)
class Quoted:
    """Something that looks like a reference; `labelled` if the letter says that it is one."""

    key: str
    text: str
    labelled: bool
    place: Place


def quoted_references(pages: Sequence[str]) -> list[Quoted]:
    """What may be a reference: first what stands behind *Ihr Zeichen* and the like, then what merely looks like one."""
    found: dict[tuple[str, bool], Quoted] = {}
    for number, text in enumerate(pages, start=1):
        words = text.split()
        for labelled, indexes, first in _possible(words):
            written = " ".join([first, *(words[index] for index in indexes[1:])]).strip(" :;,.()[]")
            key = reference_key(written)
            if (key, True) not in found and _could_be_a_reference(key, written, labelled):
                place = Place(number, tuple(indexes), written)
                found.setdefault((key, labelled), Quoted(key, written, labelled, place))
    ordered = sorted(found.values(), key=lambda each: not each.labelled)
    return ordered[:_MOST_CANDIDATES]


def neighbours(key: str, distance: int) -> set[str]:
    """Every key within so many edits (insert, drop, replace a character) of this one, itself included.

    Replacements are digits and the letters the key has anyway. At most some ten thousand, whatever the key.
    """
    alphabet = "".join(sorted(set("0123456789") | set(key)))
    ball = {key}
    edge = {key}
    for _ in range(distance):
        following: set[str] = set()
        for each in edge:
            following.update(_edits(each, alphabet))
            if len(ball) + len(following) > _MOST_NEIGHBOURS:
                break
        edge = following - ball
        ball |= edge
    return ball


def distance(one: str, other: str) -> int:
    """How many edits lie between two keys."""
    return int(Levenshtein.distance(one, other))


def names(pages: Sequence[str]) -> dict[str, Place]:
    """Everything that may be a name, folded as parties are, and where it first stands; `Yıldız, Ute` also turned."""
    found: dict[str, Place] = {}
    for number, text in enumerate(pages, start=1):
        words = text.split()
        folded = [fold_name(word) for word in words]
        for start, end in _runs(words, folded):
            indexes = tuple(range(start, end))
            place = Place(number, indexes, " ".join(words[start:end]).strip(" ,;:."))
            found.setdefault(" ".join(folded[start:end]), place)
            if end - start <= 3 and words[start].endswith(","):
                found.setdefault(" ".join([*folded[start + 1 : end], folded[start]]), place)
            if len(found) >= _MOST_NAMES:
                return found
    return found


def dates(pages: Sequence[str]) -> dict[date, Place]:
    """Every day named in the letter, as `17.04.1968`, `17. 4. 1968` or `17. April 1968`, and where it first stands."""
    found: dict[date, Place] = {}
    for number, text in enumerate(pages, start=1):
        words = text.split()
        for index in range(len(words)):
            for length in (1, 2, 3):
                indexes = tuple(range(index, min(index + length, len(words))))
                day = read_date(" ".join(words[each] for each in indexes))
                if day:
                    found.setdefault(day, Place(number, indexes, " ".join(words[each] for each in indexes)))
                    break
    return found


_NUMERIC = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_SPELLED = re.compile(r"(\d{1,2})\.?\s+([a-z]+)\s+(\d{4})")


def read_date(text: str) -> date | None:
    """The day this text names and nothing else, or None."""
    text = text.strip(" ()[],;:.*„“\"'")
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        day, month, year = (int(each) for each in numeric.groups())
        return _day(year, month, day)
    spelled = _SPELLED.fullmatch(text.lower().replace("ä", "ae"))
    if spelled and spelled[2] in _MONTHS:
        return _day(int(spelled[3]), _MONTHS.index(spelled[2]) + 1, int(spelled[1]))
    return None


def find_words(pages: Sequence[str], wanted: str) -> Place | None:
    """Where these words stand one after another, whatever the case, umlauts and the spelling of *Straße*."""
    sought = _street(wanted).split()
    if not sought:
        return None
    for number, text in enumerate(pages, start=1):
        words = text.split()
        tokens = [(part, index) for index, word in enumerate(words) for part in _street(word).split()]
        for start in range(len(tokens) - len(sought) + 1):
            if [part for part, _ in tokens[start : start + len(sought)]] == sought:
                indexes = tuple(dict.fromkeys(index for _, index in tokens[start : start + len(sought)]))
                return Place(number, indexes, " ".join(words[index] for index in indexes))
    return None


def _possible(words: Sequence[str]) -> Iterator[tuple[bool, list[int], str]]:
    """Runs of words that may be a reference: whether a label stands before them, and the first word without it."""
    for index, word in enumerate(words):
        label, rest = _label(word)
        if label:
            start = index if rest else index + 1
            for end in range(start + 1, min(start + _LONGEST_RUN, len(words)) + 1):
                yield True, list(range(start, end)), rest or words[start]
        for end in range(index + 1, min(index + 3, len(words)) + 1):
            if any(each.isdigit() for each in word):
                yield False, list(range(index, end)), word


def _label(word: str) -> tuple[bool, str]:
    """Whether a word announces a reference, and what of it follows in the same word (`Az.:50.30-…`)."""
    head, colon, rest = word.partition(":")
    folded = fold_name(head)
    if folded in ("az", "gz"):
        return True, rest
    near = len(folded) >= 6 and any(Levenshtein.distance(folded, each, score_cutoff=1) <= 1 for each in _LABELS)
    return near, rest if colon else ""


def _could_be_a_reference(key: str, written: str, labelled: bool) -> bool:
    digits = sum(each.isdigit() for each in key)
    if not _SHORTEST_KEY <= len(key) <= _LONGEST_KEY or digits < _FEWEST_DIGITS:
        return False
    if read_date(written) is not None:
        return False
    if labelled:
        return True
    real_digits = sum(each.isdigit() for each in written)
    return len(key) >= 8 and real_digits >= 5 and any(each in written for each in "-/")


def _edits(key: str, alphabet: str) -> Iterator[str]:
    for index in range(len(key) + 1):
        head, tail = key[:index], key[index:]
        if tail:
            yield head + tail[1:]
            for letter in alphabet:
                if letter != tail[0]:
                    yield head + letter + tail[1:]
        for letter in alphabet:
            yield head + letter + tail


def _runs(words: Sequence[str], folded: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Two to four words in a row that could be a name: capitals, with particles between."""
    for start, word in enumerate(words):
        if not _capital(word) or not folded[start]:
            continue
        for end in range(start + 2, min(start + 4, len(words)) + 1):
            last = words[end - 1]
            if not folded[end - 1] or not (_capital(last) or folded[end - 1] in _PARTICLES):
                break
            if _capital(last):
                yield start, end


def _capital(word: str) -> bool:
    letters = word.lstrip("(„\"'")
    return bool(letters) and letters[0].isupper()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _street(text: str) -> str:
    return re.sub(r"strasse\b|str\b", "str", fold_name(text))


def named_title(titles: Mapping[UUID, str], texts: Sequence[str]) -> UUID | None:
    """The one of these titles that a letter names, in the first of its texts that names any; None in doubt.

    Every longer word of a title must stand there, whole or as the beginning of one: *Wohngeld* in *Wohngeldbescheid*.
    """
    parts = {key: [word for word in fold_name(title).split() if len(word) > 3] for key, title in titles.items()}
    for text in texts:
        words = fold_name(text).split()
        found = {
            key: sum(map(len, wanted))
            for key, wanted in parts.items()
            if wanted and all(any(word.startswith(each) for word in words) for each in wanted)
        }
        best = sorted(found, key=lambda key: -found[key])
        if best and (len(best) == 1 or found[best[0]] > found[best[1]]):
            return best[0]
    return None


def joined(pages: Iterable[str]) -> frozenset[str]:
    """Every folded word of the letter, for comparing it with the subject lines of cases."""
    return frozenset(part for text in pages for part in fold_name(text).split() if len(part) > 3 and part.isalpha())
