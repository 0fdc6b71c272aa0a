# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same file a second time: where its bytes lie already, as far as the reader may read there.

One question for every door. Of a copy that lies where the reader may not look nothing is told, not even that there
is one: else anybody could find out by trying what is in a dossier that is closed to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from aktei.base.acts.actor import Actor
from aktei.records.documents.models import Component, ComponentRole, Document
from aktei.records.documents.queries import documents

_MOST_ALIKE = 50
"""Places that are looked at for one file, newest first; more help nobody."""
_MOST_LOOKED_AT = 100
"""Holders of one file, the oldest of them, among which a list looks for one that may be read."""


@dataclass(frozen=True)
class Copy:
    """A document that holds these files: all of them in their order (`is_whole`), or at least one."""

    document: Document
    version: int
    is_whole: bool


def copies(
    actor: Actor, groups: Iterable[Sequence[str]], *, before: UUID | None = None
) -> dict[tuple[str, ...], list[Copy]]:
    """Where each of these groups of originals (by SHA-256) lies already, for this actor to read; two queries for all.

    What holds all of a group comes first, then the newest. `before`: only in documents older than this one; ids
    grow with time, and only the later of two is a copy.
    """
    wanted = {tuple(group) for group in groups if group}
    found = _alike(actor, {digest for group in wanted for digest in group}, before)
    whole = _originals_of(found)
    told: dict[tuple[str, ...], list[Copy]] = {}
    for group in wanted:
        rows = [row for row in found.values() if not set(group).isdisjoint(whole[row.version_id])]
        each = [Copy(row.version.document, row.version.number, tuple(whole[row.version_id]) == group) for row in rows]
        each.sort(key=_rank, reverse=True)
        if each:
            told[group] = _once(each)
    return told


def earlier_copies(actor: Actor, document_id: UUID, most: int = 3) -> list[Document]:
    """Earlier documents that hold one of this one's files as well."""
    own = tuple(_originals(actor, [document_id]).order_by("position").values_list("sha256", flat=True))
    found = copies(actor, [own], before=document_id).get(own, [])
    return [each.document for each in found[:most]]


def copied(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Those of these documents of which an earlier one holds a file as well; two queries.

    Of a file that very many sent in, as of an empty form, the oldest `_MOST_LOOKED_AT` are looked at.
    """
    holding = Component.objects.filter(role=ComponentRole.ORIGINAL, sha256=OuterRef("sha256")).order_by("version")
    oldest = ArraySubquery(holding.values("version__document")[:_MOST_LOOKED_AT])
    earlier: dict[UUID, set[UUID]] = {}
    for document, others in _originals(actor, ids).values_list("version__document", oldest):
        earlier.setdefault(document, set()).update(each for each in others if each < document)
    there = set(documents(actor).filter(id__in=set().union(*earlier.values())).values_list("id", flat=True))
    return {document for document, others in earlier.items() if others & there}


def _alike(actor: Actor, digests: Iterable[str], before: UUID | None) -> dict[UUID, Component]:
    """One file of each version that holds any of these, of every file the newest `_MOST_ALIKE`."""
    readable = documents(actor).order_by()
    if before:
        readable = readable.filter(id__lt=before)
    rows = Component.objects.filter(role=ComponentRole.ORIGINAL, sha256__in=digests, version__document__in=readable)
    newest = Window(RowNumber(), partition_by=F("sha256"), order_by=F("version").desc())
    rows = rows.select_related("version__document__dossier").annotate(rank=newest).filter(rank__lte=_MOST_ALIKE)
    return {row.version_id: row for row in rows}


def _rank(copy: Copy) -> tuple[bool, datetime, UUID, int]:
    return copy.is_whole, copy.document.received_at, copy.document.id, copy.version


def _once(found: Iterable[Copy]) -> list[Copy]:
    """A document once, however many of its versions hold the file: the first of them."""
    first: dict[UUID, Copy] = {}
    for copy in found:
        first.setdefault(copy.document.id, copy)
    return list(first.values())


def _originals_of(versions: Iterable[UUID]) -> dict[UUID, list[str]]:
    rows = Component.objects.filter(role=ComponentRole.ORIGINAL, version__in=list(versions)).order_by("position")
    files: dict[UUID, list[str]] = {}
    for version, digest in rows.values_list("version", "sha256"):
        files.setdefault(version, []).append(digest)
    return files


def _originals(actor: Actor, ids: Iterable[UUID]) -> QuerySet[Component]:
    current = documents(actor).filter(id__in=list(ids)).order_by().values("current")
    return Component.objects.filter(role=ComponentRole.ORIGINAL, version__in=current)
