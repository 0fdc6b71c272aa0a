# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Renaming, leading, moving, merging, linking: what changes, who may, and what the history says."""

import pytest
from django.utils import timezone

from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.refusals import Wording
from aktei.base.rights.queries import chains_at, may
from aktei.records.cases.actions import close_case, move_case, open_case, rename_case, reopen_case
from aktei.records.cases.models import Case
from aktei.records.documents.models import Document
from aktei.records.documents.removing import set_hold
from aktei.records.dossiers import actions, branches, changing, linking, merging, queries
from aktei.records.dossiers.models import Closure, Dossier
from aktei.records.dossiers.tests.conftest import SYSTEM


def fresh(row):
    return type(row).objects.get(id=row.id)


def assert_chains_tell_where_things_hang(*rows):
    walked = chains_at([row.id for row in rows])
    for row in rows:
        assert fresh(row).chain == walked[row.id], row


def lines(node, kind):
    return JournalEntry.objects.filter(node=node, kind=kind)


def test_renaming_is_told_with_before_and_after_and_needs_edit(shelf, anna, world):
    row = shelf.dossier("Alt")
    with pytest.raises(Forbidden):
        changing.rename_dossier(world.actor("bauaufsicht"), dossier=row.id, subject_line="Neu")
    assert changing.rename_dossier(anna, dossier=row.id, subject_line=" Neu ").subject_line == "Neu"
    assert lines(row.id, "DossierRenamed").get().payload == {"before": "Alt", "after": "Neu"}


def test_a_closed_dossier_is_not_renamed_and_takes_nothing_in_but_changes_its_lead_unit(shelf, anna, rolf, world):
    row, other = shelf.dossier(), shelf.dossier()
    case = open_case(SYSTEM, dossier=other.id, subject_line="Vorgang")
    actions.close_dossier(anna, dossier=row.id)
    for act in (
        lambda: changing.rename_dossier(anna, dossier=row.id, subject_line="Neu"),
        lambda: open_case(anna, dossier=row.id, subject_line="Neu"),
        lambda: branches.open_sub_dossier(anna, parent=row.id, subject_line="Neu"),
        lambda: branches.move_dossier(rolf, dossier=other.id, into=row.id),
        lambda: merging.merge_dossiers(rolf, source=other.id, target=row.id, reason="doppelt"),
        lambda: move_case(anna, case=case.id, into=row.id),
    ):
        with pytest.raises(Refused, match="geschlossen"):
            act()
    changing.change_lead_unit(anna, dossier=row.id, unit=world.units["50.2"].id)
    assert fresh(row).lead_unit == world.units["50.2"]


def test_moving_takes_everything_along_and_keeps_the_reference(shelf, rolf, world):
    row = shelf.dossier()
    case = open_case(SYSTEM, dossier=row.id, subject_line="Vorgang")
    part = branches.open_sub_dossier(SYSTEM, parent=row.id, subject_line="Teil")
    inside = [case, part, shelf.filed(row), shelf.filed(case=case), shelf.filed(part)]
    branches.move_dossier(rolf, dossier=row.id, entry=world.plan["63.10"].id, reason="falsch angelegt")
    moved = fresh(row)
    assert moved.chain == [row.id, *world.plan["63.10"].chain]
    assert moved.reference == row.reference
    assert fresh(part).entry == world.plan["63.10"]
    assert_chains_tell_where_things_hang(row, *inside)
    assert may(world.actor("bauaufsicht"), "read", fresh(inside[4]).chain)
    assert not may(world.actor("sachbearbeitung"), "read", fresh(inside[4]).chain)


def test_moving_needs_manage_here_and_file_there(shelf, anna, world):
    row = shelf.dossier()
    with pytest.raises(Forbidden):
        branches.move_dossier(anna, dossier=row.id, entry=world.plan["50.31"].id)
    with pytest.raises(Missing):
        branches.move_dossier(SYSTEM, dossier=row.id)


def test_a_new_reference_remembers_the_old_one(shelf, rolf, world):
    row = shelf.dossier()
    branches.move_dossier(rolf, dossier=row.id, entry=world.plan["50.31"].id, reissue=True)
    after = fresh(row)
    assert after.reference.startswith("50.31-")
    assert queries.by_reference(rolf, row.reference) == after
    assert queries.formerly([row.id]) == {row.id: [row.reference]}
    assert shelf.dossier().reference != row.reference


def test_a_dossier_moves_into_another_but_never_into_itself(shelf, rolf):
    one, two = shelf.dossier(), shelf.dossier()
    branches.move_dossier(rolf, dossier=two.id, into=one.id)
    assert fresh(two).chain == [two.id, *one.chain]
    for target in (one, two):
        with pytest.raises(Refused, match="sich selbst"):
            branches.move_dossier(rolf, dossier=one.id, into=target.id)


def test_nothing_leaves_a_place_where_it_is_held_against_deletion(shelf, rolf, world):
    above, row = shelf.dossier(), shelf.dossier()
    branches.move_dossier(rolf, dossier=row.id, into=above.id)
    set_hold(SYSTEM, node=above.id, reason="Klage")
    with pytest.raises(Refused, match="Löschsperre"):
        branches.move_dossier(rolf, dossier=row.id, entry=world.plan["50.31"].id)
    with pytest.raises(Refused, match="Löschsperre"):
        merging.merge_dossiers(rolf, source=above.id, target=shelf.dossier().id, reason="doppelt")


def test_sub_dossiers_are_numbered_below_their_parent_and_hold_up_its_closing(shelf, anna):
    row = shelf.dossier()
    parts = [branches.open_sub_dossier(anna, parent=row.id, subject_line=f"Teil {n}") for n in (1, 2)]
    assert [part.reference for part in parts] == [f"{row.reference}-T1", f"{row.reference}-T2"]
    with pytest.raises(Refused, match="2 Teilakten"):
        actions.close_dossier(anna, dossier=row.id)


def test_merging_appends_everything_and_leads_on_from_the_empty_source(shelf, rolf):
    source, target = shelf.dossier("Doppelt"), shelf.dossier("Bleibt")
    cases = [open_case(SYSTEM, dossier=each.id, subject_line="Vorgang") for each in (target, source)]
    part = branches.open_sub_dossier(SYSTEM, parent=source.id, subject_line="Teil")
    there, first, second = shelf.filed(target), shelf.filed(source), shelf.filed(case=cases[1])
    merging.merge_dossiers(rolf, source=source.id, target=target.id, reason="doppelt angelegt")
    assert [fresh(each).position for each in (there, first, second)] == [1, 2, 3]
    assert fresh(cases[1]).number == 2
    assert fresh(part).parent == target
    assert_chains_tell_where_things_hang(source, target, part, *cases, there, first, second)
    assert fresh(second).chain == [second.id, cases[1].id, *target.chain]
    assert not Document.objects.filter(dossier=source).exists()
    assert not Case.objects.filter(dossier=source).exists()
    assert Closure.objects.filter(node=source.id, reopened_at=None).exists()
    assert queries.by_reference(rolf, source.reference) == target
    with pytest.raises(Refused, match="übergegangen"):
        actions.reopen_dossier(rolf, dossier=source.id, reason="doch nicht")
    told = lines(source.id, "DossierMergedAway").get()
    assert target.reference not in str(told.payload)


def test_merging_leads_on_over_several_steps(shelf, rolf):
    one, two, three = (shelf.dossier() for _ in range(3))
    merging.merge_dossiers(rolf, source=one.id, target=two.id, reason="doppelt")
    merging.merge_dossiers(rolf, source=two.id, target=three.id, reason="doppelt")
    assert queries.by_reference(rolf, one.reference) == three
    assert sorted(queries.formerly([three.id])[three.id]) == sorted([one.reference, two.reference])


def test_merging_tells_every_objection_at_once(shelf, rolf, monkeypatch):
    row = shelf.dossier()
    monkeypatch.setattr(
        merging, "obstacles", lambda actor, node: [Wording("test.open", "Eine Aufgabe ist noch offen.")()]
    )
    with pytest.raises(Refused) as refusal:
        merging.merge_dossiers(rolf, source=row.id, target=row.id, reason=" ")
    assert len(refusal.value.reasons) == 3


def test_a_case_moves_with_its_documents_and_comes_last(shelf, anna):
    here, there = shelf.dossier(), shelf.dossier()
    open_case(SYSTEM, dossier=there.id, subject_line="Vorgang")
    already, case = shelf.filed(there), open_case(SYSTEM, dossier=here.id, subject_line="Vorgang")
    stays, goes = shelf.filed(here), [shelf.filed(case=case) for _ in range(2)]
    move_case(anna, case=case.id, into=there.id)
    assert [fresh(each).position for each in (already, *goes)] == [1, 2, 3]
    assert fresh(case).number == 2
    assert fresh(stays).dossier == here
    assert_chains_tell_where_things_hang(case, *goes, stays, already)


def test_cases_are_renamed_closed_and_reopened(shelf, anna):
    case = open_case(SYSTEM, dossier=shelf.dossier().id, subject_line="Alt")
    rename_case(anna, case=case.id, subject_line="Neu")
    closure = close_case(anna, case=case.id, reason="erledigt")
    assert closure.term_end is not None
    with pytest.raises(Refused, match="schon geschlossen"):
        close_case(anna, case=case.id)
    with pytest.raises(Refused, match="geschlossen"):
        rename_case(anna, case=case.id, subject_line="Anders")
    reopen_case(anna, case=case.id, reason="Nachtrag")
    kinds = list(lines(case.id, "CaseReopened").values_list("payload__reason", flat=True))
    assert kinds == ["Nachtrag"]


def test_open_cases_hold_up_closing_unless_they_are_closed_along(shelf, anna):
    row = shelf.dossier()
    case = open_case(SYSTEM, dossier=row.id, subject_line="Vorgang")
    with pytest.raises(Refused, match="Vorgang ist noch offen"):
        actions.close_dossier(anna, dossier=row.id)
    actions.close_dossier(anna, dossier=row.id, with_cases=True)
    assert lines(case.id, "CaseClosed").count() == 1
    actions.undo_closing(anna, dossier=row.id)
    assert not Closure.objects.filter(node__in=[row.id, case.id], reopened_at=None).exists()


def test_only_whoever_closed_takes_it_back_and_only_at_once(shelf, anna, world, time_machine):
    row = shelf.dossier()
    actions.close_dossier(anna, dossier=row.id)
    with pytest.raises(Refused, match="nicht mehr"):
        actions.undo_closing(world.actor("vertretung"), dossier=row.id)
    closed = Closure.objects.get(node=row.id)
    time_machine.move_to(closed.closed_at + actions.UNDO_WITHIN * 1.1)
    with pytest.raises(Refused, match="nicht mehr"):
        actions.undo_closing(anna, dossier=row.id)


def test_links_show_at_both_ends_and_never_reveal_what_may_not_be_found(shelf, anna, world):
    row, other = shelf.dossier("Hier"), shelf.dossier("Dort")
    hidden = shelf.dossier("Geheim", entry="63.10")
    link = linking.link_records(anna, source=row.id, target=other.id, kind="predecessor")
    linking.link_records(SYSTEM, source=row.id, target=hidden.id)
    assert [(each.kind, each.subject_line) for each in linking.links_of(anna, row.id)] == [("predecessor", "Dort")]
    assert [each.kind for each in linking.links_of(anna, other.id)] == ["successor"]
    assert linking.links_of(world.actor("bauaufsicht"), hidden.id) == []
    told = " ".join(str(line.payload) for line in JournalEntry.objects.filter(nodes__contains=[row.id]))
    assert "Geheim" not in told
    assert hidden.reference not in told
    linking.end_link(anna, link=link.id)
    assert linking.links_of(anna, row.id) == []


def test_what_may_not_be_linked_is_told(shelf, anna, world):
    row, other = shelf.dossier(), shelf.dossier()
    linking.link_records(anna, source=row.id, target=other.id)
    with pytest.raises(Refused, match="schon"):
        linking.link_records(anna, source=other.id, target=row.id)
    linking.link_records(anna, source=row.id, target=other.id, kind="predecessor")
    with pytest.raises(Refused, match="Nachfolger"):
        linking.link_records(anna, source=other.id, target=row.id, kind="predecessor")
    with pytest.raises(Forbidden):
        linking.link_records(anna, source=row.id, target=shelf.dossier(entry="63.10").id)


def test_a_term_runs_from_the_first_document_to_the_closing(shelf, anna):
    row = shelf.dossier()
    document = shelf.filed(row)
    closure = actions.close_dossier(anna, dossier=row.id)
    assert closure.term_begin <= timezone.localdate(document.received_at)
    assert closure.term_end >= closure.term_begin
    assert Dossier.objects.filter(id=row.id).exists()
