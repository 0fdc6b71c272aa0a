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

_FULL_OF_HOLES = 0.006  # share of ink above which a page has more than holes
_TO_THE_EDGE = 160  # pixels at 200 dpi: holes sit 12 mm from the edge

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
    margin_x, margin_y = _margins(image)
    inner = image[margin_y : height - margin_y, margin_x : width - margin_x]
    if inner.size == 0:
        return 0.0
    paper = float(np.median(inner[::4, ::4]))
    threshold = paper * 0.62 if paper > 90 else 255.0  # a dark page is a picture, not blank paper
    dark = (cv2.medianBlur(np.ascontiguousarray(inner), 3) < threshold).astype(np.uint8)
    share = float(cv2.countNonZero(dark)) / dark.size
    return share - _holes(dark) / dark.size if _BLANK_INK <= share < _FULL_OF_HOLES else share


def _margins(image: np.ndarray) -> tuple[int, int]:
    """Left and right, above and below; of a strip not more than of a page."""
    height, width = image.shape
    return round(min(width, 1.5 * height) * _MARGIN), round(min(height, 1.5 * width) * _MARGIN)


def _holes(dark: np.ndarray) -> int:
    """Dark pixels that are holes punched for filing: discs of 5 to 8 mm near an edge, all else away from them."""
    height, width = dark.shape
    stats, middles, _ = spots_of(dark)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    round_ = (abs(wide - high) <= 0.15 * np.maximum(wide, high)) & (
        abs(stats[:, cv2.CC_STAT_AREA] / (wide * high) - np.pi / 4) < 0.09
    )
    fit = round_ & (wide >= 34) & (wide <= 70)
    edge = np.minimum(
        np.minimum(middles[:, 0], width - middles[:, 0]), np.minimum(middles[:, 1], height - middles[:, 1])
    )
    return int(stats[fit & (edge < _TO_THE_EDGE), cv2.CC_STAT_AREA].sum())


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
    """True if a page without ink has writing all the same: pencil, thermal paper, an empty cartridge."""
    soft = cv2.medianBlur(image, 3)
    paper = cv2.blur(soft, _AROUND)
    stats, middles, labels = spots_of(cv2.subtract(paper, soft) > faintest(soft, paper))
    return bool(len(rows_of_writing(image, paper, stats, middles, labels, first=True)))


def faintest(soft: np.ndarray, paper: np.ndarray) -> float:
    """By how much faint writing is darker than its paper at least: more than the paper's own grain."""
    grain = 1.48 * float(np.median(cv2.absdiff(soft, paper)[::4, ::4]))
    return max(_FAINTEST, 5 * grain)


def rows_of_writing(
    image: np.ndarray,
    paper: np.ndarray,
    stats: np.ndarray,
    middles: np.ndarray,
    labels: np.ndarray,
    *,
    first: bool = False,
) -> np.ndarray:
    """Numbers of the spots that are writing, for it stands in rows and has sharp edges; `first`: one row will do.

    What shines through from the back is blurred, dust is scattered.
    """
    height, width = image.shape
    heights, widths = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    margin_x, margin_y = _margins(image)
    inside = (abs(middles[:, 0] - width / 2) < width / 2 - margin_x) & (
        abs(middles[:, 1] - height / 2) < height / 2 - margin_y
    )
    fit = inside & (heights >= 6) & (heights <= 90) & (widths <= 14 * heights)
    if fit.sum() < 2:
        return np.empty(0, int)
    sharp = _sharp(image, paper, labels, len(stats))[fit]
    numbers, middles, heights, widths = np.flatnonzero(fit), middles[fit], heights[fit], widths[fit]
    found = sharp if first and len(middles) > _CERTAINLY and sharp.mean() > 0.5 else np.zeros(len(numbers), bool)
    if found.any():
        return np.asarray(numbers[found])
    for (x, y), tall in zip(middles[sharp][:_CERTAINLY], heights[sharp], strict=False):
        row = (abs(middles[:, 1] - y) < 0.7 * tall) & (abs(middles[:, 0] - x) < 20 * tall)
        clear = row & sharp
        if np.minimum(widths[clear] / heights[clear], 6).sum() >= _A_WORD and clear.sum() >= max(2, 0.5 * row.sum()):
            found |= row
            if first:
                break
    return np.asarray(numbers[found])


def paper_of(image: np.ndarray) -> np.ndarray:
    """The tone of the paper around each pixel, however much is printed there."""
    small = cv2.resize(image, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 7)
    paper: np.ndarray = cv2.resize(small, image.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return paper


def strengthened(image: np.ndarray) -> np.ndarray:
    """Faint writing made dark, each pixel measured against the paper around it."""
    paper = cv2.blur(image, _AROUND)
    darker = cv2.subtract(paper, image)
    strongest = max(float(np.percentile(darker[darker > _FAINTEST], 80)) if (darker > _FAINTEST).any() else 1.0, 1.0)
    return 255 - cv2.convertScaleAbs(darker, alpha=230.0 / strongest)


def _spots(image: np.ndarray, contrast: float) -> tuple[np.ndarray, np.ndarray]:
    paper = cv2.blur(image, _AROUND)
    stats, middles, _ = spots_of(cv2.subtract(paper, image) > contrast)
    heights, widths = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    fit = (heights >= 3) & (heights <= 60) & (widths <= 10 * heights) & (stats[:, cv2.CC_STAT_AREA] >= 5)
    return stats[fit], middles[fit].astype(int)


def spots_of(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Connected spots: their figures, their middles, and for each pixel the number of its spot, from 1."""
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
