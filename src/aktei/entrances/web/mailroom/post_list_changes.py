# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of the list of post since it was shown: what came, and how long it is now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.entrances.web.mailroom import post_list
from aktei.entrances.web.mailroom.filters import Filter
from aktei.procedures.mailroom import queries


@dataclass(frozen=True)
class News:
    """`came`: so much since `newest`. `total`: how much there was when the list was shown; `now`; `told` last."""

    newest: UUID
    total: str
    now: str
    told: str = ""
    came: int = 0

    @property
    def has_changed(self) -> bool:
        """Whether the rows are no longer those that there are."""
        return bool(self.came) or self.now != self.total

    @property
    def count_text(self) -> str:
        """How long the list is, if that was not told yet."""
        return post_list.said(int(self.now)) if self.now and self.now != (self.told or self.total) else ""


def since(actor: Actor, chosen: Filter, newest: UUID, total: str, told: str) -> News:
    """What changed. How long a list is that is narrowed by more than its state, nobody counts."""
    items = queries.incoming(actor, **chosen.arguments()).items
    came = sum(each.id > newest for each in items)
    known = total.isascii() and total.isdecimal() and len(total) < 9
    if not (known and chosen.counted):
        return News(newest, "", "", came=came)
    waiting = queries.counts(actor, UUID(chosen.team) if chosen.team else None)
    now = sum(waiting[state] for state in chosen.states())
    return News(newest, total, str(now), told if told.isascii() and told.isdecimal() else "", came)
