# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sibling answers which question of another, each in the words of whoever asks."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.entrances.worker.sealing import one_round
from aktei.procedures.mailroom import jobs as mailroom
from aktei.procedures.mailroom import ports as mailroom_asks
from aktei.procedures.proof import ports as proof_asks
from aktei.procedures.rendition import queries as rendition_queries
from aktei.procedures.rendition import unpacking
from aktei.procedures.search import ports as search_tells
from aktei.procedures.search import queries as search_queries

_MACHINERY: Final = Actor.system("search")


def answer() -> None:
    """Join those who ask and those who know."""
    mailroom_asks.running.answered_by(_running)
    mailroom_asks.similar.answered_by(_similar)
    mailroom_asks.unpacked.answered_by(_unpacked)
    proof_asks.seal_what_waits.answered_by(one_round)
    search_tells.taken_in.answered_by(mailroom.offer_found)


def _running(documents: Collection[UUID] | None = None) -> dict[UUID, mailroom_asks.Running]:
    rows = rendition_queries.running(documents)
    return {node: mailroom_asks.Running(row.done, row.total, row.step) for node, row in rows.items()}


def _similar(document: UUID, limit: int) -> Sequence[tuple[UUID, float]]:
    found = search_queries.similar_documents(_MACHINERY, document, limit)
    best = max((each.score for each in found), default=0.0) or 1.0
    return [(each.document_id, each.score / best) for each in found]


def _unpacked(version: UUID) -> Sequence[mailroom_asks.Unpacked]:
    return [mailroom_asks.Unpacked(name, file) for name, file in unpacking.unpacked(version)]
