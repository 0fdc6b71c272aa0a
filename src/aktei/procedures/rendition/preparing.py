# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The copy of a PDF that every later step opens: only what shows, where it shows, said in one way.

What readers do differently is decided here once, so that the text that is found, the picture in book and post room,
and the archival copy agree. The original is never touched.
"""

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from aktei.procedures.rendition import boxes, flattening, inside, missing_fonts, remarks, visibility
from aktei.procedures.rendition.flattening import Note

_MOST_QUOTED = 12
_MOST_NAMED = 20


def prepare(pdf: pikepdf.Pdf) -> list[Note]:
    """Make the open document say only what it shows; returns the notes on its pages."""
    hidden = visibility.remove_hidden(pdf)
    if hidden:
        remarks.note("hidden_layers", *hidden)
    notes = flattening.flatten(pdf)
    units = boxes.straighten(pdf)
    _lift_inline_jpegs(pdf)
    _veil_jpegs(pdf)
    missing_fonts.explain(pdf)
    if notes:
        remarks.note("notes", *(note.text for note in notes[:_MOST_QUOTED]))
    return [_scaled(note, units[note.index]) for note in notes]


def tell_what_lies_inside(pdf: pikepdf.Pdf) -> None:
    """Remark on the files inside, by their names."""
    files = inside.listed(pdf)
    if files:
        more = [f"+{len(files) - _MOST_NAMED}"] if len(files) > _MOST_NAMED else []
        remarks.note(remarks.FILES_INSIDE, *(file.name for file in files[:_MOST_NAMED]), *more)


def _scaled(note: Note, unit: float) -> Note:
    x0, y0, x1, y1 = (side * unit for side in note.box)
    return Note(note.index, note.text, (x0, y0, x1, y1))


def _lift_inline_jpegs(pdf: pikepdf.Pdf) -> None:
    """Make objects of JPEGs that stand amid a page's content, so that nobody overlooks what is said of them there."""
    for page in pdf.pages:
        content = page.obj.get("/Contents")
        parts = content if isinstance(content, Array) else [content]
        if not any(isinstance(part, Stream) and _names_jpeg(part) for part in parts):
            continue
        instructions: list[Any] = []
        for each in pikepdf.parse_content_stream(page):
            if isinstance(each, pikepdf.ContentStreamInlineImage) and "/DCTDecode" in each.iimage.filters:
                image = Stream(pdf, each.iimage._data._inline_image_raw_bytes(), each.iimage.obj)
                image.Type, image.Subtype = Name.XObject, Name.Image
                instructions.append(([page.add_resource(image, Name.XObject)], pikepdf.Operator("Do")))
            else:
                instructions.append(each)
        page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _names_jpeg(part: Stream) -> bool:
    try:
        return b"DCT" in part.read_bytes()
    except pikepdf.PdfError:
        return False


def _veil_jpegs(pdf: pikepdf.Pdf) -> None:
    """Wrap JPEGs that mean something else inside the PDF than alone, so that nobody takes them for what they show.

    A page that is one JPEG is read and shown without drawing it; that must not happen to an inverted one.
    """
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image and _differs(item):
            parameters = item.get("/DecodeParms")
            own = parameters[0] if isinstance(parameters, Array) and len(parameters) else parameters
            data = zlib.compress(item.read_raw_bytes(), 1)
            wrapped = Array([Name.FlateDecode, Name.DCTDecode])
            item.write(data, filter=wrapped, decode_parms=Array([None, own]) if isinstance(own, Dictionary) else None)


def _differs(image: Any) -> bool:
    names = image.get("/Filter")
    filters = [str(name) for name in names] if isinstance(names, Array) else [str(names)]
    if filters not in (["/DCTDecode"], ["/DCT"]):
        return False
    decode = image.get("/Decode")
    inverted = isinstance(decode, Array) and [boxes.number(part) for part in decode] != [0.0, 1.0] * (len(decode) // 2)
    return inverted or "/Mask" in image or "/DecodeParms" in image
