# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holds and deletion: what may go, by whose hands, and what stays for ever."""

import pytest

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.blobs.references import is_referenced
from aktei.base.four_eyes.actions import SecondPersonNeeded, confirm_proposal
from aktei.records.documents import actions, queries, removing
from aktei.records.documents.models import Component, Deletion, Page, Version
from aktei.records.documents.tests.conftest import render_version


@pytest.fixture
def misscan(receive, world):
    document = receive(pages=2)
    actions.rename_document(world.actor("post"), document=document.id, subject_line="Leere Seiten")
    actions.withdraw_document(world.actor("post"), document=document.id, reason="Fehlscan")
    return document


def test_a_misscan_goes_through_two_pairs_of_hands_and_leaves_its_line(world, misscan):
    with pytest.raises(SecondPersonNeeded):
        removing.delete_document(world.actor("schriftgut"), document=misscan.id, reason="Fehlscan")
    proposal = removing.propose_deletion(world.actor("post"), document=misscan.id, reason="Fehlscan")
    with pytest.raises(Forbidden):
        confirm_proposal(world.actor("leitung"), proposal=proposal)
    confirm_proposal(world.actor("schriftgut"), proposal=proposal)
    assert Deletion.objects.get(document=misscan).by == world.persons["schriftgut"].id
    assert not Page.objects.filter(version__document=misscan).exists()
    assert not Component.objects.filter(version__document=misscan).exists()
    line = JournalEntry.objects.get(kind="DocumentDeleted")
    assert (line.person, line.payload["reason"], line.payload["pages"]) == (
        world.persons["schriftgut"].id,
        "Fehlscan",
        2,
    )
    assert set(line.payload["hashes"]) == {"a" * 64, "b" * 64}
    assert queries.document(world.actor("post"), misscan.id).subject_line == ""


def test_bytes_that_another_record_speaks_of_are_still_spoken_of(world, misscan, receive):
    receive()  # the same file once more
    proposal = removing.propose_deletion(world.actor("post"), document=misscan.id, reason="Fehlscan")
    confirm_proposal(world.actor("schriftgut"), proposal=proposal)
    assert is_referenced("a" * 64)


def test_bytes_that_no_record_speaks_of_any_more_go_with_the_sweep(world, misscan):
    proposal = removing.propose_deletion(world.actor("post"), document=misscan.id, reason="Fehlscan")
    assert is_referenced("a" * 64)
    confirm_proposal(world.actor("schriftgut"), proposal=proposal)
    assert not is_referenced("a" * 64)


def test_a_rendition_that_ends_after_the_deletion_brings_nothing_back(world, receive):
    document = receive(rendered=False)
    actions.withdraw_document(world.actor("post"), document=document.id, reason="Fehlscan")
    proposal = removing.propose_deletion(world.actor("post"), document=document.id, reason="Fehlscan")
    confirm_proposal(world.actor("schriftgut"), proposal=proposal)
    assert render_version(document.current_id) is False
    assert not Page.objects.filter(version__in=Version.objects.filter(document=document)).exists()


def test_what_is_filed_held_or_in_use_is_not_deleted_and_all_reasons_are_told(world, receive):
    anna, dossier = world.actor("sachbearbeitung"), world.dossiers["Wohngeld Köster, Bernd"]
    document = actions.file_document(anna, document=receive().id, dossier=dossier.id)
    removing.set_hold(anna, node=dossier.id, reason="Klage anhängig")
    with pytest.raises(Refused) as refusal:
        removing.propose_deletion(anna, document=document.id, reason="")
    told = " ".join(refusal.value.reasons)
    assert len(refusal.value.reasons) >= 4
    for word in ("zurückgezogen", "Aufbewahrungsregel", "Klage anhängig", "Grund"):
        assert word in told


def test_a_hold_is_set_by_whoever_works_there_and_lifted_only_by_the_records_manager(world):
    anna, dossier = world.actor("sachbearbeitung"), world.dossiers["Wohngeld Köster, Bernd"]
    with pytest.raises(Refused, match="Grund"):
        removing.set_hold(anna, node=dossier.id, reason=" ")
    hold = removing.set_hold(anna, node=dossier.id, reason="Klage")
    assert [row.reason for row in queries.holds(anna, [dossier.id])] == ["Klage"]
    with pytest.raises(Forbidden):
        removing.lift_hold(anna, hold=hold.id, reason="erledigt")
    removing.lift_hold(world.actor("schriftgut"), hold=hold.id, reason="erledigt")
    assert queries.holds(anna, [dossier.id]) == []
    with pytest.raises(Refused, match="schon aufgehoben"):
        removing.lift_hold(world.actor("schriftgut"), hold=hold.id, reason="noch einmal")
