# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei migrate`: bring the database to the state this version needs."""

import os
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from aktei.base.acts.actor import Actor
from aktei.base.evidence.verifying.before_update import check_before_update, sealed_columns
from aktei.base.evidence.verifying.database import opened
from aktei.base.evidence.verifying.findings import Report
from aktei.base.log.resealing import bring_up_to_date, note_findings
from aktei.base.log.touched_tables import touched
from aktei.base.people.queries import OFFICE
from aktei.entrances.cli import exits, stamp
from aktei.entrances.cli.postgres import database_url

app = typer.Typer(add_completion=False)
# Any number: it only has to be the same for everybody who migrates this database.
_LOCK = 0x616B746569
_ACTOR = Actor.system("migrate")


_NAMED = 20
"""Findings that are printed; the rest is counted."""


@app.command()
def migrate(
    check: Annotated[bool, typer.Option("--check", help="nur prüfen, ob etwas zu tun wäre (dann Code 1)")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="nichts sagen, wenn nichts zu tun ist")] = False,
    despite: Annotated[
        str,
        typer.Option(
            help="trotz Abweichungen aktualisieren, die geklärt sind; der Grund steht danach im Protokoll",
            metavar="GRUND",
        ),
    ] = "",
) -> None:
    """Die Datenbank auf den Stand dieser Version bringen. Mehrfach aufrufen schadet nicht.

    Vorher wird jeder Datensatz, den die Aktualisierung berührt, mit seinem Siegel verglichen. Stimmt einer nicht, wird
    nichts verändert (Code 1).
    """
    executor = MigrationExecutor(connection)
    pending = len(_plan(executor))
    if check:
        typer.echo(f"{pending} Änderungen stehen aus." if pending else "Die Datenbank ist auf dem Stand.")
        raise typer.Exit(exits.FINDINGS if pending else exits.OK)
    _migrate(pending=bool(pending), quiet=quiet, despite=despite.strip())
    if pending or not quiet:
        typer.echo(
            f"{pending} Änderungen an der Datenbank vorgenommen." if pending else "Die Datenbank ist auf dem Stand."
        )
    if not os.environ.get("AKTEI_DATABASE_URL"):
        modules = {type(each).__module__ for each in executor.loader.disk_migrations.values()}
        stamp.write(settings.DATA, modules | {settings.SETTINGS_MODULE})


def _migrate(*, pending: bool, quiet: bool, despite: str) -> None:
    with connection.cursor() as cursor:
        # Several machines may start at once after an update.
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            compared = set[str]()
            if pending:
                compared = _compare(despite)
                call_command("migrate", interactive=False, verbosity=0)
            say = (lambda _said: None) if quiet else typer.echo
            bring_up_to_date(_ACTOR, office=OFFICE, say=say, compared=compared)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _plan(executor: MigrationExecutor) -> list[Migration]:
    return [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _compare(despite: str) -> set[str]:
    """Stop before anything is changed if a row that would be touched is not what an act left; or leave a line.

    Returns the tables whose rows all are.
    """
    executor = MigrationExecutor(connection)  # anew: somebody else may have migrated while we waited for them
    address, report = database_url(), Report()
    with opened(address, lambda _digest: None, [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]) as log:
        told = sealed_columns(log)
        if not told:
            return set()
        before = executor.loader.project_state(list(executor.loader.applied_migrations))
        tables = touched(_plan(executor), before, told)
        compared = check_before_update(
            report, log, told, tables, address=address, processes=len(os.sched_getaffinity(0))
        )
    if not report.findings:
        return compared
    said = [f"{each.place}: {each.what}" for each in report.findings]
    if not despite:
        typer.echo(_refusal(said), err=True)
        raise typer.Exit(exits.FINDINGS)
    # The journal's own tables first, so that the line is there before anything that it speaks of is touched.
    call_command("migrate", "journal", interactive=False, verbosity=0)
    note_findings(_ACTOR, office=OFFICE, findings=said, reason=despite)
    return set()


def _refusal(said: list[str]) -> str:
    more = [f"  … und {len(said) - _NAMED} weitere."] if len(said) > _NAMED else []
    return "\n".join(
        [
            "aktei: Die Aktualisierung ist angehalten. Von den Datensätzen, die sie verändern oder umziehen würde, "
            "sind diese nicht so, wie die letzte Handlung sie hinterließ:",
            *(f"  {each}" for each in said[:_NAMED]),
            *more,
            "Es wurde nichts verändert: Datenbank und Dateien sind die der bisherigen Version, die damit "
            "weiterarbeiten kann.",
            "So geht es weiter: Mit der bisherigen Version „aktei evidence verify“ aufrufen und klären, wie es dazu "
            "kam. Was verändert wurde, lässt sich aus einer Sicherung berichtigen; danach hier noch einmal „aktei "
            "migrate“. Soll trotzdem aktualisiert werden: „aktei migrate --despite 'GRUND'“. Der Grund und die "
            "Abweichungen stehen dann für immer im Protokoll.",
        ]
    )
