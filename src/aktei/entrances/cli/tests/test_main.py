# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line explains itself in German and fails with a code that means something."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import django
import pytest
import typer

from aktei.entrances.cli import exits, main


def ends(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        main.run(list(words))
    assert isinstance(end.value.code, int)
    return end.value.code


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends("--help") == exits.OK
    said = capsys.readouterr().out
    for name in ("serve", "web", "worker", "demo", "verify", "backup", "restore", "token", "search", "bench"):
        assert f"\n  {name} " in said


ENGLISH = re.compile(
    r"\b(usage|options|arguments?|commands?|args|show|this|exit|default|required|env|var|bool|str|int|float|path|range|"
    r"the|and|or|of|to|is|with|not|missing|invalid|value|input|should|valid|unexpected|extra|got|requires?|takes?|no|such|"
    r"does|error|try|for|help|possible|choose|from|less|greater|than)\b",
    re.IGNORECASE,
)
"""What Typer would say by itself."""


def english(said: str) -> set[str]:
    """English words in it, apart from what is typed or stands for itself: options, variables, quotations, addresses."""
    said = re.sub(r"--?[a-z-]+|„[^“]*“|'[^']*'|\b[A-Z_]*_[A-Z_]*\b|\S*[/.=]\w\S*", " ", said)
    return {each.lower() for each in ENGLISH.findall(said)}


def commands_of(name: str) -> list[tuple[str, ...]]:
    """The command and those below it."""
    main._open_records(start_database=False)
    found = typer.main.get_command(import_module(f"aktei.entrances.cli.{main.COMMANDS[name].module}").app)
    return [(name,), *[(name, each) for each in sorted(getattr(found, "commands", {}))]]


NAMES = [name for name, command in main.COMMANDS.items() if main._exists(command)]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_in_german(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in commands_of(name):
        assert ends(*words, "--help") == exits.OK
        said = capsys.readouterr().out
        assert "Aufruf: aktei" in said
        assert "Diese Erklärung zeigen." in said
        assert not english(said), words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("token create", "Es fehlt die Angabe ANMELDENAME."),
        ("import --unit", "Die Option --unit braucht einen Wert."),
        ("import .", "Es fehlt die Option --unit."),
        ("import /not-there --unit x", "Falscher Wert für DATEIEN: '/not-there' gibt es nicht."),
        ("restore /etc/hostname", "'/etc/hostname' ist eine Datei; gebraucht wird ein Verzeichnis."),
        ("web --prt 1", "Die Option --prt gibt es nicht. Ähnlich heißen: --port."),
        ("web --port abc", "Falscher Wert für --port: Das ist keine ganze Zahl."),
        ("web --port", "Die Option --port braucht einen Wert."),
        ("web --port 0", "Es muss mindestens 1 sein."),
        ("web --port 65536", "Es darf höchstens 65535 sein."),
        ("web more and more", "Unbekannte Angabe: more and more."),
        ("token revoke x", "Falscher Wert für NUMMER: Das ist keine Kennung."),
        ("token", "Es fehlt der Befehl."),
        ("token steal", "Den Befehl steal gibt es nicht."),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_german(
    words: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "_open_records", lambda **_named: django.setup())
    monkeypatch.setattr(main, "_bring_up_to_date", lambda: None)
    assert ends(*words.split()) == exits.USAGE
    told = capsys.readouterr().err
    assert said in told
    assert not english(told.replace("more and more", "").replace("steal", "").replace("/not-there", ""))


def test_an_unknown_command_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends("srve") == exits.USAGE
    assert "„srve“ gibt es nicht" in capsys.readouterr().err


def test_an_unknown_option_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends("web", "--prt", "1") == exits.USAGE
    assert "--prt" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["--data", "/x/y", "web", "--help"], ["web", "--data=/x/y", "--help"], ["web", "--help", "--data", "/x/y"]],
)
def test_the_data_directory_may_stand_anywhere(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKTEI_DATA", "/before")
    assert ends(*words) == exits.OK
    assert os.environ["AKTEI_DATA"] == str(Path("/x/y"))


@pytest.mark.parametrize(
    ("url", "said"),
    [("postgresql://x@127.0.0.1:1/y", "Die Datenbank antwortet nicht"), ("mysql://x/y", "„postgresql://“ beginnen")],
)
def test_a_database_out_of_reach_is_said_in_a_sentence(url: str, said: str, tmp_path: Path) -> None:
    environment = os.environ | {"AKTEI_DATABASE_URL": url, "AKTEI_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "aktei.entrances.cli.main", "migrate"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == exits.DATABASE
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_does_not_go_on_where_the_update_before_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AKTEI_DATABASE_URL")
    monkeypatch.setenv("AKTEI_DATA", str(tmp_path))
    stopped = SimpleNamespace(app=lambda *_words, **_how: exits.FINDINGS)
    monkeypatch.setattr(main, "import_module", lambda _name: stopped)
    with pytest.raises(SystemExit) as ended:
        main._bring_up_to_date()
    assert ended.value.code == exits.FINDINGS
