# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aktei search` as a script calls it."""

import json

from typer.testing import CliRunner

from aktei.entrances.cli.search import app
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.tests.conftest import index, post

__all__ = ["index", "post"]  # fixtures

runner = CliRunner()


def test_rebuild_and_check_agree(post):
    post.receive("Lageplan")
    assert runner.invoke(app, ["rebuild"]).exit_code == 0
    result = runner.invoke(app, ["check", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["agrees"] is True


def test_check_counts_what_is_missing_and_fails(post):
    post.receive("Lageplan")
    result = runner.invoke(app, ["check"])
    assert result.exit_code == 1
    assert "fehlend" in result.stdout
    report = json.loads(runner.invoke(app, ["check", "--json"]).stdout)
    assert report["missing"] > 0
    assert runner.invoke(app, ["check", "--repair"]).exit_code == 1
    assert runner.invoke(app, ["check"]).exit_code == 0


def test_an_outdated_index_is_told_and_rebuilt(post, index):
    post.take_in("Lageplan")
    (index / "index.json").write_text("{}")
    result = runner.invoke(app, ["check"])
    assert result.exit_code == 7
    assert "aktei search rebuild" in result.stderr
    assert runner.invoke(app, ["rebuild", "--fresh"]).exit_code == 0


def test_an_index_that_the_worker_renews_is_told_with_how_far_it_is(post, index):
    post.take_in("Lageplan")
    stamp = json.loads((index / "index.json").read_text())
    (index / "index.json").write_text(json.dumps(stamp | {"analysis": 1}))
    with engine().rebuilding(learned=frozenset, resume=True) as building:
        building.tell(1, 2000)
        result = runner.invoke(app, ["check"])
    assert result.exit_code == 1
    assert "1 von 2.000" in result.stderr
    assert runner.invoke(app, ["rebuild"]).exit_code == 0
    assert runner.invoke(app, ["check"]).exit_code == 0


def test_two_rebuilds_at_once_are_refused(post):
    with engine().rebuilding(learned=frozenset):
        result = runner.invoke(app, ["rebuild"])
    assert result.exit_code == 7
    assert "schon von einem anderen Prozess" in result.stderr
