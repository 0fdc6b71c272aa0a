# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search through the interface: a filed letter is found by a word in it, by those who may read it."""

import pytest

from aktei.procedures.search.upkeep import rebuild
from tests.api.conftest import is_problem, make_ready


@pytest.fixture
def filed(clerk, world, settings, tmp_path):
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    received = clerk.hand_in(("brief.pdf", b"%PDF-1.7"), unit="50.1").json()
    make_ready(received["document"], ("Deckblatt", "Der Wohngeldbescheid vom Mai ist falsch"))
    dossier = str(world.dossiers["Wohngeld Köster, Bernd"].id)
    assert clerk.post(f"consignments/{received['id']}/filing", {"dossier": dossier}).status_code == 200
    rebuild(lambda done, total: None)
    return received["document"], dossier


def test_a_hit_names_the_page_and_marks_the_words_on_it(clerk, filed):
    document, dossier = filed
    answer = clerk.get("search", q="Bescheid").json()
    assert answer["total"] == 1
    hit = answer["hits"][0]
    assert (hit["document"], hit["dossier"], hit["page"]) == (document, dossier, 2)
    assert "Wohngeldbescheid" in hit["snippet"]
    assert hit["marks"] == [[1000, 500, 1800, 700]]


def test_who_may_not_read_it_does_not_find_it(caller, filed):
    nothing = {"total": 0, "hits": [], "step": "forms", "similar_total": 0, "similar": [], "shortfall": ""}
    assert caller("bauaufsicht").get("search", q="Bescheid").json() == nothing


def test_a_limit_out_of_bounds_is_told(clerk):
    is_problem(clerk.get("search", q="x", limit=101), 422)
