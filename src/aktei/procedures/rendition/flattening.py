# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever shows on a page becomes part of the page, before anything is read, drawn or archived.

Fields, ticks, stamps, signatures and comments lie over a page and are drawn by whoever shows it. Once they are part of
the copy that every later step opens, text, picture and archival copy agree about them.
"""

import contextlib
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from aktei.procedures.rendition import boxes, comments, fields, remarks, signatures, unplaced

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5


@dataclass(frozen=True)
class Note:
    """The text of a comment of which the page shows only a sign, and where that sits in the page's coordinates."""

    index: int
    text: str
    box: boxes.Box


def flatten(pdf: pikepdf.Pdf) -> list[Note]:
    """Draw everything that shows into the pages, and leave of the annotations only links. Returns the notes."""
    if lost := unplaced.told(pdf):
        remarks.note("fields_unseen", *lost)
    if signers := signatures.unseen(pdf):
        remarks.note("signature_unseen", *signers)
    said = {index: _saying(page) for index, page in enumerate(pdf.pages) if "/Annots" in page.obj}
    seen = {index: _visible(pdf.pages[index]) for index in said}
    if not seen:
        _without_form(pdf)
        return []
    everything = [item for items in seen.values() for item in items]
    _order_boxes(everything)
    fields.draw(pdf, [item for item in everything if item.get("/Subtype") == Name.Widget])
    comments.draw(pdf, [item for item in everything if item.get("/Subtype") != Name.Widget])
    notes = [note for index, items in said.items() for note in _notes(index, items)]
    with contextlib.suppress(RuntimeError):
        pdf.flatten_annotations("screen")
    for index in seen:
        _only_links(pdf.pages[index].obj)
    _without_form(pdf)
    return notes


def _annotations(page: pikepdf.Page) -> list[Any]:
    annotations = page.obj.get("/Annots")
    return [item for item in annotations if isinstance(item, Dictionary)] if isinstance(annotations, Array) else []


def _visible(page: pikepdf.Page) -> list[Any]:
    """The annotations that the screen shows; the others leave the page."""
    shown = [item for item in _annotations(page) if _shows(item)]
    page.obj["/Annots"] = Array(shown)
    return shown


def _saying(page: pikepdf.Page) -> list[Any]:
    """What may say something: what shows, and the answers to it, which programs mark as hidden."""
    return [item for item in _annotations(page) if _shows(item) or _answers(item)]


def _answers(item: Any) -> bool:
    said_before = item.get("/IRT")
    return isinstance(said_before, Dictionary) and _shows(said_before)


def _shows(item: Any) -> bool:
    return not int(boxes.number(item.get("/F"))) & (_HIDDEN | _NO_VIEW) and item.get("/Subtype") != Name.Popup


def _order_boxes(items: list[Any]) -> None:
    """Rectangles whose corners are given in another order mean the same and confuse many programs."""
    for item in items:
        if box := boxes.rectangle(item.get("/Rect")):
            item["/Rect"] = Array([round(side, 4) for side in box])
        appearance = item.get("/AP")
        normal = appearance.get("/N") if isinstance(appearance, Dictionary) else None
        for form in [normal] if isinstance(normal, Stream) else _streams(normal):
            if box := boxes.rectangle(form.get("/BBox")):
                form["/BBox"] = Array([round(side, 4) for side in box])


def _streams(states: Any) -> list[Any]:
    return [each for each in states.values() if isinstance(each, Stream)] if isinstance(states, Dictionary) else []


def _notes(index: int, items: list[Any]) -> list[Note]:
    found = ((comments.said_by(item), boxes.rectangle(item.get("/Rect"))) for item in items)
    return [Note(index, text, box) for text, box in found if text and box]


def _only_links(page: Any) -> None:
    annotations = page.get("/Annots")
    kept = [item for item in annotations if _is_link(item)] if isinstance(annotations, Array) else []
    if kept:
        page["/Annots"] = Array(kept)
    elif "/Annots" in page:
        del page["/Annots"]


def _is_link(item: Any) -> bool:
    if not isinstance(item, Dictionary) or item.get("/Subtype") != Name.Link:
        return False
    action = item.get("/A")
    return action is None or (isinstance(action, Dictionary) and action.get("/S") in (Name.URI, Name.GoTo))


def _without_form(pdf: pikepdf.Pdf) -> None:
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
