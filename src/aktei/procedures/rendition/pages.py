# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One page: judged, read if need be, and left as finished files. Runs in a child.

For page 7 it leaves `00007.json` (what was found; written last, so it says that the page is done), and where needed
`00007.layer` (invisible text to lay over the page) and `00007.pdf` (the page itself, if the original is an image).
"""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2

from aktei.procedures.rendition import (
    cleaning,
    digital,
    faint,
    finished,
    judging,
    layer,
    mixed,
    pictures,
    pieces,
    rastering,
    remarks,
)
from aktei.procedures.rendition.composing import closed_up
from aktei.procedures.rendition.flattening import Note
from aktei.procedures.rendition.frame import Frame, scaled
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.sniffing import Kind
from aktei.procedures.rendition.words import Word, pack, unpack

_PICTURE_DPI = 200
_NO_BETTER = 60.0  # confidence of a reading that is no better than a text layer one doubts


def read(path: str, kind: Kind, pages: list[list[int]], work: str, page_pixels: int, lenient: bool) -> int:
    """Do pages, given as [index in the original, page number]. Returns how many.

    `lenient` takes what can be decoded of an image that is damaged or cut off.
    """
    if kind != "pdf":
        for index, number in pages:
            with remarks.collected():
                _image_page(Path(path), kind, index, number, Path(work), lenient=lenient)
        return len(pages)
    notes = _notes_beside(Path(path))
    with pypdfium2.PdfDocument(path) as document:
        for index, number in pages:
            page = document[index]
            with remarks.collected():
                _pdf_page(page, number, Path(work), page_pixels, notes.get(index, []), lenient=lenient)
            page.close()
    return len(pages)


def as_pictures(path: str, pages: list[list[int]], work: str, page_pixels: int) -> int:
    """Replace PDF pages that cannot be archived as they are by their pictures; text and boxes stay. Returns how many.

    Pages are given as [index in the original, page number].
    """
    with pypdfium2.PdfDocument(path) as document:
        for index, number in pages:
            page = document[index]
            _as_picture(page, number, Path(work), page_pixels)
            page.close()
    return len(pages)


def _as_picture(page: pypdfium2.PdfPage, number: int, work: Path, page_pixels: int) -> None:
    record = finished.read_json(work / f"{number:05}.json")
    turns = ((record["rotation"] - page.get_rotation()) // 90) % 4
    image = rastering.rendered(page, _PICTURE_DPI, page_pixels, colour=True)
    image = np.ascontiguousarray(np.rot90(image, -turns))
    if image.ndim == 3 and _is_grey(image):
        image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    frame = Frame(0, 0, record["width_pt"], record["height_pt"])
    beside = work / f".{number:05}.pdf"
    pictures.page_of(*pictures.smallest(image), frame.width, frame.height).save(beside)
    words = unpack(base64.b64decode(record["words"]))
    finished.write(work / f"{number:05}.layer", layer.text_layer(words, frame))
    finished.adopt(beside, work / f"{number:05}.pdf")
    finished.write_json(work / f"{number:05}.json", record | {"rotation": 0})


def _is_grey(image: np.ndarray) -> bool:
    blue, green, red = cv2.split(image)
    return max(int(cv2.absdiff(blue, green).max()), int(cv2.absdiff(green, red).max())) < 12


def _image_page(path: Path, kind: Kind, index: int, number: int, work: Path, *, lenient: bool) -> None:
    beside = work / f".{number:05}.pdf"
    grey, dpi = pictures.into_page(path, kind, index, beside, lenient=lenient)
    with pikepdf.open(beside) as pdf:
        box = [float(value) for value in pdf.pages[0].mediabox]
        frame = Frame(0, 0, box[2], box[3], int(pdf.pages[0].obj.get("/Rotate", 0)))
    finished.adopt(beside, work / f"{number:05}.pdf")
    _picture(grey, dpi, frame, number, work)


def _notes_beside(path: Path) -> dict[int, list[Note]]:
    """The notes that `triage` found on the pages of a PDF, by page."""
    found: dict[int, list[Note]] = {}
    for index, text, x0, y0, x1, y1 in finished.read_json(path.with_suffix(".notes.json")) or []:
        found.setdefault(index, []).append(Note(index, text, (x0, y0, x1, y1)))
    return found


def _words_of_notes(notes: Sequence[Note], frame: Frame, line: int) -> list[Word]:
    """The words of notes as if they stood on their signs: so they are found, and the sign is marked."""
    words = []
    for at, note in enumerate(notes, line):
        (u0, v0), (u1, v1) = frame.to_display(*note.box[:2]), frame.to_display(*note.box[2:])
        sides = scaled(min(u0, u1)), scaled(min(v0, v1)), scaled(max(u0, u1)), scaled(max(v0, v1))
        words += [Word(token, *sides, at) for token in note.text.split()]
    return words


def _pdf_page(
    page: pypdfium2.PdfPage, number: int, work: Path, page_pixels: int, notes: list[Note], *, lenient: bool
) -> None:
    content = judging.content_of(page)
    judged = judging.verdict(content)
    frame = digital.frame_of(page)
    if judged == "digital":
        _store(number, work, frame, digital.words_of(page, content.textpage), "digital", 100.0, notes)
    elif judged == "bare":
        _store(number, work, frame, [], "blank", 100.0, notes)
    else:
        found = mixed.settled(page, content, frame, page_pixels)
        if found.words is None:
            grey, dpi = rastering.picture_of(page, content, frame, page_pixels)
            if not lenient and ["damaged"] in remarks.so_far():
                raise Quarantined("damaged")
            _picture(grey, dpi, frame, number, work, notes, unsure=found.doubted)
            return
        if found.read:
            finished.write(work / f"{number:05}.layer", layer.text_layer(found.read, frame))
        _store(number, work, frame, found.words, found.source, found.confidence, notes)


def _picture(
    grey: np.ndarray,
    dpi: float,
    frame: Frame,
    number: int,
    work: Path,
    notes: Sequence[Note] = (),
    unsure: Sequence[Word] = (),
) -> None:
    """Read a grey page image as displayed and store what was read, with its text layer.

    `unsure` words came with the page and were doubted; they stay if reading fares no better.
    """
    plain = cleaning.cleaned(grey, rastering.believable(grey.shape, dpi))
    clean = cleaning.prepared(plain)
    if clean is None:
        _store(number, work, frame, [], "blank", 100.0, notes)
        return
    result = pieces.read(clean) if pieces.is_long(clean) else faint.read_page(clean)
    if clean is not plain and faint.shines_through(clean, result):
        _store(number, work, frame, [], "blank", 100.0, notes)
        return
    if unsure and result.confidence < _NO_BETTER:
        _store(number, work, frame, list(unsure), "hidden_text", 100.0, notes)
        return
    words = closed_up(mixed.words_of(result, clean.shape))
    upright = Frame(
        frame.left, frame.bottom, frame.width, frame.height, (frame.rotation + 90 * result.quarter_turns) % 360
    )
    finished.write(work / f"{number:05}.layer", layer.text_layer(words, upright))
    _store(number, work, upright, words, "ocr", result.confidence, notes)


def _store(
    number: int,
    work: Path,
    frame: Frame,
    words: list[Word],
    source: str,
    confidence: float,
    notes: Sequence[Note] = (),
) -> None:
    if noted := _words_of_notes(notes, frame, words[-1].line + 1 if words else 0):
        beside = work / f"{number:05}.layer"
        read = beside.read_bytes() + b"\n" if beside.exists() and source == "ocr" else b""
        finished.write(beside, read + layer.text_layer(noted, frame))
        words = [*words, *noted]
    width, height = frame.displayed
    record: dict[str, Any] = {
        "number": number,
        "width_pt": round(width, 3),
        "height_pt": round(height, 3),
        "rotation": frame.rotation,
        "source": source,
        "confidence": round(confidence, 1),
        "words": base64.b64encode(pack(words)).decode(),
        "remarks": remarks.so_far(),
    }
    finished.write_json(work / f"{number:05}.json", record)
