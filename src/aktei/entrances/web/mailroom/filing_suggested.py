# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filing many at once, each where it surely belongs: looked through first, taken back together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.frame import undoing
from aktei.entrances.web.kit.frame.messages import tell
from aktei.entrances.web.kit.records.filing_targets import Choice, Target, suggested
from aktei.entrances.web.mailroom import post_list
from aktei.entrances.web.mailroom.filing import FILED, chosen_ids
from aktei.entrances.web.mailroom.filters import Filter
from aktei.entrances.web.mailroom.row import Row
from aktei.procedures.mailroom import actions, queries

MOST = 100
"""Pieces of post that are looked through, and filed, at once."""


@dataclass(frozen=True)
class Line:
    """A piece of post, where it surely belongs, and why it could not be filed there just now."""

    row: Row
    target: Target | None
    reasons: tuple[str, ...] = ()


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Show what would be filed where, and why: of what is selected, else of the whole list."""
    actor, chosen, ids = actor_of(request), Filter.of(request.GET), chosen_ids(request.GET)
    if ids:
        items = queries.consignments(actor, ids[:MOST])
        more = len(ids) > MOST
    else:
        found = queries.incoming(actor, **{**chosen.arguments(), "state": "ready"}, certain=True, limit=MOST)
        items, more = found.items, found.after is not None
    lines = [Line(row, row.sure) for row in post_list.with_sure(actor, post_list.rows(actor, items)) if row.sure]
    context = {"lines": lines, "more": more, "most": MOST, "unsure": len(ids[:MOST]) - len(lines) if ids else 0}
    return render(request, "mailroom/sure.html", {**context, "back": post_list.address_of(chosen), "filter": chosen})


@require_POST
def file_all(request: HttpRequest) -> HttpResponse:
    """File what is ticked, each where the list said; what changed meanwhile stays, and says why."""
    actor, ids, chosen = actor_of(request), chosen_ids(request.POST)[:MOST], Filter.of(request.GET)
    refused = _file(actor, {each: request.POST.get(f"ziel-{each}", "") for each in ids})
    filed = [each for each in ids if each not in refused]
    if filed:
        told = ngettext("%(n)s Eingang abgelegt.", "%(n)s Eingänge abgelegt.", len(filed)) % {"n": len(filed)}
        token = undoing.remember(request, FILED, {str(each): "" for each in filed})
        tell(request, told, undo_url=reverse("mailroom:undo_many", args=[token]) + chosen.suffix)
    if not refused:
        return redirect(post_list.address_of(chosen))
    context = {"lines": _left(actor, refused), "refused": len(refused), "back": reverse("mailroom:inbox")}
    return render(request, "mailroom/sure.html", context, status=422)


def _file(actor: Actor, wanted: Mapping[UUID, str]) -> dict[UUID, tuple[str, ...]]:
    """File each where the reader saw that it goes; returns why the others were not."""
    now = queries.sure(actor, list(wanted))
    changed = _("Der Vorschlag hat sich inzwischen geändert. Sehen Sie sich den Eingang noch einmal an.")
    refused: dict[UUID, tuple[str, ...]] = {}
    placings = []
    for each, key in wanted.items():
        if each in now and suggested(now[each]).key != key:
            refused[each] = (changed,)
            continue
        choice = Choice.of(actor, {"ziel": key})
        placings.append(actions.Placing(each, choice.dossier, choice.case, now[each].reason if each in now else ""))
    outcomes = actions.file_each(actor, placings)
    return refused | {each.consignment: each.reasons for each in outcomes if not each.filed}


def _left(actor: Actor, refused: Mapping[UUID, Sequence[str]]) -> list[Line]:
    """What was not filed, with the reasons; of what the reader may not see any more, nothing is said."""
    rows = post_list.with_sure(actor, post_list.rows(actor, queries.consignments(actor, list(refused))))
    return [Line(row, row.sure, tuple(refused[row.id])) for row in rows]
