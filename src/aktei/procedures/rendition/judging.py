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
_BLANKS = re.compile(r"\s+")
_SPOKEN = re.compile(r"[^\W_]")
# NUL and STX are PDFium's own marks: no code for this glyph, hyphen at the end of a line.
_CONTROLS = re.compile(r"[\x01\x03-\x1f]")
# Controls, private use, replacement signs: a font whose codes mean nothing to anybody else.
_STRANGE = re.compile("[\\x00\\x01\\x03-\\x1f\\x7f-\\x9f\ue000-\uf8ff\ufffd\ufffe\uffff\U000f0000-\U0010ffff]")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxzß]{7,}", re.IGNORECASE)

Verdict = Literal["digital", "hidden_text", "picture", "bare"]


@dataclass
class Content:
    """The objects of a page."""

    textpage: pypdfium2.PdfTextPage
    text: str
    visible_text: int = 0
    hidden_text: int = 0
    paths: int = 0
    images: list[pypdfium2.PdfImage] = field(default_factory=list)
    cover: float = 0.0


def content_of(page: pypdfium2.PdfPage) -> Content:
    """List what is on a page, as far as it matters for the verdict."""
    textpage = page.get_textpage()
    content = Content(textpage, textpage.get_text_range())
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
    letters = len(_BLANKS.sub("", content.text))
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
    signs = _BLANKS.sub("", _RUN.sub(r"\1", text))
    if not signs:
        return False
    controls = len(_CONTROLS.findall(signs))
    if controls >= 3 and controls > 0.003 * len(signs):
        return False
    if len(_STRANGE.findall(signs)) > 0.02 * len(signs):
        return False
    if len(_SPOKEN.findall(signs)) < 0.4 * len(signs):
        return False
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text) if _is_latin(word)]
    if len(words) < 5:
        return True
    pronounceable = sum(bool(_VOWEL.search(word)) and not _CONSONANTS.search(word) for word in words)
    return pronounceable >= 0.7 * len(words)


def _is_latin(word: str) -> bool:
    return all(ord(char) < 0x250 for char in word)
