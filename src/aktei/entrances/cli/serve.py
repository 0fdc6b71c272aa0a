# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei serve`: everything on one machine, in one command that can be killed at any moment."""

import fcntl
import http.client
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from aktei.base import embedded
from aktei.entrances.cli import exits, stamp
from aktei.entrances.cli.children import Children
from aktei.entrances.cli.place import data_directory
from aktei.entrances.cli.ports import why_not

app = typer.Typer(add_completion=False)
GLANCE = 0.25  # seconds between two looks at the children
LOOK_AT_DATABASE = 2.0  # seconds
HEAD_START = 8.0  # seconds at most in which the pages get the processor to themselves


class Trouble(Exception):
    """Nothing was started. Carries the exit code."""

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        super().__init__(message)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port der Weboberfläche.")] = 8000,
    host: Annotated[str, typer.Option(help="Adresse, an der gelauscht wird; 0.0.0.0 für alle.")] = "127.0.0.1",
    data: Annotated[
        Path | None, typer.Option(envvar="AKTEI_DATA", help="Verzeichnis, in dem alles liegt; sonst ./data.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, help="Prozesse für die Hintergrundarbeit.", envvar="AKTEI_WORKERS")
    ] = 1,
) -> None:
    """Aktei auf diesem Rechner betreiben: Datenbank, Weboberfläche und Hintergrundarbeit. Beenden mit Strg+C."""
    logging.basicConfig(level=os.environ.get("AKTEI_LOG", "WARNING"), format="%(asctime)s %(levelname)s %(message)s")
    place = data.resolve() if data else data_directory()
    os.environ["AKTEI_DATA"] = str(place)
    os.environ["AKTEI_WORKERS"] = str(workers)  # they share the memory for reading
    try:
        lock = _claim(place)
        if trouble := why_not(host, port):
            raise Trouble(exits.PORT_BUSY, trouble)
    except Trouble as trouble:
        typer.echo(f"aktei: {trouble}", err=True)
        raise typer.Exit(trouble.code) from trouble
    try:
        raise typer.Exit(_serve(place, host, port, workers))
    finally:
        os.close(lock)


def _claim(place: Path) -> int:
    """The directory, writable and ours alone; as an open lock that the kernel takes back when we end."""
    try:
        embedded.make_home(embedded.Layout.of(place))
        lock = os.open(place / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except (OSError, embedded.EmbeddedError) as error:
        raise Trouble(
            exits.DIRECTORY,
            f"In das Datenverzeichnis „{place}“ kann nicht geschrieben werden. Es wurde nichts gestartet. Bitte mit "
            "--data ein anderes Verzeichnis angeben oder die Zugriffsrechte berichtigen.",
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        other = os.read(lock, 20).decode() or "unbekannt"
        raise Trouble(
            exits.ALREADY_RUNNING,
            f"In „{place}“ läuft schon ein Aktei (Prozess {other}). Es wurde nichts gestartet. Bitte jenes benutzen "
            "oder beenden, oder mit --data ein anderes Verzeichnis angeben.",
        ) from error
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    return lock


def _serve(place: Path, host: str, port: int, workers: int) -> int:
    told: list[int] = []
    renewals: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: told.append(received))
    # The terminal we were started from is closed; or a service, which has none, is told to reload.
    hung_up = told if _has_terminal() else renewals
    signal.signal(signal.SIGHUP, lambda received, _frame: hung_up.append(received))
    embeds = not os.environ.get("AKTEI_DATABASE_URL")
    children = Children(["web", f"--host={host}", f"--port={port}"], *[["worker"]] * workers)
    cluster = None
    try:
        current = embeds and stamp.is_current(place)
        if current:
            children.look(first_only=True)  # it waits for the database itself: no time is lost
        cluster = embedded.ensure(place) if embeds else None
        if not current and not _migrate():
            return exits.DATABASE
        _look_after(children, place, (host, port), told, renewals, own_database=cluster is not None)
    finally:
        children.end()
        if cluster is not None:
            cluster.close()
    return exits.OK


def _migrate() -> bool:
    # In a process of its own, which takes Django's memory with it when it ends.
    command = [sys.executable, "-m", "aktei.entrances.cli.main", "migrate", "--quiet"]
    return subprocess.run(command, check=False).returncode == exits.OK  # noqa: S603 -- ourselves


def _look_after(
    children: Children,
    place: Path,
    address: tuple[str, int],
    told: list[int],
    renewals: list[int],
    *,
    own_database: bool,
) -> None:
    began = looked = time.monotonic()
    greeted = False
    invitation = None
    while not told:
        if renewals:
            renewals.clear()
            children.renew()
        children.look(first_only=not greeted and time.monotonic() - began < HEAD_START)
        if own_database and time.monotonic() - looked > LOOK_AT_DATABASE:
            looked = time.monotonic()
            _revive_database(place)
        if not greeted and _answers(*address):
            greeted = True
            shown = "localhost" if address[0] in ("127.0.0.1", "0.0.0.0", "::1", "::") else address[0]  # noqa: S104
            typer.echo(f"Aktei läuft: http://{shown}:{address[1]}/  (Daten: {place}; beenden mit Strg+C)")
            invitation = _invite(place, f"http://{shown}:{address[1]}")
        time.sleep(GLANCE)
    if invitation is not None:
        invitation.kill()
        invitation.wait()


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _invite(place: Path, address: str) -> "subprocess.Popen[bytes] | None":
    """Tell how to set the office up, if nobody has yet: in a process of its own, so that nothing waits for it."""
    if (place / "founded").exists():
        return None
    command = [sys.executable, "-m", "aktei.entrances.cli.main", "setup", "--invite", address]
    return subprocess.Popen(command)  # noqa: S603 -- ourselves


def _revive_database(place: Path) -> None:
    # The keeper restarts a server that ended. This is for the case that the keeper itself was killed.
    try:
        embedded.ensure(place, patience=120)
    except embedded.EmbeddedError as error:
        logging.getLogger(__name__).error("%s", error)


def _answers(host: str, port: int) -> bool:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(target, port, timeout=3)
    with suppress(OSError, http.client.HTTPException):
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    return False
