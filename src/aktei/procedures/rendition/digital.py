# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words and their boxes from the text of a born-digital page."""

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium

from aktei.procedures.rendition.frame import Frame, scaled
from aktei.procedures.rendition.words import Word

_WORD = re.compile(r"\S+")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u0002": "-"})


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The page's visible box and rotation."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, max(1.0, right - left), max(1.0, top - bottom), page.get_rotation())


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """The page's words in the order of the text.

    A word's box spans its first to its last character: two calls per word instead of one per character.
    """
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count <= 0:
        return []
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    # One unit per character position. Characters beyond the basic plane show as two halves, which only widens a box.
    text = bytes(buffer)[: count * 2].decode("utf-16-le", errors="replace")
    if len(text) != count:
        text = "".join(chr(unit) for unit in buffer[:count])
    frame = frame_of(page)
    words: list[Word] = []
    line = -1
    for row in re.finditer(r"[^\r\n]+", text):
        found = [match.span() for match in _WORD.finditer(text, *row.span())]
        boxed = [(text[a:b].translate(_LIGATURES), _box(textpage, frame, a, b)) for a, b in found]
        kept = [(token, box) for token, box in boxed if token.strip("\0") and box]
        line += bool(kept)
        words += [Word(token.replace("\0", ""), *box, line) for token, box in kept if box]
    return words


def _box(textpage: pypdfium2.PdfTextPage, frame: Frame, start: int, end: int) -> tuple[int, int, int, int] | None:
    corners = [box for index in {start, end - 1} if (box := _char_box(textpage, index))]
    if not corners:
        return None
    left, bottom = min(b[0] for b in corners), min(b[1] for b in corners)
    right, top = max(b[2] for b in corners), max(b[3] for b in corners)
    (u0, v0), (u1, v1) = frame.to_display(left, bottom), frame.to_display(right, top)
    if max(u0, u1) < 0 or min(u0, u1) > 1 or max(v0, v1) < 0 or min(v0, v1) > 1:
        return None  # outside what is displayed
    return scaled(min(u0, u1)), scaled(min(v0, v1)), scaled(max(u0, u1)), scaled(max(v0, v1))


def _char_box(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage, index, rectangle):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
