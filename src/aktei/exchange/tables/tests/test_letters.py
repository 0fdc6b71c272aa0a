# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text is read as it was meant or not at all: letters are never mangled."""

import pytest

from aktei.exchange.tables.letters import decoded

TEXTS = [
    "Gebühren für Größe",
    "Prüfung alt.pdf",
    "Straße",
    "Ärztliche Gutachten; Öffentlichkeit; Übergänge",
    "ähnliche Fälle",
    "Jörg Müller, Köln",
    "WEISSENSTRASSE – GRÜNFLÄCHEN",
    "BÄDER UND SPORTSTÄTTEN",
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman"]
)
@pytest.mark.parametrize("text", TEXTS)
def test_german_is_read_in_every_way_that_old_programs_write_it(text, encoding):
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("this code page has no such sign")
    assert decoded(data) == text


@pytest.mark.parametrize(
    "text",
    ["Die „Hilfe“ zum Leben", "„die“", "§ 5 Abs. 2", "20 °C", "5 €", "2020–2026", "José Núñez", "Café – Ausschank"],
)
def test_signs_of_windows_are_not_taken_for_letters_of_dos(text):
    assert decoded(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)), b"\x89PNG\r\n\x1a\n\x00\xff\xd8", "Привет, мир".encode("cp1251")]
)
def test_what_looks_like_nothing_is_not_guessed(data):
    assert decoded(data) is None
