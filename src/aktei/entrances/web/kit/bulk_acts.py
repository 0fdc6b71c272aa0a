# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acting on many: each in its own act, a refusal holds up no other, and all refusals are said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.errors import Refused
from aktei.entrances.web.kit.frame.messages import tell

T = TypeVar("T")
R = TypeVar("R")

MOST_SAID = 20
"""Refusals that one message has room for; how many more there are is said."""


@dataclass
class Outcome(Generic[T, R]):
    """With which it was done, each with what the act returned; and with which it was not, each with the reasons."""

    done: dict[T, R] = field(default_factory=dict)
    refused: dict[T, list[str]] = field(default_factory=dict)

    @property
    def reasons(self) -> list[str]:
        """Every reason once."""
        return list(dict.fromkeys(why for reasons in self.refused.values() for why in reasons))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not self.done and not self.refused


def each_of(items: Iterable[T], act: Callable[[T], R]) -> Outcome[T, R]:
    """Act on each for itself. What may not even be known to exist is refused in the same words as what is not there."""
    outcome: Outcome[T, R] = Outcome()
    for item in items:
        try:
            outcome.done[item] = act(item)
        except Refused as refusal:
            outcome.refused[item] = list(refusal.told)
    return outcome


def say(
    request: HttpRequest,
    outcome: Outcome[T, R],
    *,
    said: Callable[[int], str],
    left: Callable[[int], str],
    named: Callable[[T], str] | None = None,
    undo_url: str = "",
    kind: str = "success",
) -> None:
    """Say on the next page what was done, and why the rest was not.

    `left` says of how many something was refused; `named` what each of them is called, else every reason is said once.
    """
    if outcome.done:
        tell(request, said(len(outcome.done)), kind, undo_url=undo_url)
    if outcome.refused:
        tell(request, " ".join([left(len(outcome.refused)), *_whys(outcome, named)]), "error")
    if outcome.is_empty:
        tell(request, _("Sie haben nichts ausgewählt."), "warning")


def _whys(outcome: Outcome[T, R], named: Callable[[T], str] | None) -> list[str]:
    if named is None:
        return outcome.reasons
    whys = [f"{named(each)}: {' '.join(reasons)}" for each, reasons in outcome.refused.items()]
    more = len(whys) - MOST_SAID
    return [*whys[:MOST_SAID], *([_("%(count)s weitere") % {"count": more}] if more > 0 else [])]


def done_with_each(
    request: HttpRequest,
    back: str,
    items: Iterable[T],
    act: Callable[[T], Any],
    said: Callable[[int], str],
    undo: Callable[[list[T]], str] = lambda done: "",
) -> HttpResponse:
    """Act on each, say so, and go back. `undo` is given what was done, and returns where it is taken back."""
    outcome = each_of(items, act)
    say(
        request,
        outcome,
        said=said,
        left=lambda count: ngettext("Einmal abgelehnt:", "%(count)s-mal abgelehnt:", count) % {"count": count},
        undo_url=undo(list(outcome.done)) if outcome.done else "",
    )
    return redirect(back)
