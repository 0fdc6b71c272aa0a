# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three spellings of a German word: as written, folded for names, and its stem. Pure."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import Stemmer

from aktei.procedures.search.wordlists import words

_LETTERS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "\u00ad": ""}
# Letters of DIN 91379 without a base letter in Unicode, and signs that stand for a sound (ʿAlī) or for a tone.
_OTHERS: Final = {
    "æ": "ae", "œ": "oe", "ø": "oe", "ı": "i", "ȷ": "j", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ħ": "h",
    "ŧ": "t", "ə": "e", "ɨ": "i", "ʒ": "z", "ƶ": "z", "ǥ": "g", "ĸ": "k", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ƙ": "k",
    "ƴ": "y", "ɛ": "e", "ɔ": "o", "ƈ": "c", "·": "",
    **{chr(code): "" for code in range(0x2B9, 0x300)},
}  # fmt: skip
# "ue" after a vowel or q is two sounds (neue, Bauer, Quelle), not an umlaut.
_WRITTEN_OUT: Final = re.compile(r"e(?:(?<=[ao]e)|(?<=[^aeioqu]ue)|(?<=^ue))")
_FOREIGN: Final = re.compile(r"[^\0-\x7f]+")
_LONGEST: Final = 64

# Nouns whose plural ends in -er; every other -er belongs to the word (Müller is no form of Müll).
_ER_PLURALS: Final = words("er_plurals")
# Adjectives in -er lose it as they lose -e and -en.
_ADJECTIVE_ENDINGS: Final = (
    *("lich", "ig", "isch", "bar", "sam", "haft", "los", "end", "igt", "iert", "tiv", "onal", "zial", "ntral", "egal"),
    *("iell", "onell", "nell", "erell", "tuell", "iduell", "ermal", "aer", "er"),
)
_SHORT_ADJECTIVES: Final = frozenset(words("adjectives"))
_stemmer: Final = Stemmer.Stemmer("german", 0)  # our own cache holds the results


def exact(word: str) -> str:
    """Lower case without accents and ligatures, umlauts written out: `Müller` → `mueller`, `Straße` → `strasse`."""
    return spelled(word)[:_LONGEST]


def spelled(text: str) -> str:
    """The same for any number of words at once, of any length."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).lower()
    for letter, written in _LETTERS.items():  # many times faster than str.translate
        lowered = lowered.replace(letter, written)
    if not lowered.isascii():
        lowered = _FOREIGN.sub(_bare, lowered)
    return lowered


def _bare(found: re.Match[str]) -> str:
    """Letters without their marks; few of a text's signs come here."""
    decomposed = unicodedata.normalize("NFD", found[0])
    return "".join(_OTHERS.get(char, char) for char in decomposed if not unicodedata.combining(char))


def folded(exact_form: str) -> str:
    """One spelling for Müller, Mueller and Muller: umlauts, written out or not, become their vowel."""
    return _WRITTEN_OUT.sub("", exact_form) if "e" in exact_form else exact_form


def _agent(word: str) -> str | None:
    """The noun in -er behind its inflections and its feminine, or None where -er is only an ending."""
    for ending in ("erinnen", "erin", "ern", "ers", "er"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            if base.endswith((*_ER_PLURALS, *_ADJECTIVE_ENDINGS)) or base in _SHORT_ADJECTIVES:
                return None
            return base + "er"
    return None


@lru_cache(maxsize=2**15)
def stem(exact_form: str) -> str:
    """The stem of a word in its exact form; words with digits are left alone. Hauptstr. is a Hauptstraße."""
    if exact_form.endswith("str"):
        return stem(f"{exact_form}asse")
    if len(exact_form) < 4 or not exact_form.isalpha():
        return folded(exact_form)
    agent = _agent(exact_form)
    if agent:
        return folded(agent)
    # The stemmer leaves this -n: Nachbarn, Regeln, Mitteln.
    whole = exact_form[:-1] if exact_form.endswith(("arn", "eln")) and len(exact_form) > 5 else exact_form
    return folded(_stemmer.stemWord(whole))


@lru_cache(maxsize=4096)
def ocr_readings(folded_form: str) -> tuple[str, ...]:
    """What OCR makes of a word when it misreads more than one letter: rn for m, cl for d…"""
    pairs = (
        ("m", "rn"),
        ("rn", "m"),
        ("d", "cl"),
        ("cl", "d"),
        ("w", "vv"),
        ("ss", "b"),
        ("h", "li"),
        ("ck", "dc"),
    )
    found = {
        folded_form[: match.start()] + put + folded_form[match.end() :]
        for seen, put in pairs
        for match in re.finditer(seen, folded_form)
    }
    return tuple(sorted(found - {folded_form}))
