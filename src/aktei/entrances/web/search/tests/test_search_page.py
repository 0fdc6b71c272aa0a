# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search page shows what its reader may read, says what it tried, and survives any address."""

import json
import re
import shutil
from urllib.parse import quote

import pytest

from aktei.base.acts.actor import Actor
from aktei.entrances.web.search.question import Strip
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.tests.conftest import index as index
from aktei.procedures.search.tests.conftest import post as post  # the fixtures
from aktei.records.dossiers.actions import open_dossier

SYSTEM = Actor.system("test")


@pytest.fixture
def found(post, world, client):
    post.take_in("Ihr Wohngeldbescheid vom 3. Mai liegt bei.", subject_line="Bescheid für Yıldız")
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_page_is_found_by_a_part_of_a_compound_and_the_word_is_marked(found):
    page = found.get("/suche/?q=Bescheid").content.decode()
    assert "Bescheid für Yıldız" in page
    assert "<mark>Wohngeldbescheid</mark>" in page


def test_a_page_of_another_team_is_not_shown(found, world):
    found.force_login(world.persons["bauaufsicht"], backend="django.contrib.auth.backends.ModelBackend")
    page = found.get("/suche/?q=Wohngeldbescheid").content.decode()
    assert "Yıldız" not in page
    assert "Keine Seite gefunden" in page


def test_hits_are_narrowed_by_what_is_loaded_after_them_or_without_script_by_a_page_of_its_own(found, post):
    post.take_in("Noch ein Bescheid, per Mail.", channel="email")
    page = found.get("/suche/?q=Bescheid").content.decode()
    address = re.search(r'hx-get="(/suche/eingrenzen/[^"]+)"', page)[1].replace("&amp;", "&")
    part = found.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'href="/suche/?q=Bescheid&amp;kanal=email"' in part
    assert "<html" in found.get(address).content.decode()
    assert "Keine Seite gefunden" not in found.get("/suche/?q=Bescheid&kanal=email").content.decode()


def test_nothing_found_tells_what_was_tried(found):
    page = found.get("/suche/?q=Quastenflosser").content.decode()
    assert "Das wurde versucht" in page


def test_what_was_tried_already_is_not_offered_as_the_next_step(found):
    page = " ".join(found.get("/suche/?q=Zxqwvb").content.decode().split())
    assert "ähnliche Schreibweisen: 0 Seiten" in page
    assert "Nicht dabei?" not in page
    assert "allgemeineren Wörtern" in page
    assert "Das wurde versucht" not in found.get("/suche/?q=-Miete").content.decode()


def test_the_box_jumps_to_a_dossier(found, world, post):
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    post.index(dossier)
    page = found.get(f"/suche/sprung/?q={quote(dossier.reference)}").content.decode()
    assert f'href="/akten/{dossier.id}/"' in page


def test_similar_spellings_stand_in_a_group_of_their_own(found, post):
    for number in range(6):
        post.take_in(f"Frau Hubcr schreibt zum {number}. Mal über alles")
    page = found.get("/suche/?q=Huber").content.decode()
    assert "Keine Seite gefunden" in page
    exact, similar = page.split('id="similar-heading"')
    assert "<mark>" not in exact
    assert "Ähnliche Schreibweisen: 6 Seiten" in similar
    assert similar.count("<mark>Hubcr</mark>") == 5
    assert "<mark>über</mark>" not in page
    address = re.search(r'href="([^"]+)">Alle 6 Seiten', page)[1].replace("&amp;", "&")
    alone = found.get(f"/suche/{address}").content.decode()
    assert "6 Seiten mit ähnlicher Schreibweise" in alone
    assert "Genaue Treffer zeigen" in alone


def test_nothing_found_offers_the_next_wider_search(found):
    page = found.get("/suche/?q=Wohngeldbescheid+Quastenflosser&kanal=paper").content.decode()
    assert 'href="?q=Wohngeldbescheid+ODER+Quastenflosser&amp;kanal=paper"' in page
    assert "Ohne die Filter suchen" in page
    wider = found.get("/suche/?q=Wohngeldbescheid+ODER+Quastenflosser").content.decode()
    assert re.search(r"\b1 Seite\s*<", wider)


def test_enter_in_the_box_opens_what_is_called_exactly_so(found, world, post):
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    post.index(dossier)
    for text in (
        dossier.reference,
        dossier.reference.replace("/000", "/"),
        "Wohngeld Yıldız, Ute",
        "wohngeld yildiz ute",
    ):
        answer = found.get("/suche/", {"q": text, "direkt": "1"})
        assert (answer.status_code, answer.get("Location")) == (302, f"/akten/{dossier.id}/"), text
    assert found.get("/suche/", {"q": dossier.reference}).status_code == 200
    assert found.get("/suche/", {"q": "Wohngeld", "direkt": "1"}).status_code == 200
    assert found.get("/suche/", {"q": "", "direkt": "1"}).status_code == 200
    assert 'name="direkt"' in found.get("/suche/").content.decode()


def test_several_that_are_called_exactly_so_are_offered_and_none_is_opened(found, world, post):
    entry, unit = world.plan["50.30"].id, world.units["50.1"].id
    made = [open_dossier(SYSTEM, entry=entry, subject_line="Doppelt Gemoppelt", lead_unit=unit) for _each in range(2)]
    post.index(*made)
    answer = found.get("/suche/", {"q": "doppelt gemoppelt", "direkt": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "So heißt mehr als eine Akte oder ein Vorgang" in page
    assert all(page.count(f'class="found-record" href="/akten/{each.id}/"') == 1 for each in made)


def test_enter_in_the_box_tells_nothing_of_dossiers_of_others(found, world, post):
    dossier = world.dossiers["Wohngeld Yıldız, Ute"]
    post.index(dossier)
    found.force_login(world.persons["bauaufsicht"], backend="django.contrib.auth.backends.ModelBackend")
    assert found.get("/suche/", {"q": dossier.reference, "direkt": "1"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["?q=%00", '?q="', "?q=x&einheit=nein&jahr=nein&ab=-1&stufe=nein", "?q=x&ab=99999999999", "?q=" + "x" * 5000],
)
def test_a_mangled_address_is_answered_all_the_same(found, address):
    assert found.get(f"/suche/{address}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_hits(found, post, django_assert_max_num_queries):
    for number in range(15):
        post.take_in(f"Noch ein Wohngeldbescheid, der {number}.")
    with django_assert_max_num_queries(20):
        assert found.get("/suche/?q=Bescheid").status_code == 200


def test_a_strip_lies_on_the_page_and_holds_the_most_marked_words():
    lonely, pair = (9_500, 100, 9_900, 200), [(100, 9_900, 400, 9_990), (500, 9_900, 900, 9_990)]
    strip = Strip.around([lonely, *pair])
    assert len(strip.boxes([lonely, *pair])) == 2
    assert 0 <= strip.left <= 10_000 - Strip.WIDTH
    assert strip.top == 10_000 - Strip.HEIGHT


def test_the_strip_of_a_page_nobody_may_read_is_not_found(found, world, post):
    document = post.take_in("Ein Bauantrag.", unit="63.1")
    assert found.get(f"/suche/ausschnitt/{document.id}/1.webp").status_code == 404


def test_the_page_says_that_its_index_is_being_renewed_and_how_far_it_is(found, index):
    stamp = json.loads((index / "index.json").read_text())
    (index / "index.json").write_text(json.dumps(stamp | {"analysis": 1}))
    with engine().rebuilding(learned=frozenset, resume=True) as building:
        building.tell(1_500, 3_000)
        page = found.get("/suche/?q=Wohngeld").content.decode()
    assert "1.500 von 3.000" in page
    assert "<mark>Wohngeldbescheid</mark>" in page
    (index / "index.json").write_text(json.dumps(stamp | {"format": 1}))
    answer = found.get("/suche/?q=Wohngeld")
    assert answer.status_code == 503
    assert "gerade neu aufgebaut" in answer.content.decode()
    assert str(index) not in answer.content.decode()
    shutil.rmtree(index)
    page = found.get("/suche/?q=Wohngeld").content.decode()
    assert "gerade neu aufgebaut" in page
    assert "Keine Seite gefunden" not in page


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "\0",
            "1\0",
            "50.30-2026/2\0",
            "%00",
            "-",
            "*",
            "?",
            '"',
            "„",
            "ODER",
            "NICHT",
            "😀",
            "\u202eWohngeld",
        ),
        *("§", "'"),
    ],
)
@pytest.mark.parametrize("address", ["/suche/", "/suche/eingrenzen/", "/suche/sprung/", "/suche/?direkt=1&x="])
def test_whatever_is_typed_is_answered(found, address, typed):
    join = "&" if "?" in address else "?"
    assert found.get(f"{address}{join}q={quote(typed)}").status_code in {200, 302}


def test_a_question_that_is_too_long_says_that_only_its_beginning_was_searched(found):
    assert "zu lang" in found.get(f"/suche/?q={quote('wohngeld ' * 400)}").content.decode()
