# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes from programs that do not say how they write letters. Pure.

What is UTF-8 or UTF-16 shows by itself. Of the old code pages, those of Windows, DOS and the Macintosh, the one is
taken in which the text looks most like German; if it looks like nothing in any of them, or if single letters still look
like those of another code page (Turkish, Polish), nobody guesses.
"""

import re
from itertools import islice
from typing import Final

_OLD: Final = ("cp1252", "cp858", "mac_roman", "iso8859-15")
_DOUBTFUL: Final = re.compile(r"[ðÐþÞýÝ]|(?<=[^\W\d_])[¡¢£¤¥¦¨¬¯¸¿×÷]|[¡¢£¤¥¦¨¬¯¸¿×÷](?=[^\W\d_])")
"""In Western code pages these stand where the Turkish or Central European ones have letters of names."""
_BESIDE: Final = "[\u0080-\u00bf\u2010-\u2122\u0152-\u0192\u02c6\u02dc]"
_TWICE: Final = re.compile(f"[ÃÂ]{_BESIDE}|â{_BESIDE}{{2}}")
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
    return best[0] if best[1] >= 0 and not _DOUBTFUL.search(best[0]) else None


def is_mangled(text: str) -> bool:
    """Whether letters were lost before it was saved: `Geb\ufffdhr`, or `GebÃ¼hr`, UTF-8 once read as Windows."""
    return "\ufffd" in text or any(_was_utf8(found.group()) for found in _TWICE.finditer(text))


def _was_utf8(pair: str) -> bool:
    try:
        return pair.encode("cp1252").decode("utf-8") != ""
    except UnicodeError:
        return False


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
