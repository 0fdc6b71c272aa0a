# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether what follows from the records follows after an act: the search hears of every change, and chains agree."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.evidence.verifying import derived
from aktei.procedures.search import contents
from aktei.procedures.search.models import Waiting

_FOLLOW = ("search.", "mailroom.forget")
"""Jobs that keep something in step; the others do work of their own."""


class Followers:
    """How everything derived stood at first; then, after an act that is rolled back later, what does not agree.

    `search check` compares what the records say with what the index was told; so an index that was in step before
    is in step after the act exactly if the search was told of every record that says something else now.
    """

    def __init__(self) -> None:
        self._said = _stamps()
        self._known = set(_astray())

    def faults(self) -> Iterator[str]:
        """Run the jobs that follow from what was just done, and name what they left out."""
        before = set(Waiting.objects.values_list("record", "turn"))
        _run_what_follows()
        told = {
            record for record, turn in Waiting.objects.values_list("record", "turn") if (record, turn) not in before
        }
        now = _stamps()
        changed = {UUID(key.split(":")[0]) for key, _stamp in self._said.items() ^ now.items()}
        for record in sorted(changed - told):
            yield f"the search did not hear that {record} changed"
        for place in sorted(set(_astray()) - self._known):
            yield f"{place} hangs elsewhere than its placement says"


def _stamps() -> dict[str, str]:
    return contents.stamps_of([record for _kind, ids in contents.chunks() for record in ids])


def _astray() -> Iterator[str]:
    own = [each for each in derived.placed() if each not in derived._OF]
    tables = " UNION ALL ".join(f"SELECT id, chain FROM {each}" for each in own)
    with connection.cursor() as cursor:
        for table in derived.placed():
            asked = derived._BORROWED if table in derived._OF else derived._CHAINS
            of = derived._OF.get(table)
            cursor.execute(asked.format(tables=tables, table=table, of=of, oversight=derived._OVERSIGHT))
            yield from (f"{table} {node}" for (node,) in cursor.fetchall())


def _run_what_follows() -> None:
    done: set[int] = set()
    while found := [each for each in _queued() if each.id not in done]:
        for each in found:
            done.add(each.id)
            app.tasks[each.task_name].func(**each.args)


def _queued() -> list[ProcrastinateJob]:
    rows = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    return [each for each in rows if each.task_name.startswith(_FOLLOW)]
