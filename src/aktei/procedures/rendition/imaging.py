# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page of an archival PDF as a WebP picture for the screen."""

import io
import threading
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

# Measured on scanned and born-digital letters: packing takes longer than drawing, and effort 0 packs a page in a
# third of the time of the usual effort 4 for files a fifth larger. Above 72 nobody sees a difference on a screen.
QUALITY, EFFORT = 72, 0
MAX_SIDE = 16_000
"""Pixels; WebP itself ends at 16,383. Only strips come near it: they are as wide then as one can read."""

_INVISIBLE = 3
_MANY_OBJECTS = 6_000
_TOLERANCE = 1.5  # points by which a scan may miss the edge of its page

_pdfium = threading.Lock()
"""pdfium keeps global state and is not made for threads; everything that touches it waits here."""


class Unrenderable(Exception):
    """A page that cannot be shown: the file is damaged, or the page does not exist."""


@dataclass(frozen=True)
class _Scan:
    """The one JPEG a scanned page consists of, how the page is turned (degrees clockwise), and its displayed size.

    The page's size tells the shape: pixels of a fax are taller than wide.
    """

    jpeg: bytes
    size: tuple[int, int]
    rotation: int
    page: tuple[float, float]


def page_image(archival: Path, number: int, width: int) -> bytes:
    """Page `number` (from 1) as WebP, `width` pixels wide as displayed; height follows the page.

    A page that is one scanned JPEG is decoded at a reduced size directly, which is several times faster than having
    pdfium decode and scale all of it. Raises Unrenderable.
    """
    drawn = _drawn(archival, number, width)
    picture = drawn if isinstance(drawn, np.ndarray) else _decoded(drawn, width)
    packed = io.BytesIO()
    Image.fromarray(picture).save(packed, "WEBP", quality=QUALITY, method=EFFORT)
    return packed.getvalue()


def _drawn(archival: Path, number: int, width: int) -> np.ndarray | _Scan:
    """What only pdfium can do, under its lock: the finished picture, or the JPEG it consists of."""
    with _pdfium:
        try:
            with pypdfium2.PdfDocument(archival) as document:
                if not 1 <= number <= len(document):
                    raise Unrenderable(f"there is no page {number}")
                page = document[number - 1]
                return _scan(page) or _rendered(page, width)
        except (pypdfium2.PdfiumError, OSError, ValueError) as error:
            raise Unrenderable(f"page {number}: {error}") from error


def _rendered(page: pypdfium2.PdfPage, width: int) -> np.ndarray:
    points, height = page.get_size()
    scale = min(width / points, MAX_SIDE / height)
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    # The bitmap's memory belongs to pdfium and goes with it.
    drawn: np.ndarray = bitmap.to_numpy().copy()
    return drawn


def _scan(page: pypdfium2.PdfPage) -> _Scan | None:
    """The page's JPEG if nothing else on it can be seen, and it fills the page upright and unmirrored."""
    image = _only_visible(page)
    if image is None or image.get_filters() != ["DCTDecode"] or not _fills(image, page):
        return None
    if image.get_metadata().colorspace not in (
        pdfium.FPDF_COLORSPACE_DEVICEGRAY,
        pdfium.FPDF_COLORSPACE_DEVICERGB,
        pdfium.FPDF_COLORSPACE_CALGRAY,
        pdfium.FPDF_COLORSPACE_CALRGB,
        pdfium.FPDF_COLORSPACE_ICCBASED,
    ):
        return None
    jpeg = bytes(image.get_data())
    if _components(jpeg) not in (1, 3):
        return None
    return _Scan(jpeg, image.get_px_size(), page.get_rotation(), page.get_size())


def _only_visible(page: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    found = None
    for count, item in enumerate(page.get_objects(max_depth=1)):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
            continue
        if found is not None or count > _MANY_OBJECTS or not isinstance(item, pypdfium2.PdfImage):
            return None
        found = item
    return found if found is None or not pdfium.FPDFPageObj_HasTransparency(found) else None


def _fills(image: pypdfium2.PdfImage, page: pypdfium2.PdfPage) -> bool:
    matrix = image.get_matrix()
    box = page.get_cropbox()
    edges = zip(image.get_bounds(), box, strict=True)
    upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) < 0.01 and abs(matrix.c) < 0.01
    return upright and all(abs(edge - wanted) <= _TOLERANCE for edge, wanted in edges)


def _components(jpeg: bytes) -> int:
    """Number of colour components of a JPEG, 0 if it does not say."""
    at = 2
    while at + 10 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return jpeg[at + 9]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return 0


def _decoded(scan: _Scan, width: int) -> np.ndarray:
    across, down = scan.size if scan.rotation % 180 == 0 else scan.size[::-1]
    shape = scan.page[1] / scan.page[0]
    width = min(width, MAX_SIDE, max(1, int(MAX_SIDE / shape)))
    height = max(1, round(width * shape))
    grey = _components(scan.jpeg) == 1
    flag = _reduction(min(across // width, down // height), grey=grey)
    picture = cv2.imdecode(np.frombuffer(scan.jpeg, np.uint8), flag)
    if picture is None:
        raise Unrenderable("the scanned image is damaged")
    turns = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    if scan.rotation in turns:
        picture = cv2.rotate(picture, turns[scan.rotation])
    smaller = width < picture.shape[1]
    picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)
    return picture if grey else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def _reduction(ratio: int, *, grey: bool) -> int:
    """The decoder flag that leaves at least as many pixels as wanted. What EXIF says has no meaning in a PDF."""
    flags = {
        8: (cv2.IMREAD_REDUCED_COLOR_8, cv2.IMREAD_REDUCED_GRAYSCALE_8),
        4: (cv2.IMREAD_REDUCED_COLOR_4, cv2.IMREAD_REDUCED_GRAYSCALE_4),
        2: (cv2.IMREAD_REDUCED_COLOR_2, cv2.IMREAD_REDUCED_GRAYSCALE_2),
        1: (cv2.IMREAD_COLOR, cv2.IMREAD_GRAYSCALE),
    }
    chosen = next(each for each in flags if each <= max(1, ratio))
    return flags[chosen][grey] | cv2.IMREAD_IGNORE_ORIENTATION
