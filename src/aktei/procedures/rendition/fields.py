# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was filled into the fields of a form, given an appearance where the file leaves drawing it to the reader."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from aktei.procedures.rendition import boxes, drawing
from aktei.procedures.rendition.drawing import Colour, Text

_MULTILINE, _PASSWORD, _PUSH, _RADIO, _COMBO, _COMB = (1 << bit for bit in (12, 13, 16, 15, 17, 24))
_MOST_FIELDS = 20_000
_MOST_OPTIONS = 100
_SHOWS_TEXT = re.compile(rb"(Tj|TJ|'|\"|Do)(?![A-Za-z0-9])")
_BREAKS = re.compile(r"<br\s*/?>|</p>|</div>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_SIZE = re.compile(r"/\S+\s+(-?[\d.]+)\s+Tf")
_COLOUR = re.compile(r"((?:-?[\d.]+\s+){1,4})(g|rg|k)(?![A-Za-z])")
# Half a box's side around its middle.
_CHECK = "{x0} {ym} m {xm} {y0} l {x1} {y1} l S"
_CROSS = "{x0} {y0} m {x1} {y1} l {x0} {y1} m {x1} {y0} l S"
_DISC = "{a} {b} {c} {d} re f"


def draw(pdf: pikepdf.Pdf, widgets: list[Any]) -> None:
    """Give every field on a page the appearance that its value asks for, if it has none that shows it."""
    asked = _asks_for_appearances(pdf)
    texts = []
    for widget in widgets[:_MOST_FIELDS]:
        kind = str(boxes.inherited(widget, "/FT"))
        if kind == "/Btn" and not _flags(widget) & _PUSH:
            _tick(pdf, widget, asked=asked)
        elif kind in ("/Tx", "/Ch", "/Btn") and (text := _text(pdf, widget, kind, asked=asked)):
            texts.append((widget, text))
    for (widget, text), form in zip(texts, drawing.forms(pdf, [text for _, text in texts]), strict=True):
        _turn(widget, form, text)
        widget["/AP"] = Dictionary(N=form)
        if "/AS" in widget:
            del widget["/AS"]
    if asked:
        del pdf.Root["/AcroForm"]["/NeedAppearances"]


def value_of(widget: Any) -> str:
    """What a field holds, as people read it."""
    options = dict(_options(widget))
    value = boxes.inherited(widget, "/V")
    parts = [_string(each) for each in value] if isinstance(value, Array) else [_string(value)]
    if not any(parts):
        parts = plain(boxes.inherited(widget, "/RV")).split("\n")
    return "\n".join(options.get(part, part) for part in parts)


def is_secret(widget: Any) -> bool:
    """Whether a field is for a password: nobody reads that, whatever the file would show."""
    return boxes.inherited(widget, "/FT") == Name.Tx and bool(_flags(widget) & _PASSWORD)


def plain(formatted: Any) -> str:
    """The text of a formatted value, which is written as in a web page."""
    lines = _BREAKS.sub("\n", _string(formatted))
    return html.unescape(_TAGS.sub("", lines)).strip()


def _asks_for_appearances(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False))


def _text(pdf: pikepdf.Pdf, widget: Any, kind: str, *, asked: bool) -> Text | None:
    """The text to draw into a field; None for one that shows it already, or has nothing to show."""
    value = _caption(widget) if kind == "/Btn" else value_of(widget)
    secret = is_secret(widget)
    shown = None if secret else _normal(widget)
    if shown is not None and not (value and (asked or not _SHOWS_TEXT.search(_content(shown)))):
        return None
    box = boxes.rectangle(widget.get("/Rect"))
    if box is None or box[2] - box[0] < 1 or box[3] - box[1] < 1:
        return None
    width, height = box[2] - box[0], box[3] - box[1]
    if _turns(widget) % 2:
        width, height = height, width
    flags = _flags(widget)
    value = drawing.printable("*" * len(value) if secret else value)
    is_list = kind == "/Ch" and not flags & _COMBO
    appearance = _default_appearance(pdf, widget)
    found = _SIZE.search(appearance)
    size = abs(boxes.number(found[1])) if found else 0.0
    multiline = kind == "/Tx" and bool(flags & _MULTILINE)
    return Text(
        width=width,
        height=height,
        text=value if multiline else " ".join(value.split("\n")),
        size=min(size or (12.0 if multiline or is_list else max(4.0, min(12.0, 0.66 * height))), 200.0),
        color=ink_of(appearance),
        background=_look(widget, "/BG"),
        border=_look(widget, "/BC"),
        quadding=1 if kind == "/Btn" else int(boxes.number(boxes.inherited(widget, "/Q"))) % 3,
        multiline=multiline,
        cells=_cells(widget, flags) if kind == "/Tx" else 0,
        options=_lines(widget, height) if is_list else [],
    )


def _lines(widget: Any, height: float) -> list[tuple[str, bool]]:
    """The visible lines of a list, from the first that was scrolled to; what was chosen is always among them."""
    value = boxes.inherited(widget, "/V")
    chosen = {_string(each) for each in value} if isinstance(value, Array) else {_string(value)}
    lines = [(drawing.printable(shown), export in chosen or shown in chosen) for export, shown in _options(widget)]
    top = int(boxes.number(boxes.inherited(widget, "/TI")))
    first = next((at for at, line in enumerate(lines) if line[1]), 0)
    room = max(1, int(height / 15))
    top = top if 0 <= top <= first < top + room else first
    return lines[top : top + _MOST_OPTIONS] or [(drawing.printable(value_of(widget)), True)]


def _options(widget: Any) -> Iterator[tuple[str, str]]:
    options = boxes.inherited(widget, "/Opt")
    for each in options if isinstance(options, Array) else []:
        if isinstance(each, Array) and len(each) >= 2:
            yield _string(each[0]), _string(each[1])
        else:
            yield _string(each), _string(each)


def _cells(widget: Any, flags: int) -> int:
    longest = int(boxes.number(boxes.inherited(widget, "/MaxLen")))
    return longest if flags & _COMB and 0 < longest <= 200 else 0


def _tick(pdf: pikepdf.Pdf, widget: Any, *, asked: bool) -> None:
    """Set a box to the state its field is in; draw it if the file does not say how it looks."""
    state, value = widget.get("/AS"), boxes.inherited(widget, "/V")
    states = widget.get("/AP", Dictionary()).get("/N") if isinstance(widget.get("/AP"), Dictionary) else None
    if isinstance(states, Stream):
        return
    known = set(states.keys()) if isinstance(states, Dictionary) else set()
    if not isinstance(state, Name) or asked:
        state = value if isinstance(value, Name) and (not known or str(value) in known) else Name.Off
    widget["/AS"] = state
    if str(state) in known or (known and state == Name.Off):
        return
    box = boxes.rectangle(widget.get("/Rect"))
    if box is not None:
        widget["/AP"] = Dictionary(N=_box(pdf, widget, box, is_on=state != Name.Off))
        del widget["/AS"]


def _box(pdf: pikepdf.Pdf, widget: Any, box: boxes.Box, *, is_on: bool) -> Any:
    x0, y0, x1, y1 = box
    side = min(x1 - x0, y1 - y0)
    middle_x, middle_y, half = (x0 + x1) / 2, (y0 + y1) / 2, side * 0.28
    parts = []
    if ground := _look(widget, "/BG"):
        parts.append(f"{_written(ground)} rg {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")
    edge = _look(widget, "/BC") or (None if ground else (0.3, 0.3, 0.3))
    if edge:
        parts.append(f"{_written(edge)} RG 1 w {x0 + 0.5:.2f} {y0 + 0.5:.2f} {x1 - x0 - 1:.2f} {y1 - y0 - 1:.2f} re S")
    if is_on:
        ink = _written(ink_of(_default_appearance(pdf, widget)))
        is_radio = bool(_flags(widget) & _RADIO)
        shape = {"8": _CROSS, "4": _CHECK, "": _DISC if is_radio else _CHECK}.get(_caption(widget)[:1], _DISC)
        corners = {"x0": middle_x - half, "y0": middle_y - half, "x1": middle_x + half, "y1": middle_y + half}
        corners |= {"xm": middle_x - half * 0.3, "ym": middle_y, "a": middle_x - half, "b": middle_y - half}
        corners |= {"c": 2 * half, "d": 2 * half}
        parts.append(f"{ink} RG {ink} rg {side * 0.12:.2f} w")
        parts.append(shape.format(**{name: f"{value:.2f}" for name, value in corners.items()}))
    return drawing.form(pdf, box, "\n".join(parts))


def _normal(widget: Any) -> Any:
    appearance = widget.get("/AP")
    normal = appearance.get("/N") if isinstance(appearance, Dictionary) else None
    return normal if isinstance(normal, Stream) else None


def _content(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes()[: 2**20])
    except pikepdf.PdfError:
        return b""


def _default_appearance(pdf: pikepdf.Pdf, widget: Any) -> str:
    own = boxes.inherited(widget, "/DA")
    form = pdf.Root.get("/AcroForm")
    return _string(own if own is not None else form.get("/DA") if isinstance(form, Dictionary) else None)


def ink_of(appearance: str) -> Colour:
    """The colour of writing that a default appearance names, else black."""
    found = _COLOUR.search(appearance)
    return colour([boxes.number(part) for part in found[1].split()]) or (0.0, 0.0, 0.0) if found else (0.0, 0.0, 0.0)


def colour(parts: list[float]) -> Colour | None:
    """Red, green, blue of a colour given as grey, RGB or CMYK; None for none at all."""
    parts = [min(1.0, max(0.0, part)) for part in parts]
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 4:
        red, green, blue = ((1 - part) * (1 - parts[3]) for part in parts[:3])
        return red, green, blue
    return None


def _look(widget: Any, key: str) -> Colour | None:
    looks = widget.get("/MK")
    parts = looks.get(key) if isinstance(looks, Dictionary) else None
    return colour([boxes.number(part) for part in parts]) if isinstance(parts, Array) else None


def _caption(widget: Any) -> str:
    looks = widget.get("/MK")
    return _string(looks.get("/CA")) if isinstance(looks, Dictionary) else ""


def _turns(widget: Any) -> int:
    looks = widget.get("/MK")
    return int(boxes.number(looks.get("/R")) / 90) % 4 if isinstance(looks, Dictionary) else 0


def _turn(widget: Any, form: Any, text: Text) -> None:
    """A field on a page that is displayed sideways writes sideways."""
    width, height = text.width, text.height
    matrices = {1: [0, 1, -1, 0, height, 0], 2: [-1, 0, 0, -1, width, height], 3: [0, -1, 1, 0, 0, width]}
    if matrix := matrices.get(_turns(widget)):
        form.Matrix = Array(matrix)


def _flags(widget: Any) -> int:
    return int(boxes.number(boxes.inherited(widget, "/Ff")))


def _written(parts: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in parts)


def _string(value: Any) -> str:
    if isinstance(value, Stream):
        return _content(value).decode("utf-8", errors="replace")
    if isinstance(value, Name):
        return str(value)[1:]
    return str(value) if isinstance(value, String | str) else ""
