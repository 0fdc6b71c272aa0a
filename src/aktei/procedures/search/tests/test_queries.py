# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searching as people do it, with a real database and a real index."""

from datetime import UTC, datetime

import pytest
from django.test.utils import CaptureQueriesContext

from aktei.base.acts.actor import Actor
from aktei.procedures.search.matching import Matcher
from aktei.procedures.search.naming import named
from aktei.procedures.search.queries import jump, narrowing, page_marks, search, similar_documents
from aktei.procedures.search.selecting import Filters
from aktei.procedures.search.wanted import Step
from aktei.records.documents.actions import rename_document, undo_filing, withdraw_document

SYSTEM = Actor.system("test")
DOSSIER = "Wohngeld Müller, Sabine"


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


def test_a_word_leads_to_its_page_with_the_word_marked(post, anna):
    document = post.take_in("Deckblatt", "Ihr Wohngeld-\nbescheid vom 1.11.2026", subject_line="Schreiben")
    answer = search(anna, "Bescheid")
    assert answer.total == 1
    hit = answer.hits[0]
    assert (hit.document_id, hit.page_number, hit.page_count) == (document.id, 2, 2)
    assert str(hit.snippet) == "Ihr Wohngeldbescheid vom 1.11.2026"
    assert [piece.text for piece in hit.snippet.pieces if piece.marked] == ["Wohngeldbescheid"]
    assert hit.marks == ((100, 0, 190, 80), (0, 100, 90, 180))
    assert page_marks(anna, document.id, 2, "Bescheid", answer.step) == hit.marks
    assert page_marks(anna, document.id, 1, "Bescheid") == ()


def test_people_find_only_what_they_may_read(post, world, anna):
    post.take_in("Wohngeldbescheid", unit="50.1")
    post.take_in("Baubescheid", unit="63.1")
    filed = post.file(post.receive("Bescheid über Wohngeld"), DOSSIER)
    post.index(filed)
    assert search(anna, "Bescheid").total == 2
    assert search(world.actor("bauaufsicht"), "Bescheid").total == 1
    assert search(SYSTEM, "Bescheid").total == 3
    assert page_marks(world.actor("bauaufsicht"), filed.id, 1, "Bescheid") == ()


def test_filing_moves_a_page_to_other_readers_and_undoing_moves_it_back(post, world, anna):
    builder = world.actor("bauaufsicht")
    document = post.take_in("Lageplan", unit="63.1")
    assert (search(builder, "Lageplan").total, search(anna, "Lageplan").total) == (1, 0)
    post.index(post.file(document, DOSSIER))
    answer = search(anna, "Lageplan")
    assert (search(builder, "Lageplan").total, answer.total) == (0, 1)
    assert answer.hits[0].dossier_reference == world.dossiers[DOSSIER].reference
    post.index(undo_filing(SYSTEM, document=document.id))
    assert (search(builder, "Lageplan").total, search(anna, "Lageplan").total) == (1, 0)


def test_what_was_withdrawn_is_not_shown_even_before_the_index_knows(post, anna):
    document = post.take_in("Lageplan")
    withdraw_document(SYSTEM, document=document.id, reason="doppelt")
    assert search(anna, "Lageplan").hits == ()
    post.index(document)
    assert search(anna, "Lageplan").total == 0


def test_misspelt_words_are_found_and_the_answer_tells_how(post, anna):
    post.take_in("Der Widcrspruch ist begründet")
    answer = search(anna, "Widerspruch")
    assert (answer.total, answer.hits, answer.step) == (0, (), Step.FORMS)
    assert [(one.step, one.total) for one in answer.tried] == [(Step.FORMS, 0), (Step.SIMILAR, 1)]
    assert answer.similar_total == 1
    assert len(answer.similar[0].marks) == 1
    narrow = search(anna, "Widerspruch", step="forms")
    assert (narrow.total, narrow.similar, narrow.wider) == (0, (), Step.SIMILAR)
    alone = search(anna, "Widerspruch", step="similar")
    assert (alone.total, len(alone.hits), alone.wider) == (1, 1, None)


def test_facets_count_the_group_that_is_shown(post, anna):
    post.take_in("Frau Huber", channel="email")
    post.take_in("Frau Hubcr")
    for step, channel in ((None, "email"), ("similar", "paper")):
        facets = {facet.name: facet for facet in narrowing(anna, "Huber", step=step)}
        assert {value.value: value.count for value in facets["channel"].values} == {channel: 1}


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("DE89370400440532013000", "IBAN DE89 3704 0044 0532 0130 00"),
        ("DE89 3704 0044 0532 0130 00", "IBAN DE89370400440532013000"),
        ("01715556677", "mobil 0171-5556677"),
        ("+49 171 5556677", "mobil 0171-5556677"),
        ("0171 555 66 77", "mobil +49 (0)171 5556677"),
        ("056178771234", "Telefon 05 61 / 78 77-12 34"),
        ("12345678901", "Steuer-ID 12 345 678 901"),
        ("65170839J003", "Nummer 65 170839 J 003"),
        ("50.30-2026/00002", "Ihr Zeichen: 50.30-2026/2"),
        ("50.30-2026/2", "Ihr Zeichen: 50.30-2026/00002"),
    ],
)
def test_a_number_in_any_grouping_leads_to_its_page_and_is_marked(post, anna, asked, written):
    post.take_in(f"{written} Ende")
    answer = search(anna, asked)
    assert answer.total == 1
    marked = "".join(piece.text for piece in answer.hits[0].snippet.pieces if piece.marked)
    assert sum(map(str.isdigit, marked)) == sum(map(str.isdigit, written))
    assert answer.hits[0].marks
    assert search(anna, f"{asked} Ende").total == 1
    assert search(anna, f"Ende -{asked.replace(' ', '')}").total == 0


def test_fields_of_the_query_are_looked_up(post, world, anna):
    filed = post.file(post.receive("Bescheid A"), DOSSIER)
    mail = post.receive("Bescheid B", channel="email", received_at=datetime(2025, 3, 1, tzinfo=UTC))
    post.index(filed, mail)
    reference = world.dossiers[DOSSIER].reference
    assert [hit.document_id for hit in search(anna, f"bescheid az:{reference}").hits] == [filed.id]
    assert [hit.document_id for hit in search(anna, "bescheid kanal:E-Mail").hits] == [mail.id]
    assert [hit.document_id for hit in search(anna, "bescheid bis:2025").hits] == [mail.id]
    assert [hit.document_id for hit in search(anna, "bescheid plan:50.3").hits] == [filed.id]
    assert search(anna, 'bescheid einheit:"Soziales"').total == 2
    assert search(anna, "bescheid einheit:50.1").total == 2
    assert search(anna, "bescheid einheit:Bauen").total == 0


def test_unknown_units_and_channels_are_told(post, anna):
    post.take_in("Bescheid")
    answer = search(anna, "bescheid einheit:Raumfahrt kanal:Brieftaube")
    assert answer.total == 0
    assert "Raumfahrt" in answer.explanation
    assert "Brieftaube" in answer.explanation


def test_facets_narrow_the_hits(post, world, anna):
    post.index(post.file(post.receive("Bescheid"), DOSSIER), post.receive("Bescheid", channel="email"))
    facets = {facet.name: facet for facet in narrowing(anna, "bescheid")}
    assert [(value.label, value.count) for value in facets["unit"].values] == [("Team Wohngeld", 2)]
    assert [(value.label, value.count) for value in facets["plan"].values] == [("50.30 Wohngeld", 1)]
    assert {value.value: value.count for value in facets["channel"].values} == {"paper": 1, "email": 1}
    by_mail = Filters(channels=frozenset({"email"}))
    assert search(anna, "bescheid", filters=by_mail).total == 1
    chosen = {facet.name: facet for facet in narrowing(anna, "bescheid", filters=by_mail)}["channel"].values
    assert [value.chosen for value in chosen] == [True]
    place = Filters(dossiers=frozenset({world.dossiers[DOSSIER].id}))
    assert search(anna, "bescheid", filters=place).total == 1


def test_latest_post_comes_first_when_sorted_by_date(post, anna):
    for year in (2024, 2026, 2025):
        post.take_in("Bescheid", received_at=datetime(year, 1, 5, tzinfo=UTC))
    answer = search(anna, "bescheid", sort="date")
    assert [hit.received_at.year for hit in answer.hits] == [2026, 2025, 2024]


@pytest.mark.parametrize("text", ["", "   ", "-nur", '"', "az:", "\0", "*", "🙂"])
def test_queries_without_words_find_nothing_and_break_nothing(post, anna, text):
    post.take_in("Bescheid")
    answer = search(anna, text, sort="quatsch", step="quatsch", limit=-3, offset=-7)
    assert answer.total == 0
    assert answer.explanation


def test_the_number_of_database_queries_does_not_grow_with_the_hits(post, anna, django_assert_max_num_queries):
    for number in range(12):
        post.take_in(f"Bescheid {number}")
    with django_assert_max_num_queries(6):
        assert len(search(anna, "bescheid").hits) == 12


class TestJump:
    @pytest.fixture(autouse=True)
    def indexed(self, post, world):
        document = post.file(post.receive("Text", subject_line="Wohngeldantrag Müller"), DOSSIER)
        post.index(*world.dossiers.values(), document)

    def test_a_name_leads_to_dossiers_before_documents(self, anna):
        found = jump(anna, "müller")
        assert [one.kind for one in found] == ["dossier", "document"]
        assert found[0].title == DOSSIER

    @pytest.mark.parametrize("text", ["mueller sab", "Wohngeld Mül", "muller"])
    def test_spelling_does_not_matter(self, anna, text):
        assert jump(anna, text)[0].title == DOSSIER

    def test_a_reference_leads_straight_to_its_dossier(self, anna, world):
        reference = world.dossiers[DOSSIER].reference
        assert jump(anna, reference)[0].reference == reference
        assert jump(anna, reference[:-2])

    @pytest.mark.parametrize(
        "write", [str, lambda text: text.replace("/000", "/"), lambda text: text.replace("/", " ")]
    )
    def test_what_is_called_exactly_so_is_one_dossier(self, anna, world, write):
        dossier = world.dossiers[DOSSIER]
        assert [each.id for each in named(anna, write(dossier.reference))] == [dossier.id]
        for text in (DOSSIER, "wohngeld  mueller sabine"):
            assert [each.id for each in named(anna, text)] == [dossier.id]

    @pytest.mark.parametrize("text", ["Wohngeld", "Wohngeld Müller", "50.30", "99.99-2026/00001", "Grünwald"])
    def test_less_than_a_name_names_no_dossier(self, anna, text):
        assert named(anna, text) == ()

    def test_names_of_dossiers_of_others_lead_nowhere(self, anna, world):
        builder = world.actor("bauaufsicht")
        assert named(builder, world.dossiers[DOSSIER].reference) == ()
        assert named(builder, DOSSIER) == ()

    @pytest.mark.parametrize(
        "write", [lambda text: text.replace("/000", "/"), lambda text: "".join(filter(str.isalnum, text))]
    )
    def test_a_reference_may_lack_its_zeros_and_its_signs(self, anna, world, write):
        assert jump(anna, write(world.dossiers[DOSSIER].reference))[0].title == DOSSIER

    def test_records_that_are_only_spelt_alike_say_so(self, anna):
        assert all(one.similar for one in jump(anna, "Mullor"))
        assert not any(one.similar for one in jump(anna, "Müller"))

    def test_a_party_leads_to_its_dossier(self, anna):
        assert [one.title for one in jump(anna, "köster bernd")] == ["Wohngeld Köster, Bernd"]

    def test_dossiers_of_others_are_not_offered(self, anna, world):
        assert jump(anna, "Grünwald") == ()
        assert len(jump(world.actor("bauaufsicht"), "Grünwald")) == 1

    def test_it_takes_few_queries(self, anna, django_assert_max_num_queries):
        with django_assert_max_num_queries(5):
            jump(anna, "wohngeld")


def test_a_renamed_document_is_found_by_its_new_name(post, anna):
    document = post.take_in("Text", subject_line="Alter Name")
    post.index(rename_document(SYSTEM, document=document.id, subject_line="Heizkostenzuschuss"))
    assert [one.id for one in jump(anna, "heizk")] == [document.id]
    assert jump(anna, "alter") == ()
    assert search(anna, "Heizkostenzuschuss").total == 1


def test_similar_filed_documents_are_found(post, anna):
    filed = post.file(post.receive("Lastenzuschuss Eigenheim Kirchhellen"), DOSSIER)
    other = post.file(post.receive("Lastenzuschuss Eigenheim Kirchhellen"), "Wohngeld Köster, Bernd")
    new = post.receive("Nachweis Lastenzuschuss Eigenheim Kirchhellen")
    post.index(filed, other, new)
    found = similar_documents(anna, new.id)
    assert {one.document_id for one in found} == {filed.id, other.id}
    assert found[0].dossier_id


def test_a_search_page_needs_one_query_for_all_its_hits(post, anna, connection_queries):
    for number in range(5):
        post.take_in(f"Bescheid {number}")
    with connection_queries as seen:
        search(anna, "bescheid")
    assert sum("records_page" in one["sql"] for one in seen.captured_queries) == 1


def test_of_a_long_document_only_the_pages_that_were_found_are_read(post, anna, monkeypatch):
    post.take_in("Deckblatt", "Ihr Bescheid", "Anlage", "Lageplan")
    read = []
    monkeypatch.setattr(Matcher, "matches", lambda _self, text, _halves=(): read.append(text) or [])
    assert search(anna, "Bescheid").total == 1
    assert read == ["Ihr Bescheid"]


@pytest.fixture
def connection_queries(db):
    from django.db import connection

    return CaptureQueriesContext(connection)
