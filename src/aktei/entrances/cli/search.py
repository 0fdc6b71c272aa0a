# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei search`: rebuild the index from the records, and compare it with them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from aktei.entrances.cli import exits
from aktei.procedures.search import upkeep
from aktei.procedures.search.condition import condition, shortfall
from aktei.procedures.search.engines.port import EngineError, State

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Den Suchindex prüfen oder neu aufbauen.")


@app.command()
def rebuild(
    fresh: Annotated[bool, typer.Option("--fresh", help="von vorn beginnen statt einen Abbruch fortzusetzen")] = False,
) -> None:
    """Den Suchindex aus den Akten neu aufbauen. Gesucht werden kann währenddessen; ein Abbruch schadet nicht."""
    with _bar("Suchindex wird aufgebaut") as progress, _refusals():
        entries = upkeep.rebuild(progress, resume=not fresh)
    typer.echo(f"Der Suchindex ist neu aufgebaut und in Betrieb: {_number(entries)} Einträge.")


@app.command()
def check(
    repair: Annotated[bool, typer.Option("--repair", help="nicht Übereinstimmendes neu eintragen")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Jeden Eintrag des Suchindex mit den Akten vergleichen. Endet mit 0, wenn alles stimmt, sonst mit 1."""
    if condition().state is State.OUTDATED:
        typer.echo(
            f"aktei search: {shortfall()} Das macht die Hintergrundarbeit; sofort: aktei search rebuild", err=True
        )
        raise typer.Exit(exits.FINDINGS)
    with _bar("Suchindex wird geprüft") as progress, _refusals():
        report = upkeep.check(progress, repair=repair)
    typer.echo(_json(report) if as_json else _german(report, repaired=repair))
    raise typer.Exit(exits.OK if report.agrees else exits.FINDINGS)


@contextmanager
def _bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, so that what a script reads stays clean."""
    columns = (
        TextColumn(title),
        BarColumn(),
        TextColumn("{task.completed:.0f} von {task.total:.0f}"),
        TimeElapsedColumn(),
        TextColumn("noch"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(title, total=0)
        yield lambda done, total: shown.update(task, completed=done, total=total)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except EngineError as error:
        typer.echo(f"aktei search: {error}", err=True)
        raise typer.Exit(exits.FAILED) from error


def _json(report: upkeep.Report) -> str:
    return json.dumps({**asdict(report), "agrees": report.agrees}, default=str, ensure_ascii=False)


def _german(report: upkeep.Report, *, repaired: bool) -> str:
    if report.agrees:
        return f"Suchindex und Akten stimmen überein: {_number(report.expected)} Einträge."
    said = [
        f"Suchindex und Akten stimmen nicht überein ({_number(report.expected)} Einträge erwartet):",
        f"  fehlend:      {_number(report.missing)}",
        f"  überzählig:   {_number(report.superfluous)}",
        f"  abweichend:   {_number(report.differing)}",
        "  zum Beispiel: " + ", ".join(map(str, report.examples[:5])),
    ]
    said.append(
        "Sie wurden neu eingetragen; „aktei search check“ bestätigt es."
        if repaired
        else "„aktei search check --repair“ trägt sie neu ein, „aktei search rebuild“ baut alles neu auf."
    )
    return "\n".join(said)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
