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

_AROUND = (61, 61)  # pixels whose mean is the paper around a letter
_CONTRAST = 28.0  # grey steps between letter and paper on a small image of the page
_FAINTEST = 14.0  # grey steps between faint writing and its paper; the grain of paper stays below
_STEEP = 0.31  # share of the darkness in one step; a line blurred by shining through has less
_A_WORD = 5.0  # letters next to each other, or as much cursive
_CERTAINLY = 600


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
    """True for a page on which there is nothing to read; a single printed word is not blank, nor is a pencilled one."""
    return ink(image) < _BLANK_INK and not faint_writing(image)


def prepared(image: np.ndarray) -> np.ndarray | None:
    """A cleaned image as it is to be read, None if it is blank."""
    if ink(image) >= _BLANK_INK:
        return image
    return strengthened(image) if faint_writing(image) else None


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


def signs(image: np.ndarray) -> np.ndarray:
    """Middles (x, y) of the spots in the size of letters, dark on light or light on dark, on an uncleaned image."""
    soft = cv2.medianBlur(image, 3)
    return np.concatenate([_spots(soft, contrast=_CONTRAST)[1], _spots(255 - soft, contrast=_CONTRAST)[1]])


def faint_writing(image: np.ndarray) -> bool:
    """True if a page without ink has writing all the same: pencil, thermal paper, an empty cartridge.

    Writing stands in rows and has sharp edges. What shines through from the back is blurred, dust is scattered.
    """
    soft = cv2.medianBlur(image, 3)
    paper = cv2.blur(soft, _AROUND)
    grain = 1.48 * float(np.median(cv2.absdiff(soft, paper)[::4, ::4]))
    stats, middles, labels = _spots_of(cv2.subtract(paper, soft) > max(_FAINTEST, 5 * grain))
    height, width = image.shape
    heights, widths = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    margin_x, margin_y = width * _MARGIN, height * _MARGIN
    inside = (abs(middles[:, 0] - width / 2) < width / 2 - margin_x) & (
        abs(middles[:, 1] - height / 2) < height / 2 - margin_y
    )
    fit = inside & (heights >= 6) & (heights <= 90) & (widths <= 14 * heights)
    sharp = _sharp(image, paper, labels, len(stats))[fit]
    middles, heights, widths = middles[fit], heights[fit], widths[fit]
    if len(middles) > _CERTAINLY and sharp.mean() > 0.5:
        return True
    for (x, y), tall in zip(middles[sharp][:_CERTAINLY], heights[sharp], strict=False):
        row = (abs(middles[:, 1] - y) < 0.7 * tall) & (abs(middles[:, 0] - x) < 20 * tall)
        clear = row & sharp
        if np.minimum(widths[clear] / heights[clear], 6).sum() >= _A_WORD and clear.sum() >= max(2, 0.5 * row.sum()):
            return True
    return False


def strengthened(image: np.ndarray) -> np.ndarray:
    """Faint writing made dark, each pixel measured against the paper around it."""
    paper = cv2.blur(image, _AROUND)
    darker = cv2.subtract(paper, image)
    strongest = max(float(np.percentile(darker[darker > _FAINTEST], 80)) if (darker > _FAINTEST).any() else 1.0, 1.0)
    return 255 - cv2.convertScaleAbs(darker, alpha=230.0 / strongest)


def _spots(image: np.ndarray, contrast: float) -> tuple[np.ndarray, np.ndarray]:
    paper = cv2.blur(image, _AROUND)
    stats, middles, _ = _spots_of(cv2.subtract(paper, image) > contrast)
    heights, widths = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    fit = (heights >= 3) & (heights <= 60) & (widths <= 10 * heights) & (stats[:, cv2.CC_STAT_AREA] >= 5)
    return stats[fit], middles[fit].astype(int)


def _spots_of(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    _, labels, stats, middles = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    return stats[1:], middles[1:], labels


def _sharp(image: np.ndarray, paper: np.ndarray, labels: np.ndarray, count: int) -> np.ndarray:
    """For each spot, whether the step at its edge is steep for its darkness."""
    soft = cv2.GaussianBlur(image, (0, 0), 0.8)  # the grain of the paper has steps too
    across = cv2.absdiff(soft[:, 2:], soft[:, :-2])
    steps = cv2.copyMakeBorder(across, 0, 0, 1, 1, cv2.BORDER_CONSTANT, value=0).astype(np.float32) / 2
    darkness = cv2.subtract(paper, soft).astype(np.float32)
    at = labels > 0
    steepest, darkest = np.zeros(count + 1, np.float32), np.ones(count + 1, np.float32)
    np.maximum.at(steepest, labels[at], steps[at])
    np.maximum.at(darkest, labels[at], darkness[at])
    return (steepest / darkest)[1:] >= _STEEP
