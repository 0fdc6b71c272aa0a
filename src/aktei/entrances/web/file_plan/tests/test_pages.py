# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the file plan in the browser."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aktei.records.file_plan.models import FilePlanEntry
from aktei.records.file_plan.queries import Weight, default_rights

AT = "/verwaltung/aktenplan/"


@pytest.fixture
def keeper(client, world):
    client.force_login(world.persons["schriftgut"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(keeper, text, name="plan.csv"):
    return keeper.post(f"{AT}einlesen/", {"file": SimpleUploadedFile(name, text.encode())})


def test_the_tree_is_searched_with_the_way_to_each_hit(keeper, world):
    page = keeper.get(AT, {"q": "wohngeld"}).content.decode()
    assert "1 Treffer" not in page
    assert "2 Treffer" in page
    assert "Soziales" in page
    assert "Bauvoranfragen" not in page


def test_only_whoever_keeps_the_plan_gets_there(client, world):
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    entry = world.plan["50.30"].id
    assert client.get(AT).status_code == 403
    assert client.get(f"{AT}{entry}/").status_code == 404
    assert client.get(f"{AT}ausgeben/csv/").status_code == 403
    assert client.get(f"{AT}einlesen/").status_code == 403


def form_of(entry, keeper, **changes):
    form = keeper.get(f"{AT}{entry.id}/").context["form"]
    values = {name: value for name, value in form.initial.items() if value not in (None, False)}
    return {**values, **changes}


def test_an_entry_is_changed_and_a_stale_form_is_not(keeper, world):
    entry = world.plan["50.30"]
    first, stale = form_of(entry, keeper, title="Neuer Titel"), form_of(entry, keeper, retention_years=3)
    assert keeper.post(f"{AT}{entry.id}/", first).status_code == 302
    answer = keeper.post(f"{AT}{entry.id}/", stale)
    assert answer.status_code == 422
    assert "inzwischen geändert" in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.title, entry.retention_years) == ("Neuer Titel", 10)


def test_an_entry_is_added_moved_renumbered_disabled_and_enabled(keeper, world):
    values = {"parent": world.plan["50"].id, "notation": "50.60", "title": "Pflege", "disposal_type": "B"}
    values |= {"reference_pattern": "{notation}-{number}", "retention_years": "6", "holds_dossiers": "on"}
    answer = keeper.post(f"{AT}neu/", values)
    made = FilePlanEntry.objects.get(notation="50.60")
    assert answer["Location"] == f"{AT}{made.id}/"
    at = f"{AT}{made.id}/"
    keeper.post(f"{at}verschieben/", {"parent": world.plan["63"].id, "reason": "gehört dorthin"})
    keeper.post(f"{at}kennzeichen/", {"notation": "63.60"})
    keeper.post(f"{at}stilllegen/", {"reason": "entfallen"})
    made.refresh_from_db()
    assert (made.parent_id, made.notation, made.disabled_at is None) == (world.plan["63"].id, "63.60", False)
    keeper.post(f"{at}in-kraft/")
    made.refresh_from_db()
    assert made.disabled_at is None
    page = keeper.get(at).content.decode()
    assert "gehört dorthin" in page
    assert "hat den Aktenplaneintrag 50.60 in 63.60 umbenannt" in page


def test_rights_from_the_start_are_given_with_a_cause_and_taken_away(keeper, world):
    entry = world.plan["63.20"]
    unit = f"unit:{world.units['50.1'].id}"
    at = f"{AT}{entry.id}/rechte/"
    keeper.post(at, {"principal": unit, "right": ["read", "file"], "cause": "Amtshilfe"})
    given = [(each.right, each.cause) for each in default_rights(entry.id) if each.principal == unit]
    assert given == [("file", "Amtshilfe"), ("read", "Amtshilfe")]
    keeper.post(at, {"remove": unit})
    assert unit not in {each.principal for each in default_rights(entry.id)}


def test_a_file_is_looked_at_first_and_then_taken_over(keeper, world):
    seen = upload(keeper, "kennzeichen;titel;farbe\n51;Jugend;rot\n50.30;Wohngeld neu;\n")
    assert seen.context["looked"].summary == (
        "1 neue, 1 geänderte, 0 unveränderte Einträge, 1 unbekanntes Feld, 0 Fehler"
    )
    assert not FilePlanEntry.objects.filter(notation="51").exists()
    keeper.post(f"{AT}einlesen/uebernehmen/", {"token": seen.context["looked"].token})
    assert FilePlanEntry.objects.get(notation="51").title == "Jugend"
    assert FilePlanEntry.objects.get(notation="50.30").title == "Wohngeld neu"


def test_a_faulty_file_says_where_and_cannot_be_taken_over(keeper, world):
    seen = upload(keeper, "kennzeichen;titel\n51;Jugend\n52;\n")
    page = seen.content.decode()
    assert "1 Fehler in Zeile 3" in page
    assert "So übernehmen" not in page
    keeper.post(f"{AT}einlesen/uebernehmen/", {"token": seen.context["looked"].token})
    assert not FilePlanEntry.objects.filter(notation="51").exists()


def test_a_token_somebody_made_up_opens_nothing(keeper, world):
    answer = keeper.post(f"{AT}einlesen/uebernehmen/", {"token": "a:b:c"}, follow=True)
    assert "Diese Vorschau ist zu alt" in answer.content.decode()


@pytest.mark.parametrize(("form", "name"), [("csv", "plan.csv"), ("xdomea", "plan.xml")])
def test_what_is_given_out_is_taken_back_without_a_change(keeper, world, form, name):
    given = keeper.get(f"{AT}ausgeben/{form}/")
    assert "attachment" in given["Content-Disposition"]
    seen = upload(keeper, given.content.decode("utf-8"), name)
    assert "Es gibt nichts zu tun" in seen.content.decode()


def test_a_disabled_entry_is_still_found_with_its_dossiers_and_offers_no_new_one(keeper, client, world):
    entry = world.plan["50.30"]
    keeper.post(f"{AT}{entry.id}/stilllegen/", {"reason": "entfallen"})
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    assert "stillgelegt" in client.get("/aktenplan/").content.decode()
    page = client.get(f"/aktenplan/{entry.id}/").content.decode()
    assert "Wohngeld Köster, Bernd" in page
    assert f"/akten/neu/?plan={entry.id}" not in page


def test_before_an_entry_is_moved_people_are_told_how_much_moves_with_it_and_how_long_that_takes(keeper, client, world):
    page = " ".join(keeper.get(f"{AT}{world.plan['50'].id}/umfang/").content.decode().split())
    assert re.search(r"Es ziehen \d+ Akten mit, darin 0 Dokumente\.", page)
    assert "Sekunden" not in page
    assert [Weight(10_000, documents).seconds for documents in (3_000, 10_000, 40_000, 100_000)] == [0, 5, 10, 15]
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"{AT}{world.plan['50'].id}/umfang/").status_code == 404
