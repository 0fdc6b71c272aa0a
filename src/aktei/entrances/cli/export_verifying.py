# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei evidence verify --export`: check a dossier that was handed out. Needs no database, no settings, no network."""

import json
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from aktei.base.evidence.export_check import NOT_PROVEN, Check, check, told
from aktei.entrances.cli import exits

app = typer.Typer(add_completion=False)


@app.command("verify")
def verify_export(
    command: Annotated[str, typer.Argument(hidden=True)],
    export: Annotated[Path, typer.Option(help="Der Nachweis-Export einer Akte (ZIP).")],
    key: Annotated[
        str, typer.Option(help="Der veröffentlichte Prüfschlüssel (oder eine Datei damit), mit dem verglichen wird.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Einen Nachweis-Export prüfen. Endet mit 0, wenn alles stimmt, mit 1, wenn nicht, mit 7, wenn er unlesbar ist."""
    if command != "verify":
        typer.echo("aktei: --export gehört zu „aktei evidence verify“.", err=True)
        raise typer.Exit(exits.USAGE)
    try:
        result = check(str(export), _key(key))
    except (OSError, zipfile.BadZipFile) as error:
        typer.echo(f"aktei: Die Datei {export} lässt sich nicht öffnen: {error}", err=True)
        raise typer.Exit(exits.FAILED) from error
    typer.echo(_json(result) if as_json else told(result))
    raise typer.Exit(exits.FINDINGS if result.findings else exits.OK)


def _key(given: str) -> str | None:
    """The key itself, or what stands in the file of this name."""
    if not given or "+" in given:
        return given or None
    return Path(given).read_text()


def _json(result: Check) -> str:
    counts = {name: getattr(result, name) for name in ("files", "lines", "erased", "documents", "stamps")}
    findings = [{"place": place, "what": what} for place, what in result.findings]
    outcome = {
        "sound": not findings,
        "findings": findings,
        "unproven": result.unproven,
        "checkpoint": result.size,
        "not_proven": NOT_PROVEN,
    }
    return json.dumps({**counts, **outcome}, ensure_ascii=False)
