# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""After an update the index renews itself, goes on after a kill, and leaves nothing behind."""

import json
import shutil
from contextlib import suppress

import pytest

from aktei.base.acts.actor import Actor
from aktei.procedures.search import indexing, upkeep
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import EngineError, State
from aktei.procedures.search.engines.tantivy_store import Store
from aktei.procedures.search.jobs import renew_index
from aktei.procedures.search.models import Waiting
from aktei.procedures.search.queries import search

SYSTEM = Actor.system("test")


def found(text):
    return search(SYSTEM, text, step="forms").total


def quiet(done, total):
    """Progress nobody watches."""


def age(index, **changed):
    """As if another version had written the index."""
    stamp = json.loads((index / "index.json").read_text())
    (index / "index.json").write_text(json.dumps(stamp | changed))


def generations(index):
    return sorted(each.name for each in index.glob("g-*"))


def test_an_index_of_an_older_analysis_answers_until_the_job_has_renewed_it(post, index):
    post.take_in("Lageplan")
    age(index, analysis=1)
    assert engine().condition().state is State.OUTDATED
    assert found("Lageplan") == 1
    post.take_in("Nachtrag zum Lageplan")
    assert found("Lageplan") == 2
    assert renew_index.func()
    assert engine().condition().state is State.CURRENT
    assert found("Lageplan") == 2
    assert len(generations(index)) == 1


def test_a_current_index_is_left_alone(post, index):
    post.take_in("Lageplan")
    upkeep.rebuild(quiet)
    before = generations(index)
    assert not renew_index.func()
    assert generations(index) == before


@pytest.mark.parametrize("change", [{"format": 1}, {"format": 99, "analysis": 99}, {"unknown": 1}])
def test_what_changes_while_an_unreadable_index_waits_for_the_job_is_not_lost(post, index, change):
    post.take_in("Lageplan")
    age(index, **change)
    assert engine().condition().state is State.UNUSABLE
    post.take_in("Nachtrag zum Lageplan")
    assert Waiting.objects.filter(done=False).exists()
    with pytest.raises(EngineError, match="Hintergrund"):
        found("Lageplan")
    assert renew_index.func()
    assert found("Lageplan") == 2
    assert not Waiting.objects.exists()
    assert upkeep.check(quiet).agrees


def test_a_damaged_index_is_renewed(post, index):
    post.take_in("Lageplan")
    (index / generations(index)[0] / "meta.json").write_text("{")
    assert renew_index.func()
    assert found("Lageplan") == 1


def test_a_lost_index_is_renewed_even_if_something_was_written_meanwhile(post, index):
    post.take_in("Lageplan")
    upkeep.rebuild(quiet)
    shutil.rmtree(index)
    post.take_in("Nachtrag zum Lageplan")
    assert engine().condition().state is State.BEGUN
    assert renew_index.func()
    assert engine().condition().state is State.CURRENT
    assert found("Lageplan") == 2


def test_a_renewal_that_was_cut_off_goes_on_and_tells_how_far_it_is(post, index, monkeypatch):
    for number in range(9):
        post.receive(f"Lageplan {number}")
    indexing.write_waiting()
    monkeypatch.setattr(upkeep, "_RECORDS_PER_COMMIT", 4)
    monkeypatch.setattr(upkeep, "_SECONDS_BETWEEN_TELLING", -1)
    monkeypatch.setattr(upkeep.contents.chunks, "__kwdefaults__", {"size": 2})

    def stop_halfway(done, total):
        if done > total // 2:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        upkeep.rebuild(stop_halfway)
    done, total = engine().condition().rebuilt
    assert 0 < done < total
    growing = Store(index).unfinished()
    assert renew_index.func()
    assert generations(index) == [growing]
    assert found("Lageplan") == 9
    assert engine().condition().rebuilt is None


def test_a_kill_between_going_live_and_tidying_leaves_nothing_for_long(post, index):
    post.take_in("Lageplan")
    live = generations(index)[0]
    upkeep.rebuild(quiet)
    shutil.copytree(index / generations(index)[0], index / live)  # the old one is still there
    (index / "rebuild.json").write_text((index / "index.json").read_text())
    assert not engine().is_rebuilding()
    assert not renew_index.func()
    assert len(generations(index)) == 1
    assert not (index / "rebuild.json").exists()
    assert found("Lageplan") == 1


def test_what_another_version_left_unfinished_is_thrown_away(post, index):
    post.take_in("Lageplan")
    left = Store(index).create(frozenset())
    (index / "rebuild.json").write_text(json.dumps({"generation": left, "format": 2, "analysis": 0}))
    age(index, analysis=1)
    assert renew_index.func()
    assert left not in generations(index)
    assert len(generations(index)) == 1


def test_while_another_process_rebuilds_the_job_leaves_it_to_it(post, index):
    post.take_in("Lageplan")
    age(index, analysis=1)
    with engine().rebuilding(learned=frozenset, resume=True):
        assert not renew_index.func()
