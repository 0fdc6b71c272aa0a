# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the frame shows of the mailroom on every page: how much waits, and what is being read."""

from __future__ import annotations

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.navigation import counter
from aktei.procedures.mailroom import queries


@counter("inbox")
def waiting(actor: Actor | None) -> int:
    """How much post this person still has to deal with."""
    return sum(queries.counts(actor).values()) if actor else 0
