# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line explains itself in German and fails with a code that means something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aktei.entrances.cli import exits, german, main


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


@pytest.mark.parametrize("name", [name for name, command in main.COMMANDS.items() if main._exists(command)])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ends(name, "--help") == exits.OK
    said = capsys.readouterr().out
    assert "Optionen" in said
    assert "Options" not in said


def test_an_unknown_command_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends("srve") == exits.USAGE
    assert "„srve“ gibt es nicht" in capsys.readouterr().err


def test_an_unknown_option_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends("web", "--prt", "1") == exits.USAGE
    assert "--prt" in capsys.readouterr().err


def test_what_is_missing_is_said_in_german() -> None:
    assert german.sentence("Missing argument 'login'.") == "Es fehlt die Angabe 'login'."
    assert german.sentence("Missing option '--label'.") == "Es fehlt die Option '--label'."


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
