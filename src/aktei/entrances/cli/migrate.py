# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei migrate`: bring the database to the state this version needs."""

import os
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from aktei.base.acts.actor import Actor
from aktei.base.log.resealing import bring_up_to_date
from aktei.base.people.queries import OFFICE
from aktei.entrances.cli import exits, stamp

app = typer.Typer(add_completion=False)
# Any number: it only has to be the same for everybody who migrates this database.
_LOCK = 0x616B746569


@app.command()
def migrate(
    check: Annotated[bool, typer.Option("--check", help="nur prüfen, ob etwas zu tun wäre (dann Code 1)")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="nichts sagen, wenn nichts zu tun ist")] = False,
) -> None:
    """Die Datenbank auf den Stand dieser Version bringen. Mehrfach aufrufen schadet nicht."""
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if check:
        typer.echo(f"{pending} Änderungen stehen aus." if pending else "Die Datenbank ist auf dem Stand.")
        raise typer.Exit(exits.FINDINGS if pending else exits.OK)
    _migrate(pending=bool(pending), quiet=quiet)
    if pending or not quiet:
        typer.echo(
            f"{pending} Änderungen an der Datenbank vorgenommen." if pending else "Die Datenbank ist auf dem Stand."
        )
    if not os.environ.get("AKTEI_DATABASE_URL"):
        modules = {type(each).__module__ for each in executor.loader.disk_migrations.values()}
        stamp.write(settings.DATA, modules | {settings.SETTINGS_MODULE})


def _migrate(*, pending: bool, quiet: bool) -> None:
    with connection.cursor() as cursor:
        # Several machines may start at once after an update.
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            if pending:
                call_command("migrate", interactive=False, verbosity=0)
            say = (lambda _said: None) if quiet else typer.echo
            bring_up_to_date(Actor.system("migrate"), office=OFFICE, say=say)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
