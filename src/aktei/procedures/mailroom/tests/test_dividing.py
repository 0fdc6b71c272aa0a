# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stack that came in as one file becomes several documents, each with its own pages and nobody else's."""

import io
from uuid import uuid4

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.blobs import store
from aktei.procedures.mailroom import actions, queries
from aktei.procedures.mailroom.tests.conftest import stored, work
from aktei.procedures.rendition.tests.test_cutting import WORDS, everything_in, stack
from aktei.records.documents.actions import RenderedPage, complete_rendition, file_document
from aktei.records.documents.copies import copied
from aktei.records.documents.models import Component, Document, PageRange
from aktei.records.documents.queries import components
from aktei.records.documents.reading import download_component
from aktei.records.envelopes import rules
from aktei.records.envelopes.dividing import divide_document, divisible, undo_division
from aktei.records.envelopes.rules import Dividing, objections_to_dividing, spans_of

SYSTEM = Actor.system("test")
UTE = "Wohngeld Yıldız, Ute"


def read(document, pages: int = 4) -> None:
    rows = [RenderedPage(number, 595, 842, 0, "digital", 100, f"Seite {number}", b"") for number in range(1, pages + 1)]
    archival = stored(document.id.bytes)
    complete_rendition(SYSTEM, version=document.current_id, archival=archival, thumbnail=None, pages=rows)
    document.refresh_from_db()


@pytest.fixture
def clerk(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def whole(receive):
    """A file of four pages that was read and waits."""
    row = receive(b"vier Seiten", subject_line="Stapel").document
    read(row)
    return row


def test_each_part_names_its_pages_of_the_one_file_and_the_whole_is_withdrawn(whole, clerk):
    first, second, third = divide_document(clerk, document=whole.id, parts=[(1, 1), (2, 3), (4, 4)])
    kept = [(each.first_page, each.last_page, each.sha256) for each in PageRange.objects.order_by("first_page")]
    digest = Component.objects.get(version=whole.current_id, role="original").sha256
    assert kept == [(1, 1, digest), (2, 3, digest), (4, 4, digest)]
    assert [each.subject_line for each in (first, second, third)] == ["Stapel", "", ""]
    whole.refresh_from_db()
    assert whole.withdrawn_at is not None
    assert {each.consignment_id for each in (first, second, third)} == {whole.consignment_id}
    assert queries.consignment(clerk, whole.consignment_id).state == "received"


def test_parts_are_no_copies_of_each_other_and_nobody_takes_the_file_from_them(whole, clerk):
    made = divide_document(clerk, document=whole.id, parts=[(1, 2), (3, 4)])
    for each in made:
        read(each, 2)
        assert not any(row.role == "original" for row in components(clerk, each.id))
        with pytest.raises(Missing):
            download_component(clerk, document=each.id, version=1, role="original")
    assert not copied(clerk, [each.id for each in made])


def test_a_part_may_be_divided_again(whole, clerk):
    _first, rest = divide_document(clerk, document=whole.id, parts=[(1, 1), (2, 4)])
    read(rest, 3)
    divide_document(clerk, document=rest.id, parts=[(1, 1), (2, 3)])
    spans = PageRange.objects.filter(cut_from=rest).order_by("first_page").values_list("first_page", "last_page")
    assert list(spans) == [(2, 2), (3, 4)]


def test_parts_go_into_dossiers_of_their_own_and_are_not_put_together_again_then(whole, world, clerk):
    first, second = divide_document(clerk, document=whole.id, parts=[(1, 2), (3, 4)])
    for each in (first, second):
        read(each, 2)
    assert divisible([first, second]) == {first.id, second.id}
    actions.file_consignment(
        clerk, consignment=whole.consignment_id, dossier=world.dossiers[UTE].id, documents=[second.id]
    )
    with pytest.raises(Refused, match="schon abgelegt"):
        undo_division(clerk, document=whole.id)
    actions.undo(clerk, consignment=whole.consignment_id)
    whole.refresh_from_db()
    undo_division(clerk, document=whole.id)
    waiting = Document.objects.filter(consignment=whole.consignment_id, withdrawn_at=None)
    assert [each.id for each in waiting] == [whole.id]
    assert queries.consignment(clerk, whole.consignment_id).state == "ready"
    with pytest.raises(Refused, match="nicht aufgeteilt"):
        undo_division(clerk, document=whole.id)


def test_who_may_not_file_there_divides_nothing_and_learns_nothing(whole, world):
    for login in ("bauaufsicht", "verwaltung"):
        with pytest.raises((Forbidden, Missing)):
            divide_document(world.actor(login), document=whole.id, parts=[(1, 1), (2, 4)])
        with pytest.raises((Forbidden, Missing)):
            undo_division(world.actor(login), document=whole.id)
    with pytest.raises(Missing):
        divide_document(world.actor("sachbearbeitung"), document=uuid4(), parts=[(1, 1), (2, 4)])


def test_what_was_not_read_or_consists_of_several_files_stays_whole(receive, world, clerk):
    unread = receive(b"ungelesen").document
    with pytest.raises(Refused, match="noch nicht eingelesen"):
        divide_document(clerk, document=unread.id, parts=[(1, 1), (2, 2)])
    several = receive(b"eine", b"zweite").document
    read(several)
    assert not divisible([unread, several])
    filed = receive(b"abgelegt").document
    read(filed)
    file_document(clerk, document=filed.id, dossier=world.dossiers[UTE].id)
    with pytest.raises(Refused, match="Posteingang"):
        divide_document(clerk, document=filed.id, parts=[(1, 1), (2, 4)])


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "mindestens zwei"),
        ([(1, 4)], "mindestens zwei"),
        ([(1, 2), (2, 4)], "mehreren Teilen vor: 2"),
        ([(1, 1), (3, 4)], "zu keinem Teil: 2"),
        ([(1, 2), (3, 9)], "3 bis 9 gibt es nicht"),
        ([(0, 2), (3, 4)], "0 bis 2 gibt es nicht"),
        ([(2, 1), (3, 4)], "2 bis 1 gibt es nicht"),
        ([(1, 1)] * 501, "höchstens 500"),
    ],
)
def test_no_page_is_lost_or_taken_twice(whole, clerk, parts, said):
    with pytest.raises(Refused, match=said):
        divide_document(clerk, document=whole.id, parts=parts)
    assert not PageRange.objects.exists()


@given(st.integers(2, 30), st.data())
def test_exactly_the_partitions_are_accepted(pages, data):
    cuts = sorted(data.draw(st.sets(st.integers(1, pages - 1), min_size=1, max_size=6)))
    parts = [(first + 1, last) for first, last in zip([0, *cuts], [*cuts, pages], strict=True)]
    now = Dividing(waits=True, is_read=True, files=1, pages=pages)
    assert not objections_to_dividing(now, data.draw(st.permutations(parts)))
    at = data.draw(st.integers(0, len(parts) - 1))
    assert objections_to_dividing(now, parts[:at] + parts[at + 1 :])
    assert objections_to_dividing(now, [*parts, parts[at]])


@pytest.mark.parametrize(
    ("text", "span"), [("3", (3, 3)), (" 3 - 5 ", (3, 5)), ("3–5", (3, 5)), ("3 bis 5", (3, 5)), ("12-7", (12, 7))]
)
def test_pages_are_named_as_people_write_them(text, span):
    assert spans_of([text]) == ([span], [])


@pytest.mark.parametrize("text", ["", "a", "1,2", "1-2-3", "-3", "3-", "1.5", "9" * 9, "²"])
def test_what_names_no_pages_is_told(text):
    spans, wrong = spans_of([text])
    assert (spans, len(wrong)) == ([], 1)


def test_pages_are_told_shortly():
    assert rules.pages_text([7, 1, 2, 3, 9]) == "1–3, 7, 9"


def test_the_whole_way_leaves_in_each_part_its_pages_alone(receive, clerk, tmp_path):
    row = receive(files=[stored(stack())])
    work()
    divide_document(clerk, document=row.document_id, parts=[(1, 2), (3, 3), (4, 4)])
    work()
    found = queries.consignment(clerk, row.id)
    assert found.state == "ready"
    parts = list(Document.objects.filter(consignment=row.id, withdrawn_at=None).order_by("place_in_consignment"))
    assert [each.page_count for each in parts] == [2, 1, 1]
    (archival,) = Component.objects.filter(version=parts[0].current_id, role="archival")
    kept = tmp_path / "archival.pdf"
    kept.write_bytes(store.path(archival.sha256).read_bytes())
    assert WORDS[2].encode() not in everything_in(kept)
    with pikepdf.open(io.BytesIO(kept.read_bytes())) as pdf:
        assert len(pdf.pages) == 2
