# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei worker`: the work in the background."""

from typing import Annotated

import typer
from django.conf import settings

# Importing it declares the nightly sweep; `base` has no Django application that would be looked through for jobs.
from aktei.base.blobs import jobs as _blob_jobs  # noqa: F401
from aktei.entrances.worker import runner

app = typer.Typer(add_completion=False)


@app.command()
def worker(
    queues: Annotated[
        list[str] | None, typer.Option("--queue", help="nur diese Warteschlange (mehrfach möglich), sonst alle")
    ] = None,
    concurrency: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Dokumente, die zugleich gelesen werden, sonst Kerne + 2; zwei Plätze für anderes kommen dazu.",
            envvar="AKTEI_WORKER_CONCURRENCY",
        ),
    ] = None,
    drain: Annotated[bool, typer.Option("--drain", help="enden, sobald nichts mehr zu tun ist")] = False,
) -> None:
    """Die Hintergrundarbeit: Texterkennung, Suchindex, Aufräumen. Beliebig viele auf beliebig vielen Rechnern."""
    runner.run(
        data=settings.DATA,
        queues=queues or None,
        concurrency=concurrency or runner.default_concurrency(),
        wait=not drain,
    )
