# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invisible text over a page image: found by search, selected with the mouse, never seen."""

import io
from functools import cache
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from aktei.procedures.rendition.frame import Frame
from aktei.procedures.rendition.words import SCALE, Word

FONT = "/AkteiText"
_EPOCH = 3_850_000_000  # any fixed moment: the same bytes every time
_ADVANCE = 500  # thousandths of the type size, for every character
_CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0001> <FFFD> <0001>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def text_layer(words: list[Word], frame: Frame) -> bytes:
    """Content that writes each word invisibly into its box. Uses the font named `FONT`."""
    if not words:
        return b""
    (right_x, right_y), (up_x, up_y) = frame.axes
    width, height = frame.displayed
    parts = [f"q BT 3 Tr {FONT} 1 Tf"]
    for index, word in enumerate(words):
        x, y = frame.to_page(word.x0 / SCALE, word.y1 / SCALE)
        across = max(0.5, (word.x1 - word.x0) / SCALE * width) / (len(word.text) * _ADVANCE / 1000)
        size = max(0.5, (word.y1 - word.y0) / SCALE * height)
        ends_line = index + 1 == len(words) or words[index + 1].line != word.line
        matrix = (across * right_x, across * right_y, size * up_x, size * up_y, x, y)
        numbers = " ".join(f"{number:.2f}" for number in matrix)
        parts.append(f"{numbers} Tm <{_coded(word.text)}{'' if ends_line else '0020'}> Tj")
    parts.append("ET Q")
    return "\n".join(parts).encode()


def font(pdf: pikepdf.Pdf) -> Any:
    """The font of the text layer as an object of `pdf`.

    Its glyphs show nothing and are all alike. It is embedded, its widths agree with the program, and every code
    maps to Unicode, as PDF/A asks.
    """
    program = pikepdf.Stream(pdf, glyphless())
    program.Length1 = len(glyphless())
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name.AkteiGlyphless,
        FontFile2=pdf.make_indirect(program),
        Flags=4,
        FontBBox=[0, 0, _ADVANCE, 1000],
        ItalicAngle=0,
        Ascent=1000,
        Descent=0,
        CapHeight=1000,
        StemV=80,
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.AkteiGlyphless,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=pdf.make_indirect(pikepdf.Stream(pdf, b"\x00\x01" * 65536)),
        DW=_ADVANCE,
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.AkteiGlyphless,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, _CMAP)),
        )
    )


@cache
def glyphless() -> bytes:
    """A TrueType font with two glyphs: the obligatory `.notdef`, and the one every code shows."""
    builder = FontBuilder(unitsPerEm=1000, isTTF=True)
    names = [".notdef", "blank"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "blank"})
    builder.setupGlyf(dict.fromkeys(names, _hairline()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (_ADVANCE, 0)))
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupNameTable({"familyName": "AkteiGlyphless", "styleName": "Regular", "psName": "AkteiGlyphless"})
    builder.setupOS2(sTypoAscender=1000, usWinAscent=1000)
    builder.setupPost()
    builder.updateHead(created=_EPOCH, modified=_EPOCH)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _hairline() -> Any:
    """An outline without area. A glyph without any has no height, and PDFium then ignores text that runs upwards."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((_ADVANCE, 1000))
    pen.lineTo((0, 0))
    pen.closePath()
    return pen.glyph()


def _coded(text: str) -> str:
    """Codes of the characters. What Unicode's basic plane lacks, and what PDF/A forbids to map, becomes a dot."""
    return "".join(f"{code if 0 < code < 0xFFFE and code != 0xFEFF else 0xB7:04X}" for code in map(ord, text))
