# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What readers wrote onto the pages of a PDF: drawn where the file leaves that to the program, its text kept."""

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from aktei.procedures.rendition import boxes, drawing, fields
from aktei.procedures.rendition.drawing import Text

_SHOWN_OR_MEANINGLESS = {"/FreeText", "/Widget", "/Link", "/Watermark", "/PrinterMark", "/TrapNet"}
_SIZE = re.compile(r"(?:/\S+\s+([\d.]+)\s+Tf|font(?:-size)?:[^;]*?([\d.]+)pt)")
_ICON = 18.0
_MOST_COMMENTS = 5_000


def draw(pdf: pikepdf.Pdf, annotations: list[Any]) -> None:
    """Give those without an appearance the one that usual programs show."""
    texts = []
    for item in annotations[:_MOST_COMMENTS]:
        box = boxes.rectangle(item.get("/Rect"))
        if box is None or _has_appearance(item):
            continue
        kind = str(item.get("/Subtype", ""))
        if kind in ("/FreeText", "/Stamp"):
            if text := _text(item, box, kind):
                texts.append((item, text))
        elif kind in ("/Text", "/FileAttachment"):
            _put(pdf, item, _icon_box(box), _note(_icon_box(box)), "Normal")
        elif content := _marks(item, box, kind):
            wide = (box[0] - 5, box[1] - 5, box[2] + 5, box[3] + 5)
            item["/Rect"] = Array(list(wide))
            _put(pdf, item, wide, content, "Multiply" if kind == "/Highlight" else "Normal")
    for (item, _), form in zip(texts, drawing.forms(pdf, [text for _, text in texts]), strict=True):
        item["/AP"] = Dictionary(N=form)


def said_by(item: Any) -> str:
    """The text of a comment of which the page itself shows only a sign; empty for what the page shows."""
    if str(item.get("/Subtype", "")) in _SHOWN_OR_MEANINGLESS or "/StateModel" in item:
        return ""
    return " ".join(_content(item).split())


def _content(item: Any) -> str:
    """What a comment says, plain or, where that is all there is, formatted."""
    return drawing.printable(str(item.get("/Contents", "")) or fields.plain(item.get("/RC")))


def _has_appearance(item: Any) -> bool:
    appearance = item.get("/AP")
    return isinstance(appearance, Dictionary) and "/N" in appearance


def _text(item: Any, box: boxes.Box, kind: str) -> Text | None:
    stamp = kind == "/Stamp"
    said = _content(item) or (drawing.printable(str(item.get("/Name", "")).strip("/")) if stamp else "")
    width, height = box[2] - box[0], box[3] - box[1]
    if not said.strip() or width < 1 or height < 1:
        return None
    appearance = f"{item.get('/DA', '')} {item.get('/DS', '')}"
    found = _SIZE.search(appearance)
    size = boxes.number(found[1] or found[2]) if found else 0.0
    red = (0.75, 0.1, 0.1)
    return Text(
        width=width,
        height=height,
        text=said,
        size=min(size or (0.6 * height if stamp else 11.0), 100.0),
        color=red if stamp else fields.ink_of(appearance),
        background=None if stamp else _colour(item, "/C"),
        border=red if stamp else None,
        quadding=1 if stamp else int(boxes.number(item.get("/Q"))) % 3,
        multiline=not stamp,
    )


def _colour(item: Any, key: str) -> drawing.Colour | None:
    parts = item.get(key)
    return fields.colour([boxes.number(part) for part in parts]) if isinstance(parts, Array) else None


def _icon_box(box: boxes.Box) -> boxes.Box:
    """A note's icon has a size of its own, at the upper left corner of where it sits."""
    return box[0], box[3] - _ICON, box[0] + _ICON, box[3]


def _note(box: boxes.Box) -> str:
    x, y = box[0] + 1, box[1] + 1
    lines = " ".join(f"{x + 3:.2f} {y + 4 * at:.2f} m {x + 13:.2f} {y + 4 * at:.2f} l" for at in (1, 2, 3))
    return f"1 0.92 0.5 rg 0.45 0.35 0 RG 1 w {x:.2f} {y:.2f} 16 16 re B {lines} S"


def _marks(item: Any, box: boxes.Box, kind: str) -> str:
    """Lines and areas in the page's coordinates, as the annotation describes them."""
    colour = _colour(item, "/C") or ((1.0, 0.9, 0.2) if kind == "/Highlight" else (0.8, 0.0, 0.0))
    ink = " ".join(f"{part:.3f}" for part in colour)
    style = item.get("/BS")
    wide = boxes.number(style.get("/W") if isinstance(style, Dictionary) else None, 1.0)
    if kind == "/Highlight":
        return f"{ink} rg " + " ".join(f"{_polygon([q[0], q[1], q[3], q[2]])} h f" for q in _quads(item, box))
    if kind in ("/Underline", "/Squiggly"):
        return f"{ink} RG 1 w " + " ".join(f"{_polygon([q[2], q[3]])} S" for q in _quads(item, box))
    if kind == "/StrikeOut":
        middles = ([_middle(q[0], q[2]), _middle(q[1], q[3])] for q in _quads(item, box))
        return f"{ink} RG 1 w " + " ".join(f"{_polygon(middle)} S" for middle in middles)
    inside = _colour(item, "/IC")
    fill = " ".join(f"{part:.3f}" for part in inside) + " rg " if inside else ""
    paint = "B" if inside else "S"
    head = f"{fill}{ink} RG {wide:.2f} w "
    if kind == "/Redact":  # a proposal: what is under it still shows
        return f"{ink} RG 1 w " + " ".join(f"{_polygon([q[0], q[1], q[3], q[2]])} h S" for q in _quads(item, box))
    if kind == "/Caret":
        return f"{head}{_polygon([box[:2], ((box[0] + box[2]) / 2, box[3]), (box[2], box[1])])} S"
    if kind == "/Square":
        return f"{head}{box[0]:.2f} {box[1]:.2f} {box[2] - box[0]:.2f} {box[3] - box[1]:.2f} re {paint}"
    if kind == "/Circle":
        return f"{head}{_ellipse(box)} {paint}"
    if kind in ("/Line", "/PolyLine", "/Polygon"):
        points = _points(item.get("/L" if kind == "/Line" else "/Vertices"))
        return f"{head}{_polygon(points)} {f'h {paint}' if kind == '/Polygon' else 'S'}" if len(points) > 1 else ""
    if kind == "/Ink":
        strokes = item.get("/InkList")
        lines = [_points(each) for each in strokes] if isinstance(strokes, Array) else []
        return head + " ".join(f"{_polygon(line)} S" for line in lines if len(line) > 1)
    return ""


Point = tuple[float, float]


def _quads(item: Any, box: boxes.Box) -> list[list[Point]]:
    """Upper left, upper right, lower left, lower right of each marked line."""
    points = _points(item.get("/QuadPoints"))
    quads = [points[at : at + 4] for at in range(0, len(points) - 3, 4)]
    return quads or [[(box[0], box[3]), (box[2], box[3]), (box[0], box[1]), (box[2], box[1])]]


def _points(values: Any) -> list[Point]:
    numbers = [boxes.number(value) for value in values] if isinstance(values, Array) else []
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _polygon(points: list[Point]) -> str:
    return " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))


def _ellipse(box: boxes.Box) -> str:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    a, b = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    k = 0.5523
    curves = [
        (x + a, y + k * b, x + k * a, y + b, x, y + b),
        (x - k * a, y + b, x - a, y + k * b, x - a, y),
        (x - a, y - k * b, x - k * a, y - b, x, y - b),
        (x + k * a, y - b, x + a, y - k * b, x + a, y),
    ]
    drawn = " ".join(" ".join(f"{part:.2f}" for part in curve) + " c" for curve in curves)
    return f"{x + a:.2f} {y:.2f} m {drawn} h"


def _put(pdf: pikepdf.Pdf, item: Any, box: boxes.Box, content: str, blending: str) -> None:
    seen = boxes.number(item.get("/CA"), 1.0)
    state = Dictionary(Type=Name.ExtGState, BM=Name("/" + blending), CA=seen, ca=seen)
    item["/Rect"] = Array([round(side, 3) for side in box])
    form = drawing.form(pdf, box, f"/Blend gs {content}", ExtGState=Dictionary(Blend=state))
    item["/AP"] = Dictionary(N=form)
