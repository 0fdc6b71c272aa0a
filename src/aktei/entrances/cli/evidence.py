# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei evidence`: check that the history is the one that was written."""

import json
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from aktei.base.evidence.verifying import Report, verify
from aktei.base.journal import evidence
from aktei.base.journal.sealing import signer
from aktei.entrances.worker.sealing import seal_all

app = typer.Typer(help="Das besiegelte Protokoll: prüfen und besiegeln.", no_args_is_help=True)


@app.command("verify")
def verify_log(
    checkpoint: Annotated[
        Path | None,
        typer.Option(help="Ein früher veröffentlichter Prüfpunkt, mit dem das Protokoll übereinstimmen muss."),
    ] = None,
    export: Annotated[
        Path | None,
        # Handled before this module is imported: an export is checked without database and settings.
        typer.Option(help="Statt des Protokolls einen Nachweis-Export (ZIP) prüfen; mit --key SCHLÜSSEL vergleichen."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Das ganze Protokoll nachrechnen. Endet mit 0, wenn alles stimmt, sonst mit 1."""
    key = signer(settings.EVIDENCE_KEY, settings.EVIDENCE_ORIGIN).verifier
    report = verify(
        key=str(key),
        heads=evidence.heads(),
        lines=evidence.lines(),
        tiles=evidence.tiles(),
        published=checkpoint.read_text() if checkpoint else None,
    )
    typer.echo(_json(report) if as_json else _german(report))
    raise typer.Exit(0 if report.sound else 1)


@app.command()
def seal() -> None:
    """Alle wartenden Zeilen jetzt besiegeln (sonst geschieht das von selbst, jede Sekunde)."""
    typer.echo(f"{seal_all()} Zeilen besiegelt.")


def _json(report: Report) -> str:
    findings = [{"place": each.place, "what": each.what} for each in report.findings]
    counts = {"lines": report.lines, "erased": report.erased, "heads": report.heads, "waiting": evidence.waiting()}
    return json.dumps({**counts, "sound": report.sound, "findings": findings}, ensure_ascii=False)


def _german(report: Report) -> str:
    said = [f"{report.lines} Zeilen, {report.heads} Prüfpunkte geprüft; {evidence.waiting()} Zeilen warten noch."]
    said += [f"  {each.place}: {each.what}" for each in report.findings]
    said.append("Das Protokoll ist unverändert." if report.sound else "Das Protokoll stimmt NICHT.")
    return "\n".join(said)
