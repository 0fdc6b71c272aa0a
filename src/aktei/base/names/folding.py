# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as they are looked for and sorted, whatever their spelling. Pure; the database has the same functions."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

MOST_WORDS: Final = 8
"""Words of what somebody typed that are looked at."""
FEWEST_INSIDE: Final = 3
"""From so many letters on, what somebody typed is also looked for inside words."""
MOST_INSIDE: Final = 40
"""So many letters of it count there."""
_MOST_PLACES: Final = 100
"""Letters of a word behind which nothing more is looked for inside it."""

_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "þ": "th",
        "Þ": "TH",
        **dict(zip("øØıłŁđĐðÐŋŊςħĦŧŦəƏĸʒƷǥǤ", "oOilLdDdDnNσhHtTeEqzZgG", strict=True)),
        **dict.fromkeys("ʹʺʻʼʽʾʿ'‘’`\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_MARKS: Final = re.compile("[\u0300-\u036f]")
_SMALL_I: Final = str.maketrans("İı", "ii")
_SPACES: Final = re.compile("[ \t-\r\x1c-\x1f\x85\u1680\u2028\u2029]+")
_UNSEEN: Final = re.compile("[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_GAPS: Final = re.compile("[\\s!-/:-@\\[-`{-\u00bf\u2000-\u206f\u2212]+")
# "ue" after a vowel or q is two sounds (neue, Bauer, Quelle), not an umlaut.
_WRITTEN_OUT: Final = re.compile("(?<=[ao])e|(?<=[^aeioqu]u)e|(?<=^u)e")
_NUMBER: Final = re.compile("[0-9]{2}")
_ZEROS: Final = re.compile(r"(^| )0+(?=[0-9])")


def plain(text: str) -> str:
    """Lower case without accents and ligatures: `Müller` → `muller`, `Weiß` → `weiss`, `ʿAlī` → `ali`."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.replace("´", "'")))
    return bare.lower().translate(_LETTERS)


def sort_key(text: str) -> str:
    """What German lists of names sort by (DIN 5007-2): `Öztürk` stands beside `Oeztuerk`, `Weiß` beside `Weiss`."""
    return _GAPS.sub(" ", plain(unicodedata.normalize("NFC", text).translate(_UMLAUTS))).strip()


def login_key(text: str) -> str:
    """What two spellings of one log-in name have in common, and no two names: capitals, width, gaps, stray marks.

    `Müller` is not `Muller`: these may be two people. `ſ` is an s, each of the four Turkish i is an i, `ß` is ss.
    """
    bare = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).translate(_SMALL_I)).lower()
    folded = unicodedata.normalize("NFC", bare.replace("ς", "σ").replace("ß", "ss"))
    return _SPACES.sub(" ", _MARKS.sub("", folded)).strip(" ")


def by_family_name(full_name: str) -> tuple[str, str]:
    """A full name sorts by its last word first."""
    return sort_key(full_name.rpartition(" ")[2]), sort_key(full_name)


def name_words(text: str) -> list[str]:
    """The words somebody may type to mean this: one spelling for Müller, Mueller and Muller, no zeros in front."""
    folded = _WRITTEN_OUT.sub("", plain(text))
    return _ZEROS.sub(r"\1", _GAPS.sub(" ", folded).strip()).split()


def typed_words(text: str) -> list[str]:
    """What is looked for when somebody typed this; zeros alone say nothing yet."""
    return [word for word in name_words(text) if word.strip("0")][:MOST_WORDS]


def inner_words(text: str) -> set[str]:
    """What begins inside the words of a text: `geld` in `Wohngeld`. Numbers are found from their beginning only."""
    words = _GAPS.sub(" ", plain(text)).split()
    return {
        _ZEROS.sub("", _WRITTEN_OUT.sub("", word[at:]))[:MOST_INSIDE]
        for word in words
        for at in range(1, min(len(word), _MOST_PLACES) - FEWEST_INSIDE + 1)
        if not _NUMBER.match(word, at - 1)
    }


def means(text: str, typed: str) -> bool:
    """Whether every typed word begins a word of this text, in any order."""
    return has_all(text, typed_words(typed))


def has_all(text: str, typed: Sequence[str]) -> bool:
    """The same for words that are folded already."""
    words = f" {' '.join(name_words(text))}"
    return all(f" {word}" in words for word in typed)


def holds(text: str, typed: str) -> bool:
    """The same, where three letters and more may also stand inside a word, as in compounds."""
    words, inner = name_words(text), inner_words(text)
    return all(
        any(each.startswith(word) for each in words)
        or (len(word) >= FEWEST_INSIDE and any(each.startswith(word[:MOST_INSIDE]) for each in inner))
        for word in typed_words(typed)
    )
