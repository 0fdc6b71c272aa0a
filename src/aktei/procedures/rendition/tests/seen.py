# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What later steps see of a sheet: its text, its ink, its words."""

import io

import pikepdf
import pypdfium2

from aktei.procedures.rendition import preparing, remarks
from aktei.procedures.rendition.tests.sheets import Sheet


def prepared(sheet: Sheet):
    """The copy that later steps open, its page, what was remarked, and the notes."""
    pdf = pikepdf.open(io.BytesIO(sheet.data))
    with remarks.collected():
        notes = preparing.prepare(pdf)
        said = remarks.so_far()
    out = io.BytesIO()
    pdf.save(out)
    return pypdfium2.PdfDocument(out.getvalue()), said, notes


def words(sheet: Sheet) -> str:
    document, _said, _notes = prepared(sheet)
    return document[0].get_textpage().get_text_range()


def ink(sheet: Sheet, box) -> float:
    """Share of pixels within a box (in the page's points) that are not white."""
    document, _said, _notes = prepared(sheet)
    picture = document[0].render(scale=2, grayscale=True).to_numpy().squeeze()
    height = picture.shape[0]
    x0, y0, x1, y1 = (round(2 * side) for side in box)
    return float((picture[height - y1 : height - y0, x0:x1] < 200).mean())


def place(rendered, word: str):
    """The middle of a word on the first page, in shares from the top left."""
    found = next(each for each in rendered.pages[0].words if word in each.text)
    return (found.x0 + found.x1) / 20_000, (found.y0 + found.y1) / 20_000
