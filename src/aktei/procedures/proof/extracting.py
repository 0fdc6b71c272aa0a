# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the journal as a file for people: CSV, JSON, or PDF/A. Each reader gets what they are told on the page."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from django.utils import timezone

from aktei.base.journal.acts import Actor
from aktei.procedures.proof import paper, queries, telling
from aktei.procedures.proof.accessing import harmless
from aktei.procedures.proof.asking import Asked

AT_ONCE = 500
MOST_ON_PAPER = 5_000
"""Lines of a PDF; who wants more takes a table."""
_COLUMNS = ("Platz", "Zeit", "Person", "für", "Zugang", "Ereignis", "Aktenzeichen", "Was geschah")

Write = Callable[[BinaryIO, Iterator[Sequence[telling.Told]]], int]


class TooLong(Exception):
    """More lines than this kind of file can hold."""


def write(actor: Actor, asked: Asked, format: str, target: BinaryIO) -> int:
    """Write the lines that fit, newest first; returns how many. Raises `TooLong` for too much paper."""
    writers: dict[str, Write] = {"csv": _csv, "json": _json, "pdf": _pdf}
    return writers[format](target, _batches(actor, asked))


def _batches(actor: Actor, asked: Asked) -> Iterator[Sequence[telling.Told]]:
    after: int | None = None
    while batch := list(queries.lines(actor, asked, after=after)[:AT_ONCE]):
        yield telling.tell(actor, batch)
        after = batch[-1].id


def _csv(target: BinaryIO, batches: Iterator[Sequence[telling.Told]]) -> int:
    count = 0
    text = io.TextIOWrapper(target, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_COLUMNS)
    for batch in batches:
        writer.writerows([harmless(cell) for cell in _cells(each)] for each in batch)
        count += len(batch)
    text.detach()
    return count


def _json(target: BinaryIO, batches: Iterator[Sequence[telling.Told]]) -> int:
    count = 0
    target.write(b"[")
    for batch in batches:
        for each in batch:
            target.write((b",\n" if count else b"\n") + json.dumps(_plain(each), ensure_ascii=False).encode())
            count += 1
    target.write(b"\n]\n")
    return count


def _pdf(target: BinaryIO, batches: Iterator[Sequence[telling.Told]]) -> int:
    """One paper, small enough to be set in one go."""
    rows: list[list[str]] = []
    for batch in batches:
        rows += [[str(each.position) if each.position is not None else "–", _when(each), _said(each)] for each in batch]
        if len(rows) > MOST_ON_PAPER:
            raise TooLong
    title = "Auszug aus dem Protokoll"
    made = timezone.localtime().strftime("%d.%m.%Y, %H:%M Uhr")
    intro = [f"Erstellt am {made}; {len(rows)} Zeilen, neueste zuerst."]
    target.write(paper.table(title, intro, ("Platz", "Zeit", "Was geschah"), rows, title))
    return len(rows)


def _cells(each: telling.Told) -> list[str]:
    position = str(each.position) if each.position is not None else ""
    when = timezone.localtime(each.at).strftime("%d.%m.%Y %H:%M:%S")
    return [position, when, each.who, each.for_whom, each.client, each.kind, each.reference, each.sentence]


def _plain(each: telling.Told) -> dict[str, Any]:
    return {
        "id": each.id,
        "position": each.position,
        "at": each.at.isoformat(),
        "person": {"id": str(each.person), "name": each.who} if each.person else None,
        "for_person": {"id": str(each.for_person), "name": each.for_whom} if each.for_person else None,
        "client": each.client,
        "kind": each.kind,
        "node": str(each.node),
        "reference": each.reference,
        "sentence": each.sentence,
        "data": each.data,
    }


def _when(each: telling.Told) -> str:
    return timezone.localtime(each.at).strftime("%d.%m.%Y, %H:%M Uhr")


def _said(each: telling.Told) -> str:
    who = f"{each.who} für {each.for_whom}" if each.for_whom else each.who
    where = f" ({each.reference})" if each.reference and each.reference not in each.sentence else ""
    return f"{who} {each.sentence}{where}."
