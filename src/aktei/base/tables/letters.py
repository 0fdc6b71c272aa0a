# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes from programs that do not say how they write letters. Pure.

What is UTF-8 or UTF-16 shows by itself. Of the old code pages, that of Windows, DOS and the Macintosh, the one is taken
in which the text looks most like German; if it looks like nothing in any of them, nobody guesses.
"""

import re
from itertools import islice
from typing import Final

_OLD: Final = ("cp1252", "cp850", "mac_roman")
_GERMAN: Final = frozenset("äöüÄÖÜß")
_SIGNS: Final = frozenset("„“”‚‘’–—€§°…»«²³½¼·•´\u00a0")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ENOUGH: Final = 100_000
"""Such letters that are looked at; more would not change the verdict."""


def decoded(data: bytes) -> str | None:
    """The text of these bytes; None if nobody can tell."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding)
    if (wide := _wide(data)) is not None:
        return _strictly(data, wide)
    if (text := _strictly(data, "utf-8")) is not None:
        return text
    candidates = [(text, _likeness(text)) for each in _OLD if (text := _strictly(data, each)) is not None]
    best = max(candidates, key=lambda each: each[1], default=("", -1))  # of equals, the first: Windows
    return best[0] if best[1] >= 0 else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of most letters is zero."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 4
    return "utf-16-le" if odd > half and not even else "utf-16-be" if even > half and not odd else None


def _likeness(text: str) -> int:
    """How much a text looks like German, by its letters beyond ASCII and what stands beside them."""
    score = 0
    around = f" {text} "
    for found in islice(_BEYOND_ASCII.finditer(text), _ENOUGH):
        sign, at = found.group(), found.start() + 1
        before, after = around[at - 1], around[at + 1]
        if sign.isalpha() and "\u00c0" <= sign <= "\u017f":
            score += _of_letter(sign, before, after)
        elif before.isalpha() and after.isalpha():
            score -= 3
        elif sign not in _SIGNS:
            score -= 2
    opening, middle, closing = (text.count(each) for each in "„“”")
    pairs = min(opening, middle + closing) or min(middle, closing)
    return score + 6 * pairs - abs(opening + middle + closing - 2 * pairs)


def _of_letter(sign: str, before: str, after: str) -> int:
    if not (before.isalpha() or after.isalpha()):
        return -1
    if (before.islower() and sign.isupper()) or (sign.islower() and after.isupper()):
        return -4
    if not before.isascii() and not after.isascii():
        return -2  # another alphabet altogether
    return 3 if sign in _GERMAN else 1
