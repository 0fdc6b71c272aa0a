# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei evidence`: check that the history is the one that was written; and what its keepers may do."""

import getpass
import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobError
from aktei.base.evidence.verifying import Report, verify
from aktei.base.evidence.verifying.database import Log, batches_in_processes, opened, shared
from aktei.base.evidence.verifying.guards import check_guards
from aktei.base.evidence.verifying.office import check_office
from aktei.base.evidence.verifying.settled import unsealed
from aktei.base.log import sealer_health
from aktei.base.log.signing import SealingError, SignerDown
from aktei.base.names.folding import login_key
from aktei.base.people.actions import note_failed_log_in
from aktei.base.people.queries import person_by_login
from aktei.base.people.refused_lines import propose_settling
from aktei.entrances.cli import dossier_export, exits, renewing
from aktei.entrances.cli.postgres import database_url
from aktei.entrances.cli.refusals import NO_SUCH_LOGIN, PASSWORD_WRONG
from aktei.entrances.worker.sealing import our_signer, seal_all

app = typer.Typer(
    add_completion=False, help="Das besiegelte Protokoll: prüfen, besiegeln, Schlüssel wechseln.", no_args_is_help=True
)

app.command("export")(dossier_export.export_dossier)

_CHUNK = 1 << 20
_TROUBLES = {
    sealer_health.SEALING: "Besiegelung",
    sealer_health.TIMESTAMPS: "Zeitstempel",
    sealer_health.REFUSED: "nicht echte Zeilen",
    sealer_health.REWOUND: "zurückgesetztes Protokoll",
}


@app.command("verify")
def verify_log(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            help="Ein früher veröffentlichter Prüfpunkt, mit dem das Protokoll übereinstimmen muss (mehrfach möglich).",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            help="Datei mit dem öffentlichen Schlüssel, dem Sie vertrauen. Sonst gilt der aus der Datenbank.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    authority: Annotated[
        Path | None,
        typer.Option(help="Zertifikate der Zeitstempelstelle (PEM). Sonst AKTEI_TSA_CA.", exists=True, dir_okay=False),
    ] = None,
    export: Annotated[
        Path | None,
        # Handled before this module is imported: an export is checked without database and settings.
        typer.Option(help="Statt des Protokolls einen Nachweis-Export (ZIP) prüfen; mit --key SCHLÜSSEL vergleichen."),
    ] = None,
    log_only: Annotated[
        bool, typer.Option("--log-only", help="Nur das Protokoll; Datensätze, Seiten und Dateien nicht nachlesen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
) -> None:
    """Das ganze Protokoll nachrechnen, und alles, wofür es bürgt.

    Endet mit 0, wenn alles stimmt oder geklärt ist, sonst mit 1.
    """
    authority = authority or (Path(settings.TSA_CA) if settings.TSA_CA else None)
    published = [each.read_text(errors="replace") for each in checkpoint or []]
    if settings.EVIDENCE_KEPT.exists():
        published.append(settings.EVIDENCE_KEPT.read_text())
    address, processes = database_url(), len(os.sched_getaffinity(0))
    with _looked_at(address) as log:
        report = verify(
            key=key.read_text(errors="replace") if key else log.first_key() or _own_key(),
            registered=log.keys(),
            heads=log.heads(),
            batches=batches_in_processes(log, address, processes),
            tiles=log.higher_tiles(),
            published=published,
            timestamps=log.timestamps(),
            authorities=authority.read_bytes() if authority else b"",
            cosignatures=log.cosignatures(),
            witnesses=[each.split()[-1] for each in settings.WITNESSES],
            unsealed=unsealed(log),
            share=partial(shared, log, address, processes),
        )
        for entry in log.unplaced():
            report.find(f"Eintrag {entry}", "Er steht im Protokoll, ist aber weder besiegelt noch wartet er darauf.")
        check_guards(report, log.connection)
        if not log_only:
            check_office(report, log, address=address, processes=processes)
        for said in log.mislabelled():
            report.find("Prüfpunkte", said)
        waiting = log.waiting()
    typer.echo(_json(report, waiting) if as_json else _german(report, waiting))
    raise typer.Exit(exits.FINDINGS if report.findings else exits.OK)


@app.command()
def seal() -> None:
    """Alle wartenden Zeilen jetzt besiegeln (sonst geschieht das von selbst, jede Sekunde)."""
    try:
        typer.echo(f"{seal_all()} Zeilen besiegelt.")
    except (SealingError, SignerDown) as error:
        typer.echo(f"aktei: Es wurde nichts besiegelt, die Zeilen warten weiter: {error}", err=True)
        raise typer.Exit(exits.FAILED) from error
    if refused := sealer_health.trouble_of(sealer_health.REFUSED):
        typer.echo(f"aktei: Nicht besiegelt wird, was nicht von Aktei stammt: {refused}", err=True)
        raise typer.Exit(exits.FINDINGS)


@app.command()
def state(as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False) -> None:
    """Wie es dem Protokoll geht. Endet mit 0, wenn es keinen Grund zum Alarm gibt, sonst mit 1."""
    now = sealer_health.condition(timedelta(seconds=settings.EVIDENCE_ALARM_SECONDS))
    if as_json:
        typer.echo(json.dumps(asdict(now), default=str, ensure_ascii=False))
    else:
        typer.echo(
            f"{now.size} Zeilen besiegelt, davon {now.timestamped_size} unter einem Zeitstempel; {now.waiting} warten, "
            f"die älteste seit {now.unsealed_age:.0f} s."
        )
        for alarm in now.alarms:
            typer.echo(f"  {alarm}")
        for trouble in now.troubles:
            typer.echo(f"  {_title(trouble.name)}, seit {trouble.since:%d.%m.%Y %H:%M}: {trouble.what}")
    raise typer.Exit(exits.FINDINGS if now.alarms else exits.OK)


def _title(trouble: str) -> str:
    """What a trouble is called; of a witness its address."""
    return _TROUBLES.get(trouble) or f"Zeuge {trouble.removeprefix(sealer_health.WITNESS)}"


@app.command()
def new_key(
    reason: Annotated[str, typer.Option(help="Warum, zum Beispiel „jährlicher Wechsel“ oder „Schlüssel verloren“.")],
) -> None:
    """Einen neuen Schlüssel ansagen und ab jetzt mit ihm besiegeln; der alte bestätigt ihn, wenn er noch da ist.

    Mit AKTEI_EVIDENCE_SIGNER_URL ist der neue Schlüssel der des Dienstes, sonst entsteht er hier in einer Datei.
    """
    try:
        typer.echo(f"Neuer öffentlicher Schlüssel: {renewing.renew(reason)}")
    except (Refused, SealingError, SignerDown) as error:
        typer.echo(f"aktei: Der Schlüssel wurde nicht gewechselt: {error}", err=True)
        raise typer.Exit(exits.FAILED) from error


@app.command()
def resume(
    reason: Annotated[
        str, typer.Option(help="Was geschehen ist, zum Beispiel „Platte defekt, Sicherung von gestern“.")
    ],
) -> None:
    """Nach einem Zurücksetzen der Datenbank weitermachen: der Verlust wird im Protokoll selbst festgehalten.

    Das ist endgültig. Wenn die neuere Datenbank noch da ist, spielen Sie besser sie zurück.
    """
    try:
        aside = renewing.resume(reason)
    except (Refused, SealingError) as error:
        typer.echo(f"aktei: Es wurde nichts verändert: {error}", err=True)
        raise typer.Exit(exits.FAILED) from error
    where = f" Der verlorene Prüfpunkt liegt jetzt in {aside}." if aside else ""
    typer.echo(
        f"Festgehalten.{where} Bitte geben Sie mit „aktei evidence new-key“ "
        "einen neuen Schlüssel aus, damit kein Schlüssel zwei Fassungen des Protokolls unterschreibt."
    )


@app.command()
def settle(
    line: Annotated[int, typer.Option(help="Die Nummer der Zeile, wie „aktei evidence state“ sie nennt.")],
    reason: Annotated[str, typer.Option(help="Was die Untersuchung ergeben hat, mit Aktenzeichen.")],
    login: Annotated[str, typer.Option(help="Anmeldename der Person, die das vorlegt; sie verwaltet die Behörde.")],
) -> None:
    """Eine nicht echte Zeile nach der Untersuchung klären: Sie wird vorgelegt, und eine zweite Person gibt sie frei.

    Danach gibt es keinen Alarm mehr, und die Zeile hält nichts mehr auf. Besiegelt wird sie nie. Gefragt wird nach dem
    Passwort der Person (ohne Terminal: erste Zeile der Eingabe).
    """
    try:
        propose_settling(_in_person(login), line=line, reason=reason)
    except Refused as error:
        typer.echo(f"aktei: Es wurde nichts vorgelegt, der Alarm bleibt: {error}", err=True)
        raise typer.Exit(exits.FAILED) from error
    typer.echo(
        "Vorgelegt. Jetzt gibt es eine zweite Person, die die Behörde verwaltet oder prüft, auf der Seite „Freigaben“ "
        "innerhalb von 7 Tagen frei; bis dahin bleibt der Alarm."
    )


def _in_person(login: str) -> Actor:
    """The person of this log-in, if whoever sits at the terminal knows the password. Raises `Refused`."""
    person = person_by_login(login)
    if person is None:
        raise Refused(NO_SUCH_LOGIN())
    asked = f"Passwort von {login}: "
    typed = getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if ModelBackend().authenticate(None, username=login_key(login), password=typed) is None:
        note_failed_log_in(Actor.system("cli"), login=login)
        raise Refused(PASSWORD_WRONG())
    return Actor(person.id, client="cli")


@contextmanager
def _looked_at(address: str) -> Iterator[Log]:
    """The log at this address; that a process which checks it was killed is told like any other trouble."""
    try:
        with opened(address, _read_file, [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]) as log:
            yield log
    except BrokenProcessPool as error:
        typer.echo(
            "aktei: Die Prüfung ist abgebrochen: Ein Prozess, der mitprüft, wurde von außen beendet, meist weil der "
            "Arbeitsspeicher nicht reichte. Es liegt kein Ergebnis vor, und es wurde nichts verändert. Bitte "
            "wiederholen, wenn mehr Speicher frei ist.",
            err=True,
        )
        raise typer.Exit(exits.FAILED) from error


def _own_key() -> str:
    """The key that is at hand here, for a log whose database names none; nothing if there is none."""
    if not settings.EVIDENCE_SIGNER_URL and not settings.EVIDENCE_KEY.exists():
        return ""
    try:
        return str(our_signer().verifier)
    except (SealingError, SignerDown):
        return ""


def _read_file(digest: str) -> Iterable[bytes] | None:
    try:
        path = store.path(digest)
    except BlobError:
        return None
    return _chunks(path)


def _chunks(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_CHUNK), b"")


def _json(report: Report, waiting: int) -> str:
    counts = {
        name: said for name, said in vars(report).items() if name not in ("findings", "notices") and name[0] != "_"
    }
    said = {
        name: [{"place": each.place, "what": each.what} for each in getattr(report, name)]
        for name in ("findings", "notices")
    }
    return json.dumps({**counts, "sound": report.sound, "waiting": waiting, **said}, ensure_ascii=False)


def _verdict(report: Report) -> str:
    if report.findings:
        return "Das Protokoll stimmt NICHT."
    if report.settled:
        return (
            f"Was besiegelt ist, ist unverändert. Nicht echt, aber geklärt: {report.settled} Einträge, die nie "
            "besiegelt werden (siehe Hinweise)."
        )
    return "Das Protokoll ist unverändert."


def _german(report: Report, waiting: int) -> str:
    said = [
        f"{report.lines} Zeilen ({report.erased} gelöscht), {report.heads} Prüfpunkte, {report.timestamps} Zeitstempel "
        f"und {report.cosignatures} Bestätigungen geprüft; {waiting} Zeilen warten noch.",
        f"{report.records} Datensätze mit den Siegeln verglichen, die die Handlungen von ihnen hinterließen; "
        f"{report.readings} gelesene Dokumente und {report.files} Dateien mit ihren Prüfsummen, "
        f"{report.marks} Echtheitsmerkmale von Zeilen.",
    ]
    said += [f"  Hinweis – {each.place}: {each.what}" for each in report.notices]
    said += [f"  {each.place}: {each.what}" for each in report.findings]
    said.append(_verdict(report))
    return "\n".join(said)
