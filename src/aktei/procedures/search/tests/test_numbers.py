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
    ("RE-0004711", "RE4711", "RE 4711", "RE-4711"),
    ("0004711", "4711"),
    ("50.30-2026/00002", "50.30-26/2", "50.30–2026 / 2", "50.30 - 26/00002", "50.30\u22122026/2"),
    ("12 K 345/26.GI", "12K345/26 GI"),
    ("4 UF 77/26", "4 UF 77/2026", "4 UF 77/ 26"),
    ("3 K 91/2025.KS", "3 K 91/25.KS"),
    ("S 12 AS 345/26 ER", "S12AS345/26ER"),
    ("1 BvR 123/26", "1BvR123/26"),
    ("4711.0815.1234", "471108151234", "4711 0815 1234"),
]
SPELT = [
    ("3.11.1987", "03.11.1987", "03-11-1987", "1987-11-03", "3. November 1987", "3.Nov.1987", "3. 11. 1987", "3.11.87"),
    ("1.3.2026", "1. März 2026", "01. Mrz. 2026", "1. Maerz 2026"),
    ("1.234,56", "1234,56", "1 234,56", "1.234,56 €", "1'234,56", "1\u202f234,56"),
    ("500 €", "500,00", "500,- EUR", "500,00 €", "EUR 500"),
    ("12.345", "12345"),
    ("§ 44 a", "§44a", "Paragraf 44a", "Paragraph 44 a", "§§ 44a", "§ 44A", "§\u00a044a"),
    ("9.05 Uhr", "9:05 Uhr", "09:05", "09.05 Uhr", "9 Uhr 05"),
    ("GI-AB 123", "GI AB 123", "GI-AB123", "GI - AB 123"),
    ("12 a", "12a"),
    ("AT61 1904 3002 3457 3201", "at611904300234573201", "AT61-1904-3002-3457-3201"),
    ("NL91 ABNA 0417 1643 00", "nl91abna0417164300", "NL91 ABNA0417164300"),
    ("FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
    ("MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MT84MALT011000012345MTLCAST001S"),
    (
        "DE89.3704.0044.0532.0130.00",
        "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
        "de89 3704 0044 0532 0130 00",
    ),
    ("DE89\u20093704\u20090044\u20090532\u20090130\u200900", "DE89\u202f3704\u202f0044\u202f0532\u202f0130\u202f00"),
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


@pytest.mark.parametrize(
    ("written", "asked"), [(one, other) for same in SPELT for one in same for other in same if one != other]
)
def test_what_is_written_in_several_ways_is_found_in_each(written, asked):
    (place,) = found(f"Bitte angeben {written} danke.", asked)
    assert written.strip("€EUR ") in place


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("S 12 AS 345/26 ER", "s 12 as 345/26"),
        ("12 K 345/26.GI", "12 k 345/26.gi"),
        ("1 BvR 123/26", "1 bvr 123/26"),
        ("GI-AB 123", "gi-ab 123"),
        ("FR14 2004 1010 0505 0001 3M02 606", "fr14 2004 1010 0505 0001 3m02 606"),
    ],
)
def test_who_asks_in_small_letters_finds_capitals(written, asked):
    (place,) = found(f"Bitte angeben: {written}, danke.", asked)
    assert written.startswith(place)
    assert len(place) >= len(asked)


def test_a_grouped_bic_is_found_where_it_is_called_one():
    assert found("BIC: COBA DE FF XXX", "COBADEFFXXX") == ["COBA DE FF XXX"]


@pytest.mark.parametrize(
    ("whole", "state"),
    [("2613081508153", "013 815 08153"), ("9181081508155", "181/815/08155"), ("5133081508159", "133/8150/8159")],
)
def test_a_tax_number_is_found_as_the_state_writes_it_and_with_thirteen_digits(whole, state):
    assert found(f"Steuernummer {state}", whole) == [state]
    assert found(f"Steuernummer {whole}", state) == [whole]


def test_a_row_of_paragraphs_is_found_by_each():
    page = "nach den §§ 44, 45 und 46a SGB X"
    assert [found(page, f"§ {number}") for number in ("44", "45", "46 a")] == [["§§ 44"], ["45"], ["46a"]]


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
        ("Betrag 1.234,56", "123456"),
        ("Seite 44a", "§ 44a"),
        ("§ 44 b", "§ 44a"),
        ("§ 44", "§ 44a"),
        ("§ 44a", "§ 44"),
        ("1.3.2026", "3.1.2026"),
        ("11.3.2026", "1.3.2026"),
        ("1.3.2026", "1.3.2025"),
        ("51.234,56 €", "1.234,56 €"),
        ("1.234,50 €", "1.234,56 €"),
        ("19.05 Uhr", "9.05 Uhr"),
        ("Nr. 9, 5 Uhr", "9.05 Uhr"),
        ("GI-AC 123", "GI-AB 123"),
        ("Weg 12 b", "12a"),
        ("100", "0100"),
        ("RE-4712", "RE-0004711"),
    ],
)
def test_another_number_is_not_found(page, asked):
    assert found(page, asked) == []


def test_a_page_without_grouped_numbers_has_no_keys():
    assert numbers.keys("Sehr geehrte Frau Müller, am 3. Mai zu Abschnitt 35a SGB VIII") == ""


def test_a_page_of_nothing_but_numbers_has_a_bounded_number_of_keys():
    assert len(numbers.keys("17 23 " * 20_000).split()) < 5_000


@given(st.text(alphabet="0123456789 -/.()+,§:€DEuhr\u00a0\nAJß", max_size=80))
def test_any_mixture_of_digits_and_signs_can_be_read(text):
    assert all(0 <= place.start < place.end <= len(text) for place in numbers.places(text))
    found(text, text)
