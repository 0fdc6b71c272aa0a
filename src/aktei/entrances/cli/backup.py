# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei backup`: database and bytes into a directory, consistent while the office works on.

The database comes first, as one snapshot, and then every file it speaks of. Files are never changed and are swept
only a day after nobody speaks of them, so all of them are still there. A backup into the same directory again copies
only new files. What it holds is complete once `backup.json` is there, which is written last.
"""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.progress import track

from aktei.base.blobs import references, store
from aktei.base.blobs.directory import Directory, sync
from aktei.entrances.cli import exits
from aktei.entrances.cli.place import KEYS
from aktei.entrances.cli.postgres import database_url, program

app = typer.Typer(add_completion=False)

MANIFEST = "backup.json"
DUMP = "database.dump"


@app.command()
def backup(
    directory: Annotated[
        Path, typer.Argument(metavar="VERZEICHNIS", help="Verzeichnis der Sicherung; beim nächsten Mal dasselbe.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Datenbank und Dateien sichern, während der Betrieb weiterläuft.

    Die Sicherung enthält auch die Schlüssel des Amtes: sie ist so vertraulich wie die Akten selbst.
    """
    try:
        report = write(directory.resolve(), quiet=as_json)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = error.stderr.strip() if isinstance(error, subprocess.CalledProcessError) else str(error)
        typer.echo(
            f"aktei: Die Sicherung ist nicht vollständig ({reason}). Eine frühere im selben Verzeichnis ist damit "
            "überholt. Bitte Ursache beheben und erneut sichern.",
            err=True,
        )
        raise typer.Exit(exits.FAILED) from error
    typer.echo(
        json.dumps(report, indent=2)
        if as_json
        else f"Gesichert nach {directory}: Datenbank und {report['files']} Dateien ({report['copied']} davon neu)."
    )


def write(directory: Path, *, quiet: bool = False) -> dict[str, object]:
    """Make the backup; returns what `backup.json` says and how many files were new."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    (directory / MANIFEST).unlink(missing_ok=True)
    began = datetime.now(UTC)
    _dump(directory / DUMP)
    _keys(directory)
    files = Directory(directory / "blobs")
    copied = total = 0
    hashes = list(references.referenced())
    for sha256 in track(hashes, description="Dateien sichern", console=Console(stderr=True, quiet=quiet)):
        total += 1
        source = store.path(sha256)
        if files.local(sha256) is None:
            files.keep(sha256, source.stat().st_size, source)
            copied += 1
    manifest = {"made": began.isoformat(), "version": version("aktei"), "files": total}
    draft = directory / f"{MANIFEST}.new"
    draft.write_text(json.dumps(manifest, indent=2))
    draft.replace(directory / MANIFEST)
    sync(directory)
    return {**manifest, "copied": copied}


def _dump(target: Path) -> None:
    draft = target.with_suffix(".new")
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--file", str(draft), database_url()]
    subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- PostgreSQL's own program
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    draft.replace(target)


def _keys(directory: Path) -> None:
    for name in KEYS:
        if (settings.DATA / name).exists():
            shutil.copyfile(settings.DATA / name, directory / name)
            (directory / name).chmod(0o600)
