# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading images of any shape: long ones in pieces, and with boxes that refer to the image as it was given."""

import numpy as np

from aktei.procedures.rendition import cleaning, faint
from aktei.procedures.rendition.reading import Reading, Token

_Box = tuple[float, float, float, float]

_PIECE = 2_400  # pixels; a page of A4 in the resolution of reading
_SEAM = 400  # pixels before the end of a piece in which a gap between lines or words is looked for
_LONG = 3.0


def is_long(image: np.ndarray) -> bool:
    """True for a strip: an export of a chat, a photographed roll, a banner."""
    long, short = max(image.shape), min(image.shape)
    return bool(long > _LONG * short and long > _PIECE)


def read(image: np.ndarray) -> Reading:
    """Read a prepared image, a strip piece by piece. Words that lie on their side are read where they lie."""
    if not is_long(image):
        return laid_back(faint.read_page(image), image.shape)
    down = image.shape[0] >= image.shape[1]
    tokens: list[Token] = []
    for start, end in _cuts(image if down else image.T):
        piece = np.ascontiguousarray(image[start:end] if down else image[:, start:end])
        if cleaning.ink(piece) == 0:
            continue
        found = laid_back(faint.read_page(piece), piece.shape)
        line = tokens[-1].line + 1 if tokens else 0
        x, y = (0, start) if down else (start, 0)
        tokens += [Token(t.text, _moved(t.box, x, y), t.line + line, t.confidence) for t in found.tokens]
    letters = sum(len(token.text) for token in tokens)
    confidence = sum(token.confidence * len(token.text) for token in tokens) / letters if letters else 0.0
    return Reading(tokens, confidence)


def laid_back(found: Reading, shape: tuple[int, ...]) -> Reading:
    """The same reading with boxes on the image as it was before it was turned upright."""
    if not found.quarter_turns:
        return found
    tokens = [Token(t.text, _unturned(t.box, found.quarter_turns, shape), t.line, t.confidence) for t in found.tokens]
    return Reading(tokens, found.confidence)


def _cuts(image: np.ndarray) -> list[tuple[int, int]]:
    """From where to where the pieces go, cut where a row shows nothing."""
    length, start, found = image.shape[0], 0, []
    while length - start > _PIECE + _SEAM:
        seam = image[start + _PIECE - _SEAM : start + _PIECE]
        rows = seam.max(axis=1).astype(int) - seam.min(axis=1)
        quiet = np.flatnonzero(rows <= rows.min() + 4)
        # The middle of the widest gap: between lines or words, not between the letters of one.
        gap = max(np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1), key=len)
        end = start + _PIECE - _SEAM + int(gap[len(gap) // 2])
        found.append((start, end))
        start = end
    return [*found, (start, length)]


def _moved(box: _Box, x: float, y: float) -> _Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def _unturned(box: _Box, turns: int, shape: tuple[int, ...]) -> _Box:
    height, width = shape
    x0, y0, x1, y1 = box
    if turns == 1:
        return y0, height - x1, y1, height - x0
    if turns == 2:
        return width - x1, height - y1, width - x0, height - y0
    return width - y1, x0, width - y0, x1
