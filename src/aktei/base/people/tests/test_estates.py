# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a dissolved or moved unit had: dossiers and post go to the successor, and everybody finds them there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.errors import Refused
from aktei.base.acts.queries import about, lines, sentence
from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.rules import Choice
from aktei.base.people import actions
from aktei.base.rights.queries import may
from aktei.records.documents.actions import undo_filing
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier
from tests.stage import SYSTEM, Stage


@pytest.fixture
def stage(world):
    return Stage(world)


def test_a_unit_that_leads_dossiers_and_has_post_says_so(stage):
    _received = stage.received
    with pytest.raises(Refused) as refusal:
        actions.dissolve_unit(stage.world.actor("verwaltung"), unit=stage.world.units["50.1"].id)
    said = " ".join(refusal.value.reasons)
    assert "führt 4 Akten" in said
    assert "einen Eingang im Posteingang" in said


def test_the_successor_leads_the_dossiers_and_has_the_post(stage):
    received, filed = stage.received, stage.filed
    team, heir = stage.world.units["50.1"], stage.world.units["63.1"]
    actions.merge_unit(stage.world.actor("verwaltung"), unit=team.id, into=heir.id)
    assert not Dossier.objects.filter(lead_unit=team).exists()
    document = Document.objects.get(id=received.document_id)
    assert document.unit_id == heir.id
    assert document.chain == [document.id, *heir.chain]
    assert may(stage.world.actor("bauaufsicht"), "file", document.chain)
    assert not may(stage.world.actor("leitung"), "file", document.chain)
    assert Document.objects.get(id=filed.document_id).unit_id == team.id, "who received it once stays on record"


def test_every_dossier_taken_over_tells_it_in_its_own_history(stage):
    office, team, heir = stage.world.actor("verwaltung"), stage.world.units["50.1"], stage.world.units["50.2"]
    led = set(Dossier.objects.filter(lead_unit=team).values_list("id", flat=True))
    actions.merge_unit(office, unit=team.id, into=heir.id)
    for node in led:
        line = about(node).first()
        assert line.person == office.person_id
        assert sentence(line) == f"hat mit der Auflösung von {team.name} die Federführung an {heir.name} gegeben"
    assert lines(kinds=["LeadUnitInherited"]).count() == len(led) > 1


def test_unfiled_post_follows_a_unit_that_moves(stage):
    received = stage.received
    team, other = stage.world.units["50.1"], stage.world.units["63"]
    actions.move_unit(stage.world.actor("verwaltung"), unit=team.id, parent=other.id)
    document = Document.objects.get(id=received.document_id)
    assert document.chain == [document.id, team.id, *other.chain]
    assert may(stage.anna, "file", document.chain)
    assert not may(stage.world.actor("leitung"), "file", document.chain)


def test_whoever_stands_in_for_the_work_of_a_unit_stands_in_for_that_of_its_successor(stage):
    team = stage.world.units["50.1"]
    deputy = stage.world.actor("bauaufsicht")
    declare_absence(
        SYSTEM,
        person=stage.anna.person_id,
        ends_at=timezone.now() + timedelta(days=3),
        deputies=[Choice(deputy.person_id, unit=team.id)],
    )
    dossier = stage.dossier
    assert may(deputy, "edit", dossier.chain)
    actions.merge_unit(stage.world.actor("verwaltung"), unit=team.id, into=stage.world.units["50.2"].id)
    assert may(deputy, "edit", dossier.chain)


def test_filing_undone_later_leads_to_whoever_took_over(stage):
    filed, team = stage.filed, stage.world.units["50.1"]
    actions.merge_unit(stage.world.actor("verwaltung"), unit=team.id, into=stage.world.units["50.2"].id)
    undo_filing(SYSTEM, document=filed.document_id)
    document = Document.objects.get(id=filed.document_id)
    assert document.chain[1] == document.unit_id == stage.world.units["50.2"].id
