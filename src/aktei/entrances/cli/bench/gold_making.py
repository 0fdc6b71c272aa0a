# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the gold set of the search came about: `python -m aktei.entrances.cli.bench.gold_making` writes it anew.

Pages are letters of the demo county, as somebody would read them. What is right is told by that clean text and by what
the maker put in, never by the search: a rule (a regular expression) for each question of words, the fact itself for
names and numbers. Only then pages become what offices get: lines end, words are divided there, some are misread.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aktei.entrances.cli.bench import gold_ways
from aktei.entrances.demo.letters import letter

PLACE: Final = Path(__file__).parent / "gold"
_PAGES: Final = 150
_QUESTIONS: Final = 300
_REFERENCES: Final = 25
_WIDTH: Final = 74
_MISREAD: Final = (("m", "rn"), ("e", "c"), ("rn", "m"), ("l", "i"), ("h", "b"), ("ü", "u"), ("n", "u"))


@dataclass
class _Page:
    """A page as written, and what its maker knows of it."""

    text: str
    person: str
    facts: dict[str, str] = field(default_factory=dict)


def _grouped(chosen: random.Random, ways: tuple[str, ...]) -> tuple[str, str]:
    """The same number in two ways: as it is written, and as somebody asks for it."""
    written, asked = chosen.sample(ways, 2)
    return written, asked


def _numbers(chosen: random.Random) -> dict[str, tuple[str, str]]:
    account = f"{chosen.randrange(10**20):020}"
    phone, line = f"0{chosen.randrange(2_000, 9_999)}", f"{chosen.randrange(10**6, 10**7)}"
    tax, born, serial = (
        f"{chosen.randrange(10**10, 10**11)}",
        f"{chosen.randrange(10**5, 10**6)}",
        f"{chosen.randrange(1000):03}",
    )
    fours = " ".join([f"DE{account[:2]}", *(account[at : at + 4] for at in range(2, 20, 4))])
    return {
        "IBAN": _grouped(chosen, (fours, "DE" + account, f"DE{account[:2]} {account[2:10]} {account[10:]}")),
        "Telefon": _grouped(
            chosen,
            (
                f"{phone}/{line}",
                phone + line,
                f"{phone} {line[:3]} {line[3:]}",
                f"+49 {phone[1:]} {line}",
                f"({phone}) {line[:4]}-{line[4:]}",
            ),
        ),
        "Steuer-ID": _grouped(
            chosen, (f"{tax[:2]} {tax[2:5]} {tax[5:8]} {tax[8:]}", tax, f"{tax[:3]}/{tax[3:7]}/{tax[7:]}")
        ),
        "Rentenversicherungsnummer": _grouped(
            chosen, (f"12 {born} M {serial}", f"12{born}M{serial}", f"12-{born}-M-{serial}")
        ),
    }


def _rules(kind: str) -> dict[str, str]:
    """What was written by hand for this kind of question: question → rule, in order."""
    rows = (line.split("\t") for line in (PLACE / "rules.tsv").read_text(encoding="utf-8").splitlines()[1:])
    return {question: rule for its, question, rule in rows if its == kind}


def _pages(chosen: random.Random) -> list[_Page]:
    made = []
    names = [(name, asked) for asked, name in _rules("name without marks").items()]
    for seed in range(_PAGES):
        zeros = chosen.choice((f"{seed + 1:05}", str(seed + 1)))
        letters = letter(seed, pages=1, reference=f"50.30-2026/{zeros}" if seed % 3 == 0 else None)
        page = _Page(letters.text_pages[0], letters.person.family_name)
        if seed % 3 == 0:
            page.facts["reference"] = f"50.30-2026/{seed + 1 if len(zeros) == 5 else f'{seed + 1:05}'}"
        lines = []
        for label, (written, asked) in _numbers(chosen).items():
            if chosen.random() < 0.4:
                lines.append(f"{label}: {written}")
                page.facts[f"number {label}"] = asked
        if seed % 4 == 1:
            name, asked = names[seed // 4 % len(names)]
            lines.append(f"Mitunterzeichnet von {name}")
            page.facts["name"] = asked
        page.text = "\n".join([page.text, *lines])
        made.append(page)
    return made


@dataclass(frozen=True)
class _Question:
    kind: str
    text: str
    rule: str
    right: list[int]


def _questions(pages: list[_Page], chosen: random.Random) -> Iterator[_Question]:
    def fitting(rule: str) -> list[int]:
        return [at for at, page in enumerate(pages) if re.search(rule, page.text, re.IGNORECASE)]

    def by_fact(kind: str, fact: str, number: int) -> Iterator[_Question]:
        known = {page.facts[each] for page in pages for each in page.facts if each.startswith(fact)}
        for text in chosen.sample(sorted(known), number):
            yield _Question(kind, text, "put in", [at for at, page in enumerate(pages) if text in page.facts.values()])

    rules = {kind: _rules(kind) for kind in ("word", "part of compounds", "phrase", "two words", "nowhere")}
    for kind in ("word", "part of compounds", "phrase"):
        yield from (_Question(kind, text, rule, fitting(rule)) for text, rule in rules[kind].items())
    for text in rules["two words"]:
        of_each = [rules["word"][word] for word in text.split()]
        yield _Question(
            "two words", text, " and ".join(of_each), sorted(set.intersection(*map(set, map(fitting, of_each))))
        )
    families = sorted({page.person for page in pages})
    for family in families:
        rule = rf"(?<![\w-]){family}(?![\w-])"
        yield _Question("family name", chosen.choice((family, _written_out(family))), rule, fitting(rule))
    names = len(_rules("name without marks"))
    yield from by_fact("name without marks", "name", names)
    yield from by_fact("reference", "reference", _REFERENCES)
    others = sum(map(len, rules.values())) + len(families) + names + _REFERENCES
    yield from by_fact("number", "number", _QUESTIONS - others)
    yield from (_Question("nowhere", text, "on no page", []) for text in rules["nowhere"])


def _written_out(name: str) -> str:
    for letter_, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ö", "Oe")):
        name = name.replace(letter_, written)
    return name


def _as_received(text: str, chosen: random.Random, *, misread: bool) -> str:
    """The page with lines that end and words divided there, and on some pages words misread."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for written in paragraph.split(" "):
            word = _misread(written, chosen) if misread and chosen.random() < 0.04 else written
            room = _WIDTH - len(line) - 1
            if len(word) > room:
                cut = _syllable(word, room)
                lines.append(f"{line} {word[:cut]}-" if cut else line)
                line, word = "", word[cut:]
            line = f"{line} {word}".strip()
        lines.append(line)
    return "\n".join(lines)


def _misread(word: str, chosen: random.Random) -> str:
    fitting = [(seen, read) for seen, read in _MISREAD if seen in word[1:]] if word.isalpha() and len(word) > 5 else []
    if not fitting:
        return word
    seen, read = chosen.choice(fitting)
    return word[0] + word[1:].replace(seen, read, 1)


def _syllable(word: str, room: int) -> int:
    """Where to divide a word: before a consonant that a vowel follows, as far to the right as there is room."""
    if not word.strip(".,;").isalpha():
        return 0
    before = re.finditer(r"[a-zäöüß](?=[bdfghjklmnprstvwz][aeiouäöü])", word)
    places = [match.start() + 1 for match in before if match.start() > 2]
    return max((place for place in places if place < room and len(word) - place > 2), default=0)


def make(told: Callable[[str], None] = print) -> None:
    """Write pages and questions anew."""
    chosen = random.Random(2026)  # noqa: S311 (the same set every time)
    pages = _pages(chosen)
    questions = list(_questions(pages, chosen))
    ways, asked = gold_ways.made(len(pages))
    questions += [_Question(kind, text, "put in", right) for kind, text, right in asked]
    with (PLACE / "pages.jsonl").open("w", encoding="utf-8") as file:
        for number, page in enumerate(pages):
            text = _as_received(page.text, chosen, misread=number % 6 == 5)
            file.write(json.dumps({"page": number, "part": 1, "text": text}, ensure_ascii=False) + "\n")
        for number, more in enumerate(ways, start=len(pages)):
            follows = {"follows": number - 1} if more.follows else {}
            file.write(json.dumps({"page": number, "part": 2, "text": more.text, **follows}, ensure_ascii=False) + "\n")
    with (PLACE / "questions.tsv").open("w", encoding="utf-8") as file:
        file.write("kind\tquestion\trule\tright pages\n")
        for one in questions:
            file.write("\t".join([one.kind, one.text, one.rule, " ".join(map(str, one.right))]) + "\n")
    unanswered = sum(not one.right for one in questions)
    told(f"{len(pages) + len(ways)} pages, {len(questions)} questions, {unanswered} without an answer")


if __name__ == "__main__":
    make()
