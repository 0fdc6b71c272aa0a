# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a PDF page consists of: text one can use, or a picture that must be read."""

import ctypes
import re
from dataclasses import dataclass, field
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium

from aktei.procedures.rendition import tex_codes

Box = tuple[float, float, float, float]

_MAX_OBJECTS = 20_000
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
_LETTER = re.compile(r"[^\W\d_]")
_ODD = re.compile(r"[a-zäöüß][A-ZÄÖÜ]|[a-zäöüß]\d+[a-zäöüß]")
_MISREAD = re.compile(r"[ÃÂÄÅ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—™š›œŸ]")  # UTF-8 taken for something else
_PAIRS = frozenset(
    "en|er|ch|de|ei|nd|te|in|ie|ge|es|ne|un|st|re|he|an|be|se|ng|di|au|sc|it|is|ic|le|da|si|ve|al|on|ra|ht|us|li|el|ar|"  # noqa: SIM905 (one line instead of sixty)
    "or|ti|as|me|ri|la|wa|ur|et|ma|na|ta|ha".split("|")
)
"""The pairs of letters that are frequent in German and, most of them, in its neighbours' languages."""
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxzß]{7,}", re.IGNORECASE)

Verdict = Literal["digital", "mixed", "picture", "bare"]


@dataclass
class Picture:
    """An image on a page: its box in the page's space, and how finely it is drawn."""

    image: pypdfium2.PdfImage
    box: Box
    dpi: float


@dataclass
class Content:
    """The objects of a page, boxes in the page's space."""

    textpage: pypdfium2.PdfTextPage
    text: str
    visible: list[Box] = field(default_factory=list)
    hidden: list[Box] = field(default_factory=list)
    paths: int = 0
    pictures: list[Picture] = field(default_factory=list)


def content_of(page: pypdfium2.PdfPage) -> Content:
    """List what is on a page, as far as it matters for the verdict."""
    textpage = page.get_textpage()
    content = Content(textpage, tex_codes.decoded(textpage, textpage.get_text_range()))
    for count, item in enumerate(page.get_objects(max_depth=4)):
        if count >= _MAX_OBJECTS:
            break
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _box(item)
            width = max(1.0, box[2] - box[0], box[3] - box[1])
            content.pictures.append(Picture(item, box, max(item.get_px_size()) * 72 / width))
            if not pdfium.FPDFPageObj_HasTransparency(item):
                _cover(content, box)
        elif item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            hidden = pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
            (content.hidden if hidden else content.visible).append(_box(item))
        elif item.type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING):
            content.paths += 1
    return content


def _cover(content: Content, box: Box) -> None:
    """Text that an image was laid over is hidden: some scanners write their text layer so."""
    if not content.visible:
        return
    x0, y0, x1, y1 = box
    covered = [x0 <= (b[0] + b[2]) / 2 <= x1 and y0 <= (b[1] + b[3]) / 2 <= y1 for b in content.visible]
    content.hidden += [each for each, under in zip(content.visible, covered, strict=True) if under]
    content.visible = [each for each, under in zip(content.visible, covered, strict=True) if not under]


def _box(item: pypdfium2.PdfObject) -> Box:
    """The box of an object in the page's space; objects within a form know only the form's."""
    x0, y0, x1, y1 = _with_height(item, *item.get_bounds())
    while (item := item.container) is not None:
        matrix = item.get_matrix()
        corners = [matrix.on_point(x, y) for x in (x0, x1) for y in (y0, y1)]
        (x0, x1), (y0, y1) = ((min(side), max(side)) for side in zip(*corners, strict=True))
    return x0, y0, x1, y1


def _with_height(item: pypdfium2.PdfObject, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The signs of a scanner's text layer often have no outline, hence no height; they get that of their type."""
    if item.type != pdfium.FPDF_PAGEOBJ_TEXT or min(x1 - x0, y1 - y0) >= 1:
        return x0, y0, x1, y1
    matrix, size = item.get_matrix(), ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    up_x, up_y = matrix.c * size.value, matrix.d * size.value
    return min(x0, x0 + up_x), min(y0, y0 + up_y), max(x1, x1 + up_x), max(y1, y1 + up_y)


def verdict(content: Content) -> Verdict:
    """A `digital` page keeps its text, a `picture` is read, of `mixed` ones what has no text; a `bare` one is empty."""
    if _BLANKS.sub("", content.text):
        if content.pictures:
            return "mixed"
        return "digital" if usable(content.text) else "picture"
    if content.pictures or content.paths >= _OUTLINES:
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
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text) if is_in_latin(word)]
    if len(words) < 5:
        return True
    if not is_language(" ".join(words), least=0.06, from_pairs=200):
        return False
    pronounceable = sum(bool(_VOWEL.search(word)) and not _CONSONANTS.search(word) for word in words)
    return pronounceable >= 0.7 * len(words)


def is_in_latin(text: str) -> bool:
    """True if nearly all letters are Latin, marks of any language included."""
    letters = _LETTER.findall(text)
    latin = sum(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in letters)
    return latin >= 0.9 * len(letters)


def is_well_formed(text: str) -> bool:
    """True if words look like words: no capitals or figures amid small letters, but for a few; no other alphabet's."""
    words = re.findall(r"\w{4,}", text)
    odd = sum(bool(_ODD.search(word)) for word in words)
    return odd <= max(2, 0.25 * len(words)) and len(_MISREAD.findall(text)) <= max(2, 0.1 * len(words))


def is_language(text: str, *, least: float, from_pairs: int) -> bool:
    """True unless so many letters are joined as in hardly any language: codes that mean the next letter but two.

    Of German, half of the pairs are frequent ones, of Polish, Hungarian or names a sixth, of shifted letters a tenth.
    """
    words = re.findall(r"[^\W\d_]{4,}", text.lower())
    pairs = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    return len(pairs) < from_pairs or sum(pair in _PAIRS for pair in pairs) >= least * len(pairs)
