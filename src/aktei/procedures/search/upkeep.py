# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rebuilding the index from the records, and proving that both agree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from typing import Final
from uuid import UUID

from aktei.procedures.search import contents, indexing
from aktei.procedures.search.analysis import learn, vocabulary
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import BUCKETS, IndexBusyError, Rebuild, State, Writer
from aktei.procedures.search.models import Waiting
from aktei.procedures.search.teaching import forget, taught

_SAMPLE_PAGES: Final = 30_000
_RECORDS_PER_COMMIT: Final = 20_000
_SECONDS_PER_COMMIT: Final = 60.0
_SECONDS_BETWEEN_TELLING: Final = 2.0
_BATCH: Final = 500
_MOST_EXAMPLES: Final = 20

Progress = Callable[[int, int], None]
"""Told how many records are done, of how many."""


def rebuild(progress: Progress, *, resume: bool = True) -> int:
    """Build a new index beside the live one and put it in its place; returns the number of entries.

    Killed at any moment, the next call goes on where this one was, unless `resume` is false. The live index answers and
    takes in changes all the while; what changed meanwhile is carried over before the new one becomes live.
    """
    search = engine()
    with search.rebuilding(learned=_learned, resume=resume) as building:
        _fill(building, progress)
        building.publish(_catch_up)
    Waiting.objects.filter(done=True).delete()
    indexing.write_waiting()
    return search.count()


def renew() -> bool:
    """Rebuild the index if it is of another version, damaged or lost, or if a rebuild was cut off; else tidy up.

    Returns whether it was rebuilt here: another process may be doing it.
    """
    try:
        if not is_due():
            engine().tidy()
            return False
        rebuild(lambda done, total: None)
    except IndexBusyError:
        return False
    return True


def is_due() -> bool:
    """Whether the index has to be rebuilt."""
    state = engine().condition().state
    if state in {State.MISSING, State.BEGUN}:
        return contents.anything()
    return state is not State.CURRENT or engine().is_rebuilding()


def _learned() -> frozenset[str]:
    words = vocabulary(islice(contents.sample_texts(_SAMPLE_PAGES), _SAMPLE_PAGES))
    found = learn(words) | taught(words)
    forget()
    return found


def _fill(building: Rebuild, progress: Progress) -> None:
    noted = building.progress
    done, total = int(noted.get("done", 0)), contents.count()
    after = (int(noted.get("kind", 0)), UUID(noted["last"]) if "last" in noted else None)
    uncommitted, again = 0, bool(noted)
    committed = told = monotonic()
    progress(done, total)
    building.tell(done, total)
    for kind, ids in contents.chunks(after):
        if again:  # a process that was killed may have written these without noting it
            indexing.carry_over(building, ids)
        else:
            building.add(entry for entries in contents.entries_of(ids).values() for entry in entries)
        done += len(ids)
        uncommitted += len(ids)
        building.note(kind=str(kind), last=str(ids[-1]), done=str(done))
        now = monotonic()
        if uncommitted >= _RECORDS_PER_COMMIT or now - committed > _SECONDS_PER_COMMIT:
            building.commit()
            uncommitted, again, committed = 0, False, now
        if now - told > _SECONDS_BETWEEN_TELLING:
            building.tell(done, max(done, total))
            told = now
        progress(done, max(done, total))


def _catch_up(writer: Writer) -> None:
    """Everything that changed since the rebuild began, taken into the live index or not yet."""
    changed = Waiting.objects.order_by("record").values_list("record", flat=True)
    for ids in _batches(changed.iterator()):
        indexing.carry_over(writer, ids)


@dataclass
class Report:
    """How index and database compare.

    Attributes:
        expected: entries there have to be. missing: not in the index. superfluous: in the index, but not in the
            records. differing: in both, but not the same.
        examples: some of the ids of the documents, cases and dossiers concerned.

    """

    expected: int = 0
    missing: int = 0
    superfluous: int = 0
    differing: int = 0
    examples: list[UUID] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        """Whether the index says what the records say."""
        return not (self.missing or self.superfluous or self.differing)


def check(progress: Progress, *, repair: bool = False) -> Report:
    """Compare every entry of the index with the records; with `repair`, index again what does not agree.

    What is being changed at the moment is looked at a second time, when its change has been written.
    """
    suspects = list(dict.fromkeys([*_differing_records(progress), *_superfluous_records()]))
    indexing.write_waiting()
    report = Report(expected=engine().count())
    wrong = [record for ids in _batches(suspects) for record in _compare(ids, report)]
    report.expected += report.missing - report.superfluous
    report.examples = wrong[:_MOST_EXAMPLES]
    if repair and wrong:
        indexing.note(wrong)
        indexing.write_waiting()
    return report


def _differing_records(progress: Progress) -> Iterator[UUID]:
    done, total = 0, contents.count()
    for _, ids in contents.chunks(size=_BATCH):
        yield from _compare(ids, Report())
        done += len(ids)
        progress(done, max(done, total))


def _superfluous_records() -> Iterator[UUID]:
    for bucket in range(BUCKETS):
        owners = dict.fromkeys(_owner(key) for key in engine().stamps(bucket))
        for ids in _batches(owners):
            known = {_owner(key) for key in contents.stamps_of(ids)}
            yield from (record for record in ids if record not in known)


def _compare(ids: list[UUID], report: Report) -> list[UUID]:
    """Count how index and records differ for these records; returns those that do."""
    wanted, found = contents.stamps_of(ids), engine().stamps_of(ids)
    missing, superfluous = wanted.keys() - found.keys(), found.keys() - wanted.keys()
    differing = {key for key in wanted.keys() & found.keys() if wanted[key] != found[key]}
    report.missing += len(missing)
    report.superfluous += len(superfluous)
    report.differing += len(differing)
    return sorted({_owner(key) for key in missing | superfluous | differing})


def _owner(key: str) -> UUID:
    return UUID(key.split(":")[0])


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
