# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers are found by their key and their extra fields; the index follows what moves in the file plan."""

import pytest

from aktei.base.acts.actor import Actor
from aktei.procedures.search import indexing
from aktei.procedures.search.jobs import index_plan_entry
from aktei.procedures.search.queries import jump, search
from aktei.procedures.search.query import parse
from aktei.records.dossiers.actions import open_dossier
from aktei.records.file_plan.actions import move_entry, renumber_entry

SYSTEM = Actor.system("test")


@pytest.fixture
def house(world, settings, tmp_path, index):
    settings.DOSSIER_KINDS = tmp_path / "kinds.toml"
    settings.DOSSIER_KINDS.write_text(
        '[building]\nlabel = "Bauakte"\nkey = "Bau-Nummer"\n'
        '[[building.fields]]\nname = "flurstueck"\nlabel = "Flurstück"\n'
        '[[building.fields]]\nname = "antrag_vom"\nlabel = "Antrag vom"\ntype = "date"\n'
        '[[building.fields]]\nname = "denkmal"\nlabel = "Denkmal"\ntype = "yes_no"\n'
    )
    made = open_dossier(
        SYSTEM,
        entry=world.plan["63.20"].id,
        subject_line="Scheune",
        lead_unit=world.units["63.1"].id,
        kind="building",
        specialist_key="BV-77-12",
        fields={"flurstueck": "Kremmen 112/3", "antrag_vom": "3.2.2025", "denkmal": "ja"},
    )
    world.dossiers["Scheune"] = made
    indexing.note([made.id])
    indexing.write_waiting()
    return made


@pytest.mark.parametrize(
    "text",
    [
        "kremmen",
        "BV-77-12",
        "flurstueck:112/3",
        "Flurstück:kremmen",
        "antrag_vom:2025-02-03",
        "antragvom:3.2.2025",
        "denkmal:ja",
        "schlüssel:bv-77-12",
        "flurstueck:112 denkmal:ja",
    ],
)
def test_a_dossier_is_found_by_its_key_and_fields(house, text):
    assert [each.id for each in jump(SYSTEM, text)] == [house.id]


@pytest.mark.parametrize(
    "text", ["flurstueck:999", "denkmal:nein", "antrag_vom:gestern", "flurstueck:112 denkmal:nein"]
)
def test_a_field_with_another_value_finds_nothing(house, text, post):
    post.file(post.take_in("Scheune am Weg", unit="63.1"), "Scheune")
    assert jump(SYSTEM, text) == ()
    assert search(SYSTEM, f"{text} scheune").total == 0


def test_a_field_narrows_the_pages_to_the_dossiers_that_have_it(house, post):
    inside, outside = post.receive("Scheune am Weg", unit="63.1"), post.receive("Scheune am Bach", unit="63.1")
    post.file(inside, "Scheune")
    post.file(outside, "Neubau Einfamilienhaus Grünwald")
    post.index(inside, outside)
    answer = search(SYSTEM, "scheune flurstueck:112/3")
    assert [hit.document_id for hit in answer.hits] == [inside.id]
    assert "Feld flurstueck: 112/3" in answer.explanation
    assert search(SYSTEM, "scheune").total == 2


def test_nobody_learns_of_a_field_in_a_dossier_they_may_not_read(house, world):
    stranger = world.actor("sachbearbeitung")
    assert jump(stranger, "flurstueck:112/3") == ()
    assert "Keine Akte hat im Feld" in search(stranger, "flurstueck:112/3").explanation


def test_a_field_nobody_declared_is_searched_as_words():
    assert parse("farbe:rot", {"flurstueck": "flurstueck"}) == parse("farbe:rot")
    assert parse("flurstueck:3", {"flurstueck": "flurstueck"}).fields.extra == (("flurstueck", "3"),)


def test_the_index_follows_an_entry_that_moves_and_one_that_is_renumbered(world, post):
    document = post.receive("Antrag auf Wohngeld")
    post.file(document, "Wohngeld Köster, Bernd")
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    post.index(document, dossier)
    reader = world.actor("leitung")
    assert search(reader, "antrag").total == 1
    entry = world.plan["50.30"].id
    move_entry(SYSTEM, entry=entry, parent=world.plan["63"].id, reason="Neuordnung")
    renumber_entry(SYSTEM, entry=entry, notation="63.90")
    index_plan_entry(str(entry))
    assert search(reader, "antrag").total == 0
    assert search(SYSTEM, "antrag plan:63").total == 1
    assert search(SYSTEM, "antrag plan:50").total == 0
