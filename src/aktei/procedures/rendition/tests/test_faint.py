# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faint writing beside dark print is read, too; blank pages are blank, whatever lies on them or shines through."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from aktei.procedures.rendition import cleaning, faint

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
PAPER = 246
LINES = (
    "Antrag auf Übernahme der Heizkosten",
    "hiermit beantrage ich die Übernahme",
    "der beigefügten Rechnung in voller Höhe",
)


def sheet(ink: int | None = 30) -> Image.Image:
    """A page in the resolution of reading, with three lines of print or without."""
    page = Image.new("L", (1000, 1400), PAPER)
    for at, line in enumerate(LINES if ink is not None else ()):
        written(page, (120, 200 + 60 * at), line, ink or 0)
    return page


def written(page: Image.Image, place: tuple[int, int], text: str, ink: int, size: int = 32) -> None:
    ImageDraw.Draw(page).text(place, text, font=ImageFont.truetype(SANS, size), fill=ink)


def scanned(page: Image.Image) -> np.ndarray:
    """With the softness and the grain of a scanner."""
    soft = np.asarray(page.filter(ImageFilter.GaussianBlur(0.5))).astype(float)
    grain = np.random.default_rng(1).normal(0, 4, soft.shape)
    return np.clip(soft + grain, 0, 255).astype(np.uint8)


def text_of(found) -> str:
    return " ".join(token.text for token in found.tokens)


@pytest.mark.parametrize("ink", [165, 200])
def test_a_faint_remark_beside_dark_print_is_read_where_it_stands(ink):
    page = sheet()
    written(page, (500, 900), "Bleistiftbock prüfen", ink)
    found = faint.read_page(scanned(page))
    assert "Heizkosten" in text_of(found)
    word = next(token for token in found.tokens if token.text == "Bleistiftbock")
    assert 490 < word.box[0] < 520
    assert 890 < word.box[1] < 930
    assert len({token.line for token in found.tokens}) == len(LINES) + 1


def test_grey_print_on_a_grey_slip_that_is_glued_to_a_page_is_read():
    page = sheet()
    ImageDraw.Draw(page).rectangle((300, 700, 900, 1100), fill=222)
    written(page, (340, 800), "Quittung Verbandmaterial", 165)
    assert "Verbandmaterial" in text_of(faint.read_page(scanned(page)))


def test_what_shines_through_beside_print_is_no_text():
    page, back = sheet(), sheet(190).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    both = np.minimum(np.asarray(page), np.roll(np.asarray(back), 500, axis=0))
    found = faint.read_page(scanned(Image.fromarray(both)))
    assert len({token.line for token in found.tokens}) == len(LINES)


def test_a_page_with_nothing_faint_on_it_is_read_once(monkeypatch):
    looked = []
    honest = faint.reading.read_page
    monkeypatch.setattr(faint.reading, "read_page", lambda image: looked.append(1) or honest(image))
    faint.read_page(scanned(sheet()))
    assert looked == [1]


def test_the_sharp_print_of_the_back_alone_is_no_text(rendered, tmp_path):
    back = sheet(200).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    Image.fromarray(scanned(back)).save(tmp_path / "back.png", dpi=(200, 200))
    page = rendered(tmp_path / "back.png").pages[0]
    assert (page.source, page.text) == ("blank", "")


@pytest.mark.parametrize("number", ["112", "- 3 -", "IV"])
def test_a_page_number_alone_is_read(number):
    page = sheet(None)
    written(page, (480, 1300), number, 20)
    assert number.strip("- ") in text_of(faint.read_page(scanned(page)))


def test_a_page_with_punched_holes_and_dust_is_blank():
    page = sheet(None)
    for middle in (400, 1030):
        ImageDraw.Draw(page).ellipse((45, middle - 24, 93, middle + 24), fill=40)
    assert cleaning.is_blank(scanned(page))
    written(page, (480, 700), "o", 40)
    assert not cleaning.is_blank(scanned(page))
