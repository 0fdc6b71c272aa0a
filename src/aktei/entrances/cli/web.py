# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei web`: the pages and the API, by granian."""

import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from aktei.base import embedded
from aktei.entrances.cli import exits
from aktei.entrances.cli.lifeline import end_with
from aktei.entrances.cli.place import data_directory
from aktei.entrances.cli.ports import why_not

app = typer.Typer(add_completion=False)


@app.command()
def web(
    host: Annotated[str, typer.Option(help="Adresse, an der gelauscht wird; 0.0.0.0 für alle.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000,
    processes: Annotated[int, typer.Option(min=1, help="Zahl der Prozesse.", envvar="AKTEI_WEB_PROCESSES")] = 1,
    threads: Annotated[
        int, typer.Option(min=1, help="Anfragen, die ein Prozess gleichzeitig bearbeitet.", envvar="AKTEI_WEB_THREADS")
    ] = 8,
) -> None:
    """Die Weboberfläche und die Schnittstelle allein, ohne Hintergrundarbeit."""
    if trouble := why_not(host, port):
        typer.echo(f"aktei: {trouble}", err=True)
        raise typer.Exit(exits.PORT_BUSY)
    if not os.environ.get("AKTEI_DATABASE_URL"):
        embedded.ensure(data_directory())
    server = Granian(
        "aktei.entrances.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        backpressure=threads * 4,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
        websockets=False,
    )
    server.serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)


def _load(parent: int) -> Callable[..., Any]:
    end_with(parent, signal.SIGKILL)
    # In the worker process only: the one that watches over it needs neither Django nor its memory.
    from aktei.entrances.wsgi import application  # noqa: PLC0415

    return application
