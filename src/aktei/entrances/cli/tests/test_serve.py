# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One command runs everything, brings back what dies, and leaves nothing behind, however it ends."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aktei.base.embedded import Layout
from aktei.base.embedded.processes import server_processes
from aktei.entrances.cli import exits

Serve = Callable[..., "subprocess.Popen[str]"]


def until(condition: Callable[[], object], what: str, patience: float = 120.0) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/anmelden/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kill(process: int) -> None:
    """End it at once, unless it has just ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def programs_of(parent: int, word: str = "") -> list[int]:
    """The descendants of a process, of which the command line contains a word."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                commands[int(entry.name)] = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
    found, new = set(), {parent}
    while new := {process for process, above in parents.items() if above in new} - found:
        found |= new
    return sorted(process for process in found if commands.get(process) and word in commands[process])


def lives(process: int) -> bool:
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data directory for all of these tests: setting it up takes longest."""
    return tmp_path_factory.mktemp("serve") / "data"


@pytest.fixture
def serve(place: Path) -> Iterator[Serve]:
    started: list[subprocess.Popen[str]] = []

    def _serve(*, port: int, data: Path = place) -> "subprocess.Popen[str]":
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("AKTEI_", "DJANGO_"))}
        command = [sys.executable, "-m", "aktei.entrances.cli.main", "serve", f"--port={port}", f"--data={data}"]
        process = subprocess.Popen(
            command,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            start_new_session=True,  # without a terminal, as a service
        )
        started.append(process)
        return process

    yield _serve
    for process in started:
        process.kill()
        process.communicate()
    until(lambda: not server_processes(Layout.of(place)), "a database server was left behind")


def test_a_service_told_to_reload_renews_its_programs_what_dies_comes_back_and_nothing_is_left_at_the_end(
    serve: Serve, place: Path
) -> None:
    port = free_port()
    served = serve(port=port)
    until(lambda: answers(port) or served.poll() is not None, "no answer")
    assert served.poll() is None, served.communicate()
    until(lambda: programs_of(served.pid, "\0worker"), "no worker")

    before = {*programs_of(served.pid, "\0worker"), *programs_of(served.pid, "\0web")}
    served.send_signal(signal.SIGHUP)
    until(lambda: not [process for process in before if lives(process)], "they were not renewed")
    until(lambda: programs_of(served.pid, "\0worker"), "the worker did not come back")
    until(lambda: answers(port), "the pages did not come back")
    assert served.poll() is None

    for word in ("\0worker", "\0web"):
        for process in programs_of(served.pid, word):
            kill(process)
    for process in server_processes(Layout.of(place)):
        kill(process)
    until(lambda: programs_of(served.pid, "\0worker"), "the worker did not come back")
    until(lambda: answers(port), "the pages did not come back")

    everything = programs_of(served.pid)
    served.send_signal(signal.SIGTERM)
    assert served.wait(60) == exits.OK
    until(lambda: not [process for process in everything if lives(process)], "something was left behind", 30)
    assert not server_processes(Layout.of(place))


def test_nothing_outlives_a_killed_supervisor(serve: Serve, place: Path) -> None:
    port = free_port()
    served = serve(port=port)
    until(lambda: answers(port), "no answer")
    everything = programs_of(served.pid)
    assert len(everything) > 4
    served.kill()
    until(lambda: not [process for process in everything if lives(process)], "something outlived its supervisor", 30)


def test_a_second_one_on_the_same_data_is_refused(serve: Serve, place: Path) -> None:
    port = free_port()
    first = serve(port=port)
    until(lambda: answers(port), "no answer")
    second = serve(port=free_port())
    _, said = second.communicate(timeout=60)
    assert second.returncode == exits.ALREADY_RUNNING
    assert str(first.pid) in said
    assert answers(port)


def test_a_busy_port_is_told_before_anything_is_started(serve: Serve, tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        refused = serve(port=port, data=tmp_path / "data")
        _, said = refused.communicate(timeout=60)
    assert refused.returncode == exits.PORT_BUSY
    assert f"Port {port} ist schon belegt" in said
    assert "Traceback" not in said
    assert not (tmp_path / "data" / "postgres").exists()


def test_an_unwritable_directory_is_told(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = serve(port=free_port(), data=tmp_path / "file" / "data")
    _, said = refused.communicate(timeout=60)
    assert refused.returncode == exits.DIRECTORY
    assert "kann nicht geschrieben werden" in said
    assert "Traceback" not in said
