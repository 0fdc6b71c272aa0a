# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Precision and recall of the search on the gold set: what `gold/README.md` tells, asked of an index of its own."""

import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final
from uuid import UUID

from aktei.procedures.search.analysis import Half
from aktei.procedures.search.engines.port import MOST_HITS, Entry, RecordKind, Request
from aktei.procedures.search.engines.tantivy import TantivyEngine
from aktei.procedures.search.page_ends import of_pages
from aktei.procedures.search.query import parse
from aktei.procedures.search.wanted import Step

_SECOND_PART: Final = frozenset(
    ("date", "amount", "paragraph", "file number of a court", "telephone", "plate", "one piece or two", "page end")
)
_PLACE: Final = files(__package__).joinpath("gold")


@dataclass(frozen=True)
class Question:
    """What is asked, and the numbers of the pages that answer it."""

    kind: str
    text: str
    right: frozenset[int]


@dataclass
class Score:
    """Pages found that are right, found at all, and right at all, over some questions."""

    questions: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0

    def add(self, found: frozenset[int], right: frozenset[int]) -> None:
        """Count one more question."""
        self.questions += 1
        self.hit += len(found & right)
        self.found += len(found)
        self.right += len(right)

    @property
    def precision(self) -> float:
        """Of what was found, how much is right."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what is right, how much was found."""
        return self.hit / self.right if self.right else 1.0


def questions() -> list[Question]:
    """The questions with their right pages."""
    with _PLACE.joinpath("questions.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Question(row["kind"], row["question"], frozenset(map(int, (row["right pages"] or "").split()))) for row in rows
    ]


def index(root: Path) -> TantivyEngine:
    """The pages of the gold set, indexed."""
    engine = TantivyEngine(root)
    lines = _PLACE.joinpath("pages.jsonl").read_text(encoding="utf-8").splitlines()
    pages = {page["page"]: page for page in map(json.loads, lines)}
    halves: dict[int, tuple[Half, ...]] = {}
    for number, page in pages.items():
        if "follows" in page:
            before = page["follows"]
            halves[before], halves[number] = of_pages([pages[before]["text"], page["text"]])
    with engine.writing() as writer:
        for number, page in pages.items():
            owner, reader, divided = UUID(int=number), readers(page["part"]), halves.get(number, ())
            writer.add([Entry(RecordKind.PAGE, owner, reader, "gold", number=1, text=page["text"], halves=divided)])
        writer.commit()
    return engine


def readers(part: int) -> frozenset[UUID]:
    """Who may read a part of the set: its questions are asked of its own pages."""
    return frozenset({UUID(int=part)})


def found(engine: TantivyEngine, question: Question, *steps: Step) -> frozenset[int]:
    """The numbers of all pages that these groups of hits hold."""
    reach = readers(2 if question.kind in _SECOND_PART else 1)
    pages: set[int] = set()
    for step in steps:
        offset = 0
        while hits := engine.search(
            Request(parse(question.text), reach, step=step, limit=MOST_HITS, offset=offset)
        ).hits:
            pages.update(hit.document.int for hit in hits)
            offset += len(hits)
    return frozenset(pages)


def measure(asked: Iterable[Question] | None = None) -> dict[str, dict[str, Score]]:
    """By kind of question: the score of the hits, and of the hits with the group of similar spellings; and of all."""
    ways = {"hits": (Step.FORMS,), "with similar spellings": (Step.FORMS, Step.SIMILAR)}
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: {way: Score() for way in ways})
    with tempfile.TemporaryDirectory() as directory:
        engine = index(Path(directory))
        for question in asked or questions():
            for way, steps in ways.items():
                pages = found(engine, question, *steps)
                scores[question.kind][way].add(pages, question.right)
                scores["all"][way].add(pages, question.right)
    return dict(scores)


def table(scores: dict[str, dict[str, Score]]) -> list[str]:
    """The scores as lines of Markdown."""
    lines = [
        "| gold set | questions | precision | recall | precision with similar | recall with similar |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind, ways in scores.items():
        hits, wide = ways["hits"], ways["with similar spellings"]
        lines.append(
            f"| {kind} | {hits.questions} | {hits.precision:.3f} | {hits.recall:.3f} | {wide.precision:.3f} | "
            f"{wide.recall:.3f} |"
        )
    return lines
