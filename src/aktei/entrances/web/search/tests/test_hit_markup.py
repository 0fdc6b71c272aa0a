# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hits as the page shows them."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from aktei.entrances.web.search.hit_markup import ShownHit, markup
from aktei.procedures.search.answers import Hit
from aktei.procedures.search.snippets import Snippet, SnippetPiece

HOSTILE = "\"'><script>alert(1)</script>&"
HIT = Hit(
    document_id=UUID(int=1),
    page_number=2,
    page_count=3,
    subject_line=f"a{HOSTILE}",
    dossier_id=UUID(int=2),
    dossier_reference=f"b{HOSTILE}",
    dossier_subject_line=f"c{HOSTILE}",
    case_id=None,
    unit_id=UUID(int=3),
    channel="paper",
    received_at=datetime(2026, 11, 21, tzinfo=UTC),
    snippet=Snippet((SnippetPiece(f"d{HOSTILE}", True), SnippetPiece(f"e{HOSTILE}", False)), True, False),
    marks=(),
    score=1.0,
)


def test_what_a_page_says_is_text_wherever_a_hit_shows_it():
    shown = markup([ShownHit(HIT, f"/x?q={HOSTILE}", f"/y?{HOSTILE}", HOSTILE)])
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;") == 9
    assert "<script" not in shown
    assert HOSTILE[:3] not in shown


def test_a_hit_tells_its_words_its_page_and_where_its_text_goes_on():
    shown = markup([ShownHit(replace(HIT, snippet=Snippet((SnippetPiece("Antrag", True),), False, True)), "/x")])
    assert "<mark>Antrag</mark> …</p>" in shown
    assert "Seite 2 von 3 · 21.11.2026" in shown
    assert "hit__strip" not in shown


def test_a_hit_outside_every_dossier_says_so():
    shown = markup([ShownHit(replace(HIT, dossier_id=None, dossier_reference="", subject_line=""), "/x")])
    assert "noch nicht abgelegt" in shown
    assert ">Ohne Betreff</a>" in shown
