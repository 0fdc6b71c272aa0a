# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is marked on a page, and what is shown of it."""

from hypothesis import example, given
from hypothesis import strategies as st

from aktei.procedures.search.analysis import Analyser
from aktei.procedures.search.marks import WordBox, marks, text_of
from aktei.procedures.search.matching import Matcher
from aktei.procedures.search.query import parse
from aktei.procedures.search.snippets import snippet
from aktei.procedures.search.wanted import Step

analyser = Analyser()


def marked(query, text, step=Step.FORMS):
    return [text[match.start : match.end] for match in Matcher(parse(query), analyser, step).matches(text)]


def marked_boxes(words, query, step=Step.FORMS):
    boxes = [WordBox(*word) for word in words]
    return marks([len(word[0]) for word in words], Matcher(parse(query), analyser, step).matches(text_of(boxes)))


def shown(text, query, **more):
    return snippet(text, Matcher(parse(query), analyser, Step.FORMS).matches(text), **more)


def test_words_and_their_forms_are_marked():
    assert marked("Bescheide", "Ein Bescheid, zwei Bescheide, beschieden") == ["Bescheid", "Bescheide"]


def test_exact_search_marks_only_the_word():
    assert marked("Bescheide", "Ein Bescheid, zwei Bescheide", Step.WORDS) == ["Bescheide"]


def test_a_compound_is_marked_by_its_part():
    assert marked("Bescheid", "Ihr Wohngeldbescheid") == ["Wohngeldbescheid"]


def test_the_parts_are_marked_where_the_compound_is_not_written():
    assert marked("Wohngeldbescheid", "Der Bescheid über Ihr Wohngeld") == ["Bescheid", "Wohngeld"]
    assert marked("Wohngeldbescheid", "Wohngeldbescheid und Bescheid") == ["Wohngeldbescheid"]


def test_names_are_marked_in_every_spelling_and_nouns_are_not():
    assert marked("Müller", "Mueller, Muller, Müllers, Müll") == ["Mueller", "Muller", "Müllers"]


def test_prefixes_are_marked():
    assert marked("Mül*", "Mueller Müllabfuhr Mut") == ["Mueller", "Müllabfuhr"]


def test_phrases_are_marked_as_a_whole():
    assert marked('"erster Bescheid"', "Bescheid erster Bescheid") == ["erster", "Bescheid"]


def test_a_reference_is_marked():
    text = "Az. 50.30-2026/00042 vom 30.11.2026"
    assert marked("50.30-2026/00042", text) == ["50.30-2026/00042"]


def test_misread_words_are_marked_when_similar_spellings_were_searched():
    assert marked("Widerspruch", "Ihr Widcrspruch") == []
    assert marked("Widerspruch", "Ihr Widcrspruch", Step.SIMILAR) == ["Widcrspruch"]
    assert marked("Amtmann", "Arntmann", Step.SIMILAR) == ["Arntmann"]


def test_excluded_words_are_not_marked():
    assert marked("haus -garten", "Haus Garten") == ["Haus"]


def test_boxes_of_a_word_divided_at_the_end_of_a_line_are_both_marked():
    words = [
        ("Ihr", 10, 10, 30, 20),
        ("Wohngeld-", 160, 10, 200, 20),
        ("bescheid", 10, 25, 60, 35),
        ("vom", 70, 25, 90, 35),
    ]
    assert marked_boxes(words, "Wohngeldbescheid") == [1, 2]


def test_a_box_with_several_tokens_is_marked_once():
    words = [("Az.:", 0, 0, 9, 9), ("50.30-2026/00042", 10, 0, 90, 9)]
    assert marked_boxes(words, "50.30-2026/00042") == [1]


def test_the_snippet_shows_where_most_of_the_query_stands():
    text = "Wohngeld. " + "Lorem ipsum. " * 40 + "Der Bescheid über Ihr Wohngeld ergeht." + " Ende." * 60
    found = shown(text, "wohngeld bescheid")
    assert "Bescheid über Ihr Wohngeld" in str(found)
    assert [piece.text for piece in found.pieces if piece.marked] == ["Bescheid", "Wohngeld"]
    assert found.before
    assert found.after


def test_the_snippet_puts_divided_words_together():
    found = shown("Ihr Wohngeld-\nbescheid\nvom", "bescheid")
    assert str(found) == "Ihr Wohngeldbescheid vom"


def test_without_a_match_the_beginning_is_shown():
    found = shown("Sehr geehrte Damen und Herren, " * 30, "xyz")
    assert str(found).startswith("Sehr geehrte")
    assert not found.before
    assert found.after


@example("", "E")
@given(st.text(max_size=400), st.text(max_size=40))
def test_any_page_and_query_give_a_snippet(text, query):
    matcher = Matcher(parse(query), analyser, Step.SIMILAR)
    found = snippet(text, matcher.matches(text), length=60)
    assert len(str(found)) <= 60 + 2 * 80 + 100
    words = text.split()
    marked = marks(map(len, words), matcher.matches("\n".join(words)))
    assert all(0 <= at < len(words) for at in marked)
    assert marked == sorted(set(marked))


_WORDS = st.sampled_from(
    [
        "Wohngeldbescheid",
        "Bescheide",
        "beschieden",
        "Häuser",
        "haus",
        "Hausrat",
        "Mueller",
        "Müller",
        "Müllabfuhr",
        "Straßenbau",
        "Strassen",
        "neue",
        "Pizzaecke",
        "Eck",
        "Lehrerinnen",
        "Lehrer",
        "Kraiikenkasse",
        "Krankenkasse",
        "Wohn-",
        "geld",
        "Geld\xadbetrag",
        "e",
        "ae",
        "Übergänge",
        "übergang",
        "2026",
        "des",
    ]
)


_ODD_WORDS = st.sampled_from(["O'Neill", "«É»–", "Donau-", "dampf/", "Übergän\u00ad", "İ", "\ufb01nden"])


@example(["Ein-", "und", "Ausgang"], "\n", ["und"], Step.FORMS)
@example(["Donau-", "dampf-", "schiff/haus"], "\n", ["haus"], Step.FORMS)
@example(["Wo-", "hngeld-", "bescheid"], " \n ", ["Bescheide"], Step.FORMS)
@example(["Kraiiken-", "kasse"], "\r\n", ["Krankenkasse"], Step.SIMILAR)
@given(
    st.lists(
        _WORDS | st.sampled_from(["O'Neill", "«É»–", "Donau-", "dampf/", "Übergän\u00ad", "İ", "\ufb01nden"]),
        max_size=30,
    ),
    st.sampled_from([" ", "\n", "\r\n", " \n ", "\u00a0", "\t", "\n\n"]),
    st.lists(_WORDS, min_size=1, max_size=2),
    st.sampled_from(Step),
)
def test_words_are_passed_over_early_only_if_they_would_not_be_marked_anyway(page, apart, wanted, step):
    for query in (" ".join(wanted), f'"{" ".join(wanted)}"', wanted[0][:4] + "*"):
        text = apart.join(page)
        slow = Matcher(parse(query), analyser, step)
        slow._worth_reading = lambda text, _halves: list(analyser.words(text))
        assert Matcher(parse(query), analyser, step).matches(text) == slow.matches(text)
