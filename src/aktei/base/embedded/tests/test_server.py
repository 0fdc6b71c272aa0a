# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server survives every kill, and none is ever left behind."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from aktei.base import embedded
from aktei.base.embedded.locks import is_held
from aktei.base.embedded.processes import server_processes

Start = Callable[..., subprocess.Popen[str]]


def until(condition: Callable[[], object], what: str, patience: float = 60.0) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def is_down(layout: embedded.Layout) -> bool:
    return not server_processes(layout) and not is_held(layout.lock("keeper"))


def keeper_of(layout: embedded.Layout) -> int:
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
        except OSError:
            continue
        if b"aktei.base.embedded.keeper" in words and os.fsencode(layout.data) in words:
            return int(entry.name)
    raise AssertionError("no keeper")


def rows(cluster: embedded.Cluster) -> set[int]:
    with psycopg.connect(cluster.url) as connection:
        return {number for (number,) in connection.execute("SELECT id FROM receipt")}


@pytest.fixture
def layout(tmp_path: Path) -> Iterator[embedded.Layout]:
    layout = embedded.Layout.of(tmp_path / "data")
    yield layout
    until(lambda: is_down(layout), "a server was left behind")


@pytest.fixture
def start(layout: embedded.Layout) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def _start(what: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "aktei.base.embedded.tests.owner", str(layout.data), what]
        owner = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        started.append(owner)
        assert owner.stdout is not None
        assert owner.stdout.readline() == "ready\n"
        return owner

    yield _start
    for owner in started:
        owner.kill()
        owner.wait()
        assert owner.stdout is not None
        owner.stdout.close()


def test_the_application_role_owns_its_database_and_nothing_more(layout: embedded.Layout) -> None:
    with embedded.ensure(layout.data) as cluster, psycopg.connect(cluster.url) as connection:
        facts = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, current_database(), "
            "current_setting('fsync'), current_setting('data_checksums'), current_setting('listen_addresses') "
            "FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert facts == (False, False, False, "aktei", "on", "on", "")


def test_text_sorts_by_code_point_on_every_machine(layout: embedded.Layout) -> None:
    with embedded.ensure(layout.data) as cluster, psycopg.connect(cluster.url) as connection:
        words = connection.execute("SELECT w FROM unnest(ARRAY['b', 'a', 'B', 'ä']) w ORDER BY w").fetchall()
        upper = connection.execute("SELECT upper('straße ä')").fetchone()
    assert [word for (word,) in words] == ["B", "a", "b", "ä"]
    assert upper == ("STRAßE Ä",)


def test_closing_returns_only_when_the_server_is_down(layout: embedded.Layout) -> None:
    embedded.ensure(layout.data).close()
    assert is_down(layout)


def test_no_server_is_left_when_its_only_user_is_killed(layout: embedded.Layout, start: Start) -> None:
    owner = start("stay")
    assert server_processes(layout)
    owner.kill()
    until(lambda: is_down(layout), "the server outlived its only user")


def test_a_second_user_shares_the_server_and_keeps_it_when_the_first_is_killed(
    layout: embedded.Layout, start: Start
) -> None:
    first = start("stay")
    postmaster = server_processes(layout)[0]
    with embedded.ensure(layout.data) as cluster:
        first.kill()
        first.wait()
        with psycopg.connect(cluster.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert server_processes(layout)[0] == postmaster
    assert is_down(layout)


def test_a_visitor_leaves_the_server_to_those_who_need_it(layout: embedded.Layout, start: Start) -> None:
    start("stay")
    postmaster = server_processes(layout)[0]
    began = time.monotonic()
    embedded.ensure(layout.data).close()
    assert time.monotonic() - began < 60  # less than the patience of whoever waits for its end
    assert server_processes(layout)[0] == postmaster


def test_the_kernel_stops_the_server_when_its_keeper_is_killed(layout: embedded.Layout, start: Start) -> None:
    start("stay")
    os.kill(keeper_of(layout), signal.SIGKILL)
    until(lambda: not server_processes(layout), "the server outlived its keeper")
    with embedded.ensure(layout.data) as cluster, psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_many_may_start_the_server_at_once(layout: embedded.Layout) -> None:
    command = [sys.executable, "-m", "aktei.base.embedded.tests.owner", str(layout.data), "visit"]
    visitors = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert [visitor.communicate()[0] for visitor in visitors] == ["ready\n"] * 6
    assert [visitor.returncode for visitor in visitors] == [0] * 6
    assert is_down(layout)


@pytest.mark.parametrize("victim", ["postmaster", "backend", "keeper", "owner", "everything"])
def test_no_acknowledged_row_is_lost_whoever_is_killed(layout: embedded.Layout, start: Start, victim: str) -> None:
    acknowledged: set[int] = set()
    luck = random.Random(victim)
    for _ in range(3):
        owner = start("insert")
        assert owner.stdout is not None
        for _ in range(luck.randint(50, 1500)):
            acknowledged.add(int(owner.stdout.readline()))
        servers = server_processes(layout)
        victims = {
            "postmaster": servers[:1],
            "backend": servers[-1:],
            "keeper": [keeper_of(layout)],
            "owner": [owner.pid],
            "everything": [owner.pid, keeper_of(layout), *servers],
        }[victim]
        for process in victims:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        with embedded.ensure(layout.data) as cluster:
            owner.kill()
            acknowledged.update(int(line) for line in owner.stdout if line.endswith("\n") and line.strip().isdigit())
            assert acknowledged <= rows(cluster)
        owner.wait()
    assert len(acknowledged) > 150


def test_a_killed_server_comes_back_while_it_is_needed(layout: embedded.Layout) -> None:
    with embedded.ensure(layout.data):
        postmaster = server_processes(layout)[0]
        os.kill(postmaster, signal.SIGKILL)
        until(
            lambda: server_processes(layout)[:1] not in ([], [postmaster]),
            "the keeper did not restart the server",
        )
        with embedded.ensure(layout.data) as cluster, psycopg.connect(cluster.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_lock_files_that_name_a_living_stranger_do_not_stop_the_start(layout: embedded.Layout) -> None:
    embedded.ensure(layout.data).close()
    stranger = os.getpid()
    (layout.cluster / "postmaster.pid").write_text(f"{stranger}\n{layout.cluster}\n1\n5432\n{layout.sockets}\n\n")
    (layout.sockets / ".s.PGSQL.5432.lock").write_text(f"{stranger}\n")
    with embedded.ensure(layout.data, patience=60):
        assert server_processes(layout)


def test_an_interrupted_creation_leaves_nothing_that_looks_like_a_server(layout: embedded.Layout) -> None:
    command = [sys.executable, "-m", "aktei.base.embedded.tests.owner", str(layout.data), "visit"]
    interrupted = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    until(lambda: list(layout.home.glob("new-*")), "no creation was seen")
    interrupted.kill()
    interrupted.communicate()
    assert not layout.cluster.exists()
    with embedded.ensure(layout.data) as cluster, psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("aktei",)


def test_a_server_that_cannot_start_says_why(layout: embedded.Layout) -> None:
    embedded.ensure(layout.data).close()
    (layout.cluster / "global" / "pg_control").unlink()
    with pytest.raises(embedded.EmbeddedError, match="pg_control"):
        embedded.ensure(layout.data)


def test_a_long_path_gets_a_short_private_socket(tmp_path: Path) -> None:
    layout = embedded.Layout.of(tmp_path / ("sehr-langer-name-" * 8))
    with embedded.ensure(layout.data) as cluster, psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert layout.sockets.stat().st_mode & 0o777 == 0o700
        assert len(str(layout.sockets)) < 60
    layout.sockets.rmdir()


def test_a_server_for_tests_may_create_databases_and_vanishes(layout: embedded.Layout) -> None:
    with (
        embedded.ensure(layout.data, for_tests=True) as cluster,
        psycopg.connect(cluster.url, autocommit=True) as connection,
    ):
        connection.execute("CREATE DATABASE test_something")
        connection.close()
    assert not layout.home.exists()
