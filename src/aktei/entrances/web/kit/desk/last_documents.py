# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody read or filed last, as far as whoever asks may read it still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.events import Event
from aktei.base.acts.queries import done_by
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.records.documents.events import DocumentFiled, DocumentRead
from aktei.records.documents.queries import documents

LAST = 8
LOOKED_THROUGH = 200


@dataclass(frozen=True)
class LastDocument:
    """A document this person had in hands."""

    title: str
    reference: str
    href: str
    at: datetime


def last_documents(actor: Actor, *, of: UUID) -> list[LastDocument]:
    """What somebody else had in hands last, as far as the actor may read it."""
    return of_kinds(actor, [[DocumentRead, DocumentFiled]], of=of)[0]


def of_kinds(
    actor: Actor, kinds: Sequence[Iterable[type[Event]]], *, of: UUID | None = None
) -> list[list[LastDocument]]:
    """For each of these kinds of acts the last documents that the person may still read, each once.

    What they may read is asked once for all of them.
    """
    doer = actor if of is None else Actor(of)
    last = [_last(doer, events) for events in kinds]
    wanted = {node for each in last for node in each}
    rows = list(documents(actor).filter(id__in=wanted).select_related("dossier")) if wanted else []
    return [
        sorted((_line(row, each[row.id]) for row in rows if row.id in each), key=lambda line: line.at, reverse=True)[
            :LAST
        ]
        for each in last
    ]


def _last(doer: Actor, events: Iterable[type[Event]]) -> dict[UUID, datetime]:
    """On which documents somebody did these last, and when."""
    last: dict[UUID, datetime] = {}
    for node, at in done_by(doer, events).values_list("node", "at")[:LOOKED_THROUGH]:
        last.setdefault(node, at)
    return last


def _line(row: Any, at: datetime) -> LastDocument:
    return LastDocument(
        title=row.subject_line or row.sender or _("Ohne Betreff"),
        reference=row.dossier.reference if row.dossier else _("Posteingang"),
        href=record_address("records:document", row.id),
        at=at,
    )
