# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import pypdfium2
import pytest

from aktei.entrances.demo.letters import letter, scan

MAGIC = {
    "pdf": b"%PDF",
    "tiff-g4": b"II*\0",
    "tiff-lzw": b"II*\0",
    "tiff-jpeg": b"II*\0",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG",
    "heic": b"ftypheic",
}


def test_the_same_seed_writes_the_same_letter():
    assert letter(7, pages=2) == letter(7, pages=2)
    assert letter(7).text_pages != letter(8).text_pages


@pytest.mark.parametrize("pages", [1, 3])
@pytest.mark.parametrize("seed", range(8))
def test_every_page_holds_exactly_the_text_that_is_promised(seed, pages):
    written = letter(seed, pages=pages, reference="50.30-2026/00042")
    with pypdfium2.PdfDocument(written.pdf) as document:
        read = [page.get_textpage().get_text_range() for page in document]
    assert len(read) == pages
    for truth, text in zip(written.text_pages, read, strict=True):
        assert "".join(truth.split()) == "".join(text.split())
    assert "Ihr Zeichen: 50.30-2026/00042" in written.text_pages[0]


@pytest.mark.parametrize("container", sorted(MAGIC))
def test_every_container_is_what_it_claims(container):
    assert MAGIC[container] in scan(letter(1, pages=2), dpi=100, container=container)[:32]
