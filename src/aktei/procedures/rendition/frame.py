# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Between a page's own coordinates and the page as it is displayed."""

from dataclasses import dataclass
from typing import Any

from aktei.procedures.rendition.words import SCALE


@dataclass(frozen=True)
class Frame:
    """The visible box of a page in its own space (points), and the clockwise rotation it is displayed with."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int = 0

    @property
    def displayed(self) -> tuple[float, float]:
        """Width and height as displayed, in points."""
        return (self.height, self.width) if self.rotation % 180 else (self.width, self.height)

    @property
    def axes(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The directions *right* and *up* of the displayed page, in the page's own space."""
        return {
            0: ((1, 0), (0, 1)),
            90: ((0, 1), (-1, 0)),
            180: ((-1, 0), (0, -1)),
            270: ((0, -1), (1, 0)),
        }[self.rotation]

    def to_page(self, u: float, v: float) -> tuple[float, float]:
        """A displayed point (0..1 from the left, 0..1 from the top) in the page's own space."""
        across, up = {
            0: (u, 1 - v),
            90: (v, u),
            180: (1 - u, v),
            270: (1 - v, 1 - u),
        }[self.rotation]
        return (self.left + across * self.width, self.bottom + up * self.height)

    def to_display(self, x: Any, y: Any) -> tuple[Any, Any]:
        """The inverse of `to_page`, for numbers or arrays of them."""
        across, up = (x - self.left) / self.width, (y - self.bottom) / self.height
        return {
            0: (across, 1 - up),
            90: (up, across),
            180: (1 - across, up),
            270: (1 - up, 1 - across),
        }[self.rotation]


def scaled(value: float) -> int:
    """A share of the page (0..1) as a stored coordinate, kept on the page."""
    return min(SCALE, max(0, round(value * SCALE)))
