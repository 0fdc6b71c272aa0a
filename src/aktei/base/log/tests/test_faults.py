# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A crash or an error before and after every write and sync of sealing; docs/operations.md tells the outcomes."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.notes import SignerKey
from aktei.base.log import head_file as keeping
from aktei.base.log import sealing
from aktei.base.log.committed_rows import waiting_beside
from aktei.base.log.head_file import HeadFile
from aktei.base.log.models import Checkpoint, Leaf, Unsealed
from aktei.base.log.sealable_lines import choose
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, some_acts

KEY = SignerKey.make("musterland.example/aktei")
WAIT, SEALED = False, True

# Where (object, name), when, and whether the lines are sealed at once or wait for the next round.
FAULTS = [
    (SignerKey, "sign", "before", WAIT),
    (SignerKey, "sign", "after", WAIT),
    (sealing, "note_first", "before", WAIT),
    (sealing, "write_leaves", "before", WAIT),
    (sealing, "write_leaves", "after", WAIT),
    (sealing, "write_tiles", "before", WAIT),
    (sealing, "write_tiles", "after", WAIT),
    (sealing, "take_off_the_queue", "before", WAIT),
    (sealing, "take_off_the_queue", "after", WAIT),
    (BaseDatabaseWrapper, "_commit", "before", WAIT),
    (BaseDatabaseWrapper, "_commit", "after", SEALED),  # persisted though it reported an error
    (HeadFile, "keep", "before", SEALED),
    (keeping.os, "fsync", "before", SEALED),
    (keeping.os, "fsync", "after", SEALED),
    (Path, "replace", "before", SEALED),
    (Path, "replace", "after", SEALED),
    (HeadFile, "keep", "after", SEALED),
]


def fail():
    raise OperationalError("the connection is gone")


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def broken(owner, name, when, how, monkeypatch):
    real = getattr(owner, name)

    def breaks(*arguments, **options):
        if when == "before":
            how()
        result = real(*arguments, **options)
        if when == "after":
            how()
        return result

    monkeypatch.setattr(owner, name, breaks)


def fails_here(place, owner, name, when):
    with pytest.MonkeyPatch.context() as monkeypatch:
        broken(owner, name, when, fail, monkeypatch)
        with pytest.raises(OperationalError):
            seal(KEY, kept=place)
    if name == "_commit":  # Django is left in doubt; its next connection is not
        connection.close()


def dies_here(place, owner, name, when):
    """The same in a process of its own, which kills itself there."""
    child = os.fork()
    if child == 0:
        inherited = connection.connection  # noqa: F841 -- stays the parent's; letting go of it would say good-bye for it
        connection.connection = None
        try:
            broken(owner, name, when, die, pytest.MonkeyPatch())
            seal(KEY, kept=place)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it should have died there"


@pytest.mark.parametrize("strike", [fails_here, dies_here])
def test_after_any_fault_the_next_round_goes_on_and_nothing_is_lost_or_doubled(transactional_db, tmp_path, strike):
    place = HeadFile(tmp_path / "kept")
    for owner, name, when, sealed in FAULTS:
        row = f"{when} {name}"
        some_acts(SYSTEM, 40)
        before = Leaf.objects.count()
        strike(place, owner, name, when)
        assert Leaf.objects.count() - before == (40 if sealed else 0), row
        assert Unsealed.objects.count() == (0 if sealed else 40), row
        some_acts(SYSTEM, 1)
        assert _until_sealed(place) == (1 if sealed else 41), row
        assert place.note() == Checkpoint.objects.latest("size").note, row
    _assert_whole(place)


def test_several_sealers_at_once_seal_every_line_once(transactional_db, tmp_path):
    ended = threading.Event()

    def work(number):
        try:
            while not ended.is_set():
                seal(KEY, kept=HeadFile(tmp_path / f"kept{number}"), most=7)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for _each in range(15):
        some_acts(SYSTEM, 10)
    ended.set()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    place = HeadFile(tmp_path / "kept0")
    _until_sealed(place)
    assert Leaf.objects.count() == 150
    _assert_whole(place)


def test_a_sealer_that_wrongly_believes_to_be_alone_writes_nothing(transactional_db):
    some_acts(SYSTEM, 5)
    growth = sealing._grow(choose(100).chosen)
    assert seal(KEY) == 5
    with pytest.raises(IntegrityError):
        sealing._write(growth, KEY, KEY.sign("musterland.example/aktei\n5\nx\n"), waiting_beside(100))
    assert Checkpoint.objects.count() == 1
    assert judge(KEY).sound


def _until_sealed(place):
    """Seal as soon as the server has noticed that a dead sealer's connection, and so its lock, is gone."""
    until, sealed = time.monotonic() + 60, 0
    while Unsealed.objects.exists() and time.monotonic() < until:
        sealed += seal(KEY, kept=place)
    return sealed


def _assert_whole(place):
    entries = list(JournalEntry.objects.order_by("id").values_list("id", flat=True))
    leaves = Leaf.objects.order_by("position").values_list("position", "entry_id")
    assert [position for position, _entry in leaves] == list(range(len(entries)))
    assert sorted(entry for _position, entry in leaves) == entries
    report = judge(KEY, published=place.note())
    assert report.sound, report.findings
