# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text whose font is not in the file and whose codes only that font explains.

Of the fonts that every office program once came with, the order of the letters is known: their codes get their letters
back. Of others nobody here can tell what was written, and that is said.
"""

from functools import cache
from typing import Any

import pikepdf
from fontTools import agl
from fontTools.ttLib.standardGlyphOrder import standardGlyphOrder
from pikepdf import Array, Dictionary, Name

from aktei.procedures.rendition import remarks, typefaces

# The first letters of these stand in the order that TrueType knows as its standard.
_STANDARD_ORDER = (
    "arial", "timesnewroman", "couriernew", "verdana", "tahoma", "georgia", "trebuchet", "comicsans", "helvetica",
    "times", "courier", "lucidaconsole", "microsoftsansserif", "palatinolinotype", "impact",
)  # fmt: skip
_SYMBOLIC = 4
_FIRST_LETTER = 3


def explain(pdf: pikepdf.Pdf) -> None:
    """Give codes whose letters are known a map to them; remark on the fonts of the others."""
    unknown: dict[str, None] = {}
    for named, key in typefaces.places(pdf):
        font = named[key]
        if "/ToUnicode" in font or not _is_unexplained(font):
            continue
        name = str(font.get("/BaseFont", "/?"))[1:].split("+")[-1]
        if font.get("/Subtype") == Name.Type0 and name.lower().replace(" ", "").startswith(_STANDARD_ORDER):
            font["/ToUnicode"] = pdf.make_stream(_standard_letters())
        else:
            unknown.setdefault(name.split(",")[0].split("-")[0], None)
    if unknown:
        remarks.note("font_missing", *unknown)


def _is_unexplained(font: Any) -> bool:
    """Whether the codes of a font are numbers of its letters, and the font is elsewhere."""
    if font.get("/Subtype") == Name.Type0:
        below = font.get("/DescendantFonts")
        inner = below[0] if isinstance(below, Array) and len(below) else None
        plain = str(font.get("/Encoding", "")) in ("/Identity-H", "/Identity-V")
        return plain and isinstance(inner, Dictionary) and not typefaces.has_program(inner)
    return not typefaces.has_program(font) and typefaces.knows_only_itself(font)


@cache
def _standard_letters() -> bytes:
    """A map from the places of letters in the standard order to the letters."""
    letters = [(at, agl.toUnicode(name)) for at, name in enumerate(standardGlyphOrder) if at >= _FIRST_LETTER]
    told = [f"<{at:04X}> <{letter.encode('utf-16-be').hex()}>" for at, letter in letters if letter]
    blocks = [told[at : at + 100] for at in range(0, len(told), 100)]
    said = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Standard def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{said}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
