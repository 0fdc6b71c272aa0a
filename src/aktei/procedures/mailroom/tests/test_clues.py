# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a letter tells about where it belongs, also when it was badly read."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom import clues
from aktei.procedures.mailroom.clues import distance, neighbours
from aktei.procedures.mailroom.describing import describe
from aktei.records.dossiers.rules import reference_key

REFERENCES = st.builds(
    lambda notation, year, number: f"{notation}-{year}/{number:05}",
    st.sampled_from(["50.30", "10.20", "63.1", "7"]),
    st.integers(1990, 2060),
    st.integers(1, 99_999),
)
MISREAD = {"0": "OoQD", "1": "lI", "2": "Zz", "5": "Ss", "8": "B", "6": "Gb"}


@st.composite
def misread_references(draw):
    """A reference, and how a reader with poor eyes may have seen it."""
    reference = draw(REFERENCES)
    seen = []
    for letter_ in reference:
        if letter_ in "-./" and draw(st.booleans()):
            seen.append(draw(st.sampled_from(["", " ", "–", ".", "-"])))
        elif letter_ in MISREAD and letter_ != "6" and draw(st.booleans()):
            seen.append(draw(st.sampled_from(MISREAD[letter_])))
        else:
            seen.append(letter_)
        if draw(st.integers(0, 9)) == 0:
            seen.append(" ")
    return reference, "".join(seen)


@settings(deadline=None)
@given(misread_references())
def test_lookalikes_spaces_and_lost_dashes_change_no_key(pair):
    reference, seen = pair
    assert reference_key(reference) == reference_key(seen)


@settings(deadline=None)
@given(REFERENCES, st.data())
def test_any_two_edits_stay_among_the_neighbours(reference, data):
    key = reference_key(reference)
    changed = key
    for _ in range(2):
        at = data.draw(st.integers(0, len(changed) - 1))
        with_ = data.draw(st.sampled_from(["", "0", "7", "9"]))
        keep = data.draw(st.booleans())
        changed = changed[:at] + with_ + changed[at if keep else at + 1 :]
    assert distance(key, changed) <= 2
    assert key in neighbours(changed, 2)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_looked_through_without_harm(text):
    pages = [text, text[::-1]]
    for quoted in clues.quoted_references(pages):
        words = pages[quoted.place.page - 1].split()
        assert all(index < len(words) for index in quoted.place.words)
    clues.names(pages)
    clues.dates(pages)
    describe(pages)


def test_neighbours_stay_few_whatever_the_key():
    assert len(neighbours("A1B2C3D4E5F6G7H8I9J0K1L2M3N4O5P6Q7R8S9", 2)) < 200_000


@pytest.mark.parametrize(
    "line",
    [
        "Ihr Zeichen: 50.30-2026/00042",
        "Unser Zeichen 50.30-2026/00042 vom 3. März",
        "Aktenzeichen: 50.30-2026/00042",
        "Az.: 50.30-2026/00042",
        "Az.:50.30-2026/00042",
        "Geschäftszeichen 50.30 - 2026 / 00042",
        "lhr Zelchen: 5O.3O-2O26/OOO42",
        "Betreff: Ihr Schreiben vom 3.2.2026, AZ 50.30-2026/00042, Mahnung",
    ],
)
def test_a_quoted_reference_is_found_behind_its_label(line):
    found = clues.quoted_references(["Guten Tag\n" + line])
    assert any(each.labelled and each.key == "5030202600042" for each in found)


def test_a_reference_without_a_label_is_found_but_a_date_is_none():
    found = clues.quoted_references(["Zum Antrag 50.30-2026/00042 vom 03.02.2026 teile ich mit"])
    assert any(each.key == "5030202600042" and not each.labelled for each in found)
    assert all(each.text != "03.02.2026" for each in found)


def test_the_words_of_a_quote_are_told_by_page_and_index():
    pages = ["Erste Seite", "Zweite Seite\nIhr Zeichen: 50.30-2026/00042"]
    quoted = clues.quoted_references(pages)[0]
    assert quoted.place.page == 2
    assert [pages[1].split()[index] for index in quoted.place.words] == ["50.30-2026/00042"]


def test_names_are_found_in_either_order_and_any_spelling():
    found = clues.names(["Antragsteller: YILDIZ, Ute und Frau Anna-Lena von der Heide"])
    assert "ute yildiz" in found
    assert "heide" not in found
    assert any("von der heide" in name for name in found)


@pytest.mark.parametrize("text", ["17.04.1968", "17. 4. 1968", "(17.04.1968)", "17. April 1968"])
def test_a_day_is_read_in_every_usual_spelling(text):
    assert date(1968, 4, 17) in clues.dates([f"geboren am {text}, wohnhaft"])


def test_a_street_is_found_whatever_its_spelling():
    assert clues.find_words(["wohnt Lindenstr. 12 in"], "Lindenstraße 12") is not None
    assert clues.find_words(["wohnt LINDENSTRASSE 12 in"], "Lindenstraße 12") is not None
    assert clues.find_words(["wohnt Lindenstraße 121 in"], "Lindenstraße 12") is None


@pytest.mark.parametrize("seed", range(30))
def test_a_letter_says_itself_what_it_is_about_who_wrote_it_and_when(seed):
    written = letter(seed, reference="50.30-2026/00042")
    found = describe(written.text_pages)
    assert (found.subject_line, found.written_on) == (written.subject_line, written.written)
    assert found.sender == written.text_pages[0].splitlines()[0]


def test_a_line_called_subject_wins_and_nothing_is_invented():
    assert describe(["Stadtwerke\nBetreff: Ihre Rechnung 12\nSehr geehrte Frau X"]).subject_line == "Ihre Rechnung 12"
    assert describe([""]) == describe([]) == describe(["12 34 56"])
