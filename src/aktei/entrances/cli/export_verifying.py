# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei evidence verify --export`: check a dossier that was handed out. Needs no database, no settings, no network."""

import json
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from aktei.base.evidence.export_check import Check, check, unopened
from aktei.base.evidence.export_opened import STAMPS
from aktei.base.evidence.export_verdict import not_proven, told
from aktei.base.evidence.verifying.timestamps import Unfit, check_timestamp
from aktei.entrances.cli import exits

app = typer.Typer(add_completion=False)


@app.command("verify")
def verify_export(
    command: Annotated[str, typer.Argument(hidden=True)],
    export: Annotated[Path, typer.Option(help="Der Nachweis-Export einer Akte (ZIP).")],
    key: Annotated[
        str, typer.Option(help="Der veröffentlichte Prüfschlüssel (oder eine Datei damit), mit dem verglichen wird.")
    ] = "",
    authority: Annotated[Path | None, typer.Option(help="Zertifikate der Zeitstempelstelle (PEM).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Einen Nachweis-Export prüfen. Endet mit 0, wenn alles stimmt, mit 1, wenn nicht, mit 7, wenn er unlesbar ist."""
    try:
        result = check(str(export), _key(key))
        if authority and not result.findings:
            _check_authority(result, export, authority.read_bytes())
    except (OSError, zipfile.BadZipFile) as error:
        which = getattr(error, "filename", None) or export
        typer.echo(f"aktei: Die Datei {which} lässt sich nicht öffnen: {unopened(error)}", err=True)
        raise typer.Exit(exits.FAILED) from error
    typer.echo(_json(result) if as_json else told(result))
    raise typer.Exit(exits.FINDINGS if result.findings else exits.OK)


def _check_authority(result: Check, export: Path, authority: bytes) -> None:
    """Whether the timestamps were signed by the authority whose certificates these are."""
    with zipfile.ZipFile(export) as archive:
        for name in archive.namelist():
            if name.startswith(STAMPS) and name.endswith(".tsr"):
                try:
                    note = archive.read(f"{name[:-4]}.pruefpunkt.txt").decode()
                    check_timestamp(archive.read(name), note, authority)
                except (Unfit, ValueError, KeyError) as error:
                    result.wrong(name, str(error))


def _key(given: str) -> str | None:
    """The key itself, or what stands in the file of this name."""
    if not given or "+" in given:
        return given or None
    return Path(given).read_text()


def _json(result: Check) -> str:
    counts = {name: getattr(result, name) for name in ("files", "lines", "erased", "documents", "stamps", "sha256")}
    findings = [{"place": place, "what": what} for place, what in result.findings]
    outcome = {
        "sound": not findings,
        "findings": findings,
        "complete": result.is_complete,
        "format": result.format,
        "unproven": result.unproven,
        "checkpoint": result.size,
        "not_proven": not_proven(result),
    }
    return json.dumps({**counts, **outcome}, ensure_ascii=False)
