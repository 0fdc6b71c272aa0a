# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cleaning a page image for the reader. What is archived is never touched by this."""

import cv2
import numpy as np

READING_DPI = 200
_MEDIAN_FROM_DPI = 250
_MANY_SPECKS = 300.0  # clean pages have up to 100, dusty ones well over 1,000
_MARGIN = 0.02
_BLANK_INK = 0.000015  # of an A4 page at 200 dpi: 56 pixels; a page number alone has more


def cleaned(image: np.ndarray, dpi: float) -> np.ndarray:
    """A grey image without specks at about `READING_DPI`, which Tesseract reads faster and better than 300 dpi.

    Below 250 dpi a median thins strokes, so it is only used there on a page that has specks.
    """
    if dpi >= _MEDIAN_FROM_DPI or specks(image) > _MANY_SPECKS:
        image = cv2.medianBlur(image, 3)
    scale = READING_DPI / dpi
    if 0.9 <= scale <= 1.1:
        return image
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def specks(image: np.ndarray) -> float:
    """Dark spots of one or two pixels, per million pixels; letters have no parts so small."""
    dark = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    count, _, figures, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    areas = figures[1:count, cv2.CC_STAT_AREA]
    return float((areas <= 2).sum()) * 1e6 / max(1, image.size)


def ink(image: np.ndarray) -> float:
    """Share of clearly dark pixels on a cleaned page, margins left out (scanners darken the paper's edge).

    Dark is measured against the paper's own tone, so that recycled paper is not ink.
    """
    height, width = image.shape
    inner = image[
        round(height * _MARGIN) : round(height * (1 - _MARGIN)), round(width * _MARGIN) : round(width * (1 - _MARGIN))
    ]
    if inner.size == 0:
        return 0.0
    paper = float(np.median(inner[::4, ::4]))
    threshold = paper * 0.62 if paper > 90 else 255.0  # a dark page is a picture, not blank paper
    dark = (cv2.medianBlur(np.ascontiguousarray(inner), 3) < threshold).astype(np.uint8)
    return float(cv2.countNonZero(dark)) / dark.size


def is_blank(image: np.ndarray) -> bool:
    """True for a page on which there is nothing to read; a single printed word is not blank."""
    return ink(image) < _BLANK_INK


def skew(image: np.ndarray) -> float:
    """Degrees by which the lines of text are turned (counter-clockwise positive), 0 if that cannot be told.

    The angle at which the row sums of the ink differ most is the angle of the lines.
    """
    small = cv2.resize(image, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)
    dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    candidates = np.arange(-12.0, 12.01, 0.5)
    scores = [_sharpness(dark, angle) for angle in candidates]
    best = float(candidates[int(np.argmax(scores))])
    return best if max(scores) > 1.1 * scores[len(candidates) // 2] else 0.0


def turned(image: np.ndarray, degrees: float) -> tuple[np.ndarray, np.ndarray]:
    """The image turned clockwise by `degrees` about its middle, and the matrix that did it."""
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255), matrix


def evened(image: np.ndarray) -> np.ndarray:
    """Shadow and folds taken out: each pixel measured against the paper around it. For photographs."""
    paper = cv2.medianBlur(cv2.dilate(image, np.ones((9, 9), np.uint8)), 51)
    return cv2.divide(image, paper, scale=255)


def _sharpness(dark: np.ndarray, angle: float) -> float:
    rows = turned(dark, angle)[0] if angle else dark
    sums = rows.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(sums)).sum())
