# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word boxes: what stands where on a page, and the compact form in which that is stored."""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

SCALE = 10_000
_FORMAT = 1

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 as in `Word`."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word on the displayed (upright) page.

    Coordinates are 0..`SCALE` of page width (x) and page height (y); the origin is the top left corner. Words of
    one line share its number; line numbers never fall.
    """

    text: str
    x0: int
    y0: int
    x1: int
    y1: int
    line: int


def text_of(words: Iterable[Word]) -> str:
    """The page's text: words of a line joined by a space, lines by a line feed."""
    lines: list[list[str]] = []
    current: int | None = None
    for word in words:
        if word.line != current:
            lines.append([])
            current = word.line
        lines[-1].append(word.text)
    return "\n".join(" ".join(line) for line in lines)


def pack(words: Sequence[Word]) -> bytes:
    """Store words in few bytes.

    After a format byte comes zlib: a count, then the columns x0, y0, width, height, line step as signed 32-bit
    differences to the row before (columns of small numbers compress well), then the texts, NUL-separated.
    """
    columns: list[list[int]] = [[], [], [], [], []]
    x = y = line = 0
    for word in words:
        row = (word.x0 - x, word.y0 - y, word.x1 - word.x0, word.y1 - word.y0, word.line - line)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
        x, y, line = word.x0, word.y0, word.line
    numbers = [value for column in columns for value in column]
    texts = "\0".join(word.text for word in words).encode()
    body = struct.pack(f"<I{len(numbers)}i", len(words), *numbers) + texts
    return bytes([_FORMAT]) + zlib.compress(body, 6)


def unpack(packed: bytes) -> list[Word]:
    """The words again. Raises ValueError for bytes that `pack` did not write."""
    texts, numbers = _read(packed)
    count = len(texts)
    lines = accumulate(numbers[4 * count :])
    return [Word(text, *box, line) for text, box, line in zip(texts, _boxes(numbers, count), lines, strict=True)]


def boxes_within(packed: bytes, length: int, stretches: Iterable[tuple[int, int]]) -> list[Box] | None:
    """The boxes of the words that lie in these stretches (start, end) of the page's text; each once, in order.

    Many times faster than `unpack`. None if the text of this length is not that of the words. Raises ValueError as
    `unpack` does.
    """
    body, count = _body(packed)
    texts = body[4 + count * 20 :].decode()
    if count == 0 or len(texts) != length:
        return None
    wanted: set[int] = set()
    for start, end in stretches:
        first = texts.count("\0", 0, start)
        wanted.update(range(first, first + texts.count("\0", start, end) + 1))
    if not wanted:
        return []
    last = max(wanted) + 1
    x, y, width, height = (struct.unpack_from(f"<{last}i", body, 4 + 4 * count * column) for column in range(4))
    lefts, tops = list(accumulate(x)), list(accumulate(y))
    return [(lefts[at], tops[at], lefts[at] + width[at], tops[at] + height[at]) for at in sorted(wanted)]


def _read(packed: bytes) -> tuple[list[str], tuple[int, ...]]:
    body, count = _body(packed)
    texts = body[4 + count * 20 :].decode().split("\0") if count else []
    if len(texts) != count:
        raise ValueError("damaged word boxes")
    return texts, struct.unpack_from(f"<{count * 5}i", body, 4)


def _body(packed: bytes) -> tuple[bytes, int]:
    """What was compressed, with the number of words."""
    if not packed or packed[0] != _FORMAT:
        raise ValueError("unknown word box format")
    try:
        body = zlib.decompress(packed[1:])
        (count,) = struct.unpack_from("<I", body)
    except (zlib.error, struct.error) as error:
        raise ValueError("damaged word boxes") from error
    if len(body) < 4 + count * 20:
        raise ValueError("damaged word boxes")
    return body, count


def _boxes(numbers: tuple[int, ...], count: int) -> list[Box]:
    lefts, tops = accumulate(numbers[:count]), accumulate(numbers[count : 2 * count])
    sizes = zip(numbers[2 * count : 3 * count], numbers[3 * count : 4 * count], strict=True)
    return [(x, y, x + width, y + height) for x, y, (width, height) in zip(lefts, tops, sizes, strict=True)]
