# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is found exactly comes first, and what is only spelt alike never stands among it."""

import pytest

from aktei.procedures.search.tests.test_tantivy import office as office  # the fixture
from aktei.procedures.search.wanted import Step


def test_the_very_word_comes_first_however_often_other_forms_stand_elsewhere(office):
    office.add(
        forms="Rechnungen " * 60, exact="Eine Rechnung und " + "viele andere Wörter " * 200, compound="Stromrechnung"
    )
    assert office.find("Rechnung") == ["exact", "forms", "compound"]


def test_similar_spellings_are_a_group_of_their_own(office):
    office.add(
        exact="Frau Huber", near="Frau Hubcr", **{f"other{number}": "Bescheid über Miete" for number in range(21)}
    )
    found = office.ask("Huber", facets=("channel",))
    assert [office.names[hit.document] for hit in found.hits] == ["exact"]
    assert (found.total, found.step) == (1, Step.FORMS)
    assert [office.names[hit.document] for hit in found.similar.hits] == ["near"]
    assert (found.similar.total, found.similar.step) == (1, Step.SIMILAR)
    assert office.find("Huber", step=Step.SIMILAR) == ["near"]
    assert office.ask("Huber", step=Step.SIMILAR).similar is None


@pytest.mark.parametrize("query", ["Hub*", "50.30-2026/00777", "12345678901", "Ulm"])
def test_what_has_no_similar_spelling_is_not_searched_twice(office, query):
    office.add(page="Frau Huber")
    assert [step for step, _total in office.ask(query).tried] == [Step.FORMS]


def test_enough_hits_are_told_without_similar_ones(office):
    office.add(a="Frau Huber", b="Herr Huber", c="Familie Huber", near="Frau Hubcr")
    assert office.ask("Huber").similar is None


@pytest.mark.parametrize(
    ("word", "common"), [("Huber", "über"), ("Kunter", "unter"), ("Roder", "oder"), ("Danns", "dann")]
)
def test_what_stands_on_every_page_is_never_similar(office, word, common):
    office.add(page=f"Das ist {common} und so weiter")
    assert office.find(word, step=Step.SIMILAR) == []


@pytest.mark.parametrize("misread", ["Hubar", "Hubr", "Hubeer", "Hbuer", "uberr", "Xuber"])
def test_beside_a_common_word_other_similar_spellings_are_found(office, misread):
    office.add(page=f"Frau {misread}")
    assert office.find("Huber", step=Step.SIMILAR) == ([] if misread == "uberr" else ["page"])
