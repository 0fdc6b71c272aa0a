# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei token`: what scripts rely on."""

import json

import pytest
from typer.testing import CliRunner

from aktei.base.people.models import AccessToken
from aktei.entrances.cli import exits
from aktei.entrances.cli.token import app
from tests.api.conftest import Caller, is_problem


@pytest.fixture
def run(world):
    return lambda *words: CliRunner().invoke(app, list(words), catch_exceptions=False)


def test_the_token_is_the_last_line_and_works(run):
    outcome = run("create", "SACHBEARBEITUNG")
    assert outcome.exit_code == exits.OK
    assert outcome.stdout.endswith("\n")
    token = outcome.stdout.splitlines()[-1]
    assert Caller(token).get("dossiers").status_code == 200


def test_the_clear_text_is_kept_nowhere(run):
    token = run("create", "leitung").stdout.splitlines()[-1]
    row = AccessToken.objects.get()
    assert token not in str(vars(row))
    assert token not in run("list").stdout


def test_nobody_gets_a_token_for_an_account_that_does_not_exist(run):
    outcome = run("create", "niemand")
    assert outcome.exit_code == exits.FAILED
    assert outcome.stdout == ""
    assert "niemand" in outcome.stderr


def test_a_revoked_token_is_listed_as_such_and_works_no_longer(run):
    token = run("create", "leitung", "--label", "Probe", "--days", "3").stdout.splitlines()[-1]
    listed = json.loads(run("list", "leitung", "--json").stdout)
    assert [(each["label"], each["revoked_at"]) for each in listed] == [("Probe", None)]
    assert run("revoke", listed[0]["id"]).exit_code == exits.OK
    is_problem(Caller(token).get("dossiers"), 401)
    assert "widerrufen" in run("list").stdout


def test_revoking_what_does_not_exist_fails(run):
    assert run("revoke", "00000000-0000-7000-8000-00000000dead").exit_code == exits.FAILED
