# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Protected dossiers: who keeps access, what lies below, and that nothing slips out from behind a barrier."""

import pytest

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.four_eyes.actions import SecondPersonNeeded, confirm_proposal
from aktei.base.rights.models import Grant
from aktei.base.rights.queries import chains_at, may
from aktei.base.rights.rules import OVERSIGHT
from aktei.records.cases.actions import move_case, open_case
from aktei.records.dossiers import branches, changing, merging
from aktei.records.dossiers.tests.conftest import SYSTEM

LOGINS = ("sachbearbeitung", "vertretung", "leitung", "schriftgut", "bauaufsicht", "verwaltung", "post")


@pytest.fixture
def readers(world):
    """Who may read a record now."""
    return lambda row: {
        name for name in LOGINS if may(world.actor(name), "read", type(row).objects.get(id=row.id).chain)
    }


def test_protecting_ends_rights_from_above_and_admits_whom_it_names(shelf, rolf, world, readers):
    row = shelf.dossier()
    case = open_case(SYSTEM, dossier=row.id, subject_line="Vorgang")
    part = branches.open_sub_dossier(SYSTEM, parent=row.id, subject_line="Teil")
    letters = [shelf.filed(row), shelf.filed(case=case), shelf.filed(part)]
    assert readers(letters[2]) == {"sachbearbeitung", "vertretung", "leitung", "schriftgut"}
    head = f"person:{world.persons['leitung'].id}"
    changing.protect_dossier(rolf, dossier=row.id, reason="Kollegin", keep=[head])
    for each in (row, case, part, *letters):
        assert readers(each) == {"sachbearbeitung", "vertretung", "leitung", "schriftgut"}
        assert type(each).objects.get(id=each.id).chain == chains_at([each.id])[each.id]
    assert type(part).objects.get(id=part.id).chain == [part.id, row.id, OVERSIGHT]
    changing.classify_dossier(rolf, dossier=row.id, confidentiality="confidential")


def test_whoever_is_not_named_loses_access(shelf, rolf, readers):
    row = shelf.dossier()
    changing.protect_dossier(rolf, dossier=row.id, reason="Kollegin")
    assert readers(row) == {"sachbearbeitung", "vertretung", "schriftgut"}


def test_protecting_needs_a_reason_and_only_a_protected_dossier_is_confidential(shelf, rolf, anna):
    row = shelf.dossier()
    with pytest.raises(Forbidden):
        changing.protect_dossier(anna, dossier=row.id, reason="Kollegin")
    with pytest.raises(Refused, match="geschützte Akte"):
        changing.classify_dossier(rolf, dossier=row.id, confidentiality="confidential")
    with pytest.raises(Refused, match="Grund"):
        changing.protect_dossier(rolf, dossier=row.id, reason=" ")


def test_lifting_takes_two_people_and_ends_what_the_protection_gave(shelf, anna, world, readers):
    row = shelf.dossier(protected=True)
    letter = shelf.filed(row)
    with pytest.raises(SecondPersonNeeded):
        changing.lift_protection(anna, dossier=row.id, reason="erledigt")
    proposal = changing.propose_lifting(anna, dossier=row.id, reason="erledigt")
    with pytest.raises(Refused, match="andere Person"):
        confirm_proposal(anna, proposal=proposal)
    confirm_proposal(world.actor("vertretung"), proposal=proposal)
    assert readers(letter) == {"sachbearbeitung", "vertretung", "leitung", "schriftgut"}
    assert not Grant.objects.filter(node=row.id, valid_until=None).exists()


def test_nothing_is_moved_out_from_behind_a_barrier(shelf, rolf, anna, world):
    guarded, other = shelf.dossier(protected=True), shelf.dossier()
    part = branches.open_sub_dossier(anna, parent=guarded.id, subject_line="Teil")
    case = open_case(anna, dossier=guarded.id, subject_line="Vorgang")
    with pytest.raises(Refused, match="geschützten Akte"):
        branches.move_dossier(anna, dossier=part.id, entry=world.plan["50.31"].id)
    with pytest.raises(Refused, match="geschützt"):
        move_case(anna, case=case.id, into=other.id)
    with pytest.raises(Refused, match="geschützt"):
        merging.merge_dossiers(anna, source=guarded.id, target=other.id, reason="doppelt")
    move_case(anna, case=case.id, into=part.id)
    changing.protect_dossier(anna, dossier=part.id, reason="eigener Schutz")
    moved = branches.move_dossier(anna, dossier=part.id, entry=world.plan["50.31"].id)
    assert moved.chain == [part.id, OVERSIGHT]
    assert type(case).objects.get(id=case.id).chain == [case.id, part.id, OVERSIGHT]


def test_what_comes_into_a_protected_dossier_is_as_protected(shelf, readers):
    guarded, row = shelf.dossier(protected=True), shelf.dossier()
    letter = shelf.filed(row)
    branches.move_dossier(SYSTEM, dossier=row.id, into=guarded.id)
    assert readers(letter) == {"sachbearbeitung", "vertretung"}
    other = shelf.dossier()
    second = shelf.filed(other)
    merging.merge_dossiers(SYSTEM, source=other.id, target=guarded.id, reason="gehört dazu")
    assert readers(second) == {"sachbearbeitung", "vertretung"}
