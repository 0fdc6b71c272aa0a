# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words and their boxes from the text of a born-digital page."""

import ctypes
import math
import re

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from aktei.procedures.rendition import tex_codes
from aktei.procedures.rendition.composing import Edges, closed_up, composed
from aktei.procedures.rendition.frame import Frame
from aktei.procedures.rendition.words import SCALE, Word

# PDFium writes U+FFFE (formerly U+0002) for a hyphen at the end of a line, and no line break.
_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_BREAK = re.compile(r"[\r\n]")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_REPLACED = str.maketrans(
    {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u0002": "-", "\0": "", "\ufffe": "-"}
)
_DIVIDED = ("\ufffe", "\x02")
_SOFT = "\u00ad"


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The page's visible box and rotation."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, max(1.0, right - left), max(1.0, top - bottom), page.get_rotation())


def words_of(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> list[Word]:
    """The page's words in the order of the text.

    A word's box spans its first to its last character: two calls per word instead of one per character.
    """
    text = composed(_text(textpage), lambda at: _edges(textpage, at))
    spans = [match.span() for match in _WORD.finditer(text)]
    if not spans:
        return []
    boxes = _displayed(_boxes(textpage, spans), frame_of(page))
    line, words, ended, divided = -1, [], 0, False
    for (start, end), (x0, y0, x1, y1) in zip(spans, boxes, strict=True):
        token = _token(text, start, end)
        if not token or x1 <= 0 or y1 <= 0 or x0 >= SCALE or y0 >= SCALE:
            continue  # outside what is displayed
        line += line < 0 or divided or _BREAK.search(text, ended, start) is not None
        ended, divided = end, text[end - 1] in _DIVIDED
        words.append(Word(token, max(0, x0), max(0, y0), min(SCALE, x1), min(SCALE, y1), line))
    return closed_up(words)


def _token(text: str, start: int, end: int) -> str:
    """A word as it is written; a soft hyphen is seen only where a line ends."""
    ends_line = text[end - 1] == _SOFT and text[end : end + 1] in ("\r", "\n")
    return text[start:end].translate(_REPLACED) + ("-" if ends_line else "")


def _text(textpage: pypdfium2.PdfTextPage) -> str:
    """One character per 16-bit unit: of a pair, the first becomes the character and the second NUL."""
    count = textpage.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    units = bytes(buffer)[: max(0, written - 1) * 2]
    text = units.decode("utf-16-le", errors="replace")
    return tex_codes.decoded(textpage, _BEYOND.sub(lambda match: match[0] + "\0", text))


def _edges(textpage: pypdfium2.PdfTextPage, position: int) -> Edges:
    """The ink of one character of the text; NaN where PDFium knows no box."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, position)
    sides = [ctypes.c_double() for _ in range(4)]
    if index < 0 or not pdfium.FPDFText_GetCharBox(textpage, index, *sides):
        return (math.nan,) * 4
    left, right, bottom, top = (side.value for side in sides)
    return left, bottom, right, top


def _boxes(textpage: pypdfium2.PdfTextPage, spans: list[tuple[int, int]]) -> np.ndarray:
    """Left, bottom, right, top of each span in the page's space; NaN where PDFium knows no box."""
    corners = np.full((len(spans), 2, 4), np.nan)
    found = pdfium.FS_RECTF()
    for number, (start, end) in enumerate(spans):
        for side, position in enumerate((start, end - 1)):
            # Characters that never made it into the text shift positions against indices.
            index = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, position)
            if pdfium.FPDFText_GetLooseCharBox(textpage, index, found):
                corners[number, side] = found.left, found.bottom, found.right, found.top
    low = np.fmin(corners[:, 0, :2], corners[:, 1, :2])
    high = np.fmax(corners[:, 0, 2:], corners[:, 1, 2:])
    return np.concatenate([low, high], axis=1)


def _displayed(boxes: np.ndarray, frame: Frame) -> list[list[int]]:
    """Boxes in stored coordinates of the displayed page; a box that is not known lies outside."""
    u0, v0 = frame.to_display(boxes[:, 0], boxes[:, 1])
    u1, v1 = frame.to_display(boxes[:, 2], boxes[:, 3])
    sides = np.stack([np.minimum(u0, u1), np.minimum(v0, v1), np.maximum(u0, u1), np.maximum(v0, v1)], axis=1)
    whole: list[list[int]] = np.rint(np.nan_to_num(sides, nan=-1.0).clip(-9, 9) * SCALE).astype(int).tolist()
    return whole
