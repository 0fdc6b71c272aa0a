# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei token`: make, list and revoke the bearer tokens with which programs speak for a person."""

import json
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import typer
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.people.actions import create_token, revoke_token
from aktei.base.people.queries import person_by_login, tokens
from aktei.entrances.cli import exits

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Zugangsschlüssel für die Schnittstelle.")
_OFFICE = Actor.system("cli")


@app.command()
def create(
    login: Annotated[
        str, typer.Argument(metavar="ANMELDENAME", help="Anmeldename der Person, für die das Programm spricht")
    ],
    label: Annotated[str, typer.Option(help="wozu der Schlüssel dient")] = "Befehlszeile",
    days: Annotated[int, typer.Option(min=0, help="Gültigkeit in Tagen; 0 heißt unbegrenzt")] = 0,
) -> None:
    """Einen Zugangsschlüssel ausstellen. Er steht in der letzten Zeile und wird nur dieses eine Mal gezeigt."""
    person = person_by_login(login)
    if person is None:
        raise _failed(f"Ein Benutzerkonto „{login}“ gibt es nicht.")
    expires_at = timezone.now() + timedelta(days=days) if days else None
    try:
        _row, text = create_token(_OFFICE, person=person.id, label=label[:100], expires_at=expires_at)
    except Refused as refusal:
        raise _failed(str(refusal)) from refusal
    typer.echo(f"Zugangsschlüssel für {person.full_name} (gültig {_until(expires_at)}):")
    typer.echo(text)


@app.command(name="list")
def list_(
    login: Annotated[str | None, typer.Argument(metavar="ANMELDENAME", help="nur die Schlüssel dieser Person")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="für Programme")] = False,
) -> None:
    """Alle Zugangsschlüssel zeigen, neueste zuerst; nie ihren Wortlaut."""
    rows = tokens(_OFFICE)
    if login:
        person = person_by_login(login)
        rows = rows.filter(person=person) if person else rows.none()
    if as_json:
        lines = [
            {
                "id": str(row.id),
                "login": row.person.login,
                "label": row.label,
                "created_at": row.created_at.isoformat(),
                "expires_at": row.expires_at.isoformat() if row.expires_at else None,
                "used_at": row.use.used_at.isoformat() if hasattr(row, "use") else None,
                "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
            }
            for row in rows
        ]
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    for row in rows:
        state = f"widerrufen am {_day(row.revoked_at)}" if row.revoked_at else f"gültig {_until(row.expires_at)}"
        used = f"zuletzt benutzt am {_day(row.use.used_at)}" if hasattr(row, "use") else "noch nicht benutzt"
        typer.echo(f"{row.id}  {row.person.login:20}  {row.label:30}  {state}, {used}")


@app.command()
def revoke(
    token: Annotated[UUID, typer.Argument(metavar="NUMMER", help="Nummer des Schlüssels aus „aktei token list“")],
) -> None:
    """Einen Zugangsschlüssel sofort ungültig machen."""
    try:
        revoke_token(_OFFICE, token=token)
    except Refused as refusal:
        raise _failed(str(refusal)) from refusal
    typer.echo("Der Zugangsschlüssel ist widerrufen.")


def _until(moment: datetime | None) -> str:
    return f"bis {_day(moment)}" if moment else "unbegrenzt"


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%d.%m.%Y")


def _failed(message: str) -> typer.Exit:
    typer.echo(f"aktei token: {message}", err=True)
    return typer.Exit(exits.FAILED)
