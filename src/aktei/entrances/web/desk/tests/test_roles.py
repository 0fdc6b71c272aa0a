# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the desk because of what somebody is, and on nobody else's."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.rules import Choice
from aktei.entrances.web.desk.roles import duties, teams
from aktei.procedures.access.actions import acknowledge_emergency, break_glass
from aktei.procedures.access.queries import emergencies
from aktei.procedures.work.actions import assign_task
from aktei.records.dossiers.actions import close_dossier, open_dossier, reopen_dossier
from aktei.records.dossiers.changing import propose_lifting
from aktei.records.dossiers.queries import retention_ending
from aktei.records.file_plan.actions import add_entry
from tests.stage import SYSTEM, Stage

ROLES = {"post", "sachbearbeitung", "vertretung", "leitung", "schriftgut", "datenschutz", "verwaltung"}


@pytest.fixture
def desk_of(client, world):
    def ask(login: str) -> str:
        client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        return client.get("/").content.decode()

    return ask


def row_of(actor: Actor, name: str):
    return next(each for section in teams(actor) for each in section.data if each.name == name)


def test_a_head_sees_post_tasks_and_what_is_overdue_per_team(world):
    Stage(world).ready  # noqa: B018 -- made by asking
    dossier = world.dossiers["Wohngeld Köster, Bernd"].id
    unit, anna = world.units["50.1"], world.persons["sachbearbeitung"]
    before = row_of(world.actor("leitung"), unit.name)
    today = timezone.localdate()
    assign_task(SYSTEM, node=dossier, assignee=f"unit:{unit.id}", due_on=today)
    late = assign_task(SYSTEM, node=dossier, assignee=f"person:{anna.id}", due_on=today)
    assert row_of(world.actor("leitung"), unit.name).open.tasks == before.open.tasks + 2
    assert row_of(world.actor("leitung"), unit.name).waiting.ready >= 1
    assert late.due_on == today


def test_a_task_is_overdue_from_the_day_after_its_date(world, time_machine):
    unit = world.units["50.1"]
    dossier = world.dossiers["Wohngeld Köster, Bernd"].id
    now = timezone.now()
    before = row_of(world.actor("leitung"), unit.name).open.overdue
    assign_task(SYSTEM, node=dossier, assignee=f"unit:{unit.id}", due_on=timezone.localdate())
    assert row_of(world.actor("leitung"), unit.name).open.overdue == before
    time_machine.move_to(now + timedelta(days=1))
    assert row_of(world.actor("leitung"), unit.name).open.overdue >= before + 1


def test_who_heads_nothing_sees_no_teams(world):
    assert list(teams(world.actor("sachbearbeitung"))) == []
    assert list(teams(Actor.system("test"))) == []


def test_whoever_stands_in_for_a_head_sees_the_heads_teams(world):
    head, deputy = world.actor("leitung"), world.actor("vertretung")
    declare_absence(head, person=head.person_id, begins_at=timezone.now(), deputies=[Choice(deputy.person_id)])
    acting = Actor(deputy.person_id, for_person_id=head.person_id)
    assert [each.name for section in teams(acting) for each in section.data] == [
        each.name for section in teams(head) for each in section.data
    ]


def test_teams_cost_the_same_few_queries_however_many_there_are(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        list(teams(world.actor("leitung")))


def test_data_protection_sees_emergency_accesses_until_it_has_taken_note(world, desk_of):
    secret = open_dossier(
        SYSTEM, entry=world.plan["50.30"].id, subject_line="Akte", lead_unit=world.units["50.1"].id, protected=True
    )
    why = "Anruf der Polizei, Gefahr für ein Kind"
    row = break_glass(world.actor("bauaufsicht"), reference=secret.reference, reason=why)
    assert why in desk_of("datenschutz")
    for login in sorted(ROLES - {"datenschutz"}):
        assert why not in desk_of(login), login
    assert emergencies(world.actor("datenschutz")).count() == 1
    acknowledge_emergency(world.actor("datenschutz"), emergency=row.id, remark="in Ordnung")
    assert why not in desk_of("datenschutz")


def test_data_protection_is_told_that_nothing_waits_before_the_post_of_its_unit(desk_of):
    page = desk_of("datenschutz")
    assert "Jeder Notzugriff ist zur Kenntnis genommen." in page
    assert "Nichts wartet auf Ihre Freigabe." in page
    assert "bereit zum Ablegen" not in page
    assert 'href="/zugriff/notzugriffe/"><span class="kern-label">Notzugriffe ohne Kenntnisnahme' in page
    for login in sorted(ROLES - {"datenschutz"}):
        assert "Jeder Notzugriff ist zur Kenntnis genommen." not in desk_of(login), login


def test_whoever_can_be_the_second_person_sees_what_waits(world, desk_of):
    stage = Stage(world)
    propose_lifting(stage.anna, dossier=stage.guarded.id, reason="Die Kollegin ist ausgeschieden")
    assert "Die Kollegin ist ausgeschieden" in desk_of("vertretung")
    assert "Wartet auf Ihre Freigabe" not in desk_of("sachbearbeitung")
    assert "Die Kollegin ist ausgeschieden" not in desk_of("verwaltung")


@pytest.fixture
def short(world):
    """An entry whose dossiers are kept for two years."""
    return add_entry(
        SYSTEM, notation="50.97", title="Kurz", parent=world.plan["50"].id, retention_years=2, disposal_type="V"
    )


def closed(world, entry, subject="Alt"):
    made = open_dossier(SYSTEM, entry=entry.id, subject_line=subject, lead_unit=world.units["50.1"].id)
    close_dossier(SYSTEM, dossier=made.id)
    return made


def test_retention_is_counted_from_the_end_of_the_year_in_which_a_dossier_was_closed(world, short, time_machine):
    # Already the new year in Germany, not yet in Greenwich.
    time_machine.move_to(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    made = closed(world, short)
    row = retention_ending(SYSTEM, date(2029, 12, 31)).get(id=made.id)
    assert row.retained_until == date(2029, 12, 31)
    assert made.id not in set(retention_ending(SYSTEM, date(2029, 12, 30)).values_list("id", flat=True))


def test_what_is_open_again_or_kept_for_ever_never_falls_due(world, short):
    far = date(2140, 1, 1)
    opened = closed(world, short, "Wieder offen")
    reopen_dossier(SYSTEM, dossier=opened.id, reason="Nachtrag")
    parent = world.plan["50"].id
    kept = add_entry(SYSTEM, notation="50.96", title="Dauernd", parent=parent, retention_years=None, disposal_type="A")
    for_ever = closed(world, kept)
    assert not set(retention_ending(SYSTEM, far).values_list("id", flat=True)) & {opened.id, for_ever.id}


def test_records_management_sees_what_falls_due_and_nobody_else(world, short, desk_of, time_machine):
    time_machine.move_to(datetime(2026, 11, 30, 9, tzinfo=UTC))
    made = closed(world, short, "Bald fällig")
    time_machine.move_to(datetime(2028, 6, 1, 9, tzinfo=UTC))
    assert "Bald fällig" in desk_of("schriftgut")
    assert "endet am" in desk_of("schriftgut")
    for login in sorted(ROLES - {"schriftgut"}):
        assert "Aufbewahrung läuft ab" not in desk_of(login), login
    time_machine.move_to(datetime(2029, 1, 1, 9, tzinfo=UTC))
    assert "abgelaufen am" in desk_of("schriftgut")
    assert made.reference in desk_of("schriftgut")
    assert list(duties(world.actor("sachbearbeitung"))) == []
