# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of the spine: no write without an act, no act without a line, no line ever changed."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import SilentAct
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.models_base import Record
from aktei.base.acts.queries import happened_since, recorded_since
from aktei.base.acts.transaction import action, lean_on, record
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE, Unit

SYSTEM = Actor.system("test")


@action
def silent_act(actor):
    Unit.objects.update(name="geändert")


@action
def outer_act(actor):
    Unit.objects.update(name="geändert")
    inner_act(actor)


@action
def inner_act(actor):
    record(actor, LoggedIn(node=OFFICE))


def test_a_write_outside_an_act_is_refused_by_the_database(world):
    with pytest.raises(DatabaseError, match="write outside an act"), transaction.atomic():
        Unit.objects.update(name="heimlich")


def test_a_raw_write_outside_an_act_is_refused_too(world):
    with pytest.raises(DatabaseError, match="write outside an act"), transaction.atomic():
        connection.cursor().execute("DELETE FROM rights_grant")


def test_an_act_that_wrote_but_recorded_nothing_is_rolled_back(world):
    before = set(Unit.objects.values_list("name", flat=True))
    with pytest.raises(SilentAct):
        silent_act(SYSTEM)
    assert set(Unit.objects.values_list("name", flat=True)) == before


def test_a_nested_act_joins_the_outer_one_and_its_line_counts(world):
    outer_act(SYSTEM)
    assert set(Unit.objects.values_list("name", flat=True)) == {"geändert"}


def test_recording_outside_an_act_is_refused(db):
    with pytest.raises(SilentAct):
        record(SYSTEM, LoggedIn(node=OFFICE))


def test_after_an_act_writes_are_refused_again(world):
    outer_act(SYSTEM)
    with pytest.raises(DatabaseError, match="write outside an act"), transaction.atomic():
        Unit.objects.update(name="heimlich")


@pytest.mark.parametrize("change", ["UPDATE journal_journalentry SET kind = 'x'", "DELETE FROM journal_journalentry"])
def test_a_journal_line_can_neither_be_changed_nor_deleted(world, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(change)
    assert JournalEntry.objects.exists()


def test_the_journal_stays_append_only_even_inside_an_act_and_with_the_rights_given_back(world):
    @action
    def forge(actor):
        with connection.cursor() as cursor:
            cursor.execute("GRANT UPDATE ON journal_journalentry TO CURRENT_USER")
            cursor.execute("UPDATE journal_journalentry SET kind = 'x'")

    with pytest.raises(DatabaseError, match="is append-only"):
        forge(SYSTEM)


def test_every_record_table_carries_the_guard(db):
    guarded = {m._meta.db_table for m in apps.get_models() if issubclass(m, Record)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_only_in_an_act%'")
        have = {row[0] for row in cursor.fetchall()}
    assert guarded <= have


def test_an_act_needs_an_explicit_actor(db):
    with pytest.raises(TypeError):
        inner_act("jemand")


def test_no_session_variable_switches_the_guard_off(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'people_unit'::regclass AND tgname LIKE '%only_in%'"
        )
        name = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{name}}}"])
    with pytest.raises(DatabaseError, match="write outside an act"), transaction.atomic():
        Unit.objects.update(name="heimlich")


@action
def look(actor, *, resting_on=None):
    """As an act that is recorded once per half an hour."""
    if resting_on:
        lean_on(actor, resting_on)
    event, since = LoggedIn(node=OFFICE), timezone.now() - timedelta(minutes=30)
    assert recorded_since(actor, event, since) == happened_since(actor, LoggedIn, OFFICE, since)
    if not recorded_since(actor, event, since):
        record(actor, event)


def test_what_is_done_for_somebody_else_or_through_another_door_is_not_what_was_done_before(world):
    anna, bernd = world.persons["sachbearbeitung"].id, world.persons["leitung"].id
    before = JournalEntry.objects.latest("id").id
    ways = [
        (Actor(anna), None),
        (Actor(anna), bernd),  # rests on a right that is only held while standing in
        (Actor(anna, for_person_id=bernd, client="api"), None),
        (Actor(anna, client="api"), None),
        (Actor(anna, client="api"), bernd),
    ]
    for actor, other in ways * 2:
        look(actor, resting_on=other)
    lines = JournalEntry.objects.filter(id__gt=before).order_by("id").values_list("for_person", "client")
    assert list(lines) == [(None, "web"), (bernd, "web"), (bernd, "api"), (None, "api")]
