# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei import`: files become incoming post, each once, however often the import is interrupted and started again."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.blobs.faults import BlobError
from aktei.base.outbox.lanes import Lane
from aktei.base.people.queries import unit_by_short_name
from aktei.entrances.cli import exits
from aktei.procedures.mailroom.actions import CHANNELS, receive_consignment
from aktei.procedures.rendition.keeping import keep

app = typer.Typer(add_completion=False)
IMPORTER = Actor.system("import")


@dataclass
class Report:
    """What became of the files."""

    received: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


@app.command()
def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="DATEIEN", help="Dateien und Verzeichnisse.", exists=True)],
    unit: Annotated[str, typer.Option(help="Kurzname der Organisationseinheit, die die Post bekommt, z. B. 50.1.")],
    channel: Annotated[str, typer.Option(help="Eingangskanal: " + ", ".join(sorted(CHANNELS)) + ".")] = "paper",
    lane: Annotated[
        Lane,
        typer.Option(help="Vorrang beim Einlesen: " + ", ".join(Lane) + "; der Altbestand (legacy) lässt alles vor."),
    ] = Lane.LEGACY,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Dateien als Posteingang übernehmen, jede als einen Eingang.

    Die Dateien bleiben, wo sie sind. Nach einer Unterbrechung noch einmal aufrufen: was schon übernommen ist, wird
    nicht doppelt übernommen. Code 1: einzelne Dateien wurden nicht übernommen.
    """
    report = take(_files(paths), unit, channel, lane=lane, quiet=as_json)
    if as_json:
        typer.echo(json.dumps({"received": report.received, "refused": report.refused}, indent=2, ensure_ascii=False))
    else:
        for path, reason in report.refused:
            typer.echo(f"nicht übernommen: {path}: {reason}", err=True)
        typer.echo(f"{report.received} Eingänge für {unit} übernommen, {len(report.refused)} nicht.")
    raise typer.Exit(exits.FINDINGS if report.refused else exits.OK)


def take(paths: Iterable[Path], unit: str, channel: str, *, lane: Lane = Lane.LEGACY, quiet: bool = False) -> Report:
    """Receive each file as one consignment of the unit.

    They are read in the last lane, if nothing else is said: nobody waits for one of so many.
    """
    try:
        target = unit_by_short_name(IMPORTER, unit)
    except Missing as missing:
        raise typer.BadParameter(f"Eine Organisationseinheit „{unit}“ gibt es nicht.") from missing
    report = Report()
    for path in track(list(paths), description="Übernehmen", console=Console(stderr=True, quiet=quiet)):
        try:
            file = keep(path, path.name)
            receive_consignment(
                IMPORTER,
                unit=target.id,
                channel=channel,
                received_at=timezone.now(),
                files=[file],
                lane=lane,
                idempotency_key=f"{unit}/{path.name}/{file.sha256}"[-200:],
            )
            report.received += 1
        except (Refused, BlobError, OSError) as trouble:
            reasons = trouble.reasons if isinstance(trouble, Refused) else [str(trouble)]
            report.refused.append((str(path), " ".join(reasons)))
    return report


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
        else:
            yield path
