# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page of a PDF, or a part of it, as an image to look at."""

import cv2
import numpy as np
import pypdfium2

from aktei.procedures.rendition import hearing, judging, remarks
from aktei.procedures.rendition.frame import Frame
from aktei.procedures.rendition.judging import Box

_RENDER_DPI = 300
_DARK = 100  # mean grey below which an extracted image is taken for inverted and the page is rendered instead
_FINEST_PAGE, _FINEST_STRIP = 700, 400  # dots per inch above which an image was shrunk rather than scanned so finely
_COARSEST = 60
_A4 = (8.27, 11.69)  # inches
_LONG = 3.0
_SIDE = 3_600  # pixels of the longer side of a part: A4 at 300 dpi


def believable(shape: tuple[int, ...], dpi: float) -> float:
    """The resolution at which the letters of an image have a usual size, if it was shrunk or stretched."""
    long, short = max(shape), min(shape)
    if dpi < _COARSEST:  # a picture that was stretched over a huge page
        return max(dpi, short / _A4[0] if long > _LONG * short else long / _A4[1])
    if long > _LONG * short:
        return dpi if dpi <= _FINEST_STRIP else max(short / _A4[0], 130.0)
    return dpi if dpi <= _FINEST_PAGE else max(300.0, long / _A4[1])


def part_of(
    page: pypdfium2.PdfPage, area: Box, frame: Frame, native: float, page_pixels: int
) -> tuple[np.ndarray, float]:
    """A part of the displayed page (shares of it), grey, as fine as its pictures; and the resolution to read it at."""
    width, height = frame.displayed
    left, top, right, bottom = area
    across, down = max(0.01, (right - left) * width / 72), max(0.01, (bottom - top) * height / 72)
    long, short = max(across, down), min(across, down)
    finest = _SIDE / long if long <= _LONG * short else (page_pixels / 4 / (across * down)) ** 0.5
    dpi = min(max(native, 200.0), finest)
    crop = (left * width, (1 - bottom) * height, (1 - right) * width, top * height)
    drawn = grey_of(page.render(scale=dpi / 72, crop=crop, grayscale=True, prefer_bgrx=False).to_numpy())
    return drawn, dpi if dpi <= _RENDER_DPI else max(float(_RENDER_DPI), max(drawn.shape) / _A4[1])


def picture_of(
    page: pypdfium2.PdfPage, content: judging.Content, frame: Frame, page_pixels: int
) -> tuple[np.ndarray, float]:
    """The page as a grey image as displayed, and its resolution: the scan itself if the page is just that."""
    if (scan := _sole_scan(content, frame)) is not None and (grey := _decoded(scan)) is not None:
        dpi = grey.shape[1] / (frame.width / 72)
        return np.ascontiguousarray(np.rot90(grey, -frame.rotation // 90)), dpi
    image = rendered(page, _RENDER_DPI, page_pixels, colour=False)
    return image, image.shape[1] / (frame.displayed[0] / 72)


def _sole_scan(content: judging.Content, frame: Frame) -> pypdfium2.PdfImage | None:
    """The one image that is the whole page, upright and not distorted; None for any other page."""
    if len(content.pictures) != 1 or content.visible or content.paths:
        return None
    scan = content.pictures[0].image
    a, b, c, d, _, _ = scan.get_matrix().get()
    x0, y0, x1, y1 = scan.get_bounds()
    edges = (x0 - frame.left, y0 - frame.bottom, x1 - frame.left - frame.width, y1 - frame.bottom - frame.height)
    fits = all(abs(edge) <= 0.01 * max(frame.width, frame.height) for edge in edges)
    upright = a > 0 and d > 0 and abs(b) < 1e-3 * a and abs(c) < 1e-3 * d
    width, height = scan.get_px_size()
    even = width > 0 and height > 0 and abs((a / width) / (d / height) - 1) < 0.02
    return scan if fits and upright and even and scan.level == 0 else None


def _decoded(scan: pypdfium2.PdfImage) -> np.ndarray | None:
    if scan.get_filters() == ["DCTDecode"]:
        grey, is_whole = hearing.grey_jpeg(bytes(scan.get_data()))
        if not is_whole:
            remarks.note("damaged")
    else:
        try:
            bitmap = scan.get_bitmap(render=False)
        except pypdfium2.PdfiumError:
            return None
        grey = grey_of(bitmap.to_numpy())
    return grey if grey is not None and grey.mean() > _DARK else None


def rendered(page: pypdfium2.PdfPage, dpi: float, page_pixels: int, *, colour: bool) -> np.ndarray:
    """The page as displayed, in BGR or grey; coarser than asked for if it would have too many pixels."""
    width, height = page.get_size()
    scale = min(dpi / 72, (page_pixels / 4 / max(1.0, width * height)) ** 0.5)
    array = page.render(scale=scale, grayscale=not colour, prefer_bgrx=False).to_numpy()
    if not colour:
        return grey_of(array)
    return np.ascontiguousarray(array[:, :, :3]) if array.ndim == 3 else array


def grey_of(array: np.ndarray) -> np.ndarray:
    """A drawn image in shades of grey, whatever PDFium chose."""
    if array.ndim == 3 and array.shape[2] >= 3:
        return cv2.cvtColor(np.ascontiguousarray(array[:, :, :3]), cv2.COLOR_BGR2GRAY)
    return np.ascontiguousarray(np.squeeze(array))
