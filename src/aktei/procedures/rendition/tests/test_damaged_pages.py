# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every damaged page of a file is named, not only the first; what is sound is never called damaged."""

import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name
from PIL import Image

from aktei.entrances.demo.letters import letter, scan
from aktei.procedures.rendition import soundness
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.remarks import pages_text, runs
from aktei.procedures.rendition.tests.tiff_files import pillow_pages, spoilt

LINE = b"BT /F1 12 Tf 50 700 Td (Wohngeld) Tj ET\n" * 40


def pdf_of(*pages: bytes, content: bytes = b"/P Do") -> pikepdf.Pdf:
    """A PDF whose pages show one picture each, from these packed data of 100 × 100 grey pixels."""
    pdf = pikepdf.new()
    for data in pages:
        page = pdf.add_blank_page(page_size=(200, 200))
        image = pikepdf.Stream(
            pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100, BitsPerComponent=8,
            ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode if data.startswith(b"\xff\xd8") else Name.FlateDecode,
        )  # fmt: skip
        page.Resources = Dictionary(XObject=Dictionary(P=pdf.make_indirect(image)))
        page.Contents = pdf.make_stream(content)
    return pdf


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((100, 100), 80).save(out, "JPEG")
    return out.getvalue()


SOUND = {"flate": zlib.compress(bytes(range(100)) * 100), "jpeg": jpeg(), "jpeg without its last mark": jpeg()[:-2]}
LOST = {
    "flate cut off": SOUND["flate"][:60],
    "flate spoilt": SOUND["flate"][:40] + b"\xff" * 40 + SOUND["flate"][80:],
    "jpeg cut off": jpeg()[:900],
    "no jpeg": b"\xff\xd8" + b"x" * 500,
}


def test_all_damaged_pages_of_a_tiff_are_named(rendered):
    data = pillow_pages([Image.effect_noise((90, 90), 40)] * 4, "tiff_lzw")
    for number in (0, 1, 3):
        data = spoilt(data, number)
    with pytest.raises(Quarantined) as caught:
        rendered(data)
    assert "Seiten 1, 2 und 4" in caught.value.reason


@pytest.mark.parametrize("how", LOST)
def test_every_page_of_a_pdf_with_a_picture_that_is_lost_is_known(how):
    good = SOUND["flate"]
    assert soundness.damaged_pages(pdf_of(good, LOST[how], good, LOST[how])) == [2, 4]


def test_all_damaged_pages_of_a_pdf_are_named_and_what_is_left_can_be_taken(rendered):
    out = io.BytesIO()
    pdf_of(SOUND["flate"], LOST["flate cut off"], LOST["jpeg cut off"]).save(out, compress_streams=False)
    with pytest.raises(Quarantined) as caught:
        rendered(out.getvalue())
    assert (caught.value.code, "Seiten 2 und 3" in caught.value.reason) == ("damaged", True)
    result = rendered(out.getvalue(), accept_as_is=True)
    assert [each.pages for each in result.remarks if each.code == "damaged"] == [(2, 3)]
    assert len(result.pages) == 3


def test_a_page_whose_drawing_breaks_off_is_named():
    pdf = pdf_of(*[SOUND["flate"]] * 3)
    packed = zlib.compress(LINE)
    for number, data in ((1, packed[: len(packed) // 2]), (2, packed)):
        pdf.pages[number].Contents.write(data, filter=Name.FlateDecode)
    assert soundness.damaged_pages(pdf) == [2]


@pytest.mark.parametrize("how", SOUND)
def test_a_picture_that_is_all_there_is_sound_though_its_last_mark_may_be_missing(how):
    assert soundness.damaged_pages(pdf_of(SOUND[how])) == []


def test_data_without_checksum_or_that_may_go_on_is_sound():
    packer, pdf = zlib.compressobj(), pdf_of(*[SOUND["flate"]] * 2)
    pdf.pages[0].Contents.write(packer.compress(LINE) + packer.flush(zlib.Z_SYNC_FLUSH), filter=Name.FlateDecode)
    pdf.pages[1].Contents.write(zlib.compress(LINE)[:-4] + b"\0\0\0\0", filter=Name.FlateDecode)
    assert soundness.damaged_pages(pdf) == []


def test_a_form_that_contains_itself_ends_and_what_lies_in_it_counts():
    pdf = pdf_of(LOST["no jpeg"])
    picture = pdf.pages[0].Resources.XObject.P
    form = pdf.make_stream(b"/P Do", Subtype=Name.Form)
    form.Resources = Dictionary(XObject=Dictionary(P=picture, Self=form))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(F=form))
    assert soundness.damaged_pages(pdf) == [1]


@pytest.mark.parametrize("container", ["jpeg", "png"])
def test_of_several_files_each_that_breaks_off_is_named(container, rendered):
    whole = scan(letter(1), dpi=75, container=container)
    with pytest.raises(Quarantined) as caught:
        rendered(whole[: len(whole) // 2], whole, whole[: len(whole) // 3])
    assert caught.value.code == "truncated"
    assert "Datei 1 von 3; Datei 3 von 3" in caught.value.reason


def test_letters_of_the_demo_are_sound():
    with pikepdf.open(io.BytesIO(letter(4, pages=3).pdf)) as pdf:
        assert soundness.damaged_pages(pdf) == []


@given(st.sets(st.integers(1, 60), min_size=1))
def test_pages_are_named_as_people_do_and_none_is_left_out(numbers):
    said = pages_text(sorted(numbers))
    assert said.startswith("Seite " if len(numbers) == 1 else "Seiten ")
    assert all(str(first) in said for first, _last in runs(sorted(numbers))[:20])
