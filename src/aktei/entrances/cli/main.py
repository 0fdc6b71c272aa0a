# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei`: the command line. Each command is a module beside this one with a Typer application called `app`.

Only the module of the command in question is imported, and Django is set up (and the embedded database started)
only for commands that need it: `aktei serve` itself stays small, and `--help` starts nothing.
"""

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import django
import typer
from typer._click.exceptions import ClickException

from aktei.base import embedded
from aktei.entrances.cli import exits, german, stamp
from aktei.entrances.cli.place import data_directory
from aktei.entrances.settings import reading


@dataclass(frozen=True)
class Command:
    """One line of the overview.

    `records`: it works with the records, so it needs Django and the database. `settings`: it heeds what the office set.
    """

    module: str
    purpose: str
    records: bool = True
    settings: bool = True


COMMANDS = {
    "serve": Command("serve", "alles auf diesem Rechner starten: Datenbank, Weboberfläche, Hintergrundarbeit", False),
    "web": Command("web", "nur die Weboberfläche (mehrere Rechner)", False),
    "worker": Command("worker", "nur die Hintergrundarbeit (mehrere Rechner)"),
    "migrate": Command("migrate", "die Datenbank auf den Stand dieser Version bringen"),
    "setup": Command("setup", "eine Behörde einrichten: Name und erste Systemverwaltung"),
    "demo": Command("demo", "einen Vorführ-Landkreis mit Konten und Post anlegen"),
    "import": Command("import_", "Dateien als Posteingang übernehmen"),
    "token": Command("token", "Zugangsschlüssel für die Schnittstelle ausstellen"),
    "search": Command("search", "den Suchindex prüfen oder neu aufbauen"),
    "verify": Command("verify", "alle aufbewahrten Dateien nachlesen und ihre Prüfsummen vergleichen"),
    "backup": Command("backup", "Datenbank und Dateien sichern"),
    "restore": Command("restore", "eine Sicherung zurückspielen", False),
    "evidence": Command("evidence", "die Unveränderbarkeit des Protokolls nachweisen"),
    "bench": Command("benchmarks", "messen, wie schnell dieser Rechner ist"),
}


def run(arguments: list[str] | None = None) -> None:
    """The entry point. Ends the process with a code from `exits`."""
    words = _take_data_directory(list(sys.argv[1:] if arguments is None else arguments))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktei.entrances.settings.main")
    sys.exit(_run(words))


def _run(words: list[str]) -> int:
    if not words or words[0] in ("--help", "-h", "help"):
        _overview()
        return exits.OK if words else exits.USAGE
    if words[0] == "--version":
        typer.echo(f"aktei {version('aktei')}")
        return exits.OK
    command = _offline(words) or COMMANDS.get(words[0])
    if command is None or not _exists(command):
        return _fail(f"Den Befehl „{words[0]}“ gibt es nicht. „aktei --help“ zeigt alle Befehle.", exits.USAGE)
    try:
        return _carry_out(command, words)
    except typer.Exit as end:
        return end.exit_code
    except ClickException as error:
        said = german.sentence(error)
        return _fail(f"{said} „aktei {words[0]} --help“ erklärt den Befehl.", exits.USAGE)
    except (reading.SettingsError, embedded.EmbeddedError) as error:
        return _fail(str(error), exits.DATABASE if isinstance(error, embedded.EmbeddedError) else exits.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        return _fail("Abgebrochen.", exits.INTERRUPTED)
    except Exception as error:
        if not (said := _said_by_the_database(error)):
            raise
        return _fail(said, exits.DATABASE)


def _carry_out(command: Command, words: list[str]) -> int:
    wants_help = "--help" in words
    german.apply(with_help=wants_help)
    if command.records:
        _open_records(start_database=not wants_help)
        if words[0] != "migrate" and not wants_help:
            _bring_up_to_date()
    elif command.settings and not wants_help:
        reading.read()
    if words[0] in ("serve", "migrate") and not {"--help", "--quiet"} & set(words):
        for sentence in reading.unknown():
            typer.echo(f"aktei: {sentence}", err=True)
    application: typer.Typer = import_module(f"aktei.entrances.cli.{command.module}").app
    return application(words[1:], prog_name=f"aktei {words[0]}", standalone_mode=False) or exits.OK


def _said_by_the_database(error: Exception) -> str:
    from django.db import OperationalError  # noqa: PLC0415 -- commands that work without a database stay small

    if not isinstance(error, OperationalError):
        return ""
    reason = next(iter(str(error).strip().splitlines()), "")
    return (
        f"Die Datenbank antwortet nicht oder hat die Arbeit abgebrochen ({reason}). Was schon abgeschlossen war, "
        "bleibt. Bitte prüfen, ob sie läuft und ob AKTEI_DATABASE_URL stimmt, und den Befehl dann wiederholen."
    )


def _offline(words: list[str]) -> Command | None:
    """Checking an export needs neither database nor settings: whoever received it has neither."""
    exported = words[:2] == ["evidence", "verify"] and any(word.partition("=")[0] == "--export" for word in words)
    return Command("export_verifying", "", records=False, settings=False) if exported else None


def _open_records(*, start_database: bool) -> None:
    elsewhere = os.environ.get("AKTEI_DATABASE_URL", "")
    if elsewhere and not elsewhere.startswith(("postgresql://", "postgres://")):
        raise embedded.EmbeddedError(
            "AKTEI_DATABASE_URL muss mit „postgresql://“ beginnen; eine andere Datenbank als PostgreSQL geht nicht."
        )
    if start_database and not elsewhere:
        embedded.ensure(data_directory())
    django.setup()


def _bring_up_to_date() -> None:
    # On one machine any command may be the first after an installation or update. A server elsewhere may serve other
    # hosts of an older version: there only `aktei migrate` changes anything.
    if not os.environ.get("AKTEI_DATABASE_URL") and not stamp.is_current(data_directory()):
        code = import_module("aktei.entrances.cli.migrate").app(["--quiet"], standalone_mode=False)
        if code:
            sys.exit(code)


def _take_data_directory(words: list[str]) -> list[str]:
    # Settings are read before any command parses its options, so the one option they depend on is taken out first.
    rest: list[str] = []
    words = words[::-1]
    while words:
        word = words.pop()
        if word == "--data" and words:
            os.environ["AKTEI_DATA"] = str(Path(words.pop()).expanduser().resolve())
        elif word.startswith("--data="):
            os.environ["AKTEI_DATA"] = str(Path(word.removeprefix("--data=")).expanduser().resolve())
        else:
            rest.append(word)
    return rest


def _exists(command: Command) -> bool:
    return find_spec(f"aktei.entrances.cli.{command.module}") is not None


def _overview() -> None:
    typer.echo("Aktei, die elektronische Akte.\n\nAufruf: aktei BEFEHL [--data VERZEICHNIS] [OPTIONEN]\n\nBefehle:")
    for name, command in COMMANDS.items():
        if _exists(command):
            typer.echo(f"  {name:10}{command.purpose}")
    typer.echo(
        "\nAlles liegt im Datenverzeichnis (--data oder AKTEI_DATA, sonst ./data)."
        "\n„aktei BEFEHL --help“ erklärt einen Befehl, „aktei --version“ nennt die Version."
    )


def _fail(message: str, code: int) -> int:
    typer.echo(f"aktei: {message}", err=True)
    return code


if __name__ == "__main__":
    run()
