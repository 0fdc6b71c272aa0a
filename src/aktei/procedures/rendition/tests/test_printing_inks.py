# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page in printing inks stays what it is, and looks in the archive as on the screen."""

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from aktei.procedures.rendition import printing_inks
from aktei.procedures.rendition.tests.sheets import Sheet, inks


def drawn(source) -> np.ndarray:
    with pypdfium2.PdfDocument(source) as document:
        return document[0].render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3].astype(int)


def test_a_page_in_inks_looks_the_same_in_the_archive_and_keeps_its_text(rendered):
    original = inks()
    archived = rendered(original).archival
    assert np.abs(drawn(original) - drawn(archived)).max() <= 12


def test_the_profile_tells_other_programs_what_the_screen_shows():
    given = ImageCms.ImageCmsProfile(io.BytesIO(printing_inks.profile()))
    seen = ImageCms.buildTransform(given, ImageCms.createProfile("sRGB"), "CMYK", "RGB")
    for amounts in ((0, 0, 0, 0), (0, 0, 0, 1), (1, 0, 0, 0), (0, 1, 0, 0.2), (0.3, 0.6, 0.1, 0.05)):
        sheet = Sheet()
        sheet.write(f"{' '.join(map(str, amounts))} k 0 0 595 842 re f")
        pixel = Image.new("CMYK", (1, 1), tuple(round(255 * each) for each in amounts))
        told = np.array(ImageCms.applyTransform(pixel, seen).getpixel((0, 0)))
        assert np.abs(told - drawn(sheet.data)[400, 300]).max() <= 6, amounts


@pytest.mark.parametrize("where", ["", "form", "nowhere"])
def test_only_a_document_that_uses_inks_gets_the_profile(where):
    sheet = Sheet()
    content = "0 0 0 1 k" if where != "nowhere" else "0 g"
    if where == "form":
        sheet.page.Resources.XObject = pikepdf.Dictionary(F=sheet.form(f"{content} 0 0 9 9 re f", (0, 0, 9, 9)))
    else:
        sheet.write(content)
    pdf = pikepdf.open(io.BytesIO(sheet.data))
    printing_inks.explain(pdf)
    assert ("/DefaultCMYK" in pdf.pages[0].Resources.get("/ColorSpace", {})) == (where != "nowhere")
