# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures too long for one page: a chat of a whole year in one screenshot becomes several pages one can read."""

import numpy as np
from PIL import Image

_TOO_LONG = 18.0
"""Heights in widths. A page as long as that is still shown 900 pixels wide."""
_PART = 15.0
_SEAM = 0.4  # widths before the end of a part in which a gap between lines is looked for


def parts(size: tuple[int, int]) -> int:
    """How many pages an upright picture of this size becomes."""
    width, height = size
    return 1 if height <= _TOO_LONG * width else int(-(-height // (_PART * width)))


def part(image: Image.Image, index: int) -> Image.Image:
    """Part `index` of an upright picture, cut where a row shows nothing."""
    count = parts(image.size)
    if count == 1:
        return image
    top = _cut(image, index, count) if index else 0
    bottom = _cut(image, index + 1, count) if index + 1 < count else image.height
    return image.crop((0, top, image.width, bottom))


def _cut(image: Image.Image, number: int, count: int) -> int:
    """The row at which part `number` begins."""
    end = image.height * number // count
    start = end - round(_SEAM * image.width)
    seam = np.asarray(image.crop((0, start, image.width, end)).convert("L"))
    rows = seam.max(axis=1).astype(int) - seam.min(axis=1)
    quiet = np.flatnonzero(rows <= rows.min() + 4)
    gap = max(np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1), key=len)
    return start + int(gap[len(gap) // 2])
