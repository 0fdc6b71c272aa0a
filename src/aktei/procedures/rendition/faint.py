# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faint writing beside dark print: a pencilled remark on a letter, a pale stamp, a till receipt glued to a page.

Reading parts a page into black and white once, by its print; what is much fainter is white then. So it is looked for
afterwards: spots in the size of letters, sharp and in rows, that never get as dark as the print and that no word
explains. They are read by themselves, made dark and with the print taken away. What was read before stays as it is.
"""

import time

import cv2
import numpy as np

from aktei.procedures.rendition import cleaning, reading
from aktei.procedures.rendition.reading import Reading, Token

_SURE = 70.0  # confidence from which a faint word is believed: paper and backs of pages look like letters, too
_A_WORD = 4  # letters of the longest word of a line, so that it is one
_LONG_ENOUGH = 25.0  # seconds
_PRINTED = 0.3  # share of a spot that is as dark as print, from which it is print
_LEAST = 150  # pixels of faint writing; a word of five letters has 400
_AROUND_WORD = 4  # pixels beside a word that are its own
_MARGIN = 30  # pixels around what is read


def read_page(image: np.ndarray) -> Reading:
    """Read a cleaned grey page, and then what is fainter on it."""
    begin = time.monotonic()
    found = reading.read_page(image)
    if time.monotonic() - begin > _LONG_ENOUGH:
        return found  # so much is on this page that reading more of it might take longer than a page may
    upright = np.ascontiguousarray(np.rot90(image, -found.quarter_turns))
    faint = _fainter(upright, found.tokens)
    if faint is None:
        return found
    picture, (left, top) = faint
    added = reading.read_page(picture)
    if added.quarter_turns:
        return found
    line = max((token.line for token in found.tokens), default=-1) + 1
    tokens = [
        Token(token.text, _moved(token.box, left, top), token.line + line, token.confidence)
        for token in _believed(added.tokens)
    ]
    tokens = [token for token in tokens if not any(_meet(token.box, other.box) for other in found.tokens)]
    if not tokens or reading.read_page(np.ascontiguousarray(np.fliplr(picture))).weight > added.weight:
        return found  # nothing, or the print of the back shining through
    return Reading([*found.tokens, *tokens], found.confidence, found.quarter_turns)


def shines_through(image: np.ndarray, found: Reading) -> bool:
    """Whether what was read of a faint page is the print of its back: it reads better the other way round."""
    if found.confidence >= _SURE:
        return False
    other = reading.read_page(np.ascontiguousarray(np.fliplr(image)))
    return other.confidence >= _SURE and other.weight > 2 * found.weight


def _fainter(image: np.ndarray, tokens: list[Token]) -> tuple[np.ndarray, tuple[int, int]] | None:
    """The part of the page with faint writing, that alone and dark, and where it lies; None without any."""
    threshold = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    paper = cleaning.paper_of(image)
    soft = cv2.medianBlur(image, 3)
    darker = cv2.subtract(paper, soft)
    mask = darker > cleaning.faintest(soft, paper)
    for x0, y0, x1, y1 in (token.box for token in tokens):
        mask[
            max(0, int(y0) - _AROUND_WORD) : int(y1) + _AROUND_WORD,
            max(0, int(x0) - _AROUND_WORD) : int(x1) + _AROUND_WORD,
        ] = False
    near_print = cv2.dilate((soft < threshold).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    if np.count_nonzero(mask & ~near_print) < _LEAST:
        return None
    stats, middles, labels = cleaning.spots_of(mask)
    dark = np.bincount(labels[mask & (soft < threshold)], minlength=len(stats) + 1)[1:]
    stats[dark > _PRINTED * stats[:, cv2.CC_STAT_AREA], cv2.CC_STAT_HEIGHT] = 0
    rows = cleaning.rows_of_writing(image, paper, stats, middles, labels)
    if not len(rows):
        return None
    boxes = stats[rows]
    left, top = (int(max(0, boxes[:, at].min() - _MARGIN)) for at in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP))
    right = int((boxes[:, cv2.CC_STAT_LEFT] + boxes[:, cv2.CC_STAT_WIDTH]).max() + _MARGIN)
    bottom = int((boxes[:, cv2.CC_STAT_TOP] + boxes[:, cv2.CC_STAT_HEIGHT]).max() + _MARGIN)
    kept = np.zeros(len(stats) + 1, bool)
    kept[1:] = stats[:, cv2.CC_STAT_HEIGHT] > 0
    near = cv2.dilate(kept[labels[top:bottom, left:right]].astype(np.uint8), np.ones((5, 5), np.uint8))
    alone = np.where(near > 0, darker[top:bottom, left:right], 0).astype(np.uint8)
    strongest = max(float(np.percentile(alone[alone > 0], 80)), 1.0)
    return 255 - cv2.convertScaleAbs(alone, alpha=230.0 / strongest), (left, top)


def _believed(tokens: list[Token]) -> list[Token]:
    """The words of those lines that hold a sure one."""
    sure = {t.line for t in tokens if t.confidence >= _SURE and sum(c.isalnum() for c in t.text) >= _A_WORD}
    return [token for token in tokens if token.line in sure and token.confidence >= _SURE - 20]


def _moved(box: tuple[float, float, float, float], x: float, y: float) -> tuple[float, float, float, float]:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
