# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as they are compared, sorted and heard; when two entries may be one: all reasons at once."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from aktei.base.refusals import Refusal
from aktei.records.parties import refusals

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ø": "oe", "ł": "l"})
_WORD = re.compile(r"[a-z0-9]+")


def fold_name(*parts: str) -> str:
    """`Yıldız, Ute` and `YILDIZ Ute` become `yildiz ute`: for matching, never for showing."""
    text = unicodedata.normalize("NFC", " ".join(parts)).lower().translate(_UMLAUTS)
    plain = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return " ".join(_WORD.findall(plain))


def sort_key(name: str, given_name: str) -> str:
    """What a German address book sorts by: family name first, umlauts as two letters (DIN 5007-2)."""
    return fold_name(name, given_name)[:300]


def sound_of(name: str) -> str:
    """How a family name sounds (Kölner Phonetik, Postel 1969), word by word: `Meyer`, `Maier` and `Mayr` are alike."""
    return " ".join(code for code in map(_sound, fold_name(name).split()) if code)[:100]


_ALWAYS = dict.fromkeys("aeijouy", "0") | dict.fromkeys("fvw", "3") | dict.fromkeys("gkq", "4")
_ALWAYS |= {"b": "1", "l": "5", "m": "6", "n": "6", "r": "7", "s": "8", "z": "8"}


def _sound(word: str) -> str:
    codes = "".join(
        _code(word[at - 1 : at], letter, word[at + 1 : at + 2], first=at == 0) for at, letter in enumerate(word)
    )
    once = "".join(code for at, code in enumerate(codes) if code != codes[at - 1 : at])
    return once[:1] + once[1:].replace("0", "")


def _code(before: str, letter: str, after: str, *, first: bool) -> str:
    if letter in _ALWAYS:
        return _ALWAYS[letter]
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        return _code_of_c(before, after, first=first)
    return ""


def _code_of_c(before: str, after: str, *, first: bool) -> str:
    hard = "ahkloqrux" if first else "ahkoqux"
    is_hard = bool(after) and after in hard and not (before and before in "sz")
    return "4" if is_hard else "8"


@dataclass(frozen=True)
class Described:
    """What is compared of two parties."""

    folded_name: str
    sound: str
    birth_date: date | None = None
    street: str = ""
    postcode: str = ""

    @property
    def folded_street(self) -> str:
        """The street as it is compared: `Lindenstr. 12` and `Lindenstraße 12` are one."""
        return re.sub(r"str(asse)?\b", "str", fold_name(self.street)).replace(" ", "")


def likeness(one: Described, other: Described) -> list[str]:
    """Why two entries may be the same party, as German words; none if they are told apart, or by nothing alike."""
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        return []
    same_name = sorted(one.folded_name.split()) == sorted(other.folded_name.split())
    sounds_alike = bool(one.sound) and one.sound == other.sound
    born_alike = bool(one.birth_date) and one.birth_date == other.birth_date
    lives_alike = bool(one.folded_street) and (one.folded_street, one.postcode) == (other.folded_street, other.postcode)
    if not same_name and not (sounds_alike and (born_alike or lives_alike or _same_initial(one, other))):
        return []
    reasons = {
        "gleicher Name": same_name,
        "Name klingt gleich": sounds_alike and not same_name,
        "gleiches Geburtsdatum": born_alike,
        "gleiche Anschrift": lives_alike,
    }
    return [reason for reason, holds in reasons.items() if holds]


def _same_initial(one: Described, other: Described) -> bool:
    return one.folded_name[:1] == other.folded_name[:1]


def objections_to_entry(*, name: str, email: str = "", role: str | None = None) -> list[Refusal]:
    """Why a party may not be written down like this. `role` None: it gets none."""
    reasons = []
    if not name.strip():
        reasons.append(refusals.NAME_MISSING())
    if role is not None and not role.strip():
        reasons.append(refusals.ROLE_MISSING())
    if email.strip() and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email.strip()):
        reasons.append(refusals.INCOMPLETE_EMAIL())
    return reasons


def objections_to_merging(*, same: bool, already: bool, kinds_differ: bool, all_in_reach: bool) -> list[Refusal]:
    """Why two entries may not become one."""
    reasons = []
    if same:
        reasons.append(refusals.SAME_ENTRY())
    if already:
        reasons.append(refusals.MERGED_ALREADY())
    if kinds_differ:
        reasons.append(refusals.PERSON_AND_ORGANISATION())
    if not all_in_reach:
        reasons.append(refusals.MERGED_BY_RECORDS_MANAGEMENT())
    return reasons


COMMON_ROLES = (
    "Antragstellerin",
    "Antragsteller",
    "Bevollmächtigte",
    "Bevollmächtigter",
    "Betreuerin",
    "Betreuer",
    "Ehepartner",
    "Kind",
    "Vermieter",
    "Arbeitgeber",
    "Widerspruchsführerin",
    "Widerspruchsführer",
    "Rechtsanwältin",
    "Rechtsanwalt",
    "Bauherrin",
    "Bauherr",
    "Nachbar",
    "Sachverständiger",
    "andere Behörde",
)
"""Offered while a role is typed; any other may be typed just as well."""
