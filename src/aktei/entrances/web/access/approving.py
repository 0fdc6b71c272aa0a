# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page „Freigaben“: proposals with what one needs to decide."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Refused
from aktei.base.people.queries import names
from aktei.base.rights import four_eyes, proposals
from aktei.procedures.access.naming import nodes_said
from aktei.records.dossiers import queries as dossiers


def listed(actor: Actor) -> dict[str, Any]:
    """Three lists."""
    lists = {
        "waiting": proposals.waiting(actor),
        "own": proposals.own(actor),
        "decided": proposals.decided(actor),
    }
    rows = [row for each in lists.values() for row in each]
    called = names({each for row in rows for each in (row.proposed_by, row.proposed_for, row.decided_by)})
    nodes = {row.node for row in rows}
    places = nodes_said(nodes) if rows else {}
    known = set(dossiers.dossiers(actor).filter(id__in=nodes).values_list("id", flat=True)) if rows else set()
    return {name: _told(each, called, places, known) for name, each in lists.items()}


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
        raise Refused(_("Bitte entscheiden Sie: freigeben, ablehnen oder zurückziehen."))
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
            "left": row.outcome == "open" and proposals.is_left_behind(row),
        }
        for row in rows
    ]
