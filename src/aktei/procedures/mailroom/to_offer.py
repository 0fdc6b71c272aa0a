# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which consignments were read in whole and wait to be offered. For the office's own machinery, which sees all."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aktei.records.envelopes import queries as envelopes

_SWEPT = 500


@dataclass(frozen=True)
class Read:
    """A document and the version of it that was read."""

    id: UUID
    version: UUID


@dataclass(frozen=True)
class ToOffer:
    """A consignment all of which was read, and that nobody was offered yet: its documents with their versions."""

    id: UUID
    documents: tuple[Read, ...]


def to_offer(document: UUID) -> ToOffer | None:
    """The consignment of this document, if it can be offered now."""
    found = envelopes.unoffered(document)
    if found is None:
        return None
    consignment, waiting = found
    return ToOffer(consignment, tuple(Read(each.id, each.current_id) for each in waiting if each.current_id))


def overlooked(*, since: datetime | None, before: datetime) -> list[UUID]:
    """Documents of consignments read in this time and still not offered. For the sweep."""
    return envelopes.overlooked(since=since, before=before, most=_SWEPT)
