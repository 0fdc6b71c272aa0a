# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Images as fax machines, scanners, phones and old programs write them: upright, in proportion, black on white."""

import io
import zlib

import cv2
import numpy as np
import pillow_heif
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from aktei.procedures.rendition import imaging, pictures
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.tests.tiff_files import (
    deep,
    grey_letter,
    jpeg_strips,
    old_jpeg,
    pillow_pages,
    written,
)

# How a picture must be stored so that each orientation shows it upright: the inverse of what EXIF prescribes.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def photo() -> Image.Image:
    """A red square at the top left, a green ellipse at the bottom right."""
    image = Image.new("RGB", (608, 416), "lightblue")
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, 150, 150), fill="red")
    draw.ellipse((400, 250, 580, 390), fill="green")
    return image


def stored(image: Image.Image, orientation: int) -> Image.Image:
    turn = STORED[orientation]
    return image if turn is None else image.transpose(turn)


def page_of(data: bytes, kind, tmp_path, index: int = 0, *, lenient: bool = False):
    """What a reader of the archival copy sees, and what the words are read from."""
    source, target = tmp_path / "image", tmp_path / "page.pdf"
    source.write_bytes(data)
    grey, dpi = pictures.into_page(source, kind, index, target, lenient=lenient)
    with pypdfium2.PdfDocument(target) as document:
        size = document[0].get_size()
        shown = document[0].render(scale=96 / 72).to_pil().convert("RGB")
    screen = Image.open(io.BytesIO(imaging.page_image(target, 1, 600))).convert("RGB")
    return shown, screen, grey, dpi, size


def looks_like_the_photo(shown: Image.Image) -> bool:
    expected = np.asarray(photo().resize((152, 104), Image.Resampling.BOX), dtype=float)
    found = np.asarray(shown.resize((152, 104), Image.Resampling.BOX), dtype=float)
    return float(np.abs(expected - found).mean()) < 6


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["strips", "one strip", "thin chroma", "old", "jpeg", "png", "lzw"])
def test_every_orientation_is_shown_upright_and_whole(form, orientation, tmp_path):
    image = stored(photo(), orientation)
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    match form:
        case "strips":
            data, kind = jpeg_strips(image, 16, orientation=orientation), "tiff"
        case "one strip":
            data, kind = jpeg_strips(image, image.height, orientation=orientation), "tiff"
        case "thin chroma":
            data, kind = jpeg_strips(image, 32, orientation=orientation, subsampling=2), "tiff"
        case "old":
            data, kind = old_jpeg(image, orientation=orientation), "tiff"
        case "lzw":
            data, kind = pillow_pages([image], "tiff_lzw", tiffinfo={274: orientation}), "tiff"
        case _:
            image.save(out, form.upper(), exif=exif)
            data, kind = out.getvalue(), form
    shown, screen, grey, _dpi, (width, height) = page_of(data, kind, tmp_path)
    assert looks_like_the_photo(shown)
    assert looks_like_the_photo(screen)
    assert width > height
    expected = cv2.resize(np.asarray(photo().convert("L")), (152, 104), interpolation=cv2.INTER_AREA)
    assert np.abs(cv2.resize(grey, (152, 104), interpolation=cv2.INTER_AREA).astype(float) - expected).mean() < 6


def test_jpeg_strips_go_in_undecoded_whatever_the_orientation(tmp_path):
    for orientation in range(1, 9):
        page_of(jpeg_strips(stored(photo(), orientation), 32, orientation=orientation), "tiff", tmp_path)
        assert b"/DCTDecode" in (tmp_path / "page.pdf").read_bytes()


@pytest.mark.parametrize(
    "resolution", [(204, 98), (204, 196), (204, 391), (200, 100), (300, 600), (1200, 300), (98, 204)]
)
@pytest.mark.parametrize("form", ["tiff g3", "tiff g4", "tiff lzw", "tiff per centimetre", "png", "jpeg"])
def test_a_page_has_its_size_and_letters_their_shape_whatever_the_resolution(form, resolution, tmp_path):
    across, down = resolution
    page = Image.new("L", (round(8.27 * across), round(11.69 * down)), 255)
    square = (page.width // 4, page.height // 4, page.width // 4 + across * 2, page.height // 4 + down * 2)
    ImageDraw.Draw(page).rectangle(square, fill=0)
    out = io.BytesIO()
    match form.split():
        case ["tiff", "g3" | "g4" as codec]:
            page.convert("1").save(out, "TIFF", compression={"g3": "group3", "g4": "group4"}[codec], dpi=resolution)
        case ["tiff", "lzw"]:
            page.save(out, "TIFF", compression="tiff_lzw", dpi=resolution)
        case ["tiff", *_]:
            per_centimetre = {282: across / 2.54, 283: down / 2.54, 296: 3}
            page.save(out, "TIFF", compression="tiff_lzw", tiffinfo=per_centimetre)
        case _:
            page.save(out, form.upper(), dpi=resolution)
    kind = form.split()[0]
    shown, screen, grey, dpi, (width, height) = page_of(out.getvalue(), kind, tmp_path)
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((210, 297), rel=0.02)
    for seen, scale in (
        (np.asarray(shown.convert("L")), 96),
        (np.asarray(screen.convert("L")), 600 / 8.27),
        (grey, dpi),
    ):
        rows, columns = np.where(seen < 128)
        assert (np.ptp(columns) / scale, np.ptp(rows) / scale) == pytest.approx((2, 2), abs=0.06)
        assert seen.shape[0] / seen.shape[1] == pytest.approx(297 / 210, rel=0.02)


@pytest.mark.parametrize("order", ["tiff 5", "tiff 8", "jpeg 6"])
def test_a_turned_fax_keeps_its_proportions(order, tmp_path):
    form, orientation = order.split()[0], int(order.split()[1])
    page = Image.new("L", (round(11.69 * 100), round(8.27 * 200)), 255)  # stored lying, 100 by 200
    ImageDraw.Draw(page).rectangle((300, 300, 500, 700), fill=0)
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    if form == "tiff":
        page.save(out, "TIFF", compression="tiff_lzw", dpi=(100, 200), tiffinfo={274: orientation})
    else:
        page.save(out, "JPEG", dpi=(100, 200), exif=exif)
    shown, screen, grey, dpi, (width, height) = page_of(out.getvalue(), form, tmp_path)
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((210, 297), rel=0.02)
    for seen, scale in (
        (np.asarray(shown.convert("L")), 96),
        (np.asarray(screen.convert("L")), 600 / 8.27),
        (grey, dpi),
    ):
        rows, columns = np.where(seen < 128)
        assert (np.ptp(columns) / scale, np.ptp(rows) / scale) == pytest.approx((2, 2), abs=0.06)


@pytest.mark.parametrize(
    ("dpi", "size"), [((0, 0), (210, 297)), ((1, 1), (210, 297)), ((300, 1), (70, 99)), ((72000, 72000), (210, 297))]
)
def test_a_resolution_nobody_can_have_meant_counts_as_a4(dpi, size, tmp_path):
    data = written(
        [
            (
                {256: 827, 257: 1169, 258: 8, 259: 1, 262: 1, 278: 1169, 282: (dpi[0], 1), 283: (dpi[1], 1), 296: 2},
                [bytes(827 * 1169)],
            )
        ]
    )
    *_rest, (width, height) = page_of(data, "tiff", tmp_path)
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(size, rel=0.03)


def test_a_shape_of_pixels_alone_keeps_the_proportions(tmp_path):
    out = io.BytesIO()
    Image.new("L", (850, 550), 255).save(out, "PNG")
    kind = b"pHYs" + (2).to_bytes(4, "big") + (1).to_bytes(4, "big") + b"\0"
    chunk = (9).to_bytes(4, "big") + kind + zlib.crc32(kind).to_bytes(4, "big")
    png = out.getvalue()[:33] + chunk + out.getvalue()[33:]
    *_rest, (width, height) = page_of(png, "png", tmp_path)
    assert height / width == pytest.approx(1100 / 850, rel=0.01)


# A few lines of the letter, as dark as all of it: how pixels are stored shows there, and reading takes a fifth.
PAPER = grey_letter()[200:520]


def scaled(full: float, kind) -> np.ndarray:
    return (PAPER.astype(np.float64) / 255 * full).round(6).astype(kind)


def twelve_bits(values: np.ndarray) -> np.ndarray:
    """Two values in three bytes, each row by itself."""
    values = np.pad(values.astype(np.uint32), ((0, 0), (0, values.shape[1] % 2)))
    pairs = values.reshape(values.shape[0], -1, 2)
    first, second = pairs[..., 0], pairs[..., 1]
    packed = np.stack([first >> 4, (first & 15) << 4 | second >> 8, second & 255], axis=-1)
    return packed.astype(np.uint8).reshape(values.shape[0], -1)[:, : -(-PAPER.shape[1] * 3 // 2)]


def rgb(values: np.ndarray, *more: np.ndarray) -> np.ndarray:
    return np.stack([values] * 3 + list(more), axis=-1)


def twelve(photometric: int) -> bytes:
    values = scaled(4095, np.uint16)
    data = twelve_bits(values if photometric else 4095 - values)
    height, width = PAPER.shape
    tags = {256: width, 257: height, 258: 12, 259: 1, 262: photometric, 277: 1, 278: height}
    return written([(tags | {282: (100, 1), 283: (100, 1), 296: 2}, [data.tobytes()])])


def palette(bits: int) -> bytes:
    dark = (PAPER < 128).astype(np.uint8)  # number 1 is black, number 0 white
    data = {8: dark, 4: dark[:, ::2] << 4 | np.pad(dark[:, 1::2], ((0, 0), (0, dark.shape[1] % 2)))}[bits]
    colours = [0xFFFF, 0] + [0x7000] * (2**bits - 2)
    height, width = PAPER.shape
    tags = {256: width, 257: height, 258: bits, 259: 1, 262: 3, 277: 1, 278: height}
    tags |= {282: (100, 1), 283: (100, 1), 296: 2}
    whole = written([(tags | {320: b""}, [data.tobytes()])])
    # A colour map has numbers of 16 bits, which the writer does not know.
    at = len(whole)
    entry = whole.index((320).to_bytes(2, "little") + (7).to_bytes(2, "little"))
    changed = bytearray(whole)
    changed[entry : entry + 12] = (
        (320).to_bytes(2, "little")
        + (3).to_bytes(2, "little")
        + (3 * 2**bits).to_bytes(4, "little")
        + at.to_bytes(4, "little")
    )
    return bytes(changed) + np.array(colours * 3, "<u2").tobytes()


OPAQUE = np.full(PAPER.shape, 255, np.uint8)
DEEP = {
    "16 bits": lambda: deep(scaled(65535, "<u2"), bits=[16]),
    "16 bits, zero is white": lambda: deep(65535 - scaled(65535, "<u2"), bits=[16], photometric=0),
    "16 bits, zero is white, other order": lambda: deep(
        (65535 - scaled(65535, np.uint16)).astype(">u2"), bits=[16], photometric=0, order=">"
    ),
    "12 bits in 16": lambda: deep(scaled(4095, "<u2"), bits=[16]),
    "12 bits in 16, zero is white": lambda: deep(4095 - scaled(4095, "<u2"), bits=[16], photometric=0),
    "8 bits in 16": lambda: deep(scaled(255, "<u2"), bits=[16]),
    "12 bits": lambda: twelve(1),
    "12 bits, zero is white": lambda: twelve(0),
    "32 bits": lambda: deep(scaled(2**32 - 1, "<u4"), bits=[32]),
    "32 bits, zero is white": lambda: deep(2**32 - 1 - scaled(2**32 - 1, "<u4"), bits=[32], photometric=0),
    "16 bits with a sign": lambda: deep((scaled(65535, np.int64) - 32768).astype("<i2"), bits=[16], sample=2),
    "floats up to 1": lambda: deep(scaled(1, "<f4"), bits=[32], sample=3),
    "floats up to 1, zero is white": lambda: deep(1 - scaled(1, "<f4"), bits=[32], sample=3, photometric=0),
    "floats up to 255": lambda: deep(scaled(255, "<f4"), bits=[32], sample=3),
    "floats up to 65535": lambda: deep(scaled(65535, "<f4"), bits=[32], sample=3),
    "8 bits, zero is white": lambda: deep(255 - PAPER, bits=[8], photometric=0),
    "colour of 16 bits": lambda: deep(rgb(scaled(65535, "<u2")), bits=[16] * 3, photometric=2),
    "colour with alpha": lambda: deep(rgb(PAPER, OPAQUE), bits=[8] * 4, photometric=2, t338=[2]),
    "clear paper": lambda: deep(rgb(np.zeros_like(PAPER), 255 - PAPER), bits=[8] * 4, photometric=2, t338=[2]),
    "grey with alpha": lambda: deep(np.stack([PAPER * 0, 255 - PAPER], -1), bits=[8] * 2, t338=[2]),
    "cmyk": lambda: deep(np.stack([PAPER * 0] * 3 + [255 - PAPER], -1), bits=[8] * 4, photometric=5),
    "cmyk of 16 bits": lambda: deep(
        np.stack([scaled(0, "<u2")] * 3 + [65535 - scaled(65535, "<u2")], -1), bits=[16] * 4, photometric=5
    ),
    "lab": lambda: deep(np.stack([PAPER, PAPER * 0, PAPER * 0], -1), bits=[8] * 3, photometric=8),
    "palette of 8 bits": lambda: palette(8),
    "palette of 4 bits": lambda: palette(4),
}


@pytest.mark.parametrize("name", DEEP)
def test_a_letter_is_black_on_white_however_its_pixels_are_stored(name, tmp_path):
    shown, _screen, grey, _dpi, _size = page_of(DEEP[name](), "tiff", tmp_path)
    assert grey.shape == PAPER.shape
    assert np.abs(grey.astype(float) - PAPER).mean() < 6, "as the letter was"
    assert np.asarray(shown.convert("L")).mean() == pytest.approx(PAPER.mean(), abs=4)


def _png(mode: str, **options) -> bytes:
    out = io.BytesIO()
    if mode == "I;16":
        Image.fromarray(scaled(65535, np.uint16)).save(out, "PNG", **options)
    else:
        Image.fromarray(PAPER).convert(mode).save(out, "PNG", **options)
    return out.getvalue()


def clear_black_png() -> bytes:
    """White is not stored at all: the paper is the one colour that is declared to be clear."""
    out, values = io.BytesIO(), np.where(PAPER < 128, 1, 0).astype(np.uint8)
    Image.fromarray(rgb(values)).save(out, "PNG", transparency=(0, 0, 0))
    return out.getvalue()


def cmyk_jpeg() -> bytes:
    out = io.BytesIO()
    Image.fromarray(PAPER).convert("CMYK").save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: _png("I;16"), "png"),
        (lambda: _png("LA"), "png"),
        (lambda: _png("P"), "png"),
        (lambda: _png("1"), "png"),
        (clear_black_png, "png"),
        (cmyk_jpeg, "jpeg"),
    ],
)
def test_so_are_other_files(make, kind, tmp_path):
    _shown, _screen, grey, _dpi, _size = page_of(make(), kind, tmp_path)
    assert np.abs(grey.astype(float) - PAPER).mean() < 6


def paged(*specifications: tuple[int, float]) -> bytes:
    """A TIFF of pages, each with what it says of itself (entry 254) and its share of the full size."""
    directories = []
    for kind, share in specifications:
        width, height = round(800 * share), round(1100 * share)
        tags = {254: kind, 256: width, 257: height, 258: 8, 259: 1, 262: 1, 278: height}
        directories.append((tags, [bytes([255]) * (width * height)]))
    return written(directories)


@pytest.mark.parametrize(
    ("specifications", "pages"),
    [
        ([(1, 1), (1, 1)], 2),
        ([(1, 1)], 1),
        ([(0, 1), (1, 0.2), (0, 1), (1, 0.2)], 2),
        ([(1, 0.2), (0, 1), (1, 0.2), (0, 1)], 2),
        ([(1, 1), (1, 0.15), (1, 1), (1, 0.15)], 2),
        ([(0, 1), (1, 0.5), (1, 0.25), (1, 0.125)], 1),
        ([(0, 1), (1, 1), (0, 1)], 3),
        ([(2, 1), (3, 1), (2, 0.3)], 3),
    ],
)
def test_what_calls_itself_reduced_is_a_preview_only_beside_its_page(specifications, pages, tmp_path):
    path = tmp_path / "reduced.tif"
    path.write_bytes(paged(*specifications))
    assert pictures.examine(path, "tiff", Limits(), accept_as_is=False) == pages


def test_every_picture_of_a_heic_is_a_page(rendered):
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    first = Image.fromarray(grey_letter(150)).convert("RGB")
    first.save(out, "HEIF", save_all=True, append_images=[first.rotate(180)], quality=60)
    assert [page.source for page in rendered(out.getvalue()).pages] == ["ocr", "ocr"]
