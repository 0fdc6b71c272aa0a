# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What takes two people is done by neither of them alone, nor by one person in two roles."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import acting, record
from aktei.base.four_eyes import queries as proposals
from aktei.base.four_eyes.actions import (
    EXPIRES_AFTER,
    SecondPersonNeeded,
    confirm_proposal,
    decline_proposal,
    expire_proposals,
    withdraw_proposal,
)
from aktei.base.four_eyes.models import Outcome, Proposal
from aktei.base.granting.actions import grant, propose_grant
from aktei.base.people.actions import end_person
from aktei.base.people.models import OFFICE
from aktei.base.rights.events import RightEnded
from aktei.base.rights.models import Grant, Standing
from aktei.base.rights.queries import may
from aktei.base.rights.rules import AUDIT, FIND, READ
from aktei.entrances.demo.world import BUILDER
from aktei.records.dossiers.actions import open_dossier


@pytest.fixture
def secret(world):
    return open_dossier(
        world.actor("sachbearbeitung"),
        entry=world.plan["50.30"].id,
        subject_line="Geschützt",
        lead_unit=world.units["50.1"].id,
        protected=True,
    )


def wanted(world, secret, **more):
    ines = world.persons["bauaufsicht"].id
    return {
        "node": secret.id,
        "chain": secret.chain,
        "right": READ,
        "principal": f"person:{ines}",
        "cause": "Amtshilfe",
        **more,
    }


def proposed(world, secret, login="sachbearbeitung", **more):
    return propose_grant(world.actor(login), what="Ines Straßer: Lesen", **wanted(world, secret, **more))


def test_widening_rights_on_a_protected_record_takes_a_second_person(world, secret):
    anna, jonas, ines = (world.actor(each) for each in ("sachbearbeitung", "vertretung", "bauaufsicht"))
    with pytest.raises(SecondPersonNeeded):
        grant(anna, **wanted(world, secret))
    proposal = proposed(world, secret)
    assert not may(ines, READ, secret.chain)
    with pytest.raises(Refused, match="andere Person"):
        confirm_proposal(anna, proposal=proposal)
    confirm_proposal(jonas, proposal=proposal)
    assert may(ines, READ, secret.chain)
    assert Grant.objects.get(approval=proposal).granted_by == jonas.person_id
    lines = JournalEntry.objects.filter(nodes__contains=[secret.id]).order_by("id").values_list("kind", flat=True)
    assert list(lines)[-3:] == ["ActProposed", "ProposalConfirmed", "RightGranted"]


def test_a_confirmed_proposal_works_once_and_for_exactly_what_was_proposed(world, secret):
    jonas = world.actor("vertretung")
    proposal = proposed(world, secret)
    confirm_proposal(jonas, proposal=proposal)
    with pytest.raises(SecondPersonNeeded):
        grant(jonas, **wanted(world, secret), approval=proposal)
    with pytest.raises(Refused, match="schon entschieden"):
        confirm_proposal(jonas, proposal=proposal)


def test_the_second_person_needs_the_right_themselves(world, secret):
    proposal = proposed(world, secret)
    for login in ("bauaufsicht", "datenschutz", "schriftgut"):
        with pytest.raises(Forbidden):
            confirm_proposal(world.actor(login), proposal=proposal)
    assert [each.id for each in proposals.waiting(world.actor("vertretung"))] == [proposal]
    assert proposals.waiting(world.actor("sachbearbeitung")) == []
    assert proposals.waiting(world.actor("datenschutz")) == []


def test_a_deputy_does_not_confirm_what_their_principal_proposed(world, secret):
    anna, jonas = world.actor("sachbearbeitung"), world.actor("vertretung")
    with acting("test"):
        Standing.objects.create(
            person=jonas.person_id, stands_for=anna.person_id, valid_from=timezone.now(), cause="Urlaub"
        )
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    proposal = proposed(world, secret)
    with pytest.raises(Refused, match="vertritt"):
        confirm_proposal(jonas, proposal=proposal)
    with pytest.raises(Forbidden):
        confirm_proposal(Actor(jonas.person_id, for_person_id=anna.person_id), proposal=proposal)
    assert Proposal.objects.get().outcome == Outcome.OPEN


def test_what_changed_meanwhile_is_stale_and_what_is_old_expires(world, secret, time_machine):
    jonas = world.actor("vertretung")
    stale = proposed(world, secret)
    with acting("test"):
        Proposal.objects.filter(id=stale).update(basis="elsewhere")
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    assert proposals.is_stale(Proposal.objects.get(id=stale))
    with pytest.raises(Refused, match="geändert"):
        confirm_proposal(jonas, proposal=stale)
    late = proposed(world, secret, cause="später")
    time_machine.move_to(timezone.now() + EXPIRES_AFTER)
    with pytest.raises(Refused, match="abgelaufen"):
        confirm_proposal(jonas, proposal=late)
    assert expire_proposals(Actor.system("test")) == 2
    assert set(Proposal.objects.values_list("outcome", flat=True)) == {Outcome.EXPIRED}


def test_what_somebody_proposed_who_has_left_since_is_not_confirmed_any_more(world, secret):
    jonas = world.actor("vertretung")
    proposal = proposed(world, secret)
    end_person(BUILDER, person=world.persons["sachbearbeitung"].id)
    with pytest.raises(Refused, match="nicht mehr im Haus"):
        confirm_proposal(jonas, proposal=proposal)
    assert proposals.has_left(Proposal.objects.get())
    decline_proposal(jonas, proposal=proposal, remark="bitte neu vorlegen")


def test_confirmed_after_the_day_it_was_to_begin_it_begins_with_the_confirmation(world, secret, time_machine):
    now = timezone.now()
    proposal = proposed(world, secret, valid_from=now + timedelta(days=1))
    time_machine.move_to(now + timedelta(days=3), tick=False)
    confirm_proposal(world.actor("vertretung"), proposal=proposal)
    assert Grant.objects.get(approval=proposal).valid_from == now + timedelta(days=3)


def test_it_is_declined_with_a_reason_and_taken_back_by_whoever_proposed_it(world, secret):
    anna, jonas = world.actor("sachbearbeitung"), world.actor("vertretung")
    first, second = proposed(world, secret), proposed(world, secret, cause="anders")
    with pytest.raises(Refused, match="Grund"):
        decline_proposal(jonas, proposal=first, remark=" ")
    decline_proposal(jonas, proposal=first, remark="nicht nötig")
    with pytest.raises(Forbidden):
        withdraw_proposal(jonas, proposal=second)
    withdraw_proposal(anna, proposal=second)
    assert proposals.waiting(jonas) == []
    assert not may(world.actor("bauaufsicht"), READ, secret.chain)


def test_nothing_is_granted_backwards_in_time(world):
    dossier, now = world.dossiers["Wohngeld Köster, Bernd"], timezone.now()
    with pytest.raises(Refused, match="rückwirkend"):
        grant(BUILDER, **wanted(world, dossier, valid_from=now - timedelta(days=1)))
    with pytest.raises(Refused, match="Ende"):
        grant(BUILDER, **wanted(world, dossier, valid_until=now))
    made = grant(BUILDER, **wanted(world, dossier, valid_from=now - timedelta(minutes=1)))
    assert Grant.objects.get(id=made).valid_from >= now


def test_data_protection_reaches_what_is_protected_and_does_not_read_it(world, secret):
    miriam = world.actor("datenschutz")
    assert may(miriam, AUDIT, secret.chain)
    assert may(miriam, FIND, secret.chain)
    assert not may(miriam, READ, secret.chain)
