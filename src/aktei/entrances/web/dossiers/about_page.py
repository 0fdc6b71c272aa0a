# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a dossier or case is and was: its facts, sub-dossiers, links, former references; and acting on many dossiers."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import undoing
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records.record_page import Place, leads_to
from aktei.procedures.work.actions import withdraw_task
from aktei.records.dossiers import actions, changing
from aktei.records.dossiers import queries as dossiers
from aktei.records.dossiers.linking import links_of
from aktei.records.dossiers.queries import confidentiality_classes, link_kinds
from aktei.records.kinds.queries import shown_fields


def told(actor: Actor, place: Place) -> dict[str, Any]:
    """Everything the page of facts shows."""
    common = {"links": links_of(actor, place.id), "link_kinds": link_kinds()}
    if place.kind != "dossier":
        return common
    row = place.record
    return common | {
        "former": dossiers.formerly([row.id]).get(row.id, []),
        "parts": list(dossiers.sub_dossiers(actor, row.id)),
        "part_closures": dossiers.closures([each.id for each in dossiers.sub_dossiers(actor, row.id)]),
        "merged_from": list(dossiers.merged_from(actor, row.id)),
        "into": leads_to(actor, place),
        "classes": confidentiality_classes(),
        "extra": shown_fields(row),
    }


def each(
    request: HttpRequest,
    items: Iterable[UUID],
    act: Callable[[UUID], str],
    *,
    said: Callable[[int], str],
    what: str = "",
) -> None:
    """Act on each dossier for itself; one refusal holds up no other, and one undo takes back what was done.

    `act` returns what it takes to go back. Every refusal names its dossier.
    """
    done: dict[str, str] = {}
    refused: list[str] = []
    names = dict(dossiers.dossiers(actor_of(request)).filter(id__in=items).values_list("id", "reference"))
    for node in items:
        try:
            done[str(node)] = act(node)
        except Refused as refusal:
            refused.append(f"{names.get(node, '–')}: {' '.join(refusal.told)}")
    if done:
        token = undoing.remember(request, what, done) if what else None
        undo_url = reverse("records:undo_dossiers", args=[token]) if token else ""
        tell(request, said(len(done)), undo_url=undo_url)
    if refused:
        head = ngettext("Eine Akte blieb, wie sie war:", "%(count)s Akten blieben, wie sie waren:", len(refused))
        tell(request, " ".join([head % {"count": len(refused)}, *refused]), "error")
    if not done and not refused:
        tell(request, _("Sie haben nichts ausgewählt."), "warning")


def take_back(request: HttpRequest, token: UUID) -> None:
    """Undo what `each` did."""
    actor = actor_of(request)
    what, items = undoing.recall(request, token, _("Das lässt sich nicht mehr zurücknehmen."))
    each(
        request,
        [UUID(node) for node in items],
        lambda node: UNDO[what](actor, node, items[str(node)]) or "",
        said=lambda count: (
            ngettext("Bei einer Akte zurückgenommen.", "Bei %(count)s Akten zurückgenommen.", count) % {"count": count}
        ),
    )


def _lead_again(actor: Actor, node: UUID, unit: str) -> None:
    changing.change_lead_unit(actor, dossier=node, unit=UUID(unit))


UNDO: dict[str, Callable[[Actor, UUID, str], Any]] = {
    "closing": lambda actor, node, kept: actions.undo_closing(actor, dossier=node),
    "lead_unit": _lead_again,
    "task": lambda actor, node, kept: withdraw_task(actor, task=UUID(kept), note=_("zurückgenommen")),
}
