# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import contextlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from aktei.procedures.rendition import imaging
from aktei.procedures.rendition.imaging import Unrenderable, page_image

PAGE = (300, 400)


def jpeg(colour: bool = False, quality: int = 90) -> bytes:
    """A page image that is dark at its top left corner, so that turning it shows."""
    pixels = np.full((800, 600, 3) if colour else (800, 600), 230, np.uint8)
    pixels[:200, :150] = (200, 20, 20) if colour else 20
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality)
    return out.getvalue()


def scanned(path: Path, *, rotation: int = 0, more: bytes = b"", colour: bool = False, mirrored: bool = False) -> Path:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=PAGE)
    image = pikepdf.Stream(
        pdf,
        jpeg(colour),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=600,
        Height=800,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB if colour else pikepdf.Name.DeviceGray,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=pdf.make_indirect(image)))
    matrix = b"-300 0 0 400 300 0" if mirrored else b"300 0 0 400 0 0"
    page.Contents = pdf.make_stream(b"q " + matrix + b" cm /Scan Do Q " + more)
    page.Rotate = rotation
    pdf.save(path)
    return path


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def dark_corner(image: Image.Image) -> str:
    grey = np.asarray(image.convert("L"))
    height, width = grey.shape
    corners = {
        "top left": grey[: height // 8, : width // 8],
        "top right": grey[: height // 8, -width // 8 :],
        "bottom right": grey[-height // 8 :, -width // 8 :],
        "bottom left": grey[-height // 8 :, : width // 8],
    }
    return min(corners, key=lambda name: corners[name].mean())


@pytest.mark.parametrize(
    ("rotation", "corner", "size"),
    [
        (0, "top left", (150, 200)),
        (90, "top right", (150, 112)),
        (180, "bottom right", (150, 200)),
        (270, "bottom left", (150, 112)),
    ],
)
def test_a_scan_is_shown_upright_in_the_width_asked_for(
    tmp_path: Path, rotation: int, corner: str, size: tuple[int, int]
) -> None:
    shown = picture(page_image(scanned(tmp_path / "scan.pdf", rotation=rotation), 1, 150))
    assert shown.size == size
    assert dark_corner(shown) == corner


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_short_way_shows_what_pdfium_shows(tmp_path: Path, rotation: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scanned(tmp_path / "scan.pdf", rotation=rotation, colour=True)
    short = np.asarray(picture(page_image(path, 1, 300)), np.int16)
    monkeypatch.setattr(imaging, "_scan", lambda _page: None)
    long = np.asarray(picture(page_image(path, 1, 300)), np.int16)
    assert abs(short.shape[0] - long.shape[0]) <= 1
    rows = min(len(short), len(long))
    assert np.abs(short[:rows] - long[:rows]).mean() < 4


def test_what_is_drawn_over_a_scan_is_shown(tmp_path: Path) -> None:
    stamp = b"0 0 0 rg 200 20 80 60 re f"
    shown = np.asarray(picture(page_image(scanned(tmp_path / "stamped.pdf", more=stamp), 1, 300)).convert("L"))
    assert shown[350, 240] < 60


def test_a_mirrored_scan_is_shown_mirrored(tmp_path: Path) -> None:
    assert dark_corner(picture(page_image(scanned(tmp_path / "mirrored.pdf", mirrored=True), 1, 150))) == "top right"


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_page_that_does_not_exist_is_unrenderable(tmp_path: Path, number: int) -> None:
    with pytest.raises(Unrenderable):
        page_image(scanned(tmp_path / "scan.pdf"), number, 100)


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\n" + b"\0" * 500])
def test_a_damaged_file_is_unrenderable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(content)
    with pytest.raises(Unrenderable):
        page_image(path, 1, 100)


def test_a_damaged_scan_does_not_end_the_process(tmp_path: Path) -> None:
    path = scanned(tmp_path / "scan.pdf")
    content = path.read_bytes()
    start = content.index(b"\xff\xd8")
    path.write_bytes(content[: start + 300] + b"\0" * 400 + content[start + 700 :])
    with contextlib.suppress(Unrenderable):
        assert page_image(path, 1, 100)


def test_many_readers_at_once_get_their_pages(tmp_path: Path) -> None:
    path = scanned(tmp_path / "scan.pdf", more=b"0 0 0 rg 0 0 10 10 re f")
    with ThreadPoolExecutor(8) as readers:
        pages = list(readers.map(lambda _each: page_image(path, 1, 100), range(40)))
    assert len(set(pages)) == 1
