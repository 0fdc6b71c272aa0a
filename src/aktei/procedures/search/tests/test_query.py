# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type, and what is understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.procedures.search.explanation import explain
from aktei.procedures.search.query import Either, Every, Number, Pattern, Phrase, Prefix, Query, Word, parse


def test_words_are_all_wanted():
    assert parse("wohngeld Bescheid").clauses == (Word("wohngeld"), Word("Bescheid"))
    assert parse("wohngeld UND Bescheid") == parse("wohngeld Bescheid")


@pytest.mark.parametrize("text", ['"erster Bescheid"', "„erster Bescheid“", "»erster Bescheid«", '"erster  Bescheid'])
def test_quotes_make_a_phrase(text):
    assert parse(text).clauses == (Phrase(("erster", "Bescheid")),)


def test_a_quoted_single_word_is_a_word():
    assert parse('"Bescheid"').clauses == (Word("Bescheid"),)


@pytest.mark.parametrize("text", ["haus -garten", "haus NICHT garten", "-garten haus"])
def test_words_are_excluded(text):
    assert parse(text) == Query((Word("haus"),), (Word("garten"),))


def test_excluding_alone_is_no_query():
    assert parse("-garten").empty


def test_prefixes():
    assert parse("miet*").clauses == (Prefix("miet"),)
    assert parse("m*").clauses == (Word("m"),)


def test_either_joins_neighbours():
    assert parse("miete ODER pacht* ODER kauf haus").clauses == (
        Either((Word("miete"), Prefix("pacht"), Word("kauf"))),
        Word("haus"),
    )
    assert parse("ODER haus ODER").clauses == (Word("haus"),)


def test_a_hyphenated_word_is_a_phrase_or_a_compound():
    assert parse("Wohngeld-Bescheid").clauses == (Either((Phrase(("Wohngeld", "Bescheid")), Word("WohngeldBescheid"))),)


def test_numbers_with_signs_stay_together():
    keys = ("5030202600042", "50-30-2026-42", "50-2030-2026-42", "50-30-26-42")  # the year in two digits, too
    assert parse("50.30-2026/00042").clauses == (Number(keys, Phrase(("50", "30", "2026", "00042"))),)
    assert explain(parse("50.30-2026/00042")) == "Seiten mit „50.30-2026/00042“."


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("05 61 / 78 77-12 34", 5),
        ("+49 171 5556677", 3),
        ("65 170839 J 003", 4),
        ("12 345 678 901", 4),
    ],
)
def test_a_number_typed_in_groups_is_one_number_or_all_its_groups(typed, pieces):
    (clause,) = parse(f"{typed}").clauses
    assert isinstance(clause, Number)
    assert len(clause.clause.options) == pieces
    assert explain(parse(typed)) == f"Seiten mit „{typed}“."


@pytest.mark.parametrize("typed", ["Bescheid 2026", "A B", "SGB VIII", "-2026 50305", '"12345 678"'])
def test_what_is_no_grouped_number_stays_words(typed):
    assert not any(isinstance(clause, Number) and isinstance(clause.clause, Every) for clause in parse(typed).clauses)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("DE89 3704 0044 0532 0130 00", "de89370400440532013000"),
        ("30. November 2026", "2026-11-30"),
        ("1.234,56 €", "1234,56"),
        ("§ 44 a", "§44a"),
        ("9.05 Uhr", "@9:05"),
        ("gi-ab 123", "giab123"),
        ("12 a", "12a"),
    ],
)
def test_what_is_written_in_several_ways_is_asked_for_by_its_key(typed, key):
    (clause,) = parse(typed).clauses
    assert isinstance(clause, Number)
    assert key in clause.keys
    assert explain(parse(typed)) == f"Seiten mit „{typed}“."


def test_fields_are_read():
    fields = parse('az:50.30-2026/1 Einheit:"Amt für Soziales" einheit:Jugendamt kanal:Papier plan:50.30*').fields
    assert fields.references == ("50.30-2026/1",)
    assert fields.units == ("Amt für Soziales", "Jugendamt")
    assert fields.channels == ("Papier",)
    assert fields.plans == ("50.30",)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("von:21.11.2026 bis:2.12.2026", date(2026, 11, 21), date(2026, 12, 2)),
        ("von:2026 bis:2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("seit:02.2024 bis:02.2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("ab:2026-11-01", date(2026, 11, 1), None),
        ("bis:12.2026", None, date(2026, 12, 31)),
    ],
)
def test_dates_are_read(text, since, until):
    fields = parse(text).fields
    assert (fields.since, fields.until) == (since, until)


@pytest.mark.parametrize("text", ["von:31.02.2026", "bis:gestern", "von:0000", "bis:9999", "az:/"])
def test_an_unreadable_field_becomes_words_and_is_told(text):
    query = parse(text)
    assert query.fields.empty
    assert query.misread == (text,)
    assert text in explain(query)


def test_an_unknown_field_is_text():
    assert parse("ftp://kreis.de").clauses == (Phrase(("ftp", "kreis", "de")),)


def test_an_address_of_the_web_is_found_without_what_nobody_prints():
    assert parse("https://www.kreis.de").clauses == parse("kreis.de").clauses == (Phrase(("kreis", "de")),)


def test_a_field_may_be_followed_by_a_blank():
    assert parse("Az.: 50.30-2026/2").fields.references == ("50.30-2026/2",)


@pytest.mark.parametrize(("text", "pattern"), [("wo?ngeld", "wo?ngeld"), ("w*geld", "w*geld"), ("w*ng*", "w*ng*")])
def test_signs_within_a_word_stand_for_letters(text, pattern):
    assert parse(text).clauses == (Pattern(pattern),)


@pytest.mark.parametrize("text", ["Wohngeld?", "?Wohngeld", "*Wohngeld", "+Wohngeld"])
def test_signs_around_a_word_are_passed_over(text):
    assert parse(text).clauses == (Word("Wohngeld"),)


def test_a_long_query_is_shortened_and_says_so():
    query = parse("wort " * 500)
    assert query.shortened
    assert "Anfang" in explain(query)


@given(st.text(max_size=300))
def test_no_input_breaks_the_parser(text):
    query = parse(text)
    assert explain(query)
    hash(query)


@given(
    st.lists(
        st.sampled_from(["-", '"', "„", "az:", "von:", "ODER", "NICHT", "*", "a", "bb", " ", ":", "2026", "(", "|"])
    )
)
def test_no_mixture_of_signs_breaks_the_parser(pieces):
    assert explain(parse("".join(pieces)))


def test_the_explanation_says_what_was_understood():
    text = explain(parse('wohngeld "erster Bescheid" miet* -widerspruch kanal:Papier von:21.11.2026'))
    assert text == (
        "Seiten mit „wohngeld“ und der Wortfolge „erster Bescheid“ und Wörtern, die mit „miet“ beginnen, "
        "Eingangskanal Papier, eingegangen ab 21.11.2026, ohne „widerspruch“."
    )


def test_function_words_are_left_out_and_that_is_told():
    assert "„der“" in explain(parse("der Bescheid"))
    assert "Nicht beachtet" not in explain(parse("der die das"))
