# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which lines of the log belong to a dossier.

A line belongs if it stands in the history of the dossier or of one of its cases; or if it is about one of its documents
and stands in the history of no other dossier (so a document brings the lines of its arrival along, and leaves behind
those of the time when it lay elsewhere). Lines about documents that the reader may not read stay out. A line that says
that content was lawfully erased belongs wherever such content is missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.log import proofs
from aktei.base.log.events import LinesErased
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents
from aktei.records.dossiers import queries as dossiers

_MACHINERY = Actor.system("proof")
AT_ONCE = 500


@dataclass(frozen=True)
class DossierScope:
    """A dossier with the nodes that make it up. `hidden`: documents in it that the reader may not read."""

    dossier: UUID
    cases: tuple[UUID, ...]
    documents: frozenset[UUID]
    hidden: frozenset[UUID]

    @property
    def nodes(self) -> list[UUID]:
        """Everything whose history may contain lines of this dossier."""
        return [self.dossier, *self.cases, *self.documents]


def whole(actor: Actor, dossier: UUID) -> DossierScope:
    """What makes up the dossier for this reader; four queries."""
    readable = frozenset(documents.everything_in(actor, dossier).values_list("id", flat=True))
    every = frozenset(documents.everything_in(_MACHINERY, dossier).values_list("id", flat=True))
    return DossierScope(
        dossier=dossier,
        cases=tuple(cases.cases(_MACHINERY, dossier).values_list("id", flat=True)),
        documents=readable,
        hidden=every - readable,
    )


def lines(of: DossierScope, *, size: int, gaps: set[UUID]) -> Iterator[list[proofs.SealedLine]]:
    """The lines that belong, under the head of this size, in the order of the log, some hundreds at a time.

    `gaps` collects what is in the dossier and of which lines are missing here: they belong to another dossier, or what
    they said was erased.
    """
    inside = frozenset(of.nodes)
    for batch in _batches(proofs.sealed(of.nodes, size=size)):
        foreign = _foreign(of, batch)
        kept = []
        for each in batch:
            belongs = _belongs(of, each.entry, foreign)
            if belongs:
                kept.append(each)
            if (not belongs or each.content is None) and each.entry.node in inside:
                gaps.add(each.entry.node)
        if kept:
            yield kept


def _belongs(of: DossierScope, entry: Any, foreign: frozenset[UUID]) -> bool:
    if entry.kind == LinesErased.__name__:
        return True
    if entry.node in of.hidden:
        return False
    around = set(entry.nodes)
    if of.dossier in around or around.intersection(of.cases):
        return True
    return entry.node in of.documents and not around & foreign


def _foreign(of: DossierScope, batch: Sequence[proofs.SealedLine]) -> frozenset[UUID]:
    """Other dossiers and cases in whose history these lines stand."""
    around = {node for each in batch for node in each.entry.nodes} - set(of.nodes)
    found = set(dossiers.dossiers(_MACHINERY).filter(id__in=around).values_list("id", flat=True))
    found |= set(cases.cases(_MACHINERY).filter(id__in=around).values_list("id", flat=True))
    return frozenset(found)


def _batches(rows: Iterator[proofs.SealedLine]) -> Iterator[list[proofs.SealedLine]]:
    batch: list[proofs.SealedLine] = []
    for each in rows:
        batch.append(each)
        if len(batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
