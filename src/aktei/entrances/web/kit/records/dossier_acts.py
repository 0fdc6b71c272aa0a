# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acting on many dossiers, and one undo for all: rooms say how what they do is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.actor import actor_of
from aktei.entrances.web.kit.bulk_acts import each_of, say
from aktei.entrances.web.kit.frame import undoing
from aktei.records.dossiers import queries as dossiers

Undo = Callable[[Actor, UUID, str], Any]
"""Takes one back, given what its act returned."""

_undo: dict[str, Undo] = {}


def taken_back_by(what: str, undo: Undo) -> None:
    """Register how an act of this name is taken back. Called by the room's `urls.py` or a module it imports."""
    _undo[what] = undo


def each(
    request: HttpRequest,
    items: Iterable[UUID],
    act: Callable[[UUID], str],
    *,
    said: Callable[[int], str],
    what: str = "",
) -> None:
    """Act on each dossier. `act` returns what it takes to go back; every refusal names its dossier."""
    names = dict(dossiers.dossiers(actor_of(request)).filter(id__in=items).values_list("id", "reference"))
    outcome = each_of(items, act)
    undoable = bool(what and outcome.done)
    token = (
        undoing.remember(request, what, {str(node): back for node, back in outcome.done.items()}) if undoable else ""
    )
    say(
        request,
        outcome,
        said=said,
        left=lambda count: (
            ngettext("Eine Akte blieb, wie sie war:", "%(count)s Akten blieben, wie sie waren:", count)
            % {"count": count}
        ),
        named=lambda node: names.get(node, "–"),
        undo_url=reverse("records:undo_dossiers", args=[token]) if token else "",
    )


def take_back(request: HttpRequest, token: UUID) -> None:
    """Undo what `each` did."""
    actor = actor_of(request)
    what, items = undoing.recall(request, token)
    each(
        request,
        [UUID(node) for node in items],
        lambda node: _undo[what](actor, node, items[str(node)]) or "",
        said=lambda count: (
            ngettext("Bei einer Akte zurückgenommen.", "Bei %(count)s Akten zurückgenommen.", count) % {"count": count}
        ),
    )
