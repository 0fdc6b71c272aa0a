# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which parts of a page that has text are pictures nobody has read yet, and how the words of both become one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from aktei.procedures.rendition import cleaning, judging
from aktei.procedures.rendition.words import SCALE, Word

Area = tuple[float, float, float, float]
"""Left, top, right, bottom of a part of the displayed page, as shares of it (0..1)."""

LOOKING_DPI = 150
_SMALLEST = (20.0, 8.0)  # points; a smaller picture holds no word
_FEW_SIGNS = 6  # fewer spots in the size of letters are dirt or an ornament
_LEFT_OUT = 0.25  # share of the letters from which a scanner's text layer is not the whole text
_GRID = 1_000
_TOUCHING = 0.004
_SAME = 0.5  # share of a word's area that another word covers


@dataclass(frozen=True)
class Layers:
    """The words a page came with: those one can see, and those hidden behind or over a picture."""

    visible: list[Word]
    hidden: list[Word]

    @property
    def hidden_is_usable(self) -> bool:
        """Whether a scanner's text layer is writing, in an alphabet that is read here."""
        text = " ".join(word.text for word in self.hidden)
        looks_right = judging.usable(text) and judging.is_in_latin(text) and judging.is_well_formed(text)
        return looks_right and judging.is_language(text, least=0.13, from_pairs=40)

    @property
    def visible_is_usable(self) -> bool:
        """Whether the codes of the visible text mean what one sees."""
        return judging.usable(" ".join(word.text for word in self.visible))


def areas_of(boxes: Iterable[Area], size: tuple[float, float]) -> list[Area]:
    """Areas of pictures that may hold words; those that touch (a scan in strips) are one. `size` is in points."""
    found: list[Area] = []
    for left, top, right, bottom in boxes:
        area = (max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom))
        if (area[2] - area[0]) * size[0] < _SMALLEST[0] or (area[3] - area[1]) * size[1] < _SMALLEST[1]:
            continue
        while touching := [other for other in found if meet(area, other)]:
            for other in touching:
                found.remove(other)
                area = _around(area, other)
        found.append(area)
    return sorted(found, key=lambda area: (area[1], area[0]))


def unread(look: np.ndarray, areas: list[Area], layers: Layers, *, believed: bool) -> list[Area]:
    """Those of the areas in which letters stand that no word of the page explains. `look`: the page, grey, small.

    `believed` words of a hidden layer explain what lies under them, unless they leave out much of it.
    """
    signs = cleaning.signs(look)
    open_signs = _outside(signs, layers.visible, look.shape)
    explained = _outside(open_signs, layers.hidden, look.shape) if believed else open_signs
    found = []
    for area in areas:
        here, left_over = _within(open_signs, area, look.shape), _within(explained, area, look.shape)
        if len(left_over) >= max(_FEW_SIGNS, _LEFT_OUT * len(here)):
            found.append(area)
    return found


def without(image: np.ndarray, words: Iterable[Word], area: Area) -> np.ndarray:
    """A copy of the image of an area on which these words are painted over with the paper around them."""
    painted = image.copy()
    height, width = image.shape
    for word in within(words, area):
        x0, y0 = word.x0 * width // SCALE, word.y0 * height // SCALE
        x1, y1 = -(-word.x1 * width // SCALE), -(-word.y1 * height // SCALE)
        part = painted[y0:y1, x0:x1]
        if part.size:
            part[:] = np.percentile(part, 90)
    return painted


def within(words: Iterable[Word], area: Area) -> list[Word]:
    """Words of the page as words of the area, those outside left out."""
    left, top, width, height = area[0] * SCALE, area[1] * SCALE, area[2] - area[0], area[3] - area[1]
    moved = []
    for word in words:
        x0, x1 = (min(SCALE, max(0, round((x - left) / width))) for x in (word.x0, word.x1))
        y0, y1 = (min(SCALE, max(0, round((y - top) / height))) for y in (word.y0, word.y1))
        if x0 < x1 and y0 < y1:
            moved.append(Word(word.text, x0, y0, x1, y1, word.line))
    return moved


def layers(words: Sequence[Word], visible: Iterable[Area], hidden: Iterable[Area]) -> Layers:
    """Tell words one sees from words one does not, by the boxes of the text they come from."""
    grid = np.zeros((_GRID, _GRID), np.uint8)
    for mark, boxes in ((1, hidden), (0, visible)):
        for box in boxes:
            x0, y0, x1, y1 = (min(_GRID, max(0, round(side * _GRID))) for side in box)
            grid[y0 : y1 + 1, x0 : x1 + 1] = mark
    unseen = [
        bool(
            grid[
                min(_GRID - 1, (w.y0 + w.y1) // 2 * _GRID // SCALE), min(_GRID - 1, (w.x0 + w.x1) // 2 * _GRID // SCALE)
            ]
        )
        for w in words
    ]
    pairs = list(zip(words, unseen, strict=True))
    return Layers([word for word, mark in pairs if not mark], [word for word, mark in pairs if mark])


def merged(kept: Sequence[Word], read: Sequence[Sequence[Word]]) -> list[Word]:
    """The words of a page from top to bottom: those that were kept, and what was read in each area, none twice."""
    lines = _lines(kept)
    taken = list(kept)
    for words in read:
        fresh = [word for word in words if not any(_overlap(word, other) >= _SAME for other in taken)]
        if not fresh:
            continue
        taken += fresh
        top = min(word.y0 for word in fresh)
        place = next((at for at, line in enumerate(lines) if line[0].y0 > top), len(lines))
        lines[place:place] = _lines(fresh)
    return [
        Word(word.text, word.x0, word.y0, word.x1, word.y1, number)
        for number, line in enumerate(lines)
        for word in line
    ]


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def _overlap(word: Word, other: Word) -> float:
    width = min(word.x1, other.x1) - max(word.x0, other.x0)
    height = min(word.y1, other.y1) - max(word.y0, other.y0)
    area = max(1, (word.x1 - word.x0) * (word.y1 - word.y0))
    return width * height / area if width > 0 and height > 0 else 0.0


def _outside(signs: np.ndarray, words: Sequence[Word], shape: tuple[int, ...]) -> np.ndarray:
    """Those of the signs (x, y of their middles) that lie in none of the words' boxes."""
    if not len(signs) or not words:
        return signs
    height, width = shape
    covered = np.zeros(shape, np.uint8)
    for word in words:
        top, bottom = word.y0 * height / SCALE, word.y1 * height / SCALE
        slack = 0.15 * (bottom - top) + 1
        corners = (word.x0 * width / SCALE - slack, top - slack, word.x1 * width / SCALE + slack, bottom + slack)
        x0, y0, x1, y1 = (max(0, round(corner)) for corner in corners)
        covered[y0:y1, x0:x1] = 1
    outside: np.ndarray = signs[covered[signs[:, 1], signs[:, 0]] == 0]
    return outside


def _within(signs: np.ndarray, area: Area, shape: tuple[int, ...]) -> np.ndarray:
    if not len(signs):
        return signs
    x, y = signs[:, 0] / shape[1], signs[:, 1] / shape[0]
    return signs[(x >= area[0]) & (x <= area[2]) & (y >= area[1]) & (y <= area[3])]


def meet(one: Area, other: Area) -> bool:
    """True if two areas overlap or touch."""
    return (
        one[0] <= other[2] + _TOUCHING
        and other[0] <= one[2] + _TOUCHING
        and one[1] <= other[3] + _TOUCHING
        and other[1] <= one[3] + _TOUCHING
    )


def _around(one: Area, other: Area) -> Area:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
