# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Folders that go away, that nobody may write into, and what lies in them for long: all of it is told, in German."""

import errno
import os
import shutil
import subprocess
import time

import pytest

from aktei.entrances.worker import troubles, watching, whereabouts
from aktei.entrances.worker.tests.test_awkward_folders import filenames, hint, refusing
from aktei.entrances.worker.tests.test_watching import put, take_all
from aktei.entrances.worker.watching import Watcher
from aktei.procedures.mailroom import watched
from aktei.records.envelopes.models import Consignment

NO_FILE = "brief.json: Zu dieser Begleitdatei ist keine Datei da."


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def watcher(data):
    return Watcher(data / "eingang", calm=0.05)


def told(world, login="sachbearbeitung"):
    return {each.folder: each.lines for each in watched.troubles(world.actor(login))}


def aged(path, seconds):
    """As if it lay there for so long; only the clock that a program can set back, which is the younger of the two."""
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


@pytest.fixture
def an_hour_later(monkeypatch):
    """The watcher's wall clock runs ahead; its own time since the start does not."""
    real = time.time
    monkeypatch.setattr("aktei.entrances.worker.watching.time.time", lambda: real() + 3600)


@pytest.mark.parametrize("folder", ["50.1", "50.1/2026-11", "."])
@pytest.mark.parametrize("content", [{}, {"files": ["fehlt.pdf"]}, b"kein JSON"])
def test_a_sidecar_that_waits_in_vain_is_told_at_the_first_look_after_a_restart(
    world, watcher, an_hour_later, folder, content
):
    put(watcher, folder, "brief.json", content)
    watcher.look_once()
    assert NO_FILE in hint(watcher, folder.split("/")[0])
    watcher.look_once()
    assert NO_FILE in hint(watcher, folder.split("/")[0])
    put(watcher, folder, "fehlt.pdf" if content == {"files": ["fehlt.pdf"]} else "brief.pdf", b"x")
    take_all(watcher, 1)
    assert not hint(watcher, folder.split("/")[0])


def test_a_sidecar_that_came_just_now_is_no_trouble(world, watcher):
    aged(put(watcher, "50.1", "brief.json", {}), 100_000)  # copied, with the date it had where it came from
    watcher.look_once()
    assert not hint(watcher)


def test_a_file_that_nobody_finishes_is_told_after_a_day(world, watcher, monkeypatch):
    put(watcher, "50.1", "brief.pdf.part", b"x")
    watcher.look_once()
    assert not hint(watcher)
    monkeypatch.setattr(watching, "UNFINISHED", -1.0)
    watcher.look_once()
    assert "brief.pdf.part: Diese Datei ist seit über einem Tag unfertig." in hint(watcher)


SYSTEM_SAYS = [errno.EROFS, errno.ESTALE, errno.EIO, errno.ENOTCONN, errno.EHOSTDOWN, errno.ENOSPC, errno.EREMOTEIO]


@pytest.mark.parametrize("code", SYSTEM_SAYS)
@pytest.mark.parametrize("function", ["scandir", "rename", "mkdir", "stat"])
def test_what_a_system_says_of_a_folder_is_told_in_german(world, watcher, monkeypatch, code, function):
    put(watcher, "50.1", "brief.pdf", b"x")
    put(watcher, "63.1", "nachbar.pdf", b"n")
    refusing(monkeypatch, function, "50.1", OSError(code, os.strerror(code), str(watcher.root / "50.1")))
    assert filenames(take_all(watcher, 1)) == ["nachbar.pdf"]
    monkeypatch.undo()
    said = hint(watcher) + hint(watcher, ".")
    assert troubles.in_german(OSError(code, "")) in said
    assert os.strerror(code) not in said
    assert str(watcher.root) not in said
    (lines,) = told(world).values()
    assert lines


def test_a_defect_of_ours_is_told_without_its_words():
    assert "Betriebsprotokoll" in troubles.in_german(RuntimeError("connection to server at 10.0.0.7 failed"))


def test_a_folder_that_may_only_be_read_is_told_and_holds_up_no_other(world, watcher, monkeypatch):
    put(watcher, "50.1", "brief.pdf", b"x")
    put(watcher, "63.1", "nachbar.pdf", b"n")
    real_open, only_read = os.open, OSError(errno.EROFS, "Read-only file system")
    for function in ("mkdir", "rename", "unlink", "replace"):
        refusing(monkeypatch, function, "50.1", only_read)

    def refuse(path, flags, *rest, **named):
        if "50.1" in os.fsdecode(path) and flags & (os.O_WRONLY | os.O_RDWR):
            raise only_read
        return real_open(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr("io.open", _reading_only("50.1", only_read))
    assert filenames(take_all(watcher, 1)) == ["nachbar.pdf"]
    assert "50.1: brief.pdf: Der Ordner ist schreibgeschützt." in hint(watcher, ".")
    assert "schreibgeschützt" in told(world)["50.1"][0]
    assert (watcher.root / "50.1" / "brief.pdf").read_bytes() == b"x"


def _reading_only(part, trouble):
    real = open

    def opened(path, mode="r", *rest, **named):
        if part in os.fsdecode(path) and set(mode) & set("wxa+"):
            raise trouble
        return real(path, mode, *rest, **named)

    return opened


@pytest.mark.parametrize("restarted", [False, True])
def test_a_folder_that_is_gone_is_told_and_forgotten_after_a_day(world, watcher, data, monkeypatch, restarted):
    put(watcher, "50.1", "brief.pdf", b"x")
    put(watcher, "63.1", "anderer.pdf", b"y")
    take_all(watcher, 2)
    shutil.move(watcher.root / "50.1", data / "weg")
    watcher = Watcher(watcher.root, calm=0.05) if restarted else watcher
    watcher.look_once()
    assert "50.1: Der Ordner ist nicht mehr da." in hint(watcher, ".")
    assert "nicht mehr da" in told(world)["50.1"][0]
    monkeypatch.setattr(whereabouts, "FORGOTTEN", -1.0)
    watcher.look_once()
    watcher.look_once()
    assert not hint(watcher, ".")
    assert told(world) == {}


def test_a_folder_that_comes_back_goes_on(world, watcher, data):
    put(watcher, "50.1", "brief.pdf", b"x")
    take_all(watcher, 1)
    shutil.move(watcher.root / "50.1", data / "weg")
    watcher.look_once()
    shutil.move(data / "weg", watcher.root / "50.1")
    put(watcher, "50.1", "noch einer.pdf", b"y")
    take_all(watcher, 1)
    assert Consignment.objects.count() == 2
    assert told(world) == {}
    assert not hint(watcher, ".")


@pytest.mark.parametrize("restarted", [False, True])
def test_when_all_folders_are_gone_none_is_made_anew_and_the_post_room_is_told(world, watcher, data, restarted):
    put(watcher, "50.1", "brief.pdf", b"x")
    take_all(watcher, 1)
    shutil.move(watcher.root, data / "weg")
    watcher = Watcher(watcher.root, calm=0.05) if restarted else watcher
    assert watcher.look_once() == 0
    assert not watcher.root.exists()
    assert any("nicht mehr da" in each for each in told(world, "post")["eingang"])
    shutil.move(data / "weg", watcher.root)
    watcher.look_once()
    assert told(world, "post") == {}


@pytest.mark.parametrize("restarted", [False, True])
def test_a_drive_that_is_not_mounted_any_more_is_told_though_its_empty_folder_is_there(
    world, watcher, monkeypatch, restarted
):
    (watcher.root / "50.1").mkdir(parents=True)
    mounted, real = {str(watcher.root / "50.1")}, os.path.ismount
    monkeypatch.setattr("os.path.ismount", lambda path: str(path) in mounted or real(path))
    watcher.look_once()
    assert told(world) == {}
    mounted.clear()
    watcher = Watcher(watcher.root, calm=0.05) if restarted else watcher
    watcher.look_once()
    assert "nicht eingehängt" in told(world)["50.1"][0]
    assert "nicht eingehängt" in hint(watcher, ".")
    mounted.add(str(watcher.root / "50.1"))
    watcher.look_once()
    assert told(world) == {}
    assert not hint(watcher, ".")


def _may_mount(place) -> bool:
    place.mkdir(parents=True)
    return subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True).returncode == 0


def test_a_real_drive_read_only_and_then_gone(world, watcher):
    place = watcher.root / "50.1"
    if not shutil.which("mount") or not _may_mount(place):
        pytest.skip("no drive may be mounted here")
    try:
        put(watcher, "50.1", "brief.pdf", b"x")
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        put(watcher, "63.1", "nachbar.pdf", b"n")
        assert filenames(take_all(watcher, 1)) == ["nachbar.pdf"]
        assert "50.1: brief.pdf: Der Ordner ist schreibgeschützt." in hint(watcher, ".")
        subprocess.run(["mount", "-o", "remount,rw", place], check=True)
        take_all(watcher, 1)
        assert not hint(watcher, ".")
    finally:
        subprocess.run(["umount", place], check=True)
    watcher.look_once()
    assert "50.1: Das Netzlaufwerk ist nicht erreichbar oder nicht eingehängt." in hint(watcher, ".")


def test_what_was_remembered_may_be_unreadable(world, watcher, data):
    (data / "watched_folders.json").write_text("{")
    again = Watcher(watcher.root, calm=0.05)
    put(again, "50.1", "brief.pdf", b"x")
    take_all(again, 1)
