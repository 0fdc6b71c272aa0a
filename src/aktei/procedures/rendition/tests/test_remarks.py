# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a clerk should know of a file that was read: noted where it is seen, kept with the rendition, said once."""

import pytest

from aktei.base.four_eyes.actions import confirm_proposal
from aktei.procedures.rendition import queries, remarks
from aktei.procedures.rendition.actions import complete
from aktei.procedures.rendition.jobs import forget
from aktei.procedures.rendition.models import Rendition
from aktei.procedures.rendition.remarks import Remark
from aktei.records.documents.actions import withdraw_document
from aktei.records.documents.removing import propose_deletion
from tests.stage import PDF, SYSTEM, Stage


def test_what_is_noted_belongs_to_the_page_that_is_being_worked_on():
    with remarks.collected():
        remarks.note("damaged")
        remarks.note("damaged")
        with remarks.collected():
            assert remarks.so_far() == []
        assert remarks.so_far() == [["damaged"]]
    remarks.note("damaged")
    assert remarks.so_far() == []


def test_a_remark_without_a_sentence_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        remarks.note("unheard-of")


def test_the_same_remark_about_many_pages_is_said_once():
    found = remarks.merged([[["damaged"]]], [(1, []), (2, [["damaged"]]), (3, [["damaged"]]), (7, [["damaged"]])])
    assert found == [Remark("damaged"), Remark("damaged", pages=(2, 3, 7))]
    assert [Remark.from_dict(each.as_dict()) for each in found] == found
    assert remarks.runs(found[1].pages) == [(2, 2), (3, 3), (7, 7)]


def test_names_from_outside_are_bounded_and_cannot_turn_the_sentence_around():
    with remarks.collected():
        remarks.note("damaged", "Rechnung\u202efdp.exe\n\0", "x" * 10_000, *map(str, range(500)))
        ((_, name, long, *more),) = remarks.so_far()
    assert name == "Rechnung fdp.exe"
    assert len(long) == remarks.LONGEST_NAME
    assert len(more) == remarks.MOST_NAMES - 2


def test_what_was_noted_goes_with_the_document_that_was_deleted(world):
    stage = Stage(world)
    row = stage.received.document
    noted = [Remark("notes", (1,), ("Bitte zurückrufen",))]
    complete(SYSTEM, version=row.current_id, archival=PDF, thumbnail=None, pages=[stage.page()], remarks=noted)
    assert queries.remarks_on([row.id]) == {row.id: noted}
    withdraw_document(SYSTEM, document=row.id, reason="doppelt")
    proposal = propose_deletion(world.actor("post"), document=row.id, reason="Fehlscan")
    confirm_proposal(world.actor("schriftgut"), proposal=proposal)
    forget(node=str(row.id), entry=0)
    assert queries.remarks_on([row.id]) == {}
    assert "Bitte zurückrufen" not in str(list(Rendition.objects.values_list("remarks", flat=True)))
