# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every official act: refused to whoever lacks the right, done and journalled for whoever has it, and so told in its
lines that the judge of the log finds nothing in the records that they do not say. What is derived follows after each.

An act without an example here fails the test, so that none is ever added unseen.
"""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

import aktei
from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.tests.untold import untold
from aktei.base.acts.transaction import ACTIONS
from aktei.procedures.search import indexing
from tests.followers import Followers
from tests.matrix import acts
from tests.matrix.example import MACHINERY, Example
from tests.stage import SYSTEM, Stage

EXAMPLES: dict[str, Example] = {
    name: example
    for topic in pkgutil.iter_modules(acts.__path__)
    for name, example in importlib.import_module(f"{acts.__name__}.{topic.name}").EXAMPLES.items()
}


def _is_ours(name: str) -> bool:
    return name.startswith("aktei.") and ".tests." not in name


def _import_everything() -> None:
    for floor in ("base", "records", "procedures", "exchange"):
        package = importlib.import_module(f"{aktei.__name__}.{floor}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".tests" not in module.name and ".migrations" not in module.name:
                importlib.import_module(module.name)


def _actor(stage: Stage, name: str) -> Actor:
    if name == MACHINERY:
        return SYSTEM
    return stage.nobody if name == "nobody" else stage.world.actor(name)


@pytest.fixture(scope="module", autouse=True)
def _every_act_is_known():
    _import_everything()


def test_every_act_has_an_example_and_every_example_an_act():
    assert {name for name in ACTIONS if _is_ours(name)} == set(EXAMPLES)


def test_every_act_is_refused_without_the_right_and_journalled_with_it_and_what_is_derived_follows(world, monkeypatch):
    monkeypatch.setattr(indexing, "write_waiting", lambda: 0)  # acts are rolled back here, what an index learned is not
    stage = Stage(world).complete()
    _empty_the_queue()
    faults, followers = [], Followers()
    for name in EXAMPLES:
        with transaction.atomic():
            faults += [f"{name}: {fault}" for fault in _faults(stage, name)]
            faults += [f"{name}: {fault}" for fault in followers.faults()]
            transaction.set_rollback(True)
    assert faults == []


def _faults(stage: Stage, name: str) -> Iterator[str]:
    example, act = EXAMPLES[name], ACTIONS[name]
    arguments = example.arguments(stage)
    before = JournalEntry.objects.latest("id").id
    for refused in example.refused:
        try:
            with transaction.atomic():
                act(_actor(stage, refused), **arguments)
            yield f"{refused} was not refused"
        except (Forbidden, Missing):
            if JournalEntry.objects.latest("id").id != before:
                yield f"{refused} left a line"
    actor, known = _actor(stage, example.who), _not_as_told()
    act(actor, **arguments)
    for finding in _not_as_told() - known:
        yield f"its lines do not tell what it changed: {finding}"
    lines = JournalEntry.objects.filter(id__gt=before)
    if {line.person for line in lines} != {actor.person_id}:
        yield f"{example.who} left no line, or somebody else's"


def _empty_the_queue() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def _not_as_told() -> set[str]:
    return set(map(str, untold()))
