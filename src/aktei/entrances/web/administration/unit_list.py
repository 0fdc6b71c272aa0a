# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation as a list: what a tree cannot give, to be narrowed, printed and taken home."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.people.organisation import Branch
from aktei.entrances.web.kit.lists.tables import Cell, Row
from aktei.entrances.web.kit.lists.whole import Whole, sortable, whole

COLUMNS = (
    sortable("einheit", gettext_lazy("Einheit"), fixed=True, css="break"),
    sortable("kurzzeichen", gettext_lazy("Kurzzeichen"), css="nowrap"),
    sortable("ueber", gettext_lazy("Gehört zu"), css="break"),
    sortable("personen", gettext_lazy("Personen"), falling=True, css="numeric"),
)


def listed(request: HttpRequest, actor: Actor, branches: Sequence[Branch], day: str) -> Whole:
    """The units in the order of the tree, each with the one above it."""
    return whole(
        request,
        actor,
        COLUMNS,
        _rows(branches, "", f"?am={day}" if day else ""),
        page="administration:units",
        title=_("Organisationseinheiten"),
        filename="organisationseinheiten",
        carried=[("am", day)] if day else [],
    )


def _rows(branches: Sequence[Branch], above: str, suffix: str) -> list[Row]:
    found: list[Row] = []
    for each in branches:
        href = reverse("administration:unit", args=[each.id]) + suffix
        cells = [Cell(each.name, href=href), Cell(each.short_name), Cell(above), Cell(each.members)]
        found += [Row(each.id, each.name, cells), *_rows(each.children, each.name, suffix)]
    return found
