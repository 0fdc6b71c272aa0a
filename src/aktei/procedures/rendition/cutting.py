# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Some pages of a PDF without anything of the others. Runs in a child.

Pages hang together in many ways: a link holds the page it leads to, a form all its fields, an outline every heading,
the structure the text of all. Whatever is not shown on these pages goes: who reads them may not read the others.
"""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_ROOT_KEYS = {"/Type", "/Pages", "/Lang", "/OCProperties", "/AcroForm", "/OutputIntents", "/Version", "/Extensions"}
_FORM_KEYS = {"/Fields", "/DR", "/DA", "/Q", "/NeedAppearances"}
_PAGE_KEYS = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Contents",
    "/Rotate", "/Group", "/Annots", "/UserUnit",
}  # fmt: skip
_LEADS_ELSEWHERE = ("/A", "/AA", "/Dest", "/PA", "/P", "/Popup", "/IRT", "/StructParent", "/AF", "/OverlayText")
_TRAILER_KEYS = {"/Root", "/Size", "/ID"}
_FIELD_KEYS = ("/T", "/TU", "/FT", "/Ff", "/V", "/DA", "/DR", "/Q", "/MaxLen", "/Opt", "/DS", "/RV")
_MOST_ABOVE = 50


@pikepdf.explicit_conversion()
def cut_out(pdf: pikepdf.Pdf, first: int, last: int) -> None:
    """Leave pages `first` to `last` (from 1, both included) of the open document, and nothing that others hold."""
    del pdf.pages[last:]
    del pdf.pages[: first - 1]
    _only(pdf.trailer, _TRAILER_KEYS)
    _only(pdf.Root, _ROOT_KEYS)
    fields = []
    for page in pdf.pages:
        _only(page.obj, _PAGE_KEYS)
        fields += _alone(page.obj)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        _only(form, _FORM_KEYS)
        form.Fields = Array(fields)
    pdf.remove_unreferenced_resources()


def _alone(page: Any) -> list[Any]:
    """Let each annotation of a page stand for itself; returns those that are fields of a form."""
    annotations = page.get("/Annots")
    fields = []
    for item in list(annotations) if isinstance(annotations, Array) else []:
        if not isinstance(item, Dictionary):
            continue
        for key in _LEADS_ELSEWHERE:
            if key in item:
                del item[key]
        if item.get("/Subtype") == Name.Widget:
            _stands_alone(item)
            fields.append(item)
    return fields


def _stands_alone(field: Any) -> None:
    """Give a field what it has from those above it, for above it hang the fields of other pages."""
    above, steps = field.get("/Parent"), 0
    while isinstance(above, Dictionary) and steps < _MOST_ABOVE:
        for key in _FIELD_KEYS:
            if key not in field and key in above:
                field[key] = above[key]
        above, steps = above.get("/Parent"), steps + 1
    for key in ("/Parent", "/Kids"):
        if key in field:
            del field[key]


def _only(dictionary: Any, keys: set[str]) -> None:
    for key in set(dictionary.keys()) - keys:
        del dictionary[key]
