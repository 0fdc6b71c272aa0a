# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields of a form that were filled in and that nobody sees on any page: they are told, for no page can show them."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from aktei.procedures.rendition import boxes, fields

_PRINT, _NO_VIEW, _HIDDEN = 1 << 2, 1 << 5, 1 << 1
_MOST = 20_000


def told(pdf: pikepdf.Pdf) -> list[str]:
    """Name and value of each, as `Name: value`. What the form's maker hid altogether is left out."""
    placed = {item.objgen: int(boxes.number(item.get("/F"))) for page in pdf.pages for item in annotations(page)}
    found = []
    for field, widgets in fields_of(pdf):
        flags = [placed.get(widget.objgen) for widget in widgets]
        unseen = all(each is None or (each & _NO_VIEW and each & _PRINT and not each & _HIDDEN) for each in flags)
        if unseen and (value := _value(field)):
            found.append(f"{_name(field)}: {value}")
    return found


def annotations(page: pikepdf.Page) -> Iterator[Any]:
    """What lies over a page."""
    annotations = page.obj.get("/Annots")
    yield from (item for item in annotations if isinstance(item, Dictionary)) if isinstance(annotations, Array) else ()


def fields_of(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, list[Any]]]:
    """Every field that can hold a value, with the places it was given."""
    form = pdf.Root.get("/AcroForm")
    roots = form.get("/Fields") if isinstance(form, Dictionary) else None
    waiting = list(roots) if isinstance(roots, Array) else []
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or not node.is_indirect or node.objgen in seen:
            continue
        seen.add(node.objgen)
        below = node.get("/Kids")
        kids = [kid for kid in below if isinstance(kid, Dictionary)] if isinstance(below, Array) else []
        if any("/T" in kid for kid in kids):
            waiting += kids
        else:
            yield node, kids or [node]


def _value(field: Any) -> str:
    kind = boxes.inherited(field, "/FT")
    if kind not in (Name.Tx, Name.Ch) or fields.is_secret(field):
        return ""
    return " ".join(fields.value_of(field).split())


def _name(field: Any) -> str:
    return str(field.get("/TU", "")) or str(boxes.inherited(field, "/T") or "") or "Feld"
