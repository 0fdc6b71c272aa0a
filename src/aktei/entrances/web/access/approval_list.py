# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page „Freigaben“: proposals with what one needs to decide."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.four_eyes import actions as four_eyes
from aktei.base.four_eyes import queries as proposals
from aktei.base.people.queries import names
from aktei.entrances.web.access.refusals import DECISION_MISSING
from aktei.entrances.web.kit.frame.templatetags.frame import moment
from aktei.entrances.web.kit.lists.list_head import choice
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row
from aktei.entrances.web.kit.lists.whole import named, sortable, whole
from aktei.procedures.access.node_labels import node_labels
from aktei.records.dossiers import queries as dossiers

COLUMNS = (
    sortable("was", gettext_lazy("Was"), fixed=True, css="break"),
    sortable("akte", gettext_lazy("Akte"), css="break"),
    sortable("von", gettext_lazy("Vorgelegt von")),
    sortable("am", gettext_lazy("Vorgelegt am"), falling=True, css="nowrap"),
    sortable("stand", gettext_lazy("Stand")),
    sortable("entschieden", gettext_lazy("Entschieden von")),
    sortable("entschieden-am", gettext_lazy("Entschieden am"), falling=True, css="nowrap"),
    Column("grund", gettext_lazy("Grund"), shown=False, css="break"),
    Column("bemerkung", gettext_lazy("Bemerkung"), shown=False, css="break"),
)
LISTS: dict[str, Any] = {
    "waiting": gettext_lazy("wartet auf Sie"),
    "own": gettext_lazy("von Ihnen vorgelegt"),
    "decided": gettext_lazy("entschieden"),
}


def listed(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Three lists, narrowed together: to decide, own ones that are open, and what was decided."""
    lists = {
        "waiting": proposals.waiting(actor),
        "own": proposals.own(actor),
        "decided": proposals.decided(actor),
    }
    wanted = request.GET.get("welche", "") if request.GET.get("welche") in LISTS else ""
    told = _told_all(actor, [row for name, each in lists.items() if wanted in ("", name) for row in each])
    found = whole(
        request,
        actor,
        COLUMNS,
        [_row(each) for each in told.values()],
        page="access:approvals",
        title=_("Freigaben"),
        filename="freigaben",
        filters=[choice("welche", _("Welche"), wanted, LISTS.items(), empty=_("alle"))],
    )
    left = {name: [told[row.id] for row in each if row.id in found.ids] for name, each in lists.items()}
    return {
        "found": found,
        "list": found.above,
        "waiting": left["waiting"],
        "own": [each for each in left["own"] if each["row"].outcome == "open"],
        "decided": found.part({key for key, each in told.items() if each["row"].outcome != "open"}),
    }


def _told_all(actor: Actor, rows: Sequence[Any]) -> dict[UUID, dict[str, Any]]:
    """What a page tells of each proposal, each once; a constant number of queries."""
    called = names({each for row in rows for each in (row.proposed_by, row.proposed_for, row.decided_by)})
    nodes = {row.node for row in rows}
    places = node_labels(nodes) if rows else {}
    known = set(dossiers.dossiers(actor).filter(id__in=nodes).values_list("id", flat=True)) if rows else set()
    return {each["row"].id: each for each in _told(rows, called, places, known)}


def _row(each: dict[str, Any]) -> Row:
    row = each["row"]
    open_until = _("offen bis %(at)s") % {"at": moment(row.expires_at)}
    cells = [
        Cell(row.what, href=each["href"]),
        Cell(each["where"]),
        named(each["by"]),
        Cell(row.proposed_at),
        Cell(open_until if row.outcome == "open" else row.get_outcome_display(), badge="plain"),
        named(each["decided_by"]),
        Cell(row.decided_at),
        Cell(row.reason),
        Cell(row.remark),
    ]
    return Row(row.id, row.what, cells)


def decision(actor: Actor, proposal: UUID, wanted: str, remark: str) -> tuple[Callable[[], None], str]:
    """The act that was chosen, and what to say when it is done."""
    acts: dict[str, tuple[Callable[[], None], str]] = {
        "confirm": (lambda: four_eyes.confirm_proposal(actor, proposal=proposal), _("Freigegeben und ausgeführt.")),
        "decline": (
            lambda: four_eyes.decline_proposal(actor, proposal=proposal, remark=remark),
            _("Abgelehnt. Es wurde nichts geändert."),
        ),
        "withdraw": (lambda: four_eyes.withdraw_proposal(actor, proposal=proposal), _("Zurückgezogen.")),
    }
    if wanted not in acts:
        raise Refused(DECISION_MISSING())
    return acts[wanted]


def _told(
    rows: Sequence[Any], called: dict[UUID, str], places: dict[UUID, str], known: set[UUID]
) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "by": called.get(row.proposed_by, "–"),
            "decided_by": called.get(row.decided_by, ""),
            "where": places.get(row.node, ""),
            "href": reverse("records:dossier_access", args=[row.node]) if row.node in known else "",
            "stale": row.outcome == "open" and proposals.is_stale(row),
            "left": row.outcome == "open" and proposals.has_left(row),
        }
        for row in rows
    ]
