# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A number is the same number however it is grouped, on the page and in the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.procedures.search import numbers
from aktei.procedures.search.analysis import Analyser
from aktei.procedures.search.matching import Matcher
from aktei.procedures.search.query import parse
from aktei.procedures.search.wanted import Step

ANALYSER = Analyser()
SAME = [
    (
        "DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "de89 37040044 0532013000",
        "DE 89 3704 0044 0532 0130 00",
    ),
    ("05 61 / 78 77-12 34", "056178771234", "0561/78771234", "(0561) 7877-1234", "0561 7877 1234", "+49 561 7877-1234"),
    ("0171-5556677", "01715556677", "0171 555 66 77", "+49 171 5556677", "+49 (0)171/5556677", "0049 171 5556677"),
    ("12 345 678 901", "12345678901", "12.345.678.901", "123/456/78901"),
    ("65 170839 J 003", "65170839J003", "65170839 J003", "65-170839-J-003"),
    ("50.30-2026/00002", "50.30-2026/2", "50.30 - 2026/02", "50.30-2026-0002"),
    ("3.11.1987", "03.11.1987", "03-11-1987"),
    ("1.234,56", "1234,56", "1 234,56"),
]


def found(page: str, asked: str) -> list[str]:
    return [page[match.start : match.end] for match in Matcher(parse(asked), ANALYSER, Step.FORMS).matches(page)]


@pytest.mark.parametrize(
    ("written", "asked"), [(one, other) for same in SAME for one in same for other in same if one != other]
)
def test_a_number_is_found_in_any_grouping_and_marked_as_a_whole(written, asked):
    page = f"Bitte angeben: {written}, danke."
    whole = written.removeprefix("+").removeprefix("(")
    assert "".join(filter(str.isalnum, "".join(found(page, asked)))) == "".join(filter(str.isalnum, whole))


def test_a_number_goes_on_in_the_next_line():
    assert found("IBAN DE89 3704 0044\n0532 0130 00", "DE89370400440532013000") == ["DE89 3704 0044\n0532 0130 00"]


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("Nummern 12 345, 678 901", "12345678901"),
        ("in 12 Fällen 345 Euro", "12345"),
        ("Telefon 0561 7877", "0561 78"),
        ("50.30-2026/20", "50.30-2026/2"),
        ("50.30-2026/2", "50.30-2026/20"),
        ("Tel. +43 561 7877", "0561 7877"),
    ],
)
def test_another_number_is_not_found(page, asked):
    assert found(page, asked) == []


def test_a_page_without_grouped_numbers_has_no_keys():
    assert numbers.keys("Sehr geehrte Frau Müller, am 3. Mai zu § 35a SGB VIII") == ""


def test_a_page_of_nothing_but_numbers_has_a_bounded_number_of_keys():
    assert len(numbers.keys("17 23 " * 20_000).split()) < 5_000


@given(st.text(alphabet="0123456789 -/.()+,\nAJß", max_size=80))
def test_any_mixture_of_digits_and_signs_can_be_read(text):
    assert all(0 <= place.start < place.end <= len(text) for place in numbers.places(text))
    found(text, text)
