# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei verify`: are all bytes that the records speak of still there, and still the same?"""

import json
from dataclasses import dataclass, field
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from aktei.base.blobs import references, store
from aktei.base.blobs.store import State
from aktei.entrances.cli import exits

app = typer.Typer(add_completion=False)


@dataclass
class Report:
    """What was found. Lists name hash and place."""

    checked: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)
    damaged: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.missing and not self.damaged


@app.command()
def verify(
    repair: Annotated[
        bool, typer.Option("--repair", help="Fehlendes und Beschädigtes aus dem Zweitspeicher wiederherstellen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Alle aufbewahrten Dateien nachlesen und ihre Prüfsummen vergleichen.

    Code 0: alles unversehrt. Code 1: etwas fehlt oder ist beschädigt. Der Betrieb kann weiterlaufen.
    """
    report = check(repair=repair, quiet=as_json)
    if as_json:
        typer.echo(
            json.dumps({"checked": report.checked, "missing": report.missing, "damaged": report.damaged}, indent=2)
        )
    else:
        _tell(report)
    raise typer.Exit(exits.OK if report.sound else exits.FINDINGS)


def check(*, repair: bool = False, quiet: bool = False) -> Report:
    """Re-read everything."""
    report = Report()
    console = Console(stderr=True, quiet=quiet)
    hashes = list(references.referenced())
    for sha256 in track(hashes, description="Dateien nachlesen", console=console):
        report.checked += 1
        for finding in store.verify(sha256, repair=repair):
            if finding.state is State.MISSING:
                report.missing.append((sha256, finding.place))
            elif finding.state is State.DAMAGED:
                report.damaged.append((sha256, finding.place))
    return report


def _tell(report: Report) -> None:
    for word, entries in (("fehlt", report.missing), ("beschädigt", report.damaged)):
        for sha256, place in entries:
            typer.echo(f"{word}: {sha256} in {place}")
    if report.sound:
        typer.echo(f"{report.checked} Dateien nachgelesen, alle unversehrt.")
    else:
        typer.echo(
            f"{report.checked} Dateien nachgelesen, {len(report.missing)} fehlen, {len(report.damaged)} sind "
            "beschädigt. Mit einem Zweitspeicher (AKTEI_BLOBS_MIRROR_URL) stellt „aktei verify --repair“ sie wieder "
            "her, sonst die letzte Sicherung."
        )
