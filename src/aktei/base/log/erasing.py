# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lawful erasure: content and salt of sealed lines go, their leaves stay, and a sealed line says so.

What remains of an erased line (when, who, what kind, on which record) proves nothing any more: without the salt nobody
can tell whether it is what was sealed. The leaf keeps every other proof valid.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import record
from aktei.base.log import refusals
from aktei.base.log.events import (
    LinesAdmitted,
    LinesErased,
    LogRewound,
    RefusedLineSettled,
    RowsSealed,
    SigningKeyChanged,
)
from aktei.base.log.models import Erasure, Leaf
from aktei.base.log.refusals import LINES_NOT_SEALED_YET, REASON_MISSING_OR_LONG
from aktei.base.log.settled_lines import settled

KEPT_FOR_EVER = frozenset(
    each.__name__
    for each in (LinesErased, SigningKeyChanged, LogRewound, RowsSealed, LinesAdmitted, RefusedLineSettled)
)
"""Kinds of lines without which the log itself could not be explained."""
_LONGEST_REASON = 500


def erase(
    actor: Actor, *, entries: Collection[int], node: UUID, disposal: UUID, reason: str, within: tuple[UUID, ...] = ()
) -> int:
    """Erase content and salt of these entries, as part of an act that has checked the right; returns how many.

    `node` is what the erasure is about, `disposal` the disposal that orders it. Entries erased before are passed over.
    Where an entry stood in the history of other records as well, a line of their own tells them that it is gone.
    Lines that are not genuine and were explained so are passed over, too: they are no part of the log.
    Raises `Refused` for entries that are not sealed yet, and for those that explain the log itself.
    """
    entries = set(entries) - settled()
    places = dict(Leaf.objects.filter(entry_id__in=entries).values_list("entry_id", "position"))
    _insist(entries, places, reason)
    gone = set(Erasure.objects.filter(entry_id__in=entries).values_list("entry_id", flat=True))
    todo = sorted(entries - gone)
    if not todo:
        return 0
    now = timezone.now()
    Erasure.objects.bulk_create(
        [Erasure(entry_id=each, position=places[each], disposal=disposal, reason=reason, at=now) for each in todo],
        batch_size=1_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_journalentry SET payload = '{}', salt = '' WHERE id = ANY(%s)", [todo])
    for about_it, some in {(node, *within): todo, **_elsewhere(todo, {node, *within})}.items():
        runs = tuple(runs_of(places[each] for each in some))
        record(
            actor,
            LinesErased(
                node=about_it[0],
                within=about_it[1:],
                positions=runs,
                number=len(some),
                disposal=disposal,
                reason=reason,
            ),
        )
    return len(todo)


def _elsewhere(entries: Collection[int], own: set[UUID]) -> dict[tuple[UUID, ...], list[int]]:
    """These entries by the other records in whose history they stand: each learns what is gone there, and no more."""
    found: dict[tuple[UUID, ...], list[int]] = defaultdict(list)
    for entry, nodes in JournalEntry.objects.filter(id__in=entries).order_by("id").values_list("id", "nodes"):
        if others := set(nodes) - own:
            found[tuple(sorted(others))].append(entry)
    return found


_FORGET = """
UPDATE journal_rowseal AS s SET salt = '' WHERE source = %s AND key = ANY (%s) AND salt <> ''
   AND EXISTS (SELECT FROM journal_rowseal AS n WHERE n.source = s.source AND n.key = s.key AND n.id > s.id)
"""


def forget_what_was(table: type[Model], keys: Iterable[object]) -> None:
    """See that nobody can guess what these rows of a guarded table said before: their last seal alone keeps its salt.

    For acts that lawfully empty a row; where a row is deleted, the database does it by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [table._meta.db_table, [str(each) for each in keys]])


def about(nodes: Collection[UUID]) -> list[int]:
    """Every entry about one of these records that may be erased: not those in which they are only mentioned."""
    rows = JournalEntry.objects.filter(node__in=nodes).exclude(kind__in=KEPT_FOR_EVER)
    return list(rows.order_by("id").values_list("id", flat=True))


def runs_of(positions: Iterable[int]) -> list[tuple[int, int]]:
    """Places as runs: first and last of neighbours."""
    runs: list[tuple[int, int]] = []
    for each in sorted(positions):
        append_to(runs, each)
    return runs


def append_to(runs: list[tuple[int, int]], position: int) -> None:
    """Put the next place to these runs."""
    if runs and runs[-1][1] == position - 1:
        runs[-1] = (runs[-1][0], position)
    else:
        runs.append((position, position))


def _insist(entries: Collection[int], places: dict[int, int], reason: str) -> None:
    reasons = []
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        reasons.append(REASON_MISSING_OR_LONG())
    waiting = len(set(entries) - places.keys())
    if waiting:
        reasons.append(LINES_NOT_SEALED_YET(number=waiting))
    if JournalEntry.objects.filter(id__in=entries, kind__in=KEPT_FOR_EVER).exists():
        reasons.append(refusals.KEPT_FOR_EVER())
    if reasons:
        raise Refused(reasons)
