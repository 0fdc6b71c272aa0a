# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One rule for names, in Python and in the database."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from aktei.base.names.folding import holds, inner_words, login_key, means, name_words, sort_key

LOGINS = "aAeEiIsSkKzZäÄöÖßẞıİſσςΣ０ａＡ éÉ\u0301\u0308\u0323\u00a0\u200b\u00ad\u2003 .-@01ﬁжЖ"
ALPHABET = "aeiouqbnzAEOUäöüÄÖÜßẞæÆœøØłŁıİçñèåʿʾ'’´` -/.,01 éÉŐþđςΣ\u00ad\u2013ħĦŧŦəƏĸʒƷǥǤǮ\u200b\u2060\ufeff\u2212"


@pytest.mark.parametrize("typed", ["Müller", "mueller", "Muller", "MÜLLER", "Mu\u0308ller", "mul", "Mue", "mül"])
def test_an_umlaut_is_found_however_it_is_typed(typed):
    assert means("Sabine Müller", typed)
    assert means("Sabine Mueller", typed)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Jonas Köhler", "Köhler Jonas"),
        ("Jonas Köhler", "koehler, j"),
        ("Anna Weiß", "weiss anna"),
        ("Anna Weiss", "weiß"),
        ("Ute Yıldız", "YILDIZ"),
        ("ʿAlī al-Ḥasan", "Ali Hasan"),
        ("Seán O’Neill", "oneill sean"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("50.30-2026/00003", "50.30-2026/3"),
        ("Jens Bauer", "bauer"),
        ("Əli Ħal Ŧest Ǯiǯ", "eli hal test ziz"),
        ("Meyer-Schmidt", "Meyer\u2212Schmidt"),
        ("Meyer\u2011Schmidt", "schmidt meyer"),
        ("Sabine Müller", "\ufeffMül\u200bler\u00a0Sabine\n"),
        ("Ursula von der Leyen", "v. d. Leyen"),
    ],
)
def test_order_of_words_marks_and_zeros_do_not_matter(name, typed):
    assert means(name, typed)


def test_another_name_is_not_meant():
    assert not means("Jonas Köhler", "Jonas Kehler")
    assert not means("50.30-2026/00031", "50.30-2025/3")


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Wohngeld", "geld"),
        ("Wohngeldantrag Yıldız", "GELD yildiz"),
        ("Straßenausbaubeitrag", "ausbau"),
        ("Straßenausbaubeitrag", "strasse beitrag"),
        ("Kontoeröffnung", "eröffnung"),
        ("Kontoeröffnung", "eroeffnung"),
        ("Kitaessensgeld", "essen"),
        ("Abwassergebühren", "gebuehr"),
        ("Abwassergebuehren", "gebühr"),
        ("Neubauüberwachung", "ueberwach"),
        ("Hofübergabe", "übergabe"),
        ("Kfz-Steuer", "teuer"),
        ("Az. AB00123", "00123"),
        ("Jugendamt", "amt"),
        ("Zweckentfremdung", "fremd"),
    ],
)
def test_a_word_is_found_inside_a_compound(text, typed):
    assert holds(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [("Wohngeld", "ge"), ("4210", "210"), ("Wohngeld", "geldx"), ("Wohn Geld", "ngel")],
)
def test_few_letters_pieces_of_numbers_and_what_goes_over_a_gap_are_not_found_inside(text, typed):
    assert not holds(text, typed)


def test_names_sort_by_german_rules():
    names = ["Zander", "Weiß", "Öztürk", "Weiss-Abt", "Ott", "özer", "Oßwald", "Ärzte", "Adler"]
    assert sorted(names, key=sort_key) == [
        *("Adler", "Ärzte", "özer", "Öztürk", "Oßwald", "Ott", "Weiß", "Weiss-Abt", "Zander"),
    ]


class TestTheDatabase(TestCase):
    @settings(max_examples=300, deadline=None)
    @given(st.text(ALPHABET, max_size=14))
    def test_folds_and_sorts_as_python_does(self, text):
        with connection.cursor() as cursor:
            cursor.execute("SELECT tsvector_to_array(aktei_name_vector(%s)), aktei_sort_key(%s)", [text, text])
            words, key = cursor.fetchone()
        assert set(words) == set(name_words(text))
        assert key == sort_key(text)

    @settings(max_examples=300, deadline=None)
    @given(st.text(ALPHABET, max_size=14))
    def test_knows_what_stands_inside_words_as_python_does(self, text):
        with connection.cursor() as cursor:
            cursor.execute("SELECT tsvector_to_array(aktei_word_vector(%s))", [text])
            (words,) = cursor.fetchone()
        assert set(words) == set(name_words(text)) | {f"~{each}" for each in inner_words(text)}

    @settings(max_examples=300, deadline=None)
    @given(st.text(LOGINS, max_size=14))
    def test_compares_log_in_names_as_python_does(self, text):
        with connection.cursor() as cursor:
            cursor.execute("SELECT aktei_login_key(%s)", [text])
            (key,) = cursor.fetchone()
        assert key == login_key(text)

    def test_bears_words_of_any_length(self):
        text = "x" * 500 + " " + "ab" * 250
        with connection.cursor() as cursor:
            cursor.execute("SELECT tsvector_to_array(aktei_word_vector(%s))", [text])
            (words,) = cursor.fetchone()
        assert set(words) == set(name_words(text)) | {f"~{each}" for each in inner_words(text)}


@pytest.mark.parametrize(
    "typed",
    ["brandt", "BRANDT", " brandt ", "ｂｒａｎｄｔ", "bran\u200bdt", "bra\u0331ndt", "brandt\u00a0", "\ufeffbrandt"],
)
def test_a_log_in_name_is_the_same_however_it_is_spelled(typed):
    assert login_key(typed) == "brandt"


@pytest.mark.parametrize(
    ("one", "other"),
    [("weiß", "WEISS"), ("weiß", "WEIẞ"), ("anna.süß", "Anna.Su\u0308ß"), ("simon", "ſimon"), ("irem", "İREM"),
     ("irem", "ırem"), ("ida", "IDA"), ("νίκος", "ΝΊΚΟΣ"), ("a b", "a \u2003b")],
)  # fmt: skip
def test_letters_that_are_written_in_two_ways_do_not_make_two_names(one, other):
    assert login_key(one) == login_key(other)


def test_different_names_stay_different():
    keys = [login_key(each) for each in ("muller", "müller", "mueller", "a b", "ab", "anna1", "anna2")]
    assert len(set(keys)) == len(keys)
