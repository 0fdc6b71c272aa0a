# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text in a box, drawn as PDF forms: for fields and comments that say what they hold and not how it looks.

Set by Typst with its fonts embedded, so that any script of Europe shows, can be found and may be archived.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pikepdf
import typst

LONGEST_TEXT = 20_000
_MARGIN = 2.0
_TEMPLATE = b"""
#let told = json(bytes(sys.inputs.told))
#let fonts = ("Liberation Sans", "Arial", "Noto Sans", "DejaVu Sans", "Libertinus Serif", "DejaVu Sans Mono")
#let paint(c) = if c == none { none } else { rgb(..c.map(v => v * 100%)) }
#set text(font: fonts, lang: "de", hyphenate: false)
#set par(leading: 0.4em, spacing: 0.4em, justify: false)
#let aligned(f) = (left, center, right).at(f.quadding)
#let fitted(f, width, height) = {
  let size = f.size * 1pt
  let body(size) = if f.multiline { block(width: width, text(size: size, f.text)) } else { text(size: size, f.text) }
  let found = measure(body(size))
  while size > 3pt and (found.height > height or found.width > width) {
    size = size * 0.92
    found = measure(body(size))
  }
  body(size)
}
#for f in told {
  let inner = (calc.max(1, f.width - 2 * f.margin) * 1pt, calc.max(1, f.height - f.margin) * 1pt)
  let content = if f.cells > 0 {
    let chars = f.text.clusters()
    let cell(i) = text(size: f.size * 1pt, chars.at(i, default: ""))
    grid(columns: (1fr,) * f.cells, align: center, ..range(f.cells).map(cell))
  } else if f.options.len() > 0 {
    let line(o) = text(size: f.size * 1pt, o.at(0))
    let chosen(o) = if o.at(1) { rgb("#9cc3f0") }
    stack(..f.options.map(o => block(width: 100%, inset: (x: 2pt, y: 1pt), fill: chosen(o), line(o))))
  } else {
    context fitted(f, ..inner)
  }
  page(width: f.width * 1pt, height: f.height * 1pt, margin: 0pt, fill: none, {
    set text(fill: paint(f.color))
    let stroke = if f.border != none { paint(f.border) + 1pt }
    block(width: 100%, height: 100%, clip: true, fill: paint(f.background), stroke: stroke,
      inset: (x: if f.cells > 0 { 0pt } else { f.margin * 1pt }, y: 0pt),
      align((if f.multiline or f.options.len() > 0 { top } else { horizon }) + aligned(f), content))
  })
}
"""

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Text:
    """What stands in a box of this size. `cells`: one character each; `options`: lines, with those that are chosen."""

    width: float
    height: float
    text: str = ""
    size: float = 10.0
    color: Colour = (0.0, 0.0, 0.0)
    background: Colour | None = None
    border: Colour | None = None
    quadding: int = 0
    multiline: bool = False
    cells: int = 0
    options: list[tuple[str, bool]] = field(default_factory=list)
    margin: float = _MARGIN


def forms(pdf: pikepdf.Pdf, texts: Sequence[Text]) -> list[Any]:
    """Each text as a form of its own in `pdf`."""
    if not texts:
        return []
    told = json.dumps([asdict(each) for each in texts])
    drawn = typst.compile(_TEMPLATE, sys_inputs={"told": told}, format="pdf", pdf_tags=False)
    assert isinstance(drawn, bytes)
    with pikepdf.open(io.BytesIO(drawn)) as pages:
        assert len(pages.pages) == len(texts)
        return [pdf.copy_foreign(page.as_form_xobject()) for page in pages.pages]


def printable(text: str) -> str:
    """Text as it may be set: lines ended alike, without controls, of a bounded length."""
    lines = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char == "\n" or char.isprintable() or char == "\u00a0")


def form(pdf: pikepdf.Pdf, box: Sequence[float], content: str, **resources: Any) -> Any:
    """A form of lines and areas in the page's own coordinates."""
    return pdf.make_stream(
        content.encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([round(side, 3) for side in box]),
        Resources=pikepdf.Dictionary(**resources),
    )
