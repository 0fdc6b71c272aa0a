# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editing, moving, disabling entries, and who has rights on them from the start."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.queries import about, sentence
from aktei.base.people.actions import begin_membership, register_person
from aktei.base.rights.queries import chains_at, may
from aktei.entrances.demo.world import BUILDER, build
from aktei.records.cases.models import Case
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan import actions
from aktei.records.file_plan.models import FilePlanEntry
from aktei.records.file_plan.queries import default_rights, entries, values_of
from aktei.records.file_plan.rules import fingerprint


@pytest.fixture
def manager(world):
    return world.actor("schriftgut")


def test_an_edit_says_what_was_and_what_is(world, manager):
    entry = world.plan["50.30"]
    actions.edit_entry(manager, entry=entry.id, title="Wohngeld und Lasten", retention_years=5)
    line = about(entry.id)[0]
    assert line.payload["before"] == {"title": "Wohngeld", "retention_years": 10}
    assert line.payload["after"] == {"title": "Wohngeld und Lasten", "retention_years": 5}
    assert "Aufbewahrung: 10 → 5" in sentence(line)


def test_an_edit_that_changes_nothing_leaves_no_line(world, manager):
    lines = about(world.plan["50.30"].id).count()
    actions.edit_entry(manager, entry=world.plan["50.30"].id, title="Wohngeld ")
    assert about(world.plan["50.30"].id).count() == lines


def test_all_reasons_against_an_edit_are_told_at_once(world, manager):
    with pytest.raises(Refused) as refused:
        actions.edit_entry(
            manager, entry=world.plan["50.30"].id, title="", reference_pattern="x", dossier_kinds=["planet"]
        )
    assert len(refused.value.reasons) == 3


def test_an_edit_is_refused_if_somebody_else_was_faster(world, manager):
    entry = world.plan["50.30"].id
    seen = fingerprint(values_of(FilePlanEntry.objects.get(id=entry)))
    actions.edit_entry(BUILDER, entry=entry, title="Inzwischen")
    with pytest.raises(Refused, match="inzwischen geändert"):
        actions.edit_entry(manager, entry=entry, title="Meins", seen=seen)


def test_moving_takes_everything_below_along_and_keeps_where_it_was(world, manager):
    head = register_person(BUILDER, login="bauleitung", given_name="Bo", family_name="Baum")
    begin_membership(BUILDER, person=head.id, unit=world.units["63"].id, role="head")
    reader = Actor(person_id=head.id)
    dossier, above = world.dossiers["Wohngeld Yıldız, Ute"], world.plan["63"]
    case = Case.objects.filter(dossier=dossier).first()
    old, before = case.chain, timezone.now()
    assert not may(reader, "read", old)
    moved = actions.move_entry(manager, entry=world.plan["50.30"].id, parent=above.id, reason="Neuordnung")
    case.refresh_from_db()
    assert moved.chain == [moved.id, *above.chain]
    assert case.chain == [case.id, dossier.id, moved.id, *above.chain]
    assert may(reader, "read", case.chain)
    assert chains_at([case.id])[case.id] == case.chain
    assert chains_at([case.id], before)[case.id] == old
    assert "von 50 Soziales nach 63 Bauen verschoben, mit 3 Akten" in sentence(about(moved.id)[0])
    assert about(above.id)[0].id == about(moved.id)[0].id


def test_what_lies_in_a_protected_dossier_is_not_opened_by_a_move(world, manager):
    made = open_dossier(
        BUILDER,
        entry=world.plan["50.31"].id,
        subject_line="Geheim",
        lead_unit=world.units["50.1"].id,
        protected=True,
    )
    actions.move_entry(manager, entry=world.plan["50.31"].id, parent=world.plan["63"].id, reason="Neuordnung")
    assert Dossier.objects.get(id=made.id).chain == made.chain


def test_an_entry_cannot_move_below_itself_or_where_it_is(world, manager):
    for target in ("50", "50.30"):
        with pytest.raises(Refused, match="unter sich selbst"):
            actions.move_entry(manager, entry=world.plan["50"].id, parent=world.plan[target].id, reason="x")
    with pytest.raises(Refused, match="steht schon dort"):
        actions.move_entry(manager, entry=world.plan["50.30"].id, parent=world.plan["50"].id, reason="x")
    assert actions.move_entry(manager, entry=world.plan["50.30"].id, parent=None, reason="x").parent is None


def test_moving_needs_the_right_on_both_places(world):
    actions.set_default_rights(
        BUILDER, entry=world.plan["50"].id, wanted=[("role:head", "manage")], cause="nur dieser Zweig"
    )
    with pytest.raises(Forbidden):
        actions.move_entry(world.actor("leitung"), entry=world.plan["50.30"].id, parent=world.plan["63"].id, reason="x")


def test_a_disabled_entry_takes_no_new_dossiers_and_keeps_the_old_ones(world, manager):
    entry, dossier = world.plan["50.30"], world.dossiers["Wohngeld Köster, Bernd"]
    actions.disable_entry(manager, entry=entry.id, reason="Aufgabe entfallen")
    with pytest.raises(Refused, match="stillgelegt"):
        open_dossier(BUILDER, entry=entry.id, subject_line="x", lead_unit=world.units["50.1"].id)
    assert Dossier.objects.get(id=dossier.id).entry_id == entry.id
    assert entry.id not in {row.id for row in entries(manager)}
    with pytest.raises(Refused, match="schon stillgelegt"):
        actions.disable_entry(manager, entry=entry.id, reason="noch einmal")
    actions.enable_entry(manager, entry=entry.id)
    assert open_dossier(BUILDER, entry=entry.id, subject_line="x", lead_unit=world.units["50.1"].id)


def test_default_rights_become_exactly_those_wanted_and_name_their_cause(world, manager):
    entry = world.plan["50.40"].id
    wanted = [("unit:" + str(world.units["50.1"].id), "read"), ("role:head", "close")]
    actions.set_default_rights(manager, entry=entry, wanted=wanted, cause="Neue Zuständigkeit")
    standing = default_rights(entry)
    assert sorted((each.principal, each.right) for each in standing) == sorted(wanted)
    assert {each.cause for each in standing} == {"Neue Zuständigkeit"}
    dossier = world.dossiers["Hilfe zum Lebensunterhalt Schröder, Elfriede"]
    assert may(world.actor("sachbearbeitung"), "read", dossier.chain)


def test_an_entry_may_hold_only_the_kinds_it_names(world, manager):
    entry = world.plan["50.30"].id
    actions.edit_entry(manager, entry=entry, dossier_kinds=["case_file"])
    with pytest.raises(Refused, match="keine Sachakte"):
        open_dossier(BUILDER, entry=entry, subject_line="x", lead_unit=world.units["50.1"].id)


def test_counting_goes_on_when_the_notation_or_the_pattern_changes(world, manager):
    entry, unit = world.plan["63.20"].id, world.units["63.1"].id
    opened = lambda: open_dossier(BUILDER, entry=entry, subject_line="x", lead_unit=unit).reference  # noqa: E731
    year = timezone.localdate().year
    assert opened() == f"63.20-{year}/00001"
    actions.edit_entry(manager, entry=entry, reference_pattern="{notation}/{year}-{number}")
    assert opened() == f"63.20/{year}-2"
    actions.renumber_entry(manager, entry=entry, notation="63.21")
    actions.edit_entry(manager, entry=entry, reference_pattern="{notation}-{year}/{number:05}")
    assert opened() == f"63.21-{year}/00003"
    # Whoever gets the old notation passes over the references it once gave.
    other = actions.add_entry(manager, notation="63.20", title="Neu", parent=world.plan["63"].id)
    made = open_dossier(BUILDER, entry=other.id, subject_line="x", lead_unit=unit)
    assert made.reference == f"63.20-{year}/00002"


@pytest.mark.django_db(transaction=True)
def test_numbers_stay_gap_free_while_the_pattern_changes():
    world = build()
    entry, unit = world.plan["63.20"].id, world.units["63.1"].id

    def work(number):
        try:
            if number % 4 == 0:
                pattern = "{notation}-{year}/{number:05}" if number % 8 else "{year}.{notation}.{number}"
                actions.edit_entry(BUILDER, entry=entry, reference_pattern=pattern)
            else:
                open_dossier(BUILDER, entry=entry, subject_line="x", lead_unit=unit)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        for each in [pool.submit(work, number) for number in range(32)]:
            each.result()
    references = Dossier.objects.filter(entry=entry).values_list("reference", flat=True)
    numbers = sorted(int(each.replace("/", ".").split(".")[-1]) for each in references)
    assert numbers == list(range(1, 25))


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_never_make_a_circle():
    world = build()
    one, other = world.plan["50"].id, world.plan["63"].id

    def move(pair):
        try:
            actions.move_entry(BUILDER, entry=pair[0], parent=pair[1], reason="gleichzeitig")
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(move, [(one, other), (other, one)]))
    assert sorted(map(bool, answers)) == [False, True]
    assert any("unter sich selbst" in answer for answer in answers)


def test_after_any_moves_every_chain_is_what_the_places_say(world, manager):
    chance = random.Random(7)
    plan = list(FilePlanEntry.objects.values_list("id", flat=True))
    moved = 0
    for _each in range(25):
        entry, target = chance.choice(plan), chance.choice([None, *plan])
        try:
            with transaction.atomic():
                actions.move_entry(manager, entry=entry, parent=target, reason="Zufall")
            moved += 1
        except Refused:
            continue
    assert moved > 5
    for table in (FilePlanEntry, Dossier, Case):
        kept = {row.id: row.chain for row in table.objects.all()}
        assert chains_at(kept) == kept
