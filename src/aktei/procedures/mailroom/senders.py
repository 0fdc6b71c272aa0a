# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who wrote a letter: name, address and day of birth as its head and its end tell them. Pure, silent when in doubt."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aktei.procedures.mailroom.clues import read_date
from aktei.records.parties.rules import fold_name

_CLOSING = re.compile(
    r"^(mit (freundlichen?|besten?|herzlichen?) gruss|mit (freundlichen?|besten?) gruesse|hochachtungsvoll|"
    r"(viele|beste|freundliche|herzliche) gruesse|m f g$|mfg$)"
)
_POSTCODE = re.compile(r"(?<!\d)(\d{5})\s+([A-ZÄÖÜ][^\d,·•|]*)")
_STREET = re.compile(r"[^\W\d].*?\s\d{1,4}\s?[a-zA-Z]?(\s?[-/+]\s?\d{1,4}\s?[a-zA-Z]?)?$")
_SEPARATOR = re.compile(r"\s+[·•|∙*–-]\s+|\s*[·•|]\s*|\s*,\s+")
_BORN = re.compile(
    r"(?:geboren(?:\s+am)?|geb\.?(?:\s+am)?|geburtsdatum)\s*:?\s*(\d{1,2}\.\s*(?:\d{1,2}\.|\w+)\s*\d{4})", re.I
)
_ADDRESSED = re.compile(r"^(an(\s+(das|den|die|herrn|frau))?|zu haenden.*|z hd.*|zur kenntnis)$|^an (das|den|die) ")
_POLITE_ALONE = frozenset(
    {"herr", "herrn", "frau", "familie", "eheleute", "absender", "absenderin", "abs", "von", "firma"}
)
_POLITE = re.compile(r"^(Herrn?|Firma|Fa\.|Frau|Familie|Eheleute|Absender(in)?|Abs\.|Von|gez\.|Gez\.)\s*:?\s+")
_TITLES = frozenset(
    (
        "dr",
        "prof",
        "med",
        "jur",
        "phil",
        "rer",
        "nat",
        "dipl",
        "ing",
        "mag",
        "habil",
        "rechtsanwalt",
        "rechtsanwaeltin",
        "ra",
        "steuerberater",
    )
)
_GENERATION = {"jun": "jun", "jr": "jun", "junior": "jun", "sen": "sen", "sr": "sen", "senior": "sen"}
GENERATIONS = frozenset(_GENERATION)
_MAIDEN = re.compile(r"[ ,(]+(geb(\.|orene)?|verw(\.|itwete)?)\s+\S+$", re.IGNORECASE)
_AND = re.compile(r"\s+(und|u\.|&|\+)\s+")
_NOT_SIGNED = re.compile(r"^(im auftrag|i a|in vertretung|i v|i\. ?a\.|anlagen?|unterschrift|gez|ppa|ihre?)$")
_ORGANISATION = re.compile(
    r"\b(gmbh|mbh|ag|kg|ohg|ug|gbr|ev|e v|eg|stadt|gemeinde|kreis|bezirk|amt|gericht|ministerium|kanzlei|anwael\w+|"
    r"versicherung|bank|praxis|verein|verband|stiftung|schule|gymnasium|kita|klinik|partner|inkasso|notar\w*|"
    r"genossenschaft|gesellschaft|zentrum|center|werke|service|beitragsservice|kirche|polizei|zentrale)\b|"
    r"\w*(werke|amt|kasse|gericht|verwaltung|landkreis|kreis|versicherung|krankenhaus|klinikum|hochschule|universitaet|"
    r"behoerde|ministerium|direktion|agentur|center|verein|verband|bau|kanzlei|schule|anstalt|bank|gesellschaft|"
    r"betrieb|handel|apotheke|baeckerei|metzgerei|fleischerei|tischlerei|schreinerei|druckerei|gaertnerei|werkstatt|"
    r"reinigung|technik|immobilien|spedition|logistik|restaurant|hotel|autohaus|kaufhaus|pflegeheim|seniorenheim|"
    r"studio|buero|handlung|vermietung)\b|\w{3,}dienst\b"
)
_LOOKED_AT = 30
_FOOT = 4


@dataclass(frozen=True)
class Sender:
    """Who wrote. `name` is the family name of a person, or what an organisation is called; empty if nobody knows."""

    name: str = ""
    given_name: str = ""
    organisation: bool = False
    street: str = ""
    postcode: str = ""
    city: str = ""
    birth_date: date | None = None
    written: str = ""

    @property
    def full_name(self) -> str:
        """As it stands on the letter."""
        return self.written or f"{self.given_name} {self.name}".strip()

    @property
    def listed_name(self) -> str:
        """As dossiers are called: family name first."""
        return f"{self.name}, {self.given_name}" if self.given_name else self.name


def sender_of(first: Sequence[str], others: Sequence[str] = (), own: Collection[str] = ()) -> Sender:
    """The sender by the lines of the first page and of all others.

    It is who stands above the first address that is neither the office's own nor headed *An*; else who signed.
    """
    ours = {fold_name(each) for each in own if each}
    where = _address(first[:_LOOKED_AT], ours)
    if where.name:
        return where if where.organisation else replace(where, birth_date=_born([*first, *others]))
    for line in _signatures([*first, *others]):
        signed = named(line)
        if signed.name and fold_name(signed.full_name) not in ours:
            return signed if signed.organisation else replace(signed, birth_date=_born([*first, *others]))
    return Sender()


def agreed(told: str, read: Sender) -> Sender:
    """The sender by what the door was told and what the letter says: the letter only knows more of the same one."""
    return read if not told or same_name(told, read.full_name) else named(told)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: in any order, with titles or further given names or without.

    Father and son of one name are two, where both are told apart.
    """
    left, right = (frozenset(fold_name(each).split()) - _TITLES - GENERATIONS for each in (one, other))
    if (before := generation(one)) and (after := generation(other)) and before != after:
        return False
    smaller, larger = sorted((left, right), key=len)
    return bool(smaller) and smaller <= larger and (len(smaller) > 1 or smaller == larger)


def _address(head: Sequence[str], ours: set[str]) -> Sender:
    for index, line in enumerate(head):
        found = _POSTCODE.search(line)
        alone = index == 1 and _STREET.match(line) and not any(map(_POSTCODE.search, head[1:3]))
        if not found and not alone:
            continue
        if found and found.start() > 0 and len(_SEPARATOR.split(line[: found.start()].strip(" ,·•|–-"))) >= 2:
            block = [*_SEPARATOR.split(line[: found.start()].strip(" ,·•|–-"))]  # name · street · postcode in one line
        elif found and found.start() > 0:
            block = [*head[max(0, index - 2) : index], line[: found.start()].strip(" ,·•|–-")]
        else:
            block = list(head[max(0, index - 4) : index]) + ([line] if alone else [])
        block = _own_part(block)
        if not block or any(_is_ours(each, ours) for each in block) or _ADDRESSED.match(fold_name(block[0])):
            continue
        who = next((each for each in map(_addressee, block) if each.name), Sender())
        if who.name:
            street = next((each.strip(" ,") for each in block[1:] if _STREET.match(each.strip(" ,"))), "")
            return replace(
                who, street=street, postcode=found[1] if found else "", city=found[2].strip(" .,;–-") if found else ""
            )
    return Sender()


def _addressee(line: str) -> Sender:
    """Whose address a line begins: of `Stadtwerke · Kundenservice` the first part."""
    found = named(line)
    return named(_SEPARATOR.split(line)[0]) if found.organisation else found


def _own_part(block: Sequence[str]) -> list[str]:
    """What of the lines above a postcode belongs to it: nothing above another postcode, a date or the word *An*."""
    lines = [each.strip() for each in block if each.strip()]
    starts = [
        i + 1 for i, each in enumerate(lines) if _POSTCODE.search(each) or re.search(r"\d{1,2}\.\s*\d{1,2}\.\d", each)
    ]
    lines = lines[starts[-1] if starts else 0 :]
    addressed = [i for i, each in enumerate(lines) if _ADDRESSED.match(fold_name(each))]
    return lines[addressed[-1] :] if addressed else lines


def _is_ours(line: str, ours: set[str]) -> bool:
    folded = fold_name(line)
    return any(folded == each or folded.startswith(f"{each} ") for each in ours)


def _signatures(lines: Sequence[str]) -> list[str]:
    """The lines below the closing in which a name may stand, those below the last closing first."""
    lines = [each for each in lines if each]
    closings = [i for i, each in enumerate(lines) if _CLOSING.match(fold_name(each))]
    return [
        line
        for i in reversed(closings)
        for line in lines[i + 1 : i + 1 + _FOOT]
        if not _NOT_SIGNED.match(fold_name(line))
    ]


def _born(lines: Sequence[str]) -> date | None:
    found = (_BORN.search(line) for line in lines)
    return next((read_date(each[1]) for each in found if each), None)


def named(text: str) -> Sender:
    """A name taken apart, `Yıldız, Ute` as well as `Ute Yıldız`; nobody if it is none."""
    text = " ".join(text.split()).strip(" .,;:·*'`´-–_|")
    while _POLITE.match(text):
        text = _POLITE.sub("", text, count=1)
    letters = sum(each.isalpha() for each in text)
    if any(each in "[]{}<>@§" for each in text) or set(fold_name(text).split()) <= _POLITE_ALONE:
        return Sender()
    if letters < 3 or len(text) > 80 or letters < len(text) * 0.6:
        return Sender()
    if _ORGANISATION.search(fold_name(text)):
        return Sender(text, organisation=True, written=text)
    if any(each.isdigit() for each in text):
        return Sender()
    family, comma, given = text.partition(",")
    if comma and not _words(given):  # `Hans Müller, sen.`
        text, comma = text.replace(",", ""), ""
    if comma and len(family.split()) <= 3 and 0 < len(given.split()) <= 3:
        return Sender(family.strip(), given.strip(), written=text)
    first, _and, second = _AND.sub(" und ", _MAIDEN.sub("", text)).partition(" und ")
    one, other = _words(first), _words(second)
    if other and len(one) < 2:  # `Ute und Emre Yıldız`: both are called so; the first of them stands for both
        one = [*one, *other[1:]] if len(other) > 1 else [*one, *other]
    if not one or len(one) > 5 or not one[0][0].isupper():
        return Sender()
    split = next((i for i, each in enumerate(one) if i and each[0].islower()), len(one) - 1)
    return Sender(" ".join(one[split:]), " ".join(one[:split]), written=text)


def _words(text: str) -> list[str]:
    """The names in it, without titles and without which of two of that name it is."""
    return [each for each in text.split() if fold_name(each) not in _TITLES | GENERATIONS]


def generation(full_name: str) -> frozenset[str]:
    """What tells father and son of one name apart, as far as it is written."""
    return frozenset(_GENERATION[each] for each in fold_name(full_name).split() if each in GENERATIONS)
