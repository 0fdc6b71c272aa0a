# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Some pages of a file are read without anything of the others, by whatever the pages hang together."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.tests.tiff_files import pillow_pages

WORDS = ("Antrag", "Bescheid", "Geheimnis", "Anlage")


def stack() -> bytes:
    """Four pages that hold each other in every way a PDF knows; the third is nobody else's business."""
    pdf = pikepdf.new()
    pdf.pages.extend([_page(pdf, word) for word in WORDS])
    secret = pdf.pages[2].obj
    shared = Dictionary(Font=Dictionary(F1=_font(pdf)), XObject=Dictionary())
    for number, page in enumerate(pdf.pages):
        shared.XObject[f"/I{number}"] = _picture(pdf, number)
        page.obj.Resources = shared
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 50], Dest=Array([secret, Name.Fit]))
    goes = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[50, 0, 90, 50], A=Dictionary(S=Name.GoTo, D=Array([secret, Name.Fit]))
    )
    above = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("feld"), V=String("Wert")))
    fields = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, Rect=[10, 100, 200, 130], Parent=above, P=page.obj,
                TU=String(f"Feld {word}"),
            )
        )
        for word, page in zip(WORDS, pdf.pages, strict=True)
    ]  # fmt: skip
    above.Kids = Array(fields)
    pdf.pages[0].obj.Annots = Array([link, goes, fields[0]])
    for number in (1, 2, 3):
        pdf.pages[number].obj.Annots = Array([fields[number]])
    pdf.Root.AcroForm = Dictionary(Fields=Array([above]), DA=String("/Helv 0 Tf"), NeedAppearances=True)
    bead = pdf.make_indirect(Dictionary(P=secret, R=[0, 0, 9, 9]))
    bead.N = bead.V = bead
    pdf.pages[0].obj.B = Array([bead])
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"Überschrift {word}", at) for at, word in enumerate(WORDS))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(ActualText=String("Geheimnis")))
    pdf.Root.PageLabels = Dictionary(Nums=Array([2, Dictionary(P=String("Geheimnis"))]))
    pdf.Root.Dests = Dictionary(Ziel=Array([secret, Name.Fit]))
    pdf.Root.PieceInfo = Dictionary(X=Dictionary(Private=String("Geheimnis")))
    pdf.docinfo.Title = String("Geheimnis")
    pdf.attachments["geheimnis.txt"] = b"Geheimnis"
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def _page(pdf: pikepdf.Pdf, word: str) -> pikepdf.Page:
    content = f"BT /F1 24 Tf 60 700 Td (Das ist der {word} von heute) Tj ET".encode()
    page = Dictionary(Type=Name.Page, MediaBox=[0, 0, 595, 842], Contents=pdf.make_stream(content))
    return pikepdf.Page(pdf.make_indirect(page))


def _picture(pdf: pikepdf.Pdf, number: int) -> pikepdf.Object:
    data = f"Bild {WORDS[number]}".encode().ljust(400)
    return pikepdf.Stream(
        pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=20, Height=20, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip


def everything_in(path) -> bytes:
    """All bytes of a PDF, unpacked: whatever anybody could find in it."""
    found = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            found.append(item.unparse(resolved=True) if not isinstance(item, pikepdf.Stream) else b"")
            if isinstance(item, pikepdf.Stream):
                found += [item.read_bytes(), Dictionary(dict(item.items())).unparse()]
    said = b"\n".join(found)
    return said + said.replace(b"\0", b"")


@pytest.mark.parametrize(("span", "meant"), [((1, 2), (0, 1)), ((2, 2), (1,)), ((4, 4), (3,))])
def test_a_span_of_pages_carries_no_word_of_the_others(span, meant, rendered):
    result = rendered(stack(), spans=[span])
    assert [page.number for page in result.pages] == list(range(1, len(meant) + 1))
    for page, number in zip(result.pages, meant, strict=True):
        assert WORDS[number] in page.text
    said = everything_in(result.archival)
    with pikepdf.open(result.archival) as pdf:
        assert len(pdf.pages) == len(meant)
        assert sum(isinstance(each, Dictionary) and each.get("/Type") == Name.Page for each in pdf.objects) == len(
            meant
        )
    for number, word in enumerate(WORDS):
        if number not in meant:
            for spelled in (word.encode(), word.encode("utf-16-be"), word.encode().hex().encode()):
                assert spelled not in said, word
    assert not any("geheimnis" in str(remark).lower() for remark in result.remarks)


def test_the_whole_keeps_what_it_had(rendered):
    result = rendered(stack())
    assert [word in page.text for word, page in zip(WORDS, result.pages, strict=True)] == [True] * 4


def test_what_is_left_of_a_form_still_shows_its_values(rendered):
    assert "Wert" in rendered(stack(), spans=[(2, 2)]).pages[0].text


def test_frames_of_a_tiff_are_taken_by_their_numbers(rendered):
    frames = [Image.new("L", (300, 200 + 50 * number), 255) for number in range(4)]
    result = rendered(pillow_pages(frames, "tiff_lzw"), spans=[(2, 3)])
    whole = rendered(pillow_pages(frames, "tiff_lzw"))
    assert [page.height_pt for page in result.pages] == [page.height_pt for page in whole.pages[1:3]]


@pytest.mark.parametrize("span", [(3, 9), (0, 1), (5, 5), (3, 2)])
@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_pages_that_a_file_does_not_have_are_told_and_nothing_else_is_taken(span, kind, rendered):
    data = stack() if kind == "pdf" else pillow_pages([Image.new("L", (90, 90), 255)] * 4, "tiff_lzw")
    with pytest.raises(Quarantined) as caught:
        rendered(data, spans=[span])
    assert caught.value.code == "no_such_pages"


def test_several_spans_follow_one_another(rendered):
    result = rendered(stack(), stack(), spans=[(4, 4), (1, 1)])
    assert [word in page.text for word, page in zip(("Anlage", "Antrag"), result.pages, strict=True)] == [True, True]
