# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for leavers, as a list by person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.people import leftovers, organisation
from aktei.entrances.web.kit.lists.tables import Cell, Row
from aktei.entrances.web.kit.lists.whole import named, sortable, whole

MOST = 500
"""Leavers looked at, last ones first, and things shown."""
COLUMNS = (
    sortable("was", gettext_lazy("Was"), fixed=True, css="break"),
    sortable("person", gettext_lazy("Person")),
    sortable("art", gettext_lazy("Art")),
    sortable("seit", gettext_lazy("Seit"), css="nowrap"),
    sortable("faellig", gettext_lazy("Fällig"), css="nowrap"),
)


def listed(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """The list, and what is left of it by person."""
    gone = {row.id: row for row in organisation.leavers(actor)[:MOST]}
    waiting = leftovers.waiting_for(actor, gone)[:MOST]
    found = whole(
        request,
        actor,
        COLUMNS,
        [_row(each, gone[each.person]) for each in waiting],
        page="administration:leftovers",
        title=_("Offene Arbeit"),
        filename="offene-arbeit",
        size=MOST,
    )
    by_id: dict[object, leftovers.Leftover] = {_id(each): each for each in waiting}
    left = [by_id[row.id] for row in found.table.rows]
    order: list[UUID] = list(dict.fromkeys(each.person for each in left))
    return {
        "groups": [(gone[each], [one for one in left if one.person == each]) for each in order],
        "found": found,
        "list": found.above,
        "total": found.total,
    }


def _id(each: leftovers.Leftover) -> tuple[str, UUID, UUID]:
    return each.source, each.item, each.person


def _row(each: leftovers.Leftover, person: Any) -> Row:
    cells = [
        Cell(each.title, href=each.href),
        named(str(person)),
        Cell(each.kind),
        Cell(each.since),
        Cell(each.due),
    ]
    return Row(_id(each), each.title, cells)
