# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei setup`: from an empty database to an office with a first administrator."""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from aktei.base.acts.errors import Refused
from aktei.base.people.queries import is_founded
from aktei.entrances import founding
from aktei.entrances.cli import exits

app = typer.Typer(add_completion=False)


@app.command()
def setup(
    office: Annotated[str, typer.Option(help="Name der Behörde, wie er auf jeder Seite steht.")] = "",
    login: Annotated[str, typer.Option(help="Anmeldename der ersten Systemverwaltung.")] = "",
    family_name: Annotated[str, typer.Option(help="ihr Familienname")] = "Systemverwaltung",
    given_name: Annotated[str, typer.Option(help="ihr Vorname")] = "",
    email: Annotated[str, typer.Option(help="ihre E-Mail-Adresse")] = "",
    unit: Annotated[str, typer.Option(help="Organisationseinheit, zu der sie gehört")] = "Informationstechnik",
    unit_short: Annotated[str, typer.Option(help="deren Kurzzeichen")] = "IT",
    code: Annotated[bool, typer.Option("--code", help="nur einen Code für die Einrichtung im Browser zeigen")] = False,
    invite: Annotated[str, typer.Option(hidden=True)] = "",
) -> None:
    """Eine Behörde einrichten: Name, Grundrechte der Rollen, erste Systemverwaltung.

    Das Passwort wird abgefragt oder, wenn die Eingabe kein Terminal ist, aus der ersten Zeile gelesen.
    """
    if code or invite:
        _print_code(invite)
        return
    if is_founded():
        raise _failed("Diese Behörde ist schon eingerichtet. Es wurde nichts geändert.")
    if not office or not login:
        raise _failed("Bitte --office und --login angeben; oder mit --code im Browser einrichten.", exits.USAGE)
    wanted = founding.Beginning(office, login, _password(), family_name, given_name, email, unit, unit_short)
    try:
        founding.begin(wanted, "cli")
    except Refused as refusal:
        raise _failed(str(refusal)) from refusal
    typer.echo(f"„{office}“ ist eingerichtet. Anmelden als „{login}“; weiter geht es dort unter „Verwaltung“.")


def _print_code(address: str) -> None:
    """Print the way to the set-up page; an office that is set up is remembered, so that no start asks again."""
    fresh = founding.new_code()
    if fresh:
        typer.echo(f"Noch nicht eingerichtet: {address or 'http://…'}/einrichten/  Einmal-Code: {fresh}")
        return
    (Path(settings.DATA) / "founded").touch()
    if not address:
        typer.echo("Diese Behörde ist schon eingerichtet.")


def _password() -> str:
    if sys.stdin.isatty():
        typed = getpass.getpass("Passwort der ersten Systemverwaltung: ")
        if typed != getpass.getpass("Noch einmal: "):
            raise _failed("Die beiden Eingaben sind verschieden. Es wurde nichts geändert.")
    else:
        typed = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(typed)
    except ValidationError as error:
        raise _failed(" ".join(error.messages)) from error
    return typed


def _failed(message: str, code: int = exits.FAILED) -> typer.Exit:
    typer.echo(f"aktei setup: {message}", err=True)
    return typer.Exit(code)
