# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.procedures.rendition.words import SCALE, Word, pack, text_of, unpack
from aktei.records.documents.words import boxes_within

coordinates = st.integers(0, SCALE)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)
words = st.builds(Word, texts, coordinates, coordinates, coordinates, coordinates, st.integers(0, 500))


@given(st.lists(words, max_size=60))
def test_what_was_packed_comes_back(page):
    assert unpack(pack(page)) == page


@given(st.lists(words, min_size=1, max_size=30), st.data())
def test_boxes_of_a_stretch_of_text_are_those_of_the_words_that_lie_in_it(page, data):
    text = text_of(page)
    first = data.draw(st.integers(0, len(page) - 1))
    last = data.draw(st.integers(first, len(page) - 1))
    start = len(text_of(page[: first + 1])) - len(page[first].text)
    end = len(text_of(page[: last + 1]))
    expected = [(one.x0, one.y0, one.x1, one.y1) for one in page[first : last + 1]]
    assert boxes_within(pack(page), len(text), [(start, end)]) == expected
    assert boxes_within(pack(page), len(text), [(start, end), (start, start + 1)]) == expected
    assert boxes_within(pack(page), len(text) + 1, [(start, end)]) is None


def test_words_of_a_line_are_joined_by_a_space_and_lines_by_a_line_feed():
    page = [Word("Sehr", 0, 0, 1, 1, 0), Word("geehrte", 2, 0, 3, 1, 0), Word("hiermit", 0, 2, 1, 3, 4)]
    assert text_of(page) == "Sehr geehrte\nhiermit"
    assert text_of([]) == ""


def test_a_full_page_takes_few_kilobytes():
    page = [
        Word(f"Wort{n}", 100 * (n % 10), 30 * (n // 10), 100 * (n % 10) + 80, 30 * (n // 10) + 20, n // 10)
        for n in range(300)
    ]
    assert len(pack(page)) < 3000


@pytest.mark.parametrize("damaged", [b"", b"\x07abc", b"\x01abc", pack([Word("a", 1, 1, 2, 2, 0)])[:-4]])
def test_bytes_of_somebody_else_are_refused(damaged):
    with pytest.raises(ValueError, match="word box"):
        unpack(damaged)
