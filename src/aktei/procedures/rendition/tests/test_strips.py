# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A screenshot of a year's chat is read to its end, on pages that one can read."""

import io
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from aktei.procedures.rendition import strips
from aktei.procedures.rendition.imaging import page_image

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def strip(width: int, height: int, lines: dict[int, str]) -> Image.Image:
    picture = Image.new("L", (width, height), 255)
    for top, text in lines.items():
        ImageDraw.Draw(picture).text((20, top), text, font=ImageFont.truetype(SANS, 26), fill=0)
    return picture


def test_a_picture_of_a_usual_shape_is_one_page():
    assert strips.parts((1080, 17_000)) == 1
    assert strips.parts((1080, 40_000)) == 3
    assert strips.parts((17_000, 1080)) == 1


def test_the_parts_are_the_whole_and_no_line_is_cut():
    lines = {top: f"Nachricht {top}" for top in range(10, 7_900, 37)}
    picture = strip(300, 8_000, lines)
    parts = [strips.part(picture, index) for index in range(strips.parts(picture.size))]
    assert np.array_equal(np.concatenate([np.asarray(each) for each in parts]), np.asarray(picture))
    for before, after in pairwise(parts):
        assert np.asarray(before)[-1].min() == 255
        assert np.asarray(after)[0].min() == 255


@pytest.mark.parametrize(("kind", "orientation"), [("PNG", 1), ("JPEG", 6)])
def test_a_long_strip_becomes_pages_that_are_read_marked_and_wide_enough(rendered, kind, orientation):
    picture = strip(400, 9_000, {60: "Anfangswort", 4_400: "Mittelwort", 8_900: "Schlusswort"})
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    (picture.transpose(Image.Transpose.ROTATE_90) if orientation == 6 else picture).save(out, kind, exif=exif)
    result = rendered(out.getvalue())
    assert len(result.pages) == 2
    assert "Anfangswort" in result.pages[0].text
    end = next(word for word in result.pages[1].words if word.text == "Schlusswort")
    assert end.y0 > 9_500
    assert any("Mittelwort" in page.text for page in result.pages)
    drawn = Image.open(io.BytesIO(page_image(result.archival, 2, 1_000)))
    assert drawn.width > 900
