# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A damaged page is told, whatever packed it; the other pages and what is left of it are kept."""

import io

import numpy as np
import pytest
from PIL import Image

from aktei.procedures.rendition import tiff_pages
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.remarks import Remark, collected
from aktei.procedures.rendition.tests.test_odd_images import PAPER, page_of
from aktei.procedures.rendition.tests.tiff_files import grey_letter, pillow_pages, spoilt, written

CODECS = {
    "group4": "1",
    "tiff_lzw": "L",
    "tiff_adobe_deflate": "L",
    "tiff_deflate": "RGB",
    "jpeg": "RGB",
    "packbits": "L",
    "zstd": "L",
    "lzma": "L",
}


@pytest.mark.parametrize("codec", [name for name in CODECS if name != "packbits"])
def test_a_damaged_page_is_told_and_the_others_are_kept(codec, rendered):
    page = Image.fromarray(grey_letter(150)).convert(CODECS[codec])
    data = spoilt(pillow_pages([page, page, page], codec), 1)
    with pytest.raises(Quarantined) as caught:
        rendered(data)
    assert caught.value.code in ("damaged", "truncated", "broken")
    assert "Seite 2" in caught.value.reason
    result = rendered(data, accept_as_is=True)
    assert result.remarks == [Remark("damaged", pages=(2,))]
    assert ["50.30-2026/00042" in each.text for each in (result.pages[0], result.pages[2])] == [True, True]
    assert len(result.pages) == 3


@pytest.mark.parametrize("codec", CODECS)
def test_a_sound_page_is_not_called_damaged(codec, tmp_path):
    page = Image.fromarray(PAPER).convert(CODECS[codec])
    with collected():
        page_of(pillow_pages([page], codec), "tiff", tmp_path)


def test_of_a_damaged_page_every_sound_strip_is_kept(tmp_path):
    page = Image.fromarray(grey_letter(150))
    data = spoilt(pillow_pages([page], "tiff_lzw", strip_size=page.width * 200), 0)
    with collected():
        _shown, _screen, grey, _dpi, _size = page_of(data, "tiff", tmp_path, lenient=True)
    assert np.array_equal(grey[400:], np.asarray(page)[400:])
    assert grey[:200].mean() > 200, "what is lost stays white"


def test_a_fax_with_one_bad_line_is_not_damaged_for_that():
    tags = {259: 3, 257: 2200}
    line = "Fax3Decode1D: Warning, Premature EOL at line 7 of strip 0 (got 900, expected 1728)."
    assert not tiff_pages._tells_of_damage([line] * 3, tags)
    assert tiff_pages._tells_of_damage([line] * 90, tags)
    assert tiff_pages._tells_of_damage(["Fax4Decode: Bad code word at line 14 of strip 0 (x 1239)."], tags | {259: 4})


def test_of_a_tiff_that_breaks_off_the_pages_before_are_kept(rendered):
    page = Image.fromarray(grey_letter(150))
    data = pillow_pages([page, page, page], "tiff_lzw")
    with Image.open(io.BytesIO(data)) as image:
        image.seek(2)
        cut = data[: image.tag_v2[273][0] + 50]
    with pytest.raises(Quarantined) as caught:
        rendered(cut)
    assert caught.value.code == "truncated"
    assert len(rendered(cut, accept_as_is=True).pages) == 2


@pytest.mark.parametrize(("compression", "name"), [(34712, "JPEG 2000"), (34661, "JBIG"), (34887, "LERC")])
def test_a_packing_nobody_here_can_read_is_named_and_not_called_damage(compression, name, rendered):
    data = written([({256: 8, 257: 8, 258: 8, 259: compression, 262: 1, 278: 8}, [bytes(64)])])
    with pytest.raises(Quarantined) as caught:
        rendered(data)
    assert (caught.value.code, name in caught.value.reason) == ("wrong_type", True)
