# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One visible box per page, in order and no larger than the page, so that everybody who opens it sees the same.

A PDF states a page's size in several boxes, which may be inherited, reversed, empty or larger than one another, and
every reader mends them in its own way. Here they are mended once, before anything is read, drawn or archived.
"""

import math
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

Box = tuple[float, float, float, float]

A4: Box = (0.0, 0.0, 595.28, 841.89)
"""Of a page that states no size one could show."""

_SMALLEST, _LARGEST = 3.0, 14_400.0  # what PDF/A allows
_OTHERS = ("/BleedBox", "/TrimBox", "/ArtBox", "/UserUnit")


def straighten(pdf: pikepdf.Pdf) -> list[float]:
    """Give each page its own ordered, clipped boxes and a right-angled rotation; its unit becomes the point.

    Returns by what each page's coordinates were multiplied.
    """
    units = []
    for page in pdf.pages:
        visible = _visible(_box(inherited(page.obj, "/MediaBox")), _box(inherited(page.obj, "/CropBox")))
        unit = _unit(page.obj, visible)
        units.append(unit)
        if unit != 1.0:
            _scale(page, unit)
            visible = tuple(side * unit for side in visible)  # type: ignore[assignment]  # four, as there were
        page.obj["/MediaBox"] = Array([round(side, 4) for side in visible])
        page.obj["/CropBox"] = page.obj["/MediaBox"]
        page.obj["/Rotate"] = int(number(inherited(page.obj, "/Rotate")) / 90) % 4 * 90
        for key in _OTHERS:
            if key in page.obj:
                del page.obj[key]
    return units


def rectangle(value: Any) -> Box | None:
    """A rectangle with its corners in order; None for anything that is none."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    x0, y0, x1, y1 = (number(side, math.nan) for side in value)
    if not all(math.isfinite(side) for side in (x0, y0, x1, y1)):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _visible(media: Box | None, crop: Box | None) -> Box:
    if media is None:
        return crop or A4
    if crop is None:
        return media
    within = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    return within if _shows(within) else media


def _box(value: Any) -> Box | None:
    box = rectangle(value)
    return box if box and _shows(box) else None


def _shows(box: Box) -> bool:
    return box[2] - box[0] >= _SMALLEST and box[3] - box[1] >= _SMALLEST


def _unit(page: Any, visible: Box) -> float:
    """By what the page is to be multiplied: its own unit, as far as the result is a size that PDF/A allows."""
    longest = max(visible[2] - visible[0], visible[3] - visible[1])
    wanted = number(page.get("/UserUnit"), 1.0)
    wanted = wanted if 0.01 <= wanted <= 10_000 else 1.0
    return min(wanted, _LARGEST / longest)


def _scale(page: pikepdf.Page, unit: float) -> None:
    page.contents_add(f"q {unit:.6f} 0 0 {unit:.6f} 0 0 cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ")
    annotations = page.obj.get("/Annots")
    for item in annotations if isinstance(annotations, Array) else []:
        if isinstance(item, Dictionary) and (box := rectangle(item.get("/Rect"))):
            item["/Rect"] = Array([side * unit for side in box])


def inherited(page: Any, key: str) -> Any:
    """An entry of a page or field, or of what it hangs from."""
    node, seen = page, 0
    while isinstance(node, Dictionary) and seen < 50:
        if key in node:
            return node.get(key)
        node, seen = node.get("/Parent"), seen + 1
    return None


def number(value: Any, other: float = 0.0) -> float:
    """A finite number, else the other one."""
    try:
        found = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return other
    return found if math.isfinite(found) else other
