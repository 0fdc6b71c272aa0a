# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers of an export as PDF/A-2b: lines of the journal, and the explanation how to check."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LINES_PER_VOLUME = 1_000
"""Lines in one PDF, so that memory does not grow with the history."""

_TYPESETTING = "aktei.procedures.proof.typesetting"  # named, not imported: the compiler is heavy
_PATIENCE = 300  # seconds for one paper

_HEAD = """
#let told = json(bytes(sys.inputs.told))
#set page(paper: "a4", margin: 20mm, footer: context [
  #set text(size: 8pt)
  #told.foot #h(1fr) Seite #counter(page).display() von #counter(page).final().first()
])
#set text(size: 9.5pt, lang: "de")
#set par(justify: false)
#set document(title: told.title)
#show heading: set block(above: 1.4em, below: 0.8em)
#show raw: set text(size: 8.5pt)
= #told.title
"""
_TABLE = f"""{_HEAD}
#for line in told.intro [#line \\ ]
#v(3mm)
#table(columns: (17mm, 33mm, 1fr), inset: 4pt, stroke: (x, y) => (bottom: 0.3pt + luma(70%)),
  table.header(..told.head.map(strong)), ..told.rows.flatten())
"""
_PROSE = f"""{_HEAD}
#for section in told.sections [
  #heading(level: 2, section.title)
  #for part in section.parts [
    #if part.code [
      #block(fill: luma(95%), inset: 6pt, width: 100%, raw(part.text, block: true))
    ] else [
      #par(part.text)
    ]
  ]
]
"""


@dataclass(frozen=True)
class Part:
    """A paragraph, or lines to be typed."""

    text: str
    code: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with what follows."""

    title: str
    parts: Sequence[Part]


def table(title: str, intro: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[str]], foot: str) -> bytes:
    """Lines of the journal on paper."""
    shown = [[_breakable(cell) for cell in row] for row in rows]
    return _compile(_TABLE, {"title": title, "intro": list(intro), "head": list(head), "rows": shown, "foot": foot})


def prose(title: str, sections: Sequence[Section], foot: str) -> bytes:
    """An explanation on paper."""
    parts = [{"title": each.title, "parts": [vars(part) for part in each.parts]} for each in sections]
    return _compile(_PROSE, {"title": title, "sections": parts, "foot": foot})


def _compile(template: str, told: dict[str, Any]) -> bytes:
    """Set it in a process of its own. Raises `CalledProcessError` or `TimeoutExpired`; another try may help."""
    given = json.dumps({"template": template, "told": told}).encode()
    command = [sys.executable, "-m", _TYPESETTING]
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=_PATIENCE).stdout  # noqa: S603 (our own interpreter and module)


def _breakable(text: str) -> str:
    """Long words (hashes, addresses) may break anywhere."""
    if len(text) < 40:
        return text
    return " ".join("\u200b".join(word[at : at + 40] for at in range(0, len(word), 40)) for word in text.split(" "))
