# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei evidence export`: hand out a dossier with everything that proves it."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.blobs import store
from aktei.entrances.cli import exits
from aktei.entrances.cli.refusals import EXPORT_FAILED
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof import queries
from aktei.procedures.proof.actions import download_export, request_proof
from aktei.procedures.proof.export_file import make
from aktei.records.dossiers.queries import by_reference

_OPERATOR = Actor.system("cli")


def export_dossier(
    reference: Annotated[str, typer.Argument(metavar="AKTENZEICHEN", help="Aktenzeichen der Akte.")],
    target: Annotated[Path, typer.Argument(metavar="ZIEL", help="Wohin die ZIP-Datei geschrieben wird.")],
    purpose: Annotated[
        str, typer.Option(help="Wofür, zum Beispiel das Aktenzeichen des Gerichts. Wird protokolliert.")
    ],
    with_access: Annotated[
        bool, typer.Option("--with-access", help="Auch angeben, wer die Akte sehen kann, und warum.")
    ] = False,
    access_on: Annotated[
        datetime | None,
        typer.Option("--access-on", formats=["%Y-%m-%d"], help="Statt dessen, wer sie an diesem Tag sehen konnte."),
    ] = None,
) -> None:
    """Eine Akte mit allen Dokumenten, dem Verlauf und den Nachweisen als ZIP-Datei herausgeben."""
    try:
        dossier = by_reference(_OPERATOR, reference)
        day = access_on.date() if access_on else None
        asked = request_proof(_OPERATOR, dossier=dossier.id, purpose=purpose, with_access=with_access, access_on=day)
        seal_all()
        make(asked.id)
        made = queries.made(asked.id)
        if made.state != queries.DONE:
            raise Refused(EXPORT_FAILED(reason=made.reason))
        with store.open(download_export(_OPERATOR, export=asked.id).sha256) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
    except (Refused, OSError) as error:
        typer.echo(f"aktei: {error}", err=True)
        raise typer.Exit(exits.FAILED) from error
    typer.echo(f"{target}: {made.documents} Dokumente, {made.lines} Protokollzeilen. SHA-256 {made.sha256}")
