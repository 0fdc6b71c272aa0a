# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typefaces for composite fonts that are not in the file: the nearest of the fourteen, letter by letter.

Such a font numbers its letters; the map to Unicode that comes with it says which is which. Letters that none of the
fourteen has stay missing, and a page that uses them goes into the archive as its picture.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Stream

from aktei.procedures.rendition import boxes, typefaces

_MOST_LETTERS = 5_000
_ERROR = 0.6  # thousandths of the size of writing by which a curve may be off
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_CODE = re.compile(rb"<([0-9A-Fa-f]+)>")


def put_in(pdf: pikepdf.Pdf) -> None:
    """Give every composite font without a program one, as far as its letters are known."""
    programs: dict[Any, Any] = {}
    done: set[tuple[int, int]] = set()
    for named, key in typefaces.places(pdf):
        font = named[key]
        inner = _inner(font)
        if inner is not None and font.objgen not in done:
            done.add(font.objgen)
            _put_in(pdf, font, inner, programs)


def _inner(font: Any) -> Any:
    """The font within a composite one that is to get a program; None for any other."""
    below = font.get("/DescendantFonts")
    plain = str(font.get("/Encoding", "")) in ("/Identity-H", "/Identity-V")
    if font.get("/Subtype") != Name.Type0 or not plain or not isinstance(below, Array) or not len(below):
        return None
    wanted = isinstance(font.get("/ToUnicode"), Stream) and isinstance(below[0], Dictionary)
    return below[0] if wanted and not typefaces.has_program(below[0]) else None


def _put_in(pdf: pikepdf.Pdf, font: Any, inner: Any, programs: dict[Any, Any]) -> None:
    face = typefaces.nearest(inner)
    known, widths = typefaces.by_character(face), _widths(inner)
    usual = boxes.number(inner.get("/DW"), 1000.0)
    letters = {
        code: (known[text], widths.get(code, usual)) for code, text in _letters(font["/ToUnicode"]) if text in known
    }
    if not letters:
        return
    key = (face, tuple(sorted(letters.items())))
    if key not in programs:
        numbers = {code: at for at, code in enumerate(sorted(letters), 1)}
        table = b"".join(numbers.get(code, 0).to_bytes(2) for code in range(max(numbers) + 1))
        programs[key] = pdf.make_indirect(Stream(pdf, _program(face, letters))), pdf.make_stream(table)
    program, table = programs[key]
    inner.Subtype = Name.CIDFontType2
    inner.CIDToGIDMap = table
    inner.W = Array([part for code, (_, width) in sorted(letters.items()) for part in (code, Array([round(width)]))])
    inner.FontDescriptor = pdf.make_indirect(typefaces.descriptor(str(inner.get("/BaseFont")), face, FontFile2=program))
    inner.FontDescriptor.Flags = 4


def _letters(stream: Any) -> Iterator[tuple[int, str]]:
    """Codes and the letters they stand for, by a font's map to Unicode."""
    told = 0
    for kind, block in _BLOCK.findall(bytes(stream.read_bytes())):
        for each in _pairs(block) if kind == b"char" else _ranges(block):
            yield each
            told += 1
            if told >= _MOST_LETTERS:
                return


def _pairs(block: bytes) -> Iterator[tuple[int, str]]:
    for code, text in _PAIR.findall(block):
        yield int(code, 16), _text(text)


def _ranges(block: bytes) -> Iterator[tuple[int, str]]:
    for first, last, text, listed in _RANGE.findall(block):
        start, end = int(first, 16), min(int(last, 16), int(first, 16) + _MOST_LETTERS)
        if text:
            begins = int(text, 16)
            yield from ((code, chr(begins + code - start)) for code in range(start, end + 1) if begins < 0xD800)
        else:
            yield from zip(range(start, end + 1), map(_text, _CODE.findall(listed)), strict=False)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode().zfill(4)).decode("utf-16-be", "replace")


def _widths(inner: Any) -> dict[int, float]:
    """The widths a document gives the letters: `code [w w …]` or `first last w`."""
    parts = list(inner.get("/W")) if isinstance(inner.get("/W"), Array) else []
    found: dict[int, float] = {}
    while len(parts) >= 2 and len(found) < 2 * _MOST_LETTERS:
        first, second = int(boxes.number(parts[0])), parts[1]
        if isinstance(second, Array):
            found |= {first + at: boxes.number(width) for at, width in enumerate(second)}
            parts = parts[2:]
        else:
            last = min(int(boxes.number(second)), first + _MOST_LETTERS)
            found |= dict.fromkeys(range(first, last + 1), boxes.number(parts[2]) if len(parts) > 2 else 0.0)
            parts = parts[3:]
    return found


def _program(face: str, letters: dict[int, tuple[str, float]]) -> bytes:
    """A TrueType font of these letters in the order of their codes, each fitted into the width it has."""
    outlines, own = typefaces.outlines(face), typefaces.own_widths(face)
    glyphs, metrics = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (500, 0)}
    for code, (letter, width) in sorted(letters.items()):
        squeezed, moved = typefaces.fitting(own[letter], width)
        pen = TTGlyphPen(None)
        curves = Cu2QuPen(pen, _ERROR, reverse_direction=True)
        outlines[letter].draw(TransformPen(curves, (squeezed, 0, 0, 1, moved, 0)))
        glyphs[f"c{code}"] = pen.glyph()
        metrics[f"c{code}"] = (round(width), 0)
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (width, getattr(glyphs[name], "xMin", 0)) for name, (width, _) in metrics.items()}
    )
    builder.setupHorizontalHeader(ascent=750, descent=-250)
    builder.setupPost(keepGlyphNames=False)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()
