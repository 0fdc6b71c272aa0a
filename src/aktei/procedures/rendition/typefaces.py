# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typefaces for text whose font is not in the file: the ones PDFium shows it with are put into the archival copy.

They have the widths of Helvetica, Times, Courier, Symbol and ZapfDingbats. Other fonts are shown with the nearest of
them, each letter squeezed or moved into the room the document gives it, as PDFium does it on the screen.
"""

import ctypes
import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from fontTools import agl
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.pens.basePen import NullPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

_SIMPLE = ("/Type1", "/TrueType", "/MMType1")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_FIXED, _SERIF, _SYMBOLIC, _ITALIC, _BOLD = 1, 2, 4, 64, 1 << 18  # flags of a font descriptor
_FIXED_NAMES = ("courier", "mono", "consol", "typewriter", "lettergothic", "terminal", "lucidacon")
_SERIF_NAMES = (
    "times", "serif", "roman", "garamond", "georgia", "cambria", "book", "palatino", "century", "minion", "caslon",
)  # fmt: skip
_SANS_NAMES = ("sansserif", "sans-serif", "arial", "helvetica", "verdana", "calibri", "tahoma", "frutiger")
_STYLES = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "fixed": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
}
_OWN_CODES = {"symbol": "Symbol", "zapfdingbats": "ZapfDingbats"}
_SYMBOL = (
    "space exclam universal numbersign existential percent ampersand suchthat parenleft parenright asteriskmath plus "
    "comma minus period slash zero one two three four five six seven eight nine colon semicolon less equal greater "
    "question congruent Alpha Beta Chi Delta Epsilon Phi Gamma Eta Iota theta1 Kappa Lambda Mu Nu Omicron Pi Theta Rho "
    "Sigma Tau Upsilon sigma1 Omega Xi Psi Zeta bracketleft therefore bracketright perpendicular underscore radicalex "
    "alpha beta chi delta epsilon phi gamma eta iota phi1 kappa lambda mu nu omicron pi theta rho sigma tau upsilon "
    "omega1 omega xi psi zeta braceleft bar braceright similar",
    "Euro Upsilon1 minute lessequal fraction infinity florin club diamond heart spade arrowboth arrowleft arrowup "
    "arrowright arrowdown degree plusminus second greaterequal multiply proportional partialdiff bullet divide "
    "notequal equivalence approxequal ellipsis arrowvertex arrowhorizex carriagereturn aleph Ifraktur Rfraktur "
    "weierstrass circlemultiply circleplus emptyset intersection union propersuperset reflexsuperset notsubset "
    "propersubset reflexsubset element notelement angle gradient registerserif copyrightserif trademarkserif product "
    "radical dotmath logicalnot logicaland logicalor arrowdblboth arrowdblleft arrowdblup arrowdblright arrowdbldown "
    "lozenge angleleft registersans copyrightsans trademarksans summation parenlefttp parenleftex parenleftbt "
    "bracketlefttp bracketleftex bracketleftbt bracelefttp braceleftmid braceleftbt braceex .notdef angleright "
    "integral integraltp integralex integralbt parenrighttp parenrightex parenrightbt bracketrighttp bracketrightex "
    "bracketrightbt bracerighttp bracerightmid bracerightbt",
)
# Dingbats that Unicode had before it took over the rest in the order of their codes.
_OLDER_DINGBATS = {
    0x25: 0x260E, 0x2A: 0x261B, 0x2B: 0x261E, 0x48: 0x2605, 0x6C: 0x25CF, 0x6E: 0x25A0, 0x73: 0x25B2, 0x74: 0x25BC,
    0x75: 0x25C6, 0x77: 0x25D7, 0xA8: 0x2663, 0xA9: 0x2666, 0xAA: 0x2665, 0xAB: 0x2660, 0xD5: 0x2192, 0xD6: 0x2194,
    0xD7: 0x2195,
} | {0xAC + number: 0x2460 + number for number in range(10)}  # fmt: skip


def put_in(pdf: pikepdf.Pdf) -> None:
    """Give every simple font without a program one. Fonts that need more than that are left as they are."""
    programs: dict[Any, Any] = {}
    for font in _fonts(pdf):
        face = _face(font)
        if face is not None:
            _put_in(pdf, font, face, programs)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every font once. Equal ones become one: each field of a form may bring a font of its own, thousands in all."""
    kept: dict[bytes, Any] = {}
    spared: set[tuple[int, int]] = set()
    for named, key in places(pdf):
        said = named[key].unparse(resolved=True)
        if named[key].is_indirect:
            spared.add(named[key].objgen)
        if said not in kept:
            kept[said] = named[key] if named[key].is_indirect else pdf.make_indirect(named[key])
        named[key] = kept[said]
    yield from kept.values()
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and item.objgen not in spared:
            yield item


def places(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    """Where fonts are named: the table of names, and the name."""
    for item in pdf.objects:
        dictionary = item.stream_dict if isinstance(item, Stream) else item
        if not isinstance(dictionary, Dictionary):
            continue
        for holder in (dictionary, dictionary.get("/Resources"), dictionary.get("/DR")):
            named: Any = holder.get("/Font") if isinstance(holder, Dictionary) else None
            for key in list(named.keys()) if isinstance(named, Dictionary) else ():
                if isinstance(named.get(key), Dictionary):
                    yield named, key


def has_program(font: Any) -> bool:
    """Whether the letters of a font are in the file."""
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, Dictionary) and any(key in descriptor for key in _PROGRAMS)


def knows_only_itself(font: Any) -> bool:
    """Whether the codes of a simple font mean what only its missing program knew."""
    descriptor = font.get("/FontDescriptor")
    flags = int(descriptor.get("/Flags", 0)) if isinstance(descriptor, Dictionary) else 0
    name = _name(font)
    known = name in _OWN_CODES or name.startswith(("arial", "helvetica", "times", "courier"))
    return bool(flags & _SYMBOLIC) and "/Encoding" not in font and not known


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "/Helvetica"))[1:].split("+")[-1].lower().replace(" ", "")


def _face(font: Any) -> str | None:
    """Which of the fourteen typefaces comes nearest; None for a font that has its program or that needs its own."""
    if str(font.get("/Subtype")) not in _SIMPLE or has_program(font):
        return None
    if _name(font) in _OWN_CODES:
        return _OWN_CODES[_name(font)]
    return None if knows_only_itself(font) else nearest(font)


def nearest(font: Any) -> str:
    """The typeface that looks most like this font, by what is said of it."""
    descriptor = font.get("/FontDescriptor")
    flags = int(descriptor.get("/Flags", 0)) if isinstance(descriptor, Dictionary) else 0
    name = _name(font)
    bold = any(word in name for word in ("bold", "black", "heavy", "semi")) or bool(flags & _BOLD)
    slanted = "italic" in name or "oblique" in name or bool(flags & _ITALIC)
    return _STYLES[_sort(name, flags)][bold + 2 * slanted]


def _sort(name: str, flags: int) -> str:
    if any(word in name for word in _FIXED_NAMES):
        return "fixed"
    if any(word in name for word in _SANS_NAMES):
        return "sans"
    if any(word in name for word in _SERIF_NAMES):
        return "serif"
    return "fixed" if flags & _FIXED else "serif" if flags & _SERIF else "sans"


def _put_in(pdf: pikepdf.Pdf, font: Any, face: str, programs: dict[Any, Any]) -> None:
    stated = _stated(font)
    glyphs: dict[int, str] = {}
    widths: dict[str, float] = {}
    for code, glyph in sorted(_encoding(font, face).items()):
        if glyph not in own_widths(face):
            continue
        width = stated.get(code) or own_widths(face)[glyph]
        # A letter has one width. Another code for it with another width is left out, and missed only if it is used.
        if abs(widths.setdefault(glyph, width) - width) <= 1:
            glyphs[code] = glyph
    if not glyphs:
        return
    wanted = {glyph: width for glyph, width in widths.items() if abs(width - own_widths(face)[glyph]) > 1}
    key = (face, tuple(sorted(wanted.items())))
    if key not in programs:
        program = Stream(pdf, _fitted(face, wanted) if wanted else _program(face), Subtype=Name.Type1C)
        programs[key] = pdf.make_indirect(program)
    first, last = min(glyphs), max(glyphs)
    font.Subtype = Name.Type1
    font.BaseFont = font.get("/BaseFont", Name("/" + face))
    font.FirstChar, font.LastChar = first, last
    font.Widths = Array([widths.get(glyphs.get(code, ""), 0) for code in range(first, last + 1)])
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=_differences(glyphs))
    font.FontDescriptor = pdf.make_indirect(descriptor(str(font.BaseFont), face, FontFile3=programs[key]))


def descriptor(name: str, face: str, **program: Any) -> Any:
    """What is to be said of a typeface that was put in, under the name of the font it stands for."""
    slanted = "Oblique" in face or "Italic" in face
    flags = _SYMBOLIC if face in _OWN_CODES.values() else 32
    flags |= _FIXED * face.startswith("Courier") | _SERIF * face.startswith("Times") | _ITALIC * slanted
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(name),
        Flags=flags,
        FontBBox=Array([int(value) for value in _decompiled(face)[0].FontBBox]),
        ItalicAngle=-12 if slanted else 0,
        Ascent=750,
        Descent=-250,
        CapHeight=700,
        StemV=140 if "Bold" in face else 80,
        **program,
    )


def _differences(glyphs: dict[int, str]) -> Any:
    entries, expected = Array(), -1
    for code, glyph in sorted(glyphs.items()):
        if code != expected:
            entries.append(code)
        entries.append(Name("/" + glyph))
        expected = code + 1
    return entries


def _stated(font: Any) -> dict[int, float]:
    """The widths the document gives its letters."""
    widths = font.get("/Widths")
    if not isinstance(widths, Array):
        return {}
    first = int(font.get("/FirstChar", 0))
    return {first + number: float(width) for number, width in enumerate(widths)}


def _encoding(font: Any, face: str) -> dict[int, str]:
    """Which code means which of the typeface's letters."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    glyphs = dict(_base(face, str(base) if base is not None else _own(font, face)))
    if isinstance(encoding, Dictionary) and isinstance(differences := encoding.get("/Differences"), Array):
        code = 0
        for entry in differences:
            if isinstance(entry, Name):
                glyphs[code] = _glyph(face, str(entry)[1:])
                code += 1
            else:
                code = int(entry)
    return glyphs


def _own(font: Any, face: str) -> str:
    """The encoding of a font that names none."""
    if face in _OWN_CODES.values():
        return face
    return "/WinAnsiEncoding" if str(font.get("/Subtype")) == "/TrueType" else "/StandardEncoding"


def _glyph(face: str, name: str) -> str:
    if name in own_widths(face):
        return name
    return by_character(face).get(agl.toUnicode(name), name)


@cache
def by_character(face: str) -> dict[str, str]:
    """The letters a typeface has, by the characters they are."""
    found = {agl.toUnicode(name, isZapfDingbats=face == "ZapfDingbats"): name for name in own_widths(face)}
    return found | {"\xa0": "space", "\xad": "hyphen", "\u2219": "periodcentered", "\u03bc": "mu"}


@cache
def _base(face: str, name: str) -> dict[int, str]:
    if face == "Symbol":
        return {start + number: glyph for start, names in zip((32, 160), _SYMBOL, strict=True)
                for number, glyph in enumerate(names.split())}  # fmt: skip
    letters = by_character(face)
    if face == "ZapfDingbats":
        codes = {
            code: 0x2700 + code - (0x20 if code < 0x80 else 0x40) for code in (*range(0x21, 0x7F), *range(0xA1, 0xFF))
        }
        codes |= {code: 0x2768 + code - 0x80 for code in range(0x80, 0x8E)} | _OLDER_DINGBATS
        return {0x20: "space"} | {code: letters[chr(sign)] for code, sign in codes.items() if chr(sign) in letters}
    if name in ("/WinAnsiEncoding", "/MacRomanEncoding"):
        charset = "cp1252" if name == "/WinAnsiEncoding" else "mac_roman"
        signs = {code: bytes([code]).decode(charset, "replace") for code in range(32, 256)}
        return {code: letters[sign] for code, sign in signs.items() if sign in letters}
    return {code: glyph for code, glyph in enumerate(StandardEncoding) if glyph != ".notdef"}


@cache
def _program(face: str) -> bytes:
    """The typeface as PDFium carries it, a bare CFF program."""
    document = pypdfium2.PdfDocument.new()
    try:
        font = pdfium.FPDFText_LoadStandardFont(document, face.encode())
        size = ctypes.c_size_t()
        pdfium.FPDFFont_GetFontData(font, None, 0, size)
        buffer = (ctypes.c_uint8 * size.value)()
        pdfium.FPDFFont_GetFontData(font, buffer, size.value, size)
        pdfium.FPDFFont_Close(font)
        return bytes(buffer)
    finally:
        document.close()


def _decompiled(face: str) -> CFFFontSet:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(_program(face)), None)
    return fonts


def outlines(face: str) -> Any:
    """The letters of a typeface, to be drawn."""
    return _decompiled(face)[0].CharStrings


def fitting(own: float, width: float) -> tuple[float, float]:
    """How a letter comes into another width: squeezed into less room, moved to the middle of more."""
    return (width / own, 0.0) if width < own else (1.0, (width - own) / 2)


@cache
def own_widths(face: str) -> dict[str, float]:
    """How wide the letters of a typeface are."""
    letters = outlines(face)
    widths = {}
    for name in letters.keys():  # noqa: SIM118 (not a mapping)
        if name != ".notdef":
            letters[name].draw(NullPen())
            widths[name] = letters[name].width
    return widths


def _fitted(face: str, wanted: dict[str, float]) -> bytes:
    """The typeface with some letters in other widths: squeezed into less room, put into the middle of more."""
    fonts = _decompiled(face)
    letters = fonts[0].CharStrings
    fitted = {}
    for name, width in wanted.items():
        squeezed, moved = fitting(own_widths(face)[name], width)
        pen = T2CharStringPen(width - letters[name].private.nominalWidthX, None)
        letters[name].draw(TransformPen(pen, (squeezed, 0, 0, 1, moved, 0)))
        fitted[name] = pen.getCharString(letters[name].private, letters[name].globalSubrs)
    for name, letter in fitted.items():
        letters[name] = letter
    out = io.BytesIO()
    fonts.compile(out, TTFont())
    return out.getvalue()
