# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a PDF page consists of: text one can use, or a picture that must be read."""

import re
from dataclasses import dataclass, field
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]

_MAX_OBJECTS = 20_000
_COVERED = 0.6  # share of the page from which images count as a scan
_FEW_LETTERS = 200  # on a scan, fewer visible letters are a stamp or a scanner's header line
_OUTLINES = 150  # so many paths without text are probably letters turned into outlines
_INVISIBLE = 3
_VOWEL = re.compile(r"[aeiouyäöüáàâéèêíìîóòôúùûåæøœıěůăąę]", re.IGNORECASE)
_RUN = re.compile(r"([^\w\s])\1{2,}")  # dotted lines in tables of contents
_BREAKS = "\0\2"  # PDFium's marks: no code for this glyph, hyphen at the end of a line
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxzß]{7,}", re.IGNORECASE)

Verdict = Literal["digital", "hidden_text", "picture", "bare"]


@dataclass
class Content:
    """The objects of a page."""

    text: str
    visible_text: int = 0
    hidden_text: int = 0
    paths: int = 0
    images: list[pypdfium2.PdfImage] = field(default_factory=list)
    cover: float = 0.0


def content_of(page: pypdfium2.PdfPage) -> Content:
    """List what is on a page, as far as it matters for the verdict."""
    content = Content(page.get_textpage().get_text_range())
    left, bottom, right, top = page.get_cropbox()
    area = max(1.0, (right - left) * (top - bottom))
    for count, item in enumerate(page.get_objects(max_depth=4)):
        if count >= _MAX_OBJECTS:
            break
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            content.images.append(item)
            x0, y0, x1, y1 = item.get_bounds()
            width, height = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
            content.cover += max(0.0, width) * max(0.0, height) / area
        elif item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            hidden = pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
            content.hidden_text += hidden
            content.visible_text += not hidden
        elif item.type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING):
            content.paths += 1
    return content


def verdict(content: Content) -> Verdict:
    """`digital` and `hidden_text` pages keep their text, a `picture` is read, a `bare` page has nothing on it."""
    letters = sum(not char.isspace() for char in content.text)
    good = usable(content.text)
    if content.cover >= _COVERED:
        if good and content.hidden_text > content.visible_text:
            return "hidden_text"
        return "digital" if good and letters >= _FEW_LETTERS else "picture"
    if letters:
        return "digital" if good else "picture"
    if content.images or content.paths >= _OUTLINES:
        return "picture"
    return "bare" if content.paths == 0 else "picture"


def usable(text: str) -> bool:
    """True if text looks like writing: not replacement signs, not a font's private codes, not letter salad."""
    signs = [char for char in _RUN.sub(r"\1", text) if not char.isspace()]
    if not signs:
        return False
    controls = sum(char < " " and char not in _BREAKS for char in signs)
    if controls >= 3 and controls > 0.003 * len(signs):
        return False
    if sum(map(_is_strange, signs)) > 0.02 * len(signs):
        return False
    if sum(map(str.isalnum, signs)) < 0.4 * len(signs):
        return False
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text) if _is_latin(word)]
    if len(words) < 5:
        return True
    pronounceable = sum(bool(_VOWEL.search(word)) and not _CONSONANTS.search(word) for word in words)
    return pronounceable >= 0.7 * len(words)


def _is_strange(char: str) -> bool:
    code = ord(char)
    return (
        (code < 0x20 and char != "\2")
        or 0x7F <= code < 0xA0
        or 0xE000 <= code < 0xF900  # private use
        or code >= 0xF0000
        or code in (0xFFFD, 0xFFFE, 0xFFFF)
    )


def _is_latin(word: str) -> bool:
    return all(ord(char) < 0x250 for char in word)
