# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapters as they lie on disk, and as pages.

They are written in Markdown in `docs/handbuch`, to be read beside the code, too; a package brings them along.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from aktei.entrances.web.help.chapters import FIRST

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parents[4] / "docs"
CHAPTERS, IMAGES = next(
    (chapters, images)
    for chapters, images in ((_HERE / "handbuch", _HERE / "images"), (_CHECKOUT / "handbuch", _CHECKOUT / "images"))
    if chapters.is_dir() or chapters.parent == _CHECKOUT
)
_COMMENTS = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_NAME = re.compile(r"[a-z0-9-]+|README")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Section:
    """A heading within a chapter, and where it stands."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Chapter:
    """One chapter: its title, its text below the title, and what it is divided into."""

    name: str
    title: str
    html: SafeString
    sections: tuple[Section, ...]

    @property
    def href(self) -> str:
        """Its address."""
        return reverse("help:page") if self.name == FIRST else reverse("help:chapter", args=[self.name])


def chapter(name: str) -> Chapter | None:
    """The chapter of this name, or None if the handbook has none."""
    path = CHAPTERS / f"{name}.md"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return _read(name, path.stat().st_mtime_ns)


def contents() -> list[Chapter]:
    """All chapters in the order in which the first one names them, it before the others."""
    first = _text(FIRST) if (CHAPTERS / f"{FIRST}.md").is_file() else ""
    order = [FIRST, *re.findall(r"\]\(([a-z0-9-]+)\.md\)", first)]
    found = (chapter(name) for name in dict.fromkeys(order))
    return [each for each in found if each is not None]


def image(name: str) -> Path | None:
    """A picture of the handbook, or None if there is none of this name."""
    path = IMAGES / name
    return path if re.fullmatch(r"[a-z0-9-]+\.png", name) and path.is_file() else None


def anchor_of(title: str) -> str:
    """What a heading is called in an address: `Freigaben und Notzugriff` is `freigaben-und-notzugriff`."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().translate(_LETTERS)).strip("-")


def _text(name: str) -> str:
    return _COMMENTS.sub("", (CHAPTERS / f"{name}.md").read_text(encoding="utf-8"))


@cache
def _read(name: str, _changed: int) -> Chapter:
    # Keyed by the file's time, too: a changed chapter is read anew.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(_text(name))
    title, body = _cut_title(tokens)
    sections = tuple(_mark_sections(body))
    for token in body:
        _lead_on(token.children or [])
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    html = markdown.renderer.render(body, markdown.options, {})
    # Markdown with HTML switched off escapes whatever it does not make itself.
    return Chapter(name, title or name, mark_safe(html), sections)  # noqa: S308


def _open_table(*_args: object) -> str:
    # A wide table scrolls for itself; whoever has no mouse gets there, too.
    return '<div class="help__table" tabindex="0" role="group"><table>'


def _close_table(*_args: object) -> str:
    return "</table></div>"


def _cut_title(tokens: list[Token]) -> tuple[str, list[Token]]:
    """The first heading, which the page shows as its own, and everything below it."""
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[1].content, tokens[3:]
    return "", tokens


def _mark_sections(tokens: Sequence[Token]) -> list[Section]:
    """Give every heading an anchor; return those of the second level."""
    found: list[Section] = []
    taken: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        title = _plain(inline)
        anchor = _free(anchor_of(title) or "abschnitt", taken)
        opening.attrSet("id", anchor)
        if opening.tag == "h2":
            found.append(Section(title, anchor))
    return found


def _plain(inline: Token) -> str:
    return "".join(each.content for each in inline.children or [] if each.type in {"text", "code_inline"})


def _free(anchor: str, taken: set[str]) -> str:
    free = next(
        each for number in range(1, 1000) if (each := anchor if number == 1 else f"{anchor}-{number}") not in taken
    )
    taken.add(free)
    return free


def _lead_on(tokens: list[Token]) -> None:
    """Let links and pictures lead where they lie in the product; what leads out of the handbook stays as text."""
    for token in tokens:
        source, target = token.attrGet("src"), token.attrGet("href")
        if isinstance(source, str):
            token.attrSet("src", reverse("help:image", args=[source.rpartition("/")[2]]))
        if isinstance(target, str):
            token.attrSet("href", _link(target))
    inside = True
    for token in list(tokens):
        if token.type == "link_open":
            inside = bool(token.attrGet("href"))
        if not inside and token.type in {"link_open", "link_close"}:
            tokens.remove(token)


def _link(address: str) -> str:
    """Where a link leads in the product; empty for what is not part of the handbook."""
    found = re.fullmatch(r"([a-zA-Z0-9-]+)\.md(#.*)?", address)
    if not found:
        return address if address.startswith(("#", "https://")) else ""
    name, section = found.group(1), found.group(2) or ""
    return (reverse("help:page") if name == FIRST else reverse("help:chapter", args=[name])) + section
