# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei restore`: a backup becomes a running office again, in an empty data directory."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import django
import psycopg
import typer

from aktei.base import embedded
from aktei.base.blobs import store
from aktei.base.blobs.directory import Directory
from aktei.entrances.cli import exits, stamp
from aktei.entrances.cli.place import KEYS, data_directory
from aktei.entrances.cli.postgres import database_url, program
from aktei.entrances.cli.refusals import DATABASE_NOT_EMPTY, DIRECTORY_NOT_EMPTY, NO_WHOLE_BACKUP

app = typer.Typer(add_completion=False)


class Refused(Exception):
    """Nothing was changed."""


@app.command()
def restore(
    directory: Annotated[
        Path, typer.Argument(metavar="VERZEICHNIS", help="Verzeichnis der Sicherung.", exists=True, file_okay=False)
    ],
) -> None:
    """Eine Sicherung zurückspielen, nur in ein leeres Datenverzeichnis und eine leere Datenbank.

    Danach „aktei migrate“ (für eine neuere Version) und „aktei search rebuild“: der Suchindex ist nicht Teil der
    Sicherung, er entsteht neu.
    """
    try:
        files = _restore(directory.resolve(), data_directory())
    except Refused as refusal:
        typer.echo(f"aktei: {refusal}", err=True)
        raise typer.Exit(exits.DIRECTORY) from refusal
    except subprocess.CalledProcessError as error:
        typer.echo(f"aktei: Die Datenbank ließ sich nicht zurückspielen: {error.stderr.strip()}", err=True)
        raise typer.Exit(exits.FAILED) from error
    typer.echo(
        f"Zurückgespielt: Datenbank und {files} Dateien. Jetzt „aktei migrate“, „aktei search rebuild“ und, zur "
        "Kontrolle, „aktei verify“ aufrufen."
    )


def _restore(source: Path, data: Path) -> int:
    manifest = source / "backup.json"
    if not manifest.exists():
        raise Refused(NO_WHOLE_BACKUP(source=source))
    json.loads(manifest.read_text())
    if any(data.glob("*")):
        raise Refused(DIRECTORY_NOT_EMPTY(data=data))
    embedded.make_home(embedded.Layout.of(data))
    if not os.environ.get("AKTEI_DATABASE_URL"):
        embedded.ensure(data)
    _insist_on_an_empty_database()
    for key in KEYS:
        if (source / key).exists():
            shutil.copyfile(source / key, data / key)
            (data / key).chmod(0o600)
    command = [program("pg_restore"), "--no-owner", "--exit-on-error", "--single-transaction"]
    command += ["--dbname", database_url(), str(source / "database.dump")]
    subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- PostgreSQL's own program
    stamp.forget(data)
    django.setup()
    return _files(Directory(source / "blobs"), store.put)


def _insist_on_an_empty_database() -> None:
    with psycopg.connect(database_url()) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        if row and row[0]:
            raise Refused(DATABASE_NOT_EMPTY())


def _files(source: Directory, put: Callable[[Path], store.StoredBlob]) -> int:
    files = 0
    for entry in source.iterate():
        path = source.local(entry.sha256)
        if path is not None and put(path).sha256 == entry.sha256:
            files += 1
        else:
            typer.echo(f"aktei: Die Datei {entry.sha256} ist in der Sicherung beschädigt.", err=True)
    return files
