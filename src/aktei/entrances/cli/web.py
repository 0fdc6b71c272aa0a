# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei web`: the pages and the API."""

import logging
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from typing import Annotated, Any, NoReturn

import typer

from aktei.base import embedded
from aktei.entrances.cli import exits
from aktei.entrances.cli.children import Children
from aktei.entrances.cli.place import data_directory
from aktei.entrances.cli.ports import why_not

app = typer.Typer(add_completion=False)
GLANCE = 0.25  # seconds between two looks at the processes
ONE_OF_SEVERAL = "AKTEI_WEB_ONE_OF"
"""Set for a process that shares its port with others."""


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
    one_of = int(os.environ.get(ONE_OF_SEVERAL, "0"))
    if not one_of:
        if trouble := why_not(host, port):
            typer.echo(f"aktei: {trouble}", err=True)
            raise typer.Exit(exits.PORT_BUSY)
        if not os.environ.get("AKTEI_DATABASE_URL"):
            embedded.ensure(data_directory())
    if processes > 1 and not one_of:
        _several(host, port, processes, threads)
    else:
        _one(host, port, threads, share=one_of)


def _several(host: str, port: int, processes: int, threads: int) -> None:
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: told.append(received))
    os.environ[ONE_OF_SEVERAL] = str(processes)
    command = ["web", f"--host={host}", f"--port={port}", f"--threads={threads}"]
    children = Children(*[command] * processes)
    try:
        while not told:
            children.look()
            time.sleep(GLANCE)
    finally:
        children.end()


def _one(host: str, port: int, threads: int, *, share: int) -> None:
    # In the process that answers only: the one that watches over several needs neither Django nor its memory.
    import django  # noqa: PLC0415 (only here)
    from django.conf import settings  # noqa: PLC0415 (see above)

    django.setup()
    from aktei.entrances.serving.known import who_is  # noqa: PLC0415 (see above)
    from aktei.entrances.serving.server import connections_possible, listen, serve  # noqa: PLC0415 (see above)
    from aktei.entrances.wsgi import application  # noqa: PLC0415 (see above)

    bounds = replace(settings.SERVING, threads=threads, stranger_threads=max(1, threads // 4))
    bounds = replace(bounds, connections=connections_possible(bounds.connections))
    listening = listen(host, port, shared=share > 1)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _told)  # uvicorn has its own meanwhile, and raises it again when all is finished
    signal.signal(signal.SIGHUP, lambda *_told: signal.raise_signal(signal.SIGTERM))
    with suppress(SystemExit):
        serve(application, who_is, bounds, listening=listening, place=settings.SCRATCH_DIRECTORY)
    # What a thread still does would hold up the end; whatever it is, the database takes it back.
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exits.OK)


def _told(*_signal: Any) -> NoReturn:
    raise SystemExit(exits.OK)
