# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole office against its log: guards, what lies beside the log, the queue, every guarded row, pages, files."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from aktei.base.evidence.verifying.acts import check_acts, ranges
from aktei.base.evidence.verifying.beside import check_beside
from aktei.base.evidence.verifying.database import Log, shared
from aktei.base.evidence.verifying.derived import check_chains, check_files, check_readings, placed
from aktei.base.evidence.verifying.exports import check_exports
from aktei.base.evidence.verifying.exports import portions as exports
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.guards import guarded
from aktei.base.evidence.verifying.marks import Marks
from aktei.base.evidence.verifying.queue import check_queue
from aktei.base.evidence.verifying.rows import Counts, Part, Sealed, check_portion, count_rows, portions
from aktei.base.evidence.verifying.settled import settled
from aktei.base.evidence.verifying.updates import tell_updates

Question = tuple[Callable[[Log, Any], Part], Any]


def check_office(
    report: Report,
    log: Log,
    *,
    address: str = "",
    processes: int = 1,
    files: bool = True,
) -> None:
    """Compare everything official in the database with what its acts left; `files`: re-read every file as well.

    The lines must have been looked at before: the report says from which on marks fit.
    """
    log.read_alike()
    check_beside(report, log)
    explained = settled(log)
    check_queue(report, log, explained)
    marks, counts = Marks(report), Counts()
    for part in shared(log, address, processes, _answer, _questions(log, sorted(explained))):
        for act, position in part.unmarked:
            marks.of_act(act, position)
        counts.add(part)
        report.records += part.rows
        report.readings += part.readings
        report.find_all(part.findings)
        for each in part.notices:
            report.mention(each.place, each.what)
    marks.tell()
    counts.compare(report, guarded())
    tell_updates(report, log)
    if not log.secret:
        said = f"Ohne AKTEI_SECRET_KEY wurden sie nicht nachgerechnet ({report.lines} besiegelte Zeilen)."
        report.mention("Echtheitsmerkmale", said)
    if files:
        check_files(report, log)


def _questions(log: Log, explained: Sequence[int]) -> Iterator[Question]:
    """What is asked, the longest first; `explained` are lines that are known not to be genuine."""
    acts, readings = (partial(each, explained=explained) for each in (check_acts, check_readings))
    yield from ((check_chains, table) for table in placed())
    for table in guarded():
        regions = list(portions(log, Sealed.of_this_version(table)))
        yield from ((check_portion, each) for each in regions)
        yield from ((count_rows, table) for _once in regions[:1])
    yield from ((acts, each) for each in ranges(log))
    yield from ((readings, each) for each in portions(log, Sealed.of_this_version("records_version")))
    yield from ((check_exports, each) for each in exports(log))


def _answer(log: Log, question: Question) -> Part:
    task, about = question
    return task(log, about)
