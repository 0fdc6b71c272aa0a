# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that are divided between two pages are found whole, on both, and nothing is joined that is not one word."""

import pytest
from django.urls import reverse

from aktei.base.acts.actor import Actor
from aktei.procedures.search.page_ends import across, of_pages
from aktei.procedures.search.queries import page_marks, search

SYSTEM = Actor.system("test")
WHOLE = "Unterhaltsvorschussgesetz"
DIVIDED = [
    ("nach dem Unterhalts-", "vorschussgesetz besteht"),
    ("nach dem Unterhalts-\nSeite 1 von 2", "Seite 2 von 2\nvorschussgesetz besteht"),
    ("nach dem Unterhalts-\n- 1 -", "- 2 -\nvorschussgesetz besteht"),
    ("nach dem Unterhalts-\n…/2", "2\nvorschussgesetz besteht"),
    ("Landkreis Musterland\nnach dem Unterhalts-\nBank 1", "Landkreis Musterland\nvorschussgesetz besteht\nBank 2"),
    ("nach dem Unterhalts-", "Az. 50.30-2026/2\nSchreiben vom 3.4.2026\nvorschussgesetz besteht"),
    ("nach dem Unterhalts\u00ad", "vorschussgesetz besteht"),
    ("nach dem Unterhalts\u2010", "vorschussgesetz besteht"),
    ("nach dem Unterhalts\u2011", "vorschussgesetz besteht"),
    ("nach dem Unterhalts¬", "vorschussgesetz besteht"),
    ("nach dem Unterhalts-", "-vorschussgesetz besteht"),
    ("nach dem Unterhalts=", "vorschussgesetz besteht"),
    ("NACH DEM UNTERHALTS-", "VORSCHUSSGESETZ BESTEHT"),
    ("nach dem Unter-\nhalts-", "vorschuss-\ngesetz besteht"),
]
APART = [
    ("der Vor-", "und Nachname"),
    ("der Vor-", "Seite 2\nund Nachname"),
    ("von 10-", "tägiger Dauer"),
    ("in den Jahren 2025-", "2026"),
    ("er ging –", "weiter ist nichts bekannt"),
    ("er ging -", "weiter ist nichts bekannt"),
    ("der Bescheid.", "vorschuss"),
    ("nach dem Unterhalts-\nMit freundlichen Grüßen", "vorschussgesetz"),
]


@pytest.mark.parametrize(("last", "first"), DIVIDED)
def test_a_word_that_is_divided_between_two_pages_is_found_and_marked_on_both(post, last, first):
    document = post.take_in(f"Sehr geehrte Frau Weiß,\n{last}", f"{first}\nEnde")
    for wanted in (WHOLE, WHOLE.lower(), "Unterhaltsvorschussgesetzes"):
        hits = search(SYSTEM, wanted).hits
        assert {hit.page_number for hit in hits} == {1, 2}
        assert all(hit.marks for hit in hits)
        assert all(any(piece.marked for piece in hit.snippet.pieces) for hit in hits)
    assert page_marks(SYSTEM, document.id, 1, WHOLE)
    assert page_marks(SYSTEM, document.id, 2, WHOLE)


@pytest.mark.parametrize(("last", "first"), APART)
def test_what_is_no_divided_word_is_not_joined(last, first):
    assert across(last, first) == ((), ())


@pytest.mark.parametrize(
    ("last", "first", "found"),
    [
        (
            "Herr Müller-",
            "Lüdenscheidt, geboren",
            ["Müller-Lüdenscheidt", "Lüdenscheidt", "Müller", "Müllerlüdenscheidt"],
        ),
        ("Ihre Haus-", "Nr. 5", ["Haus", "Nr", "Haus-Nr."]),
        ("per E-", "Mail vom", ["E-Mail", "EMail", "Mail"]),
    ],
)
def test_a_hyphen_that_belongs_to_the_word_stays_one_and_both_spellings_are_found(post, last, first, found):
    post.take_in(last, first)
    for wanted in found:
        assert search(SYSTEM, wanted).total, wanted
    assert "-" in "".join(str(hit.snippet) for hit in search(SYSTEM, found[0]).hits)


def test_the_half_of_a_word_counts_for_itself_as_well(post):
    post.take_in("nach dem Unterhalts-", "vorschussgesetz besteht")
    assert [hit.page_number for hit in search(SYSTEM, "Vorschussgesetz").hits] == [2] or search(
        SYSTEM, "Vorschussgesetz"
    ).total == 2


def test_a_phrase_goes_up_to_the_divided_word_and_on_from_it(post):
    post.take_in("nach dem Unterhalts-", "vorschussgesetz besteht")
    assert [hit.page_number for hit in search(SYSTEM, f'"nach dem {WHOLE}"').hits] == [1]
    assert [hit.page_number for hit in search(SYSTEM, f'"{WHOLE} besteht"').hits] == [2]


def test_pages_of_other_documents_are_not_joined(post):
    post.take_in("nach dem Unterhalts-")
    post.take_in("vorschussgesetz besteht")
    assert search(SYSTEM, WHOLE, step="forms").total == 0


def test_neighbours_cost_one_query_and_only_where_they_may_matter(post, django_assert_num_queries):
    for _ in range(5):
        post.take_in("nach dem Unterhalts-", "vorschussgesetz und Wohngeld")
        post.take_in("Lageplan", "und Lageplan")
    search(SYSTEM, WHOLE)
    with django_assert_num_queries(2):
        assert search(SYSTEM, WHOLE).total == 10
    with django_assert_num_queries(1):
        assert search(SYSTEM, "Lageplan").total == 10


def test_three_pages_are_joined_in_turn():
    halves = of_pages(["dem Unterhalts-", "vorschussgesetz und dem Wohn-", "geldgesetz"])
    assert [[half.whole for half in page] for page in halves] == [
        ["Unterhalts-\nvorschussgesetz"],
        ["Unterhalts-\nvorschussgesetz", "Wohn-\ngeldgesetz"],
        ["Wohn-\ngeldgesetz"],
    ]


class TestInTheBook:
    @pytest.fixture
    def ask(self, post, world, client):
        client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
        self.post = post
        return lambda name, *args, **query: client.get(reverse(f"records:{name}", args=args), query).json()

    def test_divided_words_are_found_and_marked_on_both_pages(self, ask):
        document = self.post.take_in("nach dem Unterhalts-", "Seite 2\nvorschussgesetz besteht", "Unterhalt")
        assert ask("document_hits", document.id, q=WHOLE)["hits"] == [[1, 1], [2, 1]]
        for number, word in ((1, "Unterhalts-"), (2, "vorschussgesetz")):
            told = ask("page_words", document.id, number, q=WHOLE)
            assert [told["words"][at][0] for at in told["marks"]] == [word]

    def test_similar_spellings_are_counted_and_shown_only_to_who_asks_for_them(self, ask):
        document = self.post.take_in("Der Bescheid", "Der Beschcid und über alles")
        assert ask("document_hits", document.id, q="Bescheid") == {"step": "forms", "hits": [[1, 1]], "similar": 0}
        assert ask("document_hits", document.id, q="Beschoid") == {"step": "forms", "hits": [], "similar": 2}
        assert ask("document_hits", document.id, q="Bescheid", stufe="similar")["hits"] == [[2, 1]]
        assert ask("document_hits", document.id, q="Huber") == {"step": "forms", "hits": [], "similar": 0}
        assert ask("page_words", document.id, 1, q="Beschoid")["marks"] == []
        assert ask("page_words", document.id, 1, q="Beschoid", stufe="similar")["marks"] == [1]
