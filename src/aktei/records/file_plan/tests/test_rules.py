# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reference patterns and notations."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.records.file_plan.rules import (
    DEFAULT_PATTERN,
    counts_per_year,
    objections_to_notation,
    objections_to_pattern,
    pattern_from_words,
    pattern_in_words,
    write_reference,
)

_TEXT = st.text(alphabet="ABCxyz ./-_0123456789", max_size=12)
_NUMBER = st.sampled_from(["{number}", "{number:3}", "{number:05}"])


@st.composite
def patterns(draw):
    fields = [draw(_NUMBER), *draw(st.lists(st.sampled_from(["{notation}", "{year}"]), max_size=3))]
    return draw(_TEXT) + "".join(each + draw(_TEXT) for each in draw(st.permutations(fields)))


def test_the_usual_reference():
    assert write_reference(DEFAULT_PATTERN, notation="50.30", year=2026, number=42) == "50.30-2026/00042"


@given(patterns(), st.integers(2000, 2100), st.integers(1, 10**6), st.integers(1, 10**6))
def test_different_numbers_give_different_references(pattern, year, one, other):
    assert objections_to_pattern(pattern) == []
    written = [write_reference(pattern, notation="50.30", year=year, number=each) for each in (one, other)]
    assert (written[0] == written[1]) == (one == other)


@given(patterns(), st.integers(1, 10**7))
def test_a_reference_holds_its_number_and_no_braces(pattern, number):
    reference = write_reference(pattern, notation="1", year=2026, number=number)
    assert str(number) in reference
    assert not re.search(r"[{}]", reference)


def test_a_pattern_is_shown_and_typed_in_words():
    assert pattern_in_words(DEFAULT_PATTERN) == "{Kennzeichen}-{Jahr}/{Nummer 5-stellig}"
    assert pattern_from_words("{ kennzeichen }-{Jahr}/{Nummer, 5-stellig}") == DEFAULT_PATTERN
    assert pattern_from_words(DEFAULT_PATTERN) == DEFAULT_PATTERN


@given(patterns(), st.integers(1, 10**6))
def test_what_is_shown_of_a_pattern_gives_the_same_references_when_it_is_typed_again(pattern, number):
    again = pattern_from_words(pattern_in_words(pattern))
    written = [write_reference(each, notation="50.30", year=2026, number=number) for each in (pattern, again)]
    assert written[0] == written[1]


@given(patterns())
def test_numbering_starts_anew_each_year_only_where_the_reference_says_the_year(pattern):
    this_year, next_year = (write_reference(pattern, notation="1", year=each, number=7) for each in (2026, 2027))
    assert counts_per_year(pattern) == (this_year != next_year)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{notation}-{year}", "laufende Nummer"),
        ("{number}{number}", "laufende Nummer"),
        ("{number} {monat}", "monat"),
        ("{number}{", "Klammer"),
        ("}{number}", "Klammer"),
        ("{number}" + "x" * 100, "100 Zeichen"),
    ],
)
def test_a_bad_pattern_is_refused_with_its_reason(pattern, reason):
    assert reason in " ".join(map(str, objections_to_pattern(pattern)))
    with pytest.raises(ValueError, match=reason):
        write_reference(pattern, notation="1", year=2026, number=1)


@given(st.text(max_size=30))
def test_no_pattern_makes_writing_fail_in_any_other_way(pattern):
    if not objections_to_pattern(pattern):
        write_reference(pattern, notation="1", year=2026, number=1)


def test_all_objections_are_told_at_once():
    assert len(objections_to_pattern("{x} {")) == 3
    assert len(objections_to_notation("a", parent=None, siblings=["a"])) == 2


@pytest.mark.parametrize("notation", ["5", "50.30", "50.30.1", "999.999"])
def test_a_notation_of_numbers_and_dots_is_fine(notation):
    assert objections_to_notation(notation, parent=None, siblings=[]) == []


@pytest.mark.parametrize("notation", ["", "50.", ".5", "5a", "50..30", "1234", "50.30\n"])
def test_any_other_notation_is_refused(notation):
    assert objections_to_notation(notation, parent=None, siblings=[])
