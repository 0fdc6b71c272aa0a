# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs of the search: note what changed and write it. Safe to run twice, in any order, and after any crash."""

from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

from aktei.base.acts.queries import entry as journal_entry
from aktei.base.outbox.jobs import job
from aktei.procedures.search import indexing, upkeep
from aktei.procedures.search.contents import contents_of, contents_of_entry, contents_of_unit

QUEUE = "search"
PRIORITY = 20
"""Before everything else: it is quick, and what people see as ready should be found."""
_LAST: Final = -10


@job(queue=QUEUE, name="search.index_record", attempts=20, priority=PRIORITY)
def index_record(node: str, entry: int | None = None) -> None:
    """A document, case or dossier changed, came or went: bring the index up to date with it."""
    indexing.note([UUID(node)])
    if indexing.worth_writing(index_record):
        indexing.write_waiting()


@job(queue=QUEUE, name="search.index_plan_entry", attempts=20, priority=PRIORITY)
def index_plan_entry(node: str, entry: int | None = None) -> None:
    """An entry of the file plan moved or was renumbered, and with it all that is kept below it: one job for all."""
    for portion in contents_of_entry(UUID(node)):
        indexing.note(portion)
    indexing.write_waiting()


@job(queue=QUEUE, name="search.index_dossier", attempts=20, priority=PRIORITY)
def index_dossier(node: str, entry: int | None = None) -> None:
    """The name or place of a dossier or case changed, and with it how everything inside is found: one job for all."""
    indexing.note(contents_of(UUID(node)))
    indexing.write_waiting()


@job(queue=QUEUE, name="search.index_unit", attempts=20, priority=PRIORITY)
def index_unit(node: str, entry: int) -> None:
    """A unit hangs elsewhere, or another one took its post and dossiers over: both are found differently now."""
    successor = journal_entry(entry).payload.get("successor")
    for unit in (node, successor):
        if unit:
            indexing.note(contents_of_unit(UUID(unit)))
    indexing.write_waiting()


@job(queue=QUEUE, name="search.index_around", attempts=20, priority=PRIORITY)
def index_around(node: str, entry: int) -> None:
    """Something changed that several records tell of: bring the index up to date with all of them."""
    indexing.note(journal_entry(entry).nodes)
    indexing.write_waiting()


@app.periodic(cron="*/2 * * * *")
@job(
    queue=QUEUE,
    name="search.renew_index",
    attempts=0,
    priority=_LAST,
    lock="search.renew_index",
    queueing_lock="search.renew_index",
)
def renew_index(timestamp: int = 0) -> bool:
    """After an update, a loss or a kill in the middle: rebuild the index, or go on. Mostly there is nothing to do."""
    return upkeep.renew()
