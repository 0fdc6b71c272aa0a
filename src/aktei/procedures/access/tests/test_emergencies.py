# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Break-glass: a reason, a limited time, a notice; nothing before, nothing after, and a line for every reading."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.four_eyes.actions import confirm_proposal
from aktei.base.people.actions import register_person
from aktei.base.rights.queries import may
from aktei.base.rights.rules import READ
from aktei.entrances.demo.world import BUILDER
from aktei.procedures.access import queries
from aktei.procedures.access.actions import (
    acknowledge_emergency,
    break_glass,
    end_emergency,
    expire_emergencies,
    propose_emergency,
)
from aktei.procedures.access.models import Emergency
from aktei.records.dossiers.actions import open_dossier, read_dossier

WHY = "Anruf der Polizei, Gefahr für ein Kind"


@pytest.fixture
def secret(world):
    return open_dossier(
        BUILDER,
        entry=world.plan["50.30"].id,
        subject_line="Geschützt",
        lead_unit=world.units["50.1"].id,
        protected=True,
    )


def kinds(actor):
    return list(JournalEntry.objects.filter(person=actor.person_id).order_by("id").values_list("kind", flat=True))


def test_it_opens_one_dossier_for_some_hours_and_ends_by_itself(world, secret, time_machine):
    ines = world.actor("bauaufsicht")
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    assert not may(ines, READ, secret.chain)
    row = break_glass(ines, reference=secret.reference, reason=WHY)
    assert row.until == start + timedelta(hours=4)
    assert may(ines, READ, secret.chain)
    other = world.dossiers["Wohngeld Köster, Bernd"]
    assert not may(ines, READ, other.chain)
    assert [each.id for each in queries.running(ines)] == [row.id]
    time_machine.move_to(row.until)
    assert not may(ines, READ, secret.chain)
    assert queries.running(ines) == []
    assert expire_emergencies(Actor.system("test")) == 1
    assert Emergency.objects.get().ended_at == row.until


def test_every_reading_within_is_journalled_as_such_and_no_other(world, secret):
    ines, anna = world.actor("bauaufsicht"), world.actor("sachbearbeitung")
    break_glass(ines, reference=secret.reference, reason=WHY)
    read_dossier(ines, dossier=secret.id)
    assert kinds(ines) == ["RightGranted", "EmergencyBegun", "DossierRead", "ReadInEmergency"]
    read_dossier(anna, dossier=secret.id)
    assert kinds(anna) == ["DossierRead"]


def test_it_needs_a_role_a_reason_and_a_dossier_that_is_closed_to_one(world, secret):
    stranger = register_person(BUILDER, login="fremd", given_name="Frieda", family_name="Fremd")
    with pytest.raises(Forbidden):
        break_glass(Actor(person_id=stranger.id), reference=secret.reference, reason=WHY)
    with pytest.raises(Refused, match="begründen"):
        break_glass(world.actor("bauaufsicht"), reference=secret.reference, reason="wichtig")
    with pytest.raises(Refused, match="schon lesen"):
        break_glass(world.actor("sachbearbeitung"), reference=secret.reference, reason=WHY)
    with pytest.raises(Missing):
        break_glass(world.actor("bauaufsicht"), reference="50.30-1999/99999", reason=WHY)
    with pytest.raises(Refused, match="zweite Person"):
        break_glass(world.actor("bauaufsicht"), reference=secret.reference, reason=WHY, hours=25)
    assert not Emergency.objects.exists()


def test_longer_than_a_day_takes_a_second_person(world, secret):
    ines, miriam = world.actor("bauaufsicht"), world.actor("datenschutz")
    proposal = propose_emergency(ines, reference=secret.reference, reason=WHY, hours=72)
    assert not may(ines, READ, secret.chain)
    with pytest.raises(Forbidden):
        confirm_proposal(ines, proposal=proposal)
    confirm_proposal(miriam, proposal=proposal)
    assert may(ines, READ, secret.chain)
    row = Emergency.objects.get()
    assert (row.person, row.approval) == (ines.person_id, proposal)
    assert row.until - row.begun_at == timedelta(hours=72)


def test_a_day_alone_is_not_strung_together_from_several(world, secret, time_machine):
    ines, start = world.actor("bauaufsicht"), timezone.now()
    time_machine.move_to(start, tick=False)
    break_glass(ines, reference=secret.reference, reason=WHY, hours=20)
    time_machine.move_to(start + timedelta(hours=20))
    with pytest.raises(Refused, match="sieben Tagen"):
        break_glass(ines, reference=secret.reference, reason=WHY, hours=5)
    row = break_glass(ines, reference=secret.reference, reason=WHY, hours=4)
    end_emergency(ines, emergency=row.id)
    time_machine.move_to(start + timedelta(hours=21))
    propose_emergency(ines, reference=secret.reference, reason=WHY, hours=72)
    time_machine.move_to(start + timedelta(days=9))
    break_glass(ines, reference=secret.reference, reason=WHY, hours=24)


def test_data_protection_sees_it_without_reading_and_takes_note(world, secret):
    ines, miriam = world.actor("bauaufsicht"), world.actor("datenschutz")
    row = break_glass(ines, reference=secret.reference, reason=WHY)
    assert not may(miriam, READ, secret.chain)
    assert queries.unread(miriam) == 1
    assert queries.unread(ines) == queries.unread(world.actor("schriftgut")) == 0
    with pytest.raises(Forbidden):
        acknowledge_emergency(ines, emergency=row.id)
    acknowledge_emergency(miriam, emergency=row.id, remark="In Ordnung")
    assert queries.unread(miriam) == 0
    assert [each.acknowledged_by for each in queries.emergencies(miriam)] == [miriam.person_id]
    assert not queries.emergencies(ines).exists()


def test_it_can_be_ended_early_by_its_person_and_by_data_protection_alone(world, secret):
    ines, miriam = world.actor("bauaufsicht"), world.actor("datenschutz")
    row = break_glass(ines, reference=secret.reference, reason=WHY)
    with pytest.raises(Forbidden):
        end_emergency(world.actor("post"), emergency=row.id)
    end_emergency(miriam, emergency=row.id)
    assert not may(ines, READ, secret.chain)
    with pytest.raises(Refused, match="schon beendet"):
        end_emergency(ines, emergency=row.id)
