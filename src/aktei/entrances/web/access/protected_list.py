# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The protected dossiers that somebody may find, as a list."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.lists.tables import Cell, Row
from aktei.entrances.web.kit.lists.whole import Whole, sortable, whole
from aktei.records.dossiers import queries as dossiers

MOST = 5_000
COLUMNS = (
    sortable("aktenzeichen", gettext_lazy("Aktenzeichen"), fixed=True, css="nowrap"),
    sortable("betreff", gettext_lazy("Betreff"), fixed=True, css="break"),
    sortable("einheit", gettext_lazy("Federführung")),
    sortable("angelegt", gettext_lazy("Angelegt"), falling=True, css="nowrap"),
)


def listed(request: HttpRequest, actor: Actor) -> tuple[Whole, bool]:
    """The list, newest first, and whether there are more than it holds."""
    rows = dossiers.dossiers(actor).filter(protected=True).order_by("-opened_at", "-id")[: MOST + 1]
    found = [_row(row) for row in rows]
    listed = whole(
        request,
        actor,
        COLUMNS,
        found[:MOST],
        page="access:protected",
        title=_("Geschützte Akten"),
        filename="geschuetzte-akten",
    )
    return listed, len(found) > MOST


def _row(row: Any) -> Row:
    cells = [
        Cell(row.reference, href=reverse("records:dossier_access", args=[row.id])),
        Cell(row.subject_line),
        Cell(row.lead_unit.name),
        Cell(row.opened_at),
    ]
    return Row(row.id, row.reference, cells)
