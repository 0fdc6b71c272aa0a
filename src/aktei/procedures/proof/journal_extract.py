# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the journal as a file for people: CSV, JSON, or PDF/A. Each reader gets what they are told on the page.

More lines than one PDF holds become a ZIP of several.
"""

import itertools
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.dates import moment_text
from aktei.exchange.tables.writing import BYTE_ORDER_MARK, lines
from aktei.procedures.proof import journal_sentences, paper, queries
from aktei.procedures.proof.journal_question import JournalQuestion

AT_ONCE = 500
ONE_PAPER = 5_000
"""Lines of one PDF."""
MOST_ON_PAPER = 100_000
"""Lines of all PDFs of an extract; who wants more takes a table."""
_COLUMNS = ("Platz", "Zeit", "Person", "für", "Zugang", "Ereignis", "Aktenzeichen", "Was geschah")

Batches = Iterator[Sequence[journal_sentences.ToldLine]]
Write = Callable[[BinaryIO, Batches], tuple[int, str]]


class TooLong(Exception):
    """More lines than this kind of file can hold."""


def write(actor: Actor, asked: JournalQuestion, format: str, target: BinaryIO) -> tuple[int, str]:
    """Write the lines that fit, newest first; returns how many, and how the file's name ends.

    Raises `TooLong` for too much paper.
    """
    if format == "pdf" and not queries.is_short(actor, asked, MOST_ON_PAPER):
        raise TooLong
    writers: dict[str, Write] = {"csv": _csv, "json": _json, "pdf": _pdf}
    return writers[format](target, _batches(actor, asked))


def _batches(actor: Actor, asked: JournalQuestion) -> Batches:
    after: int | None = None
    while batch := list(queries.lines(actor, asked, after=after)[:AT_ONCE]):
        yield journal_sentences.tell(actor, batch)
        after = batch[-1].id


def _csv(target: BinaryIO, batches: Batches) -> tuple[int, str]:
    count = -1  # the head
    for line in lines(_COLUMNS, (_cells(each) for batch in batches for each in batch)):
        target.write(line.encode())
        count += line != BYTE_ORDER_MARK
    return count, "csv"


def _json(target: BinaryIO, batches: Batches) -> tuple[int, str]:
    count = 0
    target.write(b"[")
    for batch in batches:
        for each in batch:
            target.write((b",\n" if count else b"\n") + json.dumps(_plain(each), ensure_ascii=False).encode())
            count += 1
    target.write(b"\n]\n")
    return count, "json"


def _pdf(target: BinaryIO, batches: Batches) -> tuple[int, str]:
    """One paper if the lines fit on it, else a ZIP of papers, each small enough to be set in one go."""
    papers = _papers(batches)
    first = next(papers, [])
    second = next(papers, None)
    if second is None:
        target.write(_paper(first, 1))
        return len(first), "pdf"
    count = 0
    with zipfile.ZipFile(target, "w") as archive:
        for number, rows in enumerate(itertools.chain((first, second), papers), start=1):
            count += len(rows)
            archive.writestr(f"Protokoll-Teil-{number:02}.pdf", _paper(rows, number, of_several=True))
    return count, "zip"


def _papers(batches: Batches) -> Iterator[list[list[str]]]:
    """The lines as rows of a table, as many at a time as go on one paper."""
    rows: list[list[str]] = []
    for batch in batches:
        rows += [[str(each.position) if each.position is not None else "–", _when(each), _said(each)] for each in batch]
        while len(rows) >= ONE_PAPER:
            yield rows[:ONE_PAPER]
            rows = rows[ONE_PAPER:]
    if rows:
        yield rows


def _paper(rows: list[list[str]], number: int, *, of_several: bool = False) -> bytes:
    title = "Auszug aus dem Protokoll" + (f", Teil {number}" if of_several else "")
    made = moment_text(timezone.now())
    first = (number - 1) * ONE_PAPER + 1
    which = f"Zeilen {first} bis {first + len(rows) - 1} des Auszugs" if of_several else f"{len(rows)} Zeilen"
    intro = [f"Erstellt am {made}; {which}, neueste zuerst."]
    return paper.table(title, intro, ("Platz", "Zeit", "Was geschah"), rows, title)


def _cells(each: journal_sentences.ToldLine) -> list[str]:
    position = str(each.position) if each.position is not None else ""
    when = timezone.localtime(each.at).strftime("%d.%m.%Y %H:%M:%S")
    return [position, when, each.who, each.for_whom, each.client, each.kind, each.reference, each.sentence]


def _plain(each: journal_sentences.ToldLine) -> dict[str, Any]:
    for_another = each.for_person not in (None, each.person)
    return {
        "id": each.id,
        "position": each.position,
        "at": each.at.isoformat(),
        "person": {"id": str(each.person), "name": each.who} if each.person else None,
        "for_person": {"id": str(each.for_person), "name": each.for_whom} if for_another else None,
        "client": each.client,
        "kind": each.kind,
        "node": str(each.node),
        "reference": each.reference,
        "sentence": each.sentence,
        "data": each.data,
    }


def _when(each: journal_sentences.ToldLine) -> str:
    return moment_text(each.at)


def _said(each: journal_sentences.ToldLine) -> str:
    who = f"{each.who} für {each.for_whom}" if each.for_whom else each.who
    where = f" ({each.reference})" if each.reference and each.reference not in each.sentence else ""
    return f"{who} {each.sentence}{where}."
