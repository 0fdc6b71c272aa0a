# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei bench`: the measurements of `bench/`, one by one or all, in a data directory that is nobody's office.

A measurement is a module with `run(**sizes) -> result` and either `table(result) -> str` (Markdown) or its own output.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from importlib import import_module
from typing import Annotated, Any

import typer
from django.conf import settings
from django.core.management import call_command

from aktei.entrances.cli import exits

app = typer.Typer(add_completion=False)
MARK = "only-for-measuring"
MEASUREMENTS = {
    "ocr": "Texterkennung neben dem bloßen tesseract und ocrmypdf",
    "search": "Suche bei 300.000 Seiten neben dem bloßen Tantivy",
    "lists": "Posteingang, Akte und Suche bei 100.000 Dokumenten",
    "access": "Rechte: wer darf was, und wer konnte an einem früheren Tag was",
    "queue": "Warteschlange, während eine Million Dokumente aufs Einlesen warten",
    "evidence": "Protokoll besiegeln und prüfen; was eine Zeile den Vorgang kostet",
    "doors": "was Sachbearbeitungen merken, wenn Fremde Verbindungen offen halten",
    "book": "Blättern in einer Akte mit 1.000 Seiten, in Chromium",
}


@app.command()
def bench(
    name: Annotated[str, typer.Argument(metavar="WAS", help="Was: " + ", ".join(MEASUREMENTS) + ".")],
    sizes: Annotated[
        list[str] | None, typer.Option("--size", help="Umfang, z. B. --size pages=50 (mehrfach möglich).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Messen, wie schnell dieser Rechner ist. Nur in einem eigenen Datenverzeichnis; „script/bench“ legt es an."""
    if name not in MEASUREMENTS:
        typer.echo(f"aktei: „{name}“ wird nicht gemessen. Es gibt: {', '.join(MEASUREMENTS)}.", err=True)
        raise typer.Exit(exits.USAGE)
    if not (settings.DATA / MARK).exists():
        typer.echo(
            f"aktei: „{settings.DATA}“ ist kein Verzeichnis zum Messen; es wurde nichts verändert. Messungen legen "
            "hunderttausend Dokumente an. Bitte „script/bench“ benutzen.",
            err=True,
        )
        raise typer.Exit(exits.DIRECTORY)
    call_command("migrate", interactive=False, verbosity=0)
    module = import_module(f"aktei.entrances.cli.bench.{name}")
    result = module.run(**dict(_size(each) for each in sizes or []))
    table: Callable[[Any], str] | None = getattr(module, "table", None)
    if as_json:
        typer.echo(json.dumps(asdict(result) if is_dataclass(result) else result, indent=2, default=str))  # type: ignore[arg-type]
    elif table is not None:
        typer.echo(table(result))


def _size(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdigit():
        raise typer.BadParameter(f"„{text}“: erwartet wird NAME=ZAHL")
    return name, int(number)
