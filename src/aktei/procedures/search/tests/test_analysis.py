# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""German as letters and scans have it."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.procedures.search import folding
from aktei.procedures.search.analysis import Analyser, learn, vocabulary
from aktei.procedures.search.compounds import Lexicon

analyser = Analyser()


def forms(word):
    return analyser.forms(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bescheide", "Bescheid"),
        ("Bescheides", "Bescheiden"),
        ("Häuser", "Haus"),
        ("Kinder", "Kindes"),
        ("Bewilligungen", "Bewilligung"),
        ("Straßen", "Strasse"),
        ("schriftlicher", "schriftliche"),
        ("neuer", "neue"),
        ("Antragstellerin", "Antragsteller"),
        ("Bürgerinnen", "Bürger"),
        ("Steuern", "Steuer"),
        ("Müllers", "Mueller"),
        ("Nachbarn", "Nachbar"),
        ("Regeln", "Regel"),
        ("Mitteln", "Mittel"),
    ],
)
def test_word_forms_share_a_stem(one, other):
    assert forms(one).stem == forms(other).stem


@pytest.mark.parametrize("spelling", ["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u0308ller", "müller"])
def test_a_name_is_found_in_every_spelling(spelling):
    assert forms(spelling).folded == "muller"


def test_a_name_is_not_confused_with_a_noun():
    for field in ("exact", "folded", "stem"):
        assert getattr(forms("Müller"), field) != getattr(forms("Müll"), field)


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("GROẞ", "gross"),
        ("ﬁnden", "finden"),
        ("Yıldız", "yildiz"),
        ("İstanbul", "istanbul"),
        ("Łukasz", "lukasz"),
        ("Café", "cafe"),
        ("Özdemir", "oezdemir"),
        ("Wohn\u00adgeld", "wohngeld"),
        ("ʿAlī", "ali"),
        ("Saʿīd", "said"),
        ("Sa’id", "said"),
        ("Yaʾqūb", "yaqub"),
        ("Ḥusainī", "husaini"),
        ("Ǧidda", "gidda"),
        ("GROẞKREUZ", "grosskreuz"),
        ("Đorđe", "dorde"),
        ("Ħamrun", "hamrun"),
        ("Rəşad", "resad"),
        ("Nguyễn", "nguyen"),
        ("Đạt", "dat"),
        ("Þóra", "thora"),
        ("Guðmundsdóttir", "gudmundsdottir"),
        ("O'Neill", "oneill"),
    ],
)
def test_letters_are_folded(written, exact):
    assert forms(written).exact == exact


@pytest.mark.parametrize(
    ("word", "kept"), [("neue", "neue"), ("Bauer", "bauer"), ("Quelle", "quelle"), ("Feuer", "feuer")]
)
def test_two_vowels_are_not_taken_for_an_umlaut(word, kept):
    assert forms(word).folded == kept


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Wohngeldbescheide", {"wohngeld", "wohn", "geld", "bescheid"}),
        ("Kindergeldantrag", {"kindergeld", "antrag", "geld"}),
        ("Bewilligungsbescheid", {"bewill", "bescheid"}),
        ("Straßenverkehrsbehörde", {"strass", "verkehr", "behord"}),
        ("Wohnungsgeberbestätigung", {"wohnung", "bestat"}),
        ("Abwasserbeseitigungsgebühren", {"abwasser", "beseit", "gebuhr"}),
        ("Grundsteuerbescheides", {"grundsteuer", "bescheid"}),
        ("Schulamt", {"schul", "amt"}),
        ("Unterhaltsvorschussgesetz", {"unterhalt", "vorschuss", "gesetz", "unterhaltsvorschuss"}),
        ("Bäckerstraße", {"strass"}),
        ("Kontoauszüge", {"konto", "auszug"}),
        ("Gästehaus", {"gast", "haus"}),
        ("Heizkostenabrechnung", {"heiz", "kost", "abrechn"}),
    ],
)
def test_compounds_contain_their_words(compound, parts):
    assert parts <= set(forms(compound).parts)


@pytest.mark.parametrize(
    "word",
    ["Müller", "Versicherung", "Beitrag", "Minister", "Vertrag", "Partei", "Unterlagen", "Berlin"],
)
def test_simple_words_stay_whole(word):
    assert forms(word).parts == ()


def test_an_inflected_compound_contains_the_same_words():
    assert set(forms("Wohngeldbescheide").parts) == set(forms("Wohngeldbescheid").parts)


def test_words_learned_from_pages_are_parts_of_compounds():
    pages = ["Die Kirmes beginnt. Wo ist die Kirmes?", "Zur Kirmes kommen viele."] * 5
    lexicon = Lexicon(learn(vocabulary(pages)))
    assert "kirmes" in lexicon.learned
    assert forms("Kirmes").stem in Analyser(lexicon).forms("Kirmesplatz").parts
    assert forms("Kirmesplatz").parts == ()


def test_words_that_are_rare_or_written_small_are_not_learned():
    assert learn(vocabulary(["Kirmes und blorfen"] * 7)) == frozenset()
    assert learn(vocabulary(["Kirmes und blorfen"] * 9)) == frozenset({"kirmes"})


def test_a_word_divided_at_the_end_of_a_line_is_one_word():
    text = "Ihr Wohngeld-\n  bescheid vom"
    token = list(analyser.tokens(text))[1]
    assert token.forms.exact == "wohngeldbescheid"
    assert text[token.start : token.end] == "Wohngeld-\n  bescheid"


# The letters of names by DIN 91379 (data type A), combining signs included.
DIN_91379 = (
    *((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x17E), (0x187, 0x188), (0x18F, 0x18F)),
    *((0x197, 0x197), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1B7, 0x1B7), (0x1CD, 0x1DC), (0x1DE, 0x1DF), (0x1E2, 0x1F0)),
    *((0x1F4, 0x1F5), (0x1F8, 0x1FF), (0x212, 0x213), (0x218, 0x21B), (0x21E, 0x21F), (0x227, 0x233), (0x259, 0x259)),
    *(
        (0x268, 0x268),
        (0x292, 0x292),
        (0x2B9, 0x2BA),
        (0x2BE, 0x2BF),
        (0x2C8, 0x2C8),
        (0x2CC, 0x2CC),
        (0x1E02, 0x1E99),
        (0x1E9E, 0x1E9E),
    ),
    *((0x1EA0, 0x1EF9), (0x300, 0x338)),
)


def test_every_letter_of_a_name_can_be_typed_without_its_marks():
    for first, last in DIN_91379:
        for letter in map(chr, range(first, last + 1)):
            assert re.fullmatch("x[a-z]*x", folding.exact(f"x{letter}x")), letter
            assert forms(f"X{letter}x").exact.isascii()


@pytest.mark.parametrize(("name", "part"), [("O'Neill", "neill"), ("d’Arcy", "arcy"), ("MÜLLER-\nSCHÖN", "schon")])
def test_a_name_of_two_pieces_is_found_by_one_of_them(name, part):
    assert part in forms(name).parts


@pytest.mark.parametrize("hyphen", "-‐‑¬\u00ad–—")
def test_a_word_may_be_divided_by_any_kind_of_hyphen(hyphen):
    assert [one.forms.exact for one in analyser.tokens(f"Die Kosten{hyphen}\nübernahme")] == ["die", "kostenuebernahme"]


def test_an_accent_at_the_end_belongs_to_its_word():
    assert [one.forms.exact for one in analyser.tokens("Menu\u0308 und Cafe\u0301")] == ["menue", "und", "cafe"]


def test_capitals_are_divided_too():
    assert [one.forms.exact for one in analyser.tokens("DER WIDER-\nSPRUCH")] == ["der", "widerspruch"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ein- und Ausgang", ["ein", "und", "ausgang"]),
        ("Ein-\nsowie Ausgang", ["ein", "sowie", "ausgang"]),
        ("per E-\nMail", ["per", "e", "mail"]),
        ("im Jahr 2026-\n42", ["im", "jahr", "2026", "42"]),
        ("ein Wort –\nnoch eins", ["ein", "wort", "noch", "eins"]),
    ],
)
def test_real_hyphens_do_not_glue(text, words):
    assert [one.forms.exact for one in analyser.tokens(text)] == words


def test_two_words_are_not_joined_over_a_line():
    exact = [token.forms.exact for token in analyser.tokens("Bau-\nund Ordnungsamt, Müller-\nLüdenscheidt")]
    assert exact == ["bau", "und", "ordnungsamt", "mueller", "luedenscheidt"]


def test_positions_of_words_and_stems_agree():
    streams = analyser.streams("Die Bescheide vom 21.11.2026 an Frau Müller-\nLüdenscheidt")
    assert len(streams.exact.split(" ")) == len(streams.stems.split(" "))
    assert streams.folded == "muller ludenscheidt"


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    tokens = list(analyser.tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= two.start for one, two in pairwise(tokens))
    streams = analyser.streams(text)
    assert len([word for word in streams.exact.split(" ") if word]) <= len(tokens)


@given(st.text(min_size=1, max_size=30))
def test_folding_is_stable(word):
    once = folding.exact(word)
    assert folding.exact(once) == once
    assert folding.stem(once) == folding.stem(folding.exact(word.upper())) or word.upper().lower() != word.lower()


@given(st.text(alphabet="abdefgilmnorstuäöüß", min_size=3, max_size=40))
def test_parts_never_contain_the_word_itself(word):
    found = forms(word)
    assert found.stem not in found.parts
    assert all(found.parts)


def test_ocr_misreadings_of_more_than_one_letter_are_known():
    assert "amt" in folding.ocr_readings("arnt")
    assert "arnt" in folding.ocr_readings("amt")


def test_analysis_keeps_up_with_the_engine():
    page = " ".join(f"Bescheid{number % 97} der Wohngeldstelle im Verfahren" for number in range(40))
    analyser.streams(page)

    def seconds():
        started = time.process_time()  # what other programs take away does not count
        for _ in range(50):
            analyser.streams(page)
        return time.process_time() - started

    assert 50 / min(seconds() for _attempt in range(5)) > 1_000  # a fifth of what an idle machine does
