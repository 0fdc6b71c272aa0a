# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second part of the gold set: what people write in several ways, and words divided between two pages.

The ways are those of DIN 5008 and of the handbook on the form of statutes (§ 44a, §§ 44, 45), and what letters have
beside them; which of them stands on a page and which is asked is drawn by lot. Beside each fact another page gets one
that differs in a digit or a letter, so that too much is found out as well.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from aktei.entrances.demo.letters import letter

_MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November"),
    "Dezember",
)
_EACH: Final = 12
# Words that the letters do not have, where a dictionary divides them.
_DIVIDED: Final = (
    *("Unterhalts-vorschussgesetz", "Einglie-derungshilfe", "Wohnraum-bewirtschaftung", "Gemeinschafts-unterkunft"),
    *("Erschließungs-beitrag", "Schwerbehinderten-ausweis", "Grundsteuer-messbescheid", "Vermögens-auskunft"),
    *("Abfallwirt-schaftsplan", "Jagdpacht-vertrag", "Denkmal-schutzbehörde", "Waffenbesitz-karte"),
    *("Kurzzeit-pflegeplatz", "Straßenaus-baubeitrag", "Trinkwasser-verordnung", "Gaststätten-erlaubnis"),
)
_FOOTS: Final = ("", "\nSeite 1 von 2", "\n- 1 -", "\n…/2")
_HEADS: Final = ("", "Seite 2 von 2\n", "- 2 -\n", "Schreiben an den Landkreis Musterland\n2\n")
_OF_WORDS: Final = ("one piece or two",)
_APART: Final = (
    *("E-Mail|Email", "Kfz-Zulassung|Kfzzulassung", "Haushalts-Satzung|Haushaltssatzung", "Leih-Fahrrad|Leihfahrrad"),
    *("Müller-Lüdenscheidt|Mueller-Luedenscheidt", "Dorf-Moderation|Dorfmoderation", "O'Neill|O Neill"),
)


@dataclass
class Fact:
    """One thing, in the ways it may be written; `near` is another that looks much like it."""

    ways: Sequence[str]
    near: str


@dataclass
class Page:
    """A page as received; `follows`: it is the next one of the same letter."""

    text: str
    follows: bool = False


def made(first: int) -> tuple[list[Page], list[tuple[str, str, list[int]]]]:
    """Pages, numbered from `first`, and questions: kind, text, right pages."""
    chosen = random.Random(2027)  # noqa: S311 (the same set every time)
    pages = [Page(letter(1_000 + seed, pages=1).text_pages[0]) for seed in range(40)]
    questions: list[tuple[str, str, list[int]]] = []
    whole: dict[str, set[int]] = {}
    for kind, facts in _kinds(chosen).items():
        for fact in facts:
            written, asked = chosen.sample(list(fact.ways), 2)
            right, wrong = chosen.sample(range(len(pages)), 2)
            pages[right].text += f"\nHinweis: {written} wurde vermerkt."
            pages[wrong].text += f"\nHinweis: {fact.near} wurde vermerkt."
            others = [at for at, page in enumerate(pages) if _has(page.text, fact.ways)] if kind in _OF_WORDS else []
            questions.append((kind, asked, sorted({first + at for at in (right, *others)})))
    for number, word in enumerate(_DIVIDED):
        front, back = word.split("-")
        text = letter(2_000 + number, pages=1).text_pages[0]
        pages.append(Page(f"{text}\nBitte beachten Sie auch {front}-{_FOOTS[number % len(_FOOTS)]}"))
        pages.append(Page(f"{_HEADS[number // 4 % len(_HEADS)]}{back} in der geltenden Fassung.\n{text}", follows=True))
        whole[front + back] = {len(pages) - 2, len(pages) - 1}
    for word, put_in in whole.items():
        own = {at for at, page in enumerate(pages) if _has(page.text, [word])}
        questions.append(("page end", word, sorted(first + at for at in put_in | own)))
    return pages, questions


def _has(text: str, ways: Sequence[str]) -> bool:
    """Whether the letter itself has the word, too."""
    return any(re.search(rf"(?<!\w){way}", text, re.IGNORECASE) for way in ways)


def _kinds(chosen: random.Random) -> dict[str, list[Fact]]:
    return {
        kind: [way(chosen) for _ in range(_EACH)]
        for kind, way in (
            ("date", _date),
            ("amount", _amount),
            ("paragraph", _paragraph),
            ("file number of a court", _court),
            ("telephone", _telephone),
            ("plate", _plate),
        )
    } | {"one piece or two": [Fact(each.split("|"), "ein Schreiben") for each in _APART]}


def _date(chosen: random.Random) -> Fact:
    day = date(chosen.randrange(1931, 1970), chosen.randrange(1, 12), chosen.randrange(1, 28))
    other = day.replace(month=day.month + 1)
    month = _MONTHS[day.month - 1]
    return Fact(
        (f"{day:%d.%m.%Y}", f"{day.day}. {month} {day.year}", f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day.year}"),
        f"{other:%d.%m.%Y}",
    )


def _amount(chosen: random.Random) -> Fact:
    euros, cents = chosen.randrange(1_000, 99_000), chosen.randrange(10, 99)
    grouped = f"{euros:,}".replace(",", ".")
    return Fact(
        (
            f"{grouped},{cents} €",
            f"{euros},{cents} EUR",
            f"{grouped.replace('.', ' ')},{cents} Euro",
            f"{euros},{cents}",
        ),
        f"{grouped},{cents - 1} €",
    )


def _paragraph(chosen: random.Random) -> Fact:
    number, sign = chosen.randrange(100, 900), chosen.choice("abcd")
    return Fact(
        (f"§ {number}{sign}", f"§ {number} {sign}", f"§{number}{sign}", f"Paragraf {number}{sign}"),
        f"§ {number}, Nummer {number}{sign}",
    )


def _court(chosen: random.Random) -> Fact:
    chamber, number, year = chosen.randrange(1, 30), chosen.randrange(100, 999), chosen.randrange(20, 26)
    sign = chosen.choice(("AS", "SO", "K", "L", "R"))
    return Fact(
        (f"{chamber} {sign} {number}/{year}", f"{chamber}{sign}{number}/{year}", f"{chamber} {sign} {number} / {year}"),
        f"{chamber} {sign} {number + 1}/{year}",
    )


def _telephone(chosen: random.Random) -> Fact:
    code, number, line = chosen.randrange(2_000, 9_999), chosen.randrange(1_000, 9_999), chosen.randrange(10, 99)
    return Fact(
        (
            *(f"0{code} {number}-{line}", f"+49 {code} {number}-{line}", f"(0{code}) {number}{line}"),
            *(f"0049 {code} {number}{line}", f"0{code}/{number}{line}", f"+49 (0){code} {number} {line}"),
        ),
        f"0{code} {number}-{line + 1}",
    )


def _plate(chosen: random.Random) -> Fact:
    letters, number = "".join(chosen.choices("ABCDEFGHJKLMNPRST", k=2)), chosen.randrange(10, 9_999)
    return Fact((f"MU-{letters} {number}", f"MU {letters} {number}", f"MU-{letters}{number}"), f"MX-{letters} {number}")
