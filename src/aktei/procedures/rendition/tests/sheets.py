# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDFs of one page as tests need them: fields, comments, layers, boxes."""

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

WIDGET = {"Type": Name.Annot, "Subtype": Name.Widget, "F": 4}


class Sheet:
    """A page with a line of text, to which a test adds what it is about."""

    def __init__(self, *, said: str = "Antrag", box: Any = (0, 0, 595, 842)) -> None:
        self.pdf = pikepdf.new()
        self.page = self.pdf.add_blank_page(page_size=(595, 842))
        self.page.MediaBox = Array(list(box))
        self.font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        self.page.Resources = Dictionary(Font=Dictionary(F1=self.font))
        self.write(f"BT /F1 14 Tf 70 780 Td ({said}) Tj ET")
        self.page.Annots = Array()

    def write(self, content: str) -> None:
        self.page.contents_add(content.encode())

    def annotation(self, subtype: str, box: Any, **entries: Any) -> Any:
        item = self.pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array(list(box)), **entries)
        )
        self.page.Annots.append(item)
        return item

    def field(self, kind: str, box: Any, **entries: Any) -> Any:
        item = self.annotation("Widget", box, **{"F": 4, "FT": Name("/" + kind), "T": String(f"f{box}"), **entries})
        if "/AcroForm" not in self.pdf.Root:
            self.pdf.Root.AcroForm = Dictionary(
                Fields=Array(), DA=String("/Helv 0 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=self.font))
            )
        self.pdf.Root.AcroForm.Fields.append(item)
        return item

    def form(self, content: str, box: Any) -> Any:
        return self.pdf.make_stream(
            content.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(list(box)),
            Resources=Dictionary(Font=Dictionary(Helv=self.font)),
        )

    def layer(self, name: str, **entries: Any) -> Any:
        layer = self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name), **entries))
        if "/OCProperties" not in self.pdf.Root:
            self.pdf.Root.OCProperties = Dictionary(
                OCGs=Array(), D=Dictionary(Name=String("Sicht"), OFF=Array(), ON=Array(), Order=Array())
            )
        self.pdf.Root.OCProperties.OCGs.append(layer)
        return layer

    def switch_off(self, *layers: Any) -> None:
        for layer in layers:
            self.pdf.Root.OCProperties.D.OFF.append(layer)

    def on_layer(self, layer: Any, content: str) -> None:
        properties = self.page.Resources.get("/Properties", Dictionary())
        name = f"/MC{len(properties)}"
        properties[name] = layer
        self.page.Resources.Properties = properties
        self.write(f"/OC {name} BDC {content} EMC")

    @property
    def data(self) -> bytes:
        out = io.BytesIO()
        self.pdf.save(out)
        return out.getvalue()


def text(said: str, y: int) -> str:
    """Content that writes a word at this height."""
    return f"BT /F1 14 Tf 70 {y} Td ({said}) Tj ET"


def _without_other_fonts() -> Sheet:
    """A page that may be archived as it is: what is added must not spoil that."""
    sheet = Sheet()
    sheet.page.Contents = sheet.pdf.make_stream(b"70 780 100 5 re f")
    del sheet.page.Resources.Font
    return sheet


def fields() -> bytes:
    """Fields of every kind without an appearance."""
    sheet = _without_other_fonts()
    looks = Dictionary(BC=Array([0, 0, 0]), BG=Array([0.9, 0.9, 1]))
    sheet.field("Tx", (70, 700, 400, 720), V=String("Überlingen Łukasz"), MK=looks)
    sheet.field("Tx", (70, 600, 400, 680), V=String("eins\nzwei"), Ff=1 << 12)
    sheet.field("Tx", (70, 560, 400, 580), V=String("12345"), Ff=1 << 24, MaxLen=9)
    sheet.field("Ch", (70, 500, 400, 550), V=String("b"), Opt=Array([String(each) for each in "abc"]))
    sheet.field("Btn", (70, 450, 90, 470), AS=Name.Ja, V=Name.Ja)
    sheet.field("Btn", (70, 400, 90, 420), AS=Name.Ja, V=Name.Ja, Ff=1 << 15)
    del sheet.pdf.Root.AcroForm.DR
    return sheet.data


def comments() -> bytes:
    """Comments of every kind without an appearance."""
    sheet = _without_other_fonts()
    for number, kind in enumerate(("Highlight", "Underline", "StrikeOut", "Square", "Circle", "Text", "FreeText")):
        sheet.annotation(kind, (70, 650 - 40 * number, 200, 670 - 40 * number), Contents=String(kind))
    sheet.annotation("Ink", (70, 200, 200, 240), InkList=Array([Array([70, 200, 150, 240, 200, 210])]), CA=0.5)
    sheet.annotation("Stamp", (300, 200, 450, 240), Name=Name.Genehmigt)
    return sheet.data


def odd() -> bytes:
    """Odd boxes, a unit of its own, a hidden layer with what PDF/A forbids, links."""
    sheet = _without_other_fonts()
    sheet.page.MediaBox = Array([595, 842, 0, 0])
    sheet.page.CropBox = Array([-200, -200, 900, 1100])
    sheet.page.UserUnit = 1.5
    sheet.annotation("Link", (70, 700, 200, 720), F=4, A=Dictionary(S=Name.URI, URI=String("https://example.org")))
    hidden = sheet.layer("Entwurf", Usage=Dictionary(View=Dictionary(ViewState=Name.OFF)))
    sheet.switch_off(hidden)
    sheet.pdf.Root.OCProperties.D.AS = Array([Dictionary(Event=Name.View, OCGs=Array([hidden]))])
    sheet.on_layer(hidden, "70 500 100 100 re f")
    return sheet.data


def inks() -> bytes:
    """Printing inks wherever a page can use them, without a word about what they look like."""
    sheet = _without_other_fonts()
    sheet.write("0 1 0 0.2 k 0.4 0 0 0 K 3 w 70 700 200 50 re B")
    flat, few = zlib.compress(bytes([0, 255, 0, 51] * 400)), zlib.compress(bytes([0, 1] * 200))
    photo = io.BytesIO()
    Image.new("CMYK", (40, 40), (10, 200, 30, 5)).save(photo, "JPEG")
    size = {"Type": Name.XObject, "Subtype": Name.Image, "BitsPerComponent": 8, "Width": 20, "Height": 20}
    images = {
        "A": Stream(sheet.pdf, flat, ColorSpace=Name.DeviceCMYK, Filter=Name.FlateDecode, **size),
        "B": Stream(
            sheet.pdf, few, Filter=Name.FlateDecode,
            ColorSpace=Array([Name.Indexed, Name.DeviceCMYK, 1, bytes([0, 0, 0, 0, 255, 0, 0, 0])]), **size,
        ),
        "C": Stream(
            sheet.pdf, photo.getvalue(), ColorSpace=Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=Array([1, 0] * 4),
            **(size | {"Width": 40, "Height": 40}),
        ),
    }  # fmt: skip
    form = sheet.form("1 0 0 0 k 0 0 50 50 re f", (0, 0, 50, 50))
    del form.Resources
    mixing = sheet.form("0 0 1 0 k 0 0 50 50 re f", (0, 0, 50, 50))
    mixing.Resources, mixing.Group = Dictionary(), Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    drawn = {**images, "D": form, "E": mixing}
    sheet.page.Resources.XObject = Dictionary(
        {f"/{name}": sheet.pdf.make_indirect(each) for name, each in drawn.items()}
    )
    sheet.page.Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1))
    for at, name in enumerate("ABC"):
        sheet.write(f"q 50 0 0 50 {70 + 60 * at} 600 cm /{name} Do Q")
    sheet.write("/G gs q 1 0 0 1 70 500 cm /D Do Q q 1 0 0 1 170 500 cm /E Do Q")
    return sheet.data


def composite(said: str, name: str = "Arial", *, explained: bool = True, program: bool = False) -> Sheet:
    """A line in a font that numbers its letters as TrueType's standard order does, and that is not in the file."""
    sheet = _without_other_fonts()
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=32)
    if program:
        descriptor.FontFile2 = sheet.pdf.make_stream(b"")
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{name}"), FontDescriptor=descriptor, DW=556,
        W=Array([3, 3, 278, 79, Array([222])]),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(f"/{name}"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([sheet.pdf.make_indirect(inner)]),
    )  # fmt: skip
    if explained:
        told = b"2 beginbfrange <0003> <005F> <0020> <0060> <0061> [<00C4> <00C5>] endbfrange"
        font.ToUnicode = sheet.pdf.make_stream(b"1 begincodespacerange <0000> <FFFF> endcodespacerange " + told)
    sheet.page.Resources.Font = Dictionary(C=sheet.pdf.make_indirect(font))
    sheet.write(f"BT /C 14 Tf 70 600 Td <{''.join(f'{ord(letter) - 29:04X}' for letter in said)}> Tj ET")
    return sheet


SHOWN = {
    "composite": lambda: composite("Kompositkauz (50 %)").data,
    "fields": fields,
    "comments": comments,
    "odd": odd,
    "inks": inks,
}
"""Pages that stay text when they are archived."""
