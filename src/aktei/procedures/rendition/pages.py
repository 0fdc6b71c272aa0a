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

from aktei.procedures.rendition import cleaning, digital, finished, judging, layer, pictures, reading, remarks
from aktei.procedures.rendition.composing import closed_up
from aktei.procedures.rendition.flattening import Note
from aktei.procedures.rendition.frame import Frame, scaled
from aktei.procedures.rendition.sniffing import Kind
from aktei.procedures.rendition.words import Word, pack, unpack

_RENDER_DPI = 300
_PICTURE_DPI = 200
_DARK = 100  # mean grey below which an extracted image is taken for inverted and the page is rendered instead


def read(path: str, kind: Kind, pages: list[list[int]], work: str, page_pixels: int, lenient: bool) -> int:
    """Do pages, given as [index in the original, page number]. Returns how many.

    `lenient` takes what can be decoded of an image that is cut off.
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
                _pdf_page(page, number, Path(work), page_pixels, notes.get(index, []))
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
    image = _rendered(page, _PICTURE_DPI, page_pixels, colour=True)
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


def _pdf_page(page: pypdfium2.PdfPage, number: int, work: Path, page_pixels: int, notes: list[Note]) -> None:
    content = judging.content_of(page)
    judged = judging.verdict(content)
    frame = digital.frame_of(page)
    if judged in ("digital", "hidden_text"):
        _store(number, work, frame, digital.words_of(page, content.textpage), judged, 100.0, notes)
    elif judged == "bare":
        _store(number, work, frame, [], "blank", 100.0, notes)
    else:
        grey, dpi = _picture_of(page, content, frame, page_pixels)
        _picture(grey, dpi, frame, number, work, notes)


def _picture(grey: np.ndarray, dpi: float, frame: Frame, number: int, work: Path, notes: Sequence[Note] = ()) -> None:
    """Read a grey page image as displayed and store what was read, with its text layer."""
    clean = cleaning.cleaned(grey, dpi)
    if cleaning.is_blank(clean):
        _store(number, work, frame, [], "blank", 100.0, notes)
        return
    result = reading.read_page(clean)
    height, width = clean.shape if result.quarter_turns % 2 == 0 else clean.shape[::-1]
    words = closed_up(
        [
            Word(
                t.text,
                scaled(t.box[0] / width),
                scaled(t.box[1] / height),
                scaled(t.box[2] / width),
                scaled(t.box[3] / height),
                t.line,
            )
            for t in result.tokens
        ]
    )
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


def _picture_of(
    page: pypdfium2.PdfPage, content: judging.Content, frame: Frame, page_pixels: int
) -> tuple[np.ndarray, float]:
    """The page as a grey image as displayed, and its resolution: the scan itself if the page is just that."""
    if (scan := _sole_scan(content, frame)) is not None and (grey := _decoded(scan)) is not None:
        dpi = grey.shape[1] / (frame.width / 72)
        return np.ascontiguousarray(np.rot90(grey, -frame.rotation // 90)), dpi
    image = _rendered(page, _RENDER_DPI, page_pixels, colour=False)
    return image, image.shape[1] / (frame.displayed[0] / 72)


def _sole_scan(content: judging.Content, frame: Frame) -> pypdfium2.PdfImage | None:
    """The one image that is the whole page, upright and not distorted; None for any other page."""
    if len(content.images) != 1 or content.visible_text or content.paths:
        return None
    scan = content.images[0]
    a, b, c, d, _, _ = scan.get_matrix().get()
    x0, y0, x1, y1 = scan.get_bounds()
    edges = (x0 - frame.left, y0 - frame.bottom, x1 - frame.left - frame.width, y1 - frame.bottom - frame.height)
    fits = all(abs(edge) <= 0.01 * max(frame.width, frame.height) for edge in edges)
    upright = a > 0 and d > 0 and abs(b) < 1e-3 * a and abs(c) < 1e-3 * d
    width, height = scan.get_px_size()
    even = width > 0 and height > 0 and abs((a / width) / (d / height) - 1) < 0.02
    return scan if fits and upright and even and scan.level == 0 else None


def _decoded(scan: pypdfium2.PdfImage) -> np.ndarray | None:
    if scan.get_filters() == ["DCTDecode"]:
        data = np.frombuffer(bytes(scan.get_data()), np.uint8)
        grey = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
    else:
        try:
            bitmap = scan.get_bitmap(render=False)
        except pypdfium2.PdfiumError:
            return None
        grey = _grey(bitmap.to_numpy())
    return grey if grey is not None and grey.mean() > _DARK else None


def _rendered(page: pypdfium2.PdfPage, dpi: float, page_pixels: int, *, colour: bool) -> np.ndarray:
    width, height = page.get_size()
    scale = min(dpi / 72, (page_pixels / 4 / max(1.0, width * height)) ** 0.5)
    array = page.render(scale=scale, grayscale=not colour, prefer_bgrx=False).to_numpy()
    if not colour:
        return _grey(array)
    return np.ascontiguousarray(array[:, :, :3]) if array.ndim == 3 else array


def _grey(array: np.ndarray) -> np.ndarray:
    if array.ndim == 3 and array.shape[2] >= 3:
        return cv2.cvtColor(np.ascontiguousarray(array[:, :, :3]), cv2.COLOR_BGR2GRAY)
    return np.ascontiguousarray(np.squeeze(array))
