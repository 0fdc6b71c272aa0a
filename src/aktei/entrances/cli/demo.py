# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei demo`: Landkreis Musterland, with people who can log in, dossiers to read and post to file."""

from collections.abc import Callable
from pathlib import Path

import typer
from django.conf import settings
from django.db import transaction
from rich.progress import Progress

from aktei.base.people.queries import person_by_login, persons
from aktei.entrances.cli import exits
from aktei.entrances.demo import errands, plan, post, world
from aktei.entrances.demo.post import MACHINERY

app = typer.Typer(add_completion=False)

PASSWORD = "musterland-2026"  # noqa: S105 (of a demo county, and printed)

ACCOUNTS = {
    "post": "Poststelle",
    "sachbearbeitung": "Sachbearbeitung Wohngeld",
    "vertretung": "Sachbearbeitung Wohngeld, Vertretung",
    "leitung": "Leitung Fachbereich Soziales",
    "schriftgut": "Schriftgutverwaltung",
    "datenschutz": "Datenschutzbeauftragte",
    "verwaltung": "Systemverwaltung",
    "bauaufsicht": "Sachbearbeitung Bauaufsicht",
}


class NotADemo(Exception):
    """Somebody's own records lie in this database: nothing was changed."""


@app.command()
def demo(
    letters: bool = typer.Option(True, help="auch Schreiben in die überwachten Ordner legen"),
) -> None:
    """Einen Vorführ-Landkreis mit Konten, Akten und frischer Post anlegen. Mehrmals aufrufen schadet nicht."""
    try:
        with Progress(transient=True) as bar:
            task = bar.add_task("Landkreis Musterland wird angelegt", total=None)
            names = ensure_demo(
                letters=letters, progress=lambda done, all_: bar.update(task, completed=done, total=all_)
            )
    except NotADemo as refusal:
        typer.echo(f"aktei: {refusal}", err=True)
        raise typer.Exit(exits.FAILED) from refusal
    if names:
        typer.echo(f"Neue Post liegt in {settings.WATCH_DIRECTORY}:")
        for name in names:
            typer.echo(f"  {name}")
    print_accounts()


def ensure_demo(*, letters: bool = True, progress: Callable[[int, int], None] = lambda done, total: None) -> list[str]:
    """Have the demo county there, whatever was there of it before; returns the letters newly put into folders.

    Raises `NotADemo` if the database holds other people's records.
    """
    if person_by_login("post") is None:
        if persons(MACHINERY).exists():
            raise NotADemo(
                "In diesem Datenbestand gibt es schon eigene Konten. Der Vorführ-Landkreis wurde nicht angelegt und "
                "nichts verändert. Bitte mit --data ein anderes, leeres Verzeichnis angeben."
            )
        with transaction.atomic():  # all of it or nothing: half a county would look like somebody's own
            plan.furnish(world.build(PASSWORD))
    post.fill_the_shelf(progress)
    errands.give()
    return post.put_into_folders(Path(settings.WATCH_DIRECTORY)) if letters else []


def print_accounts() -> None:
    """Who can log in, and how. Passwords are printed nowhere else, and only of a demo county."""
    typer.echo(f"\nKonten zum Ausprobieren (Passwort überall: {PASSWORD})")
    for login, what in ACCOUNTS.items():
        typer.echo(f"  {login:17}{what}")
    typer.echo(f"Das Kennwort des verschlüsselten Vorführ-Eingangs lautet: {post.PASSWORD}")
