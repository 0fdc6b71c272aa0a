# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Carrying changes into the index: note what changed, then write all that waits in one go."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from django.utils import timezone

from aktei.base.outbox.jobs import Job
from aktei.base.outbox.queries import more_wait
from aktei.procedures.search import ports
from aktei.procedures.search.contents import entries_of
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import IndexBusyError, State, Writer
from aktei.procedures.search.models import Turns, Waiting

_BATCH: Final = 100
_LONGEST_WAIT: Final = timedelta(seconds=2)


def note(records: Iterable[UUID]) -> None:
    """Note that these records changed."""
    now = timezone.now()
    Waiting.objects.bulk_create(
        [Waiting(record=record, turn=uuid4(), since=now, done=False) for record in dict.fromkeys(records)],
        update_conflicts=True,
        update_fields=["turn", "since", "done"],
        unique_fields=["record"],
        batch_size=1_000,
    )


def worth_writing(job: Job) -> bool:
    """Whether to write now, rather than let the same jobs that are queued behind gather more.

    A commit costs as much for one document as for a hundred. Nothing waits longer than two seconds.
    """
    now = timezone.now()
    overdue = Waiting.objects.filter(done=False, since__lt=now - _LONGEST_WAIT)
    return overdue.exists() or not more_wait(job)


def write_waiting() -> int:
    """Write everything that waits; returns how many records. If another process is writing, it will do it all.

    An index that cannot be opened is being rebuilt: what waits is taken in with all the rest then.
    """
    written = 0
    if engine().condition().state is State.UNUSABLE:
        return written
    while Waiting.objects.filter(done=False).exists():
        try:
            with engine().writing(wait_seconds=0) as writer:
                while batch := _write_batch(writer):
                    written += batch
        except IndexBusyError:
            break  # whoever writes looks again after letting go, as this loop does
    return written


def _write_batch(writer: Writer) -> int:
    turns: Turns = dict(Waiting.objects.filter(done=False).order_by("since").values_list("record", "turn")[:_BATCH])
    if turns:
        carry_over(writer, turns)
        writer.commit()
        finish(turns)
    return len(turns)


def carry_over(writer: Writer, records: Iterable[UUID]) -> None:
    """Read these records again and put what they are now in place of what the index has of them."""
    wanted = list(records)
    entries = entries_of(wanted)
    for record in wanted:
        writer.replace(record, entries.get(record, []))


def finish(turns: Turns) -> None:
    """These turns are in the index. A record that changed again meanwhile keeps waiting."""
    rows = Waiting.objects.filter(turn__in=list(turns.values()))
    if engine().is_rebuilding():
        rows.update(done=True)
    else:
        rows.delete()
    changed_again = Waiting.objects.filter(record__in=list(turns), done=False).values_list("record", flat=True)
    ports.taken_in(sorted(set(turns) - set(changed_again)))
