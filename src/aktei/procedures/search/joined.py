# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that some write in one piece and others in two: E-Mail, Kfz-Steuer, Müller-Lüdenscheidt, O Neill. Pure."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_HYPHENS: Final = "-‐‑"
_LINE_END: Final = r"[ \t\u00a0]*\r?\n[ \t\u00a0]*(?=[A-ZÄÖÜ])"
# Begin with what is looked for, not with what stands before it: that is many times faster.
_HYPHEN: Final = re.compile(rf"[{_HYPHENS}](?<=[^\W\d_].)(?=[^\W\d_]|{_LINE_END})")
_WORD: Final = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}](?:{_LINE_END})?[^\W\d_]+)+(?![^\W_])")
_PARTICLE: Final = re.compile(r"([OoDdLl])[ \u00a0](?<![^\W_]..)([A-ZÄÖÜ][^\W\d_]+)")
_PARTS: Final = re.compile(r"[^\W\d_]+")
PARTICLES: Final = frozenset("odl")
_MOST_PARTS: Final = 4


class JoinedPlace(NamedTuple):
    """`text[start:end]` is `word` if it is written in one piece."""

    word: str
    start: int
    end: int


def places(text: str) -> Iterator[JoinedPlace]:
    """All of them on a page."""
    yield from hyphenated(text)
    yield from particles(text)


def hyphenated(text: str) -> Iterator[JoinedPlace]:
    """What is written with a hyphen."""
    if not any(hyphen in text for hyphen in _HYPHENS):
        return
    last = 0
    for hyphen in _HYPHEN.finditer(text):
        start = hyphen.start()
        while start > last and (text[start - 1].isalpha() or text[start - 1] in _HYPHENS):
            start -= 1
        word = _WORD.match(text, start) if start >= last else None
        if word:
            parts = _PARTS.findall(word.group())
            if len(parts) <= _MOST_PARTS:
                yield JoinedPlace("".join(parts), *word.span())
            last = word.end()


def particles(text: str) -> Iterator[JoinedPlace]:
    """Names with a particle before them, all of which begin with one of `PARTICLES`."""
    for particle in _PARTICLE.finditer(text):
        yield JoinedPlace(particle[1] + particle[2], *particle.span())
