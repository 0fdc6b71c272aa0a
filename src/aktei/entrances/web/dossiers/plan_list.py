# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file plan as a list: what a tree cannot give, to be narrowed, printed and taken home."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.lists import trees
from aktei.entrances.web.kit.lists.tables import Cell, Row
from aktei.entrances.web.kit.lists.whole import Whole, sortable, whole

COLUMNS = (
    sortable("kennzeichen", gettext_lazy("Kennzeichen"), fixed=True, css="nowrap"),
    sortable("titel", gettext_lazy("Titel"), fixed=True, css="break"),
    sortable("akten", gettext_lazy("Akten"), falling=True, css="numeric"),
    sortable("jahre", gettext_lazy("Aufbewahrung in Jahren"), falling=True, css="numeric"),
    sortable("verbleib", gettext_lazy("Danach")),
    sortable("stand", gettext_lazy("Stand"), shown=False),
)


def listed(request: HttpRequest, actor: Actor, roots: Sequence[Any]) -> Whole:
    """The entries in the order of the tree."""
    rows = _rows(roots)
    return whole(request, actor, COLUMNS, rows, page="records:plan", title=_("Aktenplan"), filename="aktenplan")


def as_tree(request: HttpRequest, actor: Actor, roots: Sequence[Any]) -> dict[str, Any]:
    """The entries as a tree, and what stands above it."""
    opened = trees.Opened.of(request)
    top = trees.shown(roots, opened, key=lambda each: each["entry"].id, below=lambda each: each["children"])
    return {"any": roots, "top": top, "list": listed(request, actor, ()).above}


def _rows(branches: Sequence[Any]) -> list[Row]:
    found: list[Row] = []
    for branch in branches:
        entry = branch["entry"]
        cells = [
            Cell(entry.notation, href=record_address("records:plan_entry", entry.id)),
            Cell(entry.title),
            Cell(branch["count"]),
            Cell(entry.retention_years),
            Cell(entry.get_disposal_type_display()),
            Cell(_("stillgelegt") if entry.disabled_at else _("in Kraft")),
        ]
        found += [Row(entry.id, str(entry), cells), *_rows(branch["children"])]
    return found
