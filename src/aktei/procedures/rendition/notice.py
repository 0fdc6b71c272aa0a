# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page that stands for an original nobody can read, once somebody decided to keep it nevertheless.

An appeal does not miss its deadline because its file is damaged: it can be filed, and the record says what lies there.
"""

import json
from dataclasses import dataclass

import typst

_TEMPLATE = b"""
#let told = json(bytes(sys.inputs.told))
#set page(paper: "a4", margin: 25mm)
#set text(size: 11pt, lang: "de", hyphenate: false)
#set par(justify: false)
#set document(title: told.title)
#text(size: 15pt, strong(told.title))
#v(6mm)
#told.explanation
#v(4mm)
#table(columns: (38mm, 1fr), stroke: 0.4pt + luma(60%), inset: 7pt,
  ..told.rows.map(row => (text(row.at(0)), text(row.at(1)))).flatten())
"""


@dataclass(frozen=True)
class Unreadable:
    """An original and why it could not be read."""

    filename: str
    size: int
    sha256: str
    reason: str


def notice(original: Unreadable) -> bytes:
    """One page, as a PDF, that names the original, its hash and the reason."""
    told = {
        "title": "Diese Datei konnte nicht in lesbare Seiten umgewandelt werden",
        "explanation": (
            "Der Eingang wurde auf Entscheidung der Bearbeitung trotzdem angenommen. Das Original ist unverändert "
            "aufbewahrt und kann bei diesem Dokument heruntergeladen werden. Diese Seite vertritt es in der Akte."
        ),
        "rows": [
            ["Datei", _breakable(original.filename or "ohne Namen")],
            ["Größe", f"{original.size:,} Byte".replace(",", ".")],
            ["SHA-256", " ".join(original.sha256[at : at + 8] for at in range(0, 64, 8))],
            ["Grund", original.reason],
        ],
    }
    page = typst.compile(_TEMPLATE, sys_inputs={"told": json.dumps(told)}, format="pdf")
    assert isinstance(page, bytes)
    return page


def _breakable(name: str) -> str:
    """A long word in a file name may break anywhere."""
    words = ("\u200b".join(word[at : at + 40] for at in range(0, len(word), 40)) for word in name.split(" "))
    return " ".join(words)
