# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words divided between two pages: `Unterhalts-` ends one, `vorschussgesetz` begins the next below its header. Pure.

Where the next page's text goes on with a small letter at once, the word is certain and stands on both pages. Where
lines lie between that may or may not be a header, or a capital follows, the halves stay words of their own as well.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from aktei.procedures.search.analysis import NO_HALF, Half, word_at, word_until

LOOKED_AT: Final = 800
"""Characters at the ends of a page that are looked at."""

_HYPHENS: Final = frozenset("-‐‑¬\u00ad⸗–—=")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])(?:[-‐‑¬\u00ad⸗]|(?<=[a-zß-öø-ÿ])[–—=])$")
_MOST_FOOTER_LINES, _MOST_HEADER_LINES, _LONGEST_HEADER_LINE = 5, 8, 100
_PAGE_NUMBER: Final = re.compile(
    r"[\W_]*(?:(?:seite|blatt|bl|s|page|pagina|side)[\W_]*)?\d{0,4}(?:[\W_]*(?:von|of|van|af)?[\W_]*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")


class _Line(NamedTuple):
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def of_pages(texts: Sequence[str]) -> list[tuple[Half, ...]]:
    """The halves on each of these pages, which follow one another."""
    found: list[tuple[Half, ...]] = [() for _ in texts]
    for at in range(len(texts) - 1):
        last, first = across(texts[at], texts[at + 1])
        found[at] += last
        found[at + 1] += first
    return found


def across(before: str, after: str) -> tuple[tuple[Half, ...], tuple[Half, ...]]:
    """The halves at the end of one page and at the beginning of the next; mostly none."""
    if not may_go_on(before):
        return (), ()
    end = _divided_end(_last_lines(before), {_faded(line.text) for line in _last_lines(after)})
    if end is None:
        return (), ()
    start, stop = word_until(before, end)
    last: list[Half] = []
    first: list[Half] = []
    headers = {_faded(line.text) for line in _first_lines(before)}
    for word, sure in _continuations(after, headers, capitals=stop - start > 1 and before[start:stop].isupper()):
        if stop - start < 2 and word.group().islower():
            continue  # an E- is followed by a Mail
        whole = f"{before[start:stop]}-\n{word.group()}"
        last.append(Half(start, stop, whole, sure))
        first.append(Half(*word.span(), whole, sure))
        if sure:
            break
    certain = any(half.sure for half in last)
    return tuple(half for half in last if half.sure == certain), tuple(half for half in first if half.sure == certain)


def beginnings(text: str) -> list[str]:
    """The words at the top of a page that may be the second half of one, as they are written."""
    return [word.group() for word, _sure in _continuations(text, set(), capitals=True)]


def may_go_on(text: str) -> bool:
    """Whether the last word of a page may go on overleaf: the last divided word does not go on in the next line."""
    after = ""
    for line in reversed(text[-LOOKED_AT:].rsplit("\n", 2 * _MOST_FOOTER_LINES)):
        kept = line.rstrip()
        if kept[-1:] in _HYPHENS and _HYPHEN.search(kept):
            return not after.lstrip()[:1].islower()
        after = line
    return False


def _divided_end(lines: list[_Line], running: set[str]) -> int | None:
    """Where the last word of the text ends, if a hyphen follows and nothing below it but a footer."""
    for line in reversed(lines):
        kept = line.text.rstrip()
        if hyphen := _HYPHEN.search(kept):
            return line.start + hyphen.start()
        if not _is_running(kept, running):
            return None
    return None


def _continuations(text: str, running: set[str], *, capitals: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """What may be the second half, with whether it is sure: the first small word, or capitals after capitals."""
    first = True
    for line in _first_lines(text):
        kept = line.text.strip()
        if _is_running(kept, running):
            continue
        word = word_at(text, line.end - len(line.text.lstrip("-‐‑ \t")))
        if word is None:
            return
        if not first and len(kept) > _LONGEST_HEADER_LINE and kept[:1].isupper():
            return
        small = word.group()[:1].islower() and not NO_HALF.match(word.group())
        if small:
            yield word, first
            return
        if first and word.group()[:1].isupper() and len(word.group()) > 1:
            yield word, capitals and word.group().isupper()
        first = False


def _is_running(line: str, running: set[str]) -> bool:
    """Whether a line is a page number, or stands at the edge of the other page as well, but for its digits."""
    return bool(_PAGE_NUMBER.fullmatch(line)) or _faded(line) in running


def _faded(line: str) -> str:
    return _DIGITS.sub("#", line.strip().lower())


def _last_lines(text: str) -> list[_Line]:
    beginning = max(0, len(text) - LOOKED_AT)
    return _lines(text[beginning:], beginning)[-_MOST_FOOTER_LINES:]


def _first_lines(text: str) -> list[_Line]:
    return _lines(text[:LOOKED_AT], 0)[:_MOST_HEADER_LINES]


def _lines(text: str, at: int) -> list[_Line]:
    found: list[_Line] = []
    for line in text.split("\n"):
        if line and not line.isspace():
            found.append(_Line(line, at))
        at += len(line) + 1
    return found
