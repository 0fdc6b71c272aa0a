# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.procedures.rendition.words import SCALE, Word, pack, text_of, unpack

coordinates = st.integers(0, SCALE)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)
words = st.builds(Word, texts, coordinates, coordinates, coordinates, coordinates, st.integers(0, 500))


@given(st.lists(words, max_size=60))
def test_what_was_packed_comes_back(page):
    assert unpack(pack(page)) == page


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
