# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What grows with the office is picked in filters and forms: by value, by typing alone, and never in a long list."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.deputies.models import Deputy
from aktei.base.people.actions import establish_unit, register_person
from aktei.entrances.web.kit.picking.reading import source_of
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.moving import add_document
from aktei.records.dossiers.events import DossierRead
from aktei.records.envelopes.models import Consignment

SYSTEM = Actor.system("test")


def _said(answer: Any) -> str:
    return " ".join(strip_tags(answer.content.decode()).split())


@pytest.mark.parametrize(
    ("login", "path", "name", "typed", "meant"),
    [
        ("sachbearbeitung", "/akten/", "einheit", "wohngeld team", "50.1"),
        ("sachbearbeitung", "/akten/", "plan", "5030", "50.30"),
        ("verwaltung", "/verwaltung/personen/", "einheit", "50.1", "50.1"),
        ("post", "/posteingang/", "team", "Wohngeld", "50.1"),
    ],
)
def test_what_is_typed_into_a_filter_without_script_is_asked_for_by_its_value(
    world, client_of, login, path, name, typed, meant
):
    answer = client_of(login).get(f"{path}?{name}={quote(typed)}&{name}-id=&q=")
    row = (world.plan if name == "plan" else world.units)[meant]
    assert answer.status_code == 302
    assert f"{name}={row.id}" in answer.headers["Location"]
    assert f"{name}-id" not in answer.headers["Location"]
    assert client_of(login).get(answer.headers["Location"]).status_code == 200


def test_a_filter_says_what_is_chosen_and_narrows_by_it(world, client_of):
    page = client_of("sachbearbeitung").get("/akten/", {"plan": world.plan["50.30"].id})
    assert f'value="{world.plan["50.30"]}"' in page.content.decode()
    assert {row.entry_id for row in page.context["listed"].rows} == {world.plan["50.30"].id}


def test_what_means_nothing_narrows_nothing_and_the_list_says_so(client_of):
    client = client_of("sachbearbeitung")
    page = client.get("/akten/?einheit=Xylophon")
    assert "„Xylophon“ ist keine Einheit." in _said(page)
    assert page.context["listed"].total == client.get("/akten/").context["listed"].total


def test_what_was_never_offered_is_neither_confirmed_nor_denied(client_of):
    page = client_of("sachbearbeitung").get("/akten/", {"plan": uuid4()})
    assert page.status_code == 200
    assert 'value="nicht auffindbar"' in page.content.decode()


def test_several_that_fit_a_filter_are_asked_about_and_nothing_failed(client_of):
    answer = client_of("sachbearbeitung").get("/akten/?einheit=Team&zustand=offen")
    assert answer.status_code == 200
    assert "passt auf mehrere" in _said(answer)
    assert '<input type="hidden" name="zustand" value="offen">' in answer.content.decode()


def _letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("brief.pdf", b"%PDF-1.7 Brief", "application/pdf")


def test_post_is_uploaded_for_the_unit_that_is_typed(world, client_of):
    client_of("post").post("/posteingang/hochladen/", {"unit": "wohngeld", "file": _letter()})
    assert Consignment.objects.get().document.unit_id == world.units["50.1"].id


@pytest.mark.parametrize(("typed", "said"), [("Team", "passt auf mehrere Einheiten"), ("Xylophon", "keine Einheit")])
def test_files_for_nobody_in_particular_are_refused_on_the_page_they_were_chosen_on(client_of, typed, said):
    answer = client_of("post").post("/posteingang/hochladen/", {"unit": typed, "file": _letter()})
    assert answer.status_code == 422
    assert said in _said(answer)
    assert 'type="file"' in answer.content.decode()
    assert not Consignment.objects.exists()


def _absence(world: Any, **more: str) -> dict[str, str]:
    return {
        "begins_on": "2026-12-01",
        "reason": "away",
        "deputy-TOTAL_FORMS": "1",
        "deputy-INITIAL_FORMS": "0",
        "deputy-0-who": str(world.persons["vertretung"].id),
        "deputy-0-scope": "",
        **more,
    }


def test_a_deputy_for_a_part_of_the_plan_is_told_by_its_notation(world, client_of):
    client_of("sachbearbeitung").post("/vertretung/eintragen/", _absence(world, **{"deputy-0-entry": "50.30"}))
    assert Deputy.objects.get().entry == world.plan["50.30"].id


def test_a_deputy_is_for_a_unit_or_for_an_entry_and_a_refusal_keeps_both(world, client_of):
    unit = str(world.units["50.1"].id)
    sent = _absence(world, **{"deputy-0-entry": "50.30", "deputy-0-scope": unit})
    answer = client_of("sachbearbeitung").post("/vertretung/eintragen/", sent)
    assert answer.status_code == 422
    assert "entweder die Arbeit einer Einheit oder einen Aktenplaneintrag" in _said(answer)
    assert 'name="deputy-0-entry" value="50.30"' in answer.content.decode()
    assert f'value="{unit}" selected' in answer.content.decode()
    assert "Jonas Köhler" in answer.content.decode()


def test_of_many_teams_the_inbox_names_ones_own_and_lets_one_pick_the_others(world, client_of):
    for number in range(20):
        establish_unit(SYSTEM, name=f"Sachgebiet {number}", short_name=f"77.{number}", parent=world.units["50"].id)
    page = client_of("post").get("/posteingang/").content.decode()
    assert "Sachgebiet 7" not in page
    assert 'id="room-team"' in page


def test_of_many_who_acted_on_a_record_its_history_lets_one_be_picked(world, client_of, anna):
    dossier = world.dossiers["Wohngeld Müller, Sabine"]
    with acting("test"):
        for number in range(30):
            row = register_person(SYSTEM, login=f"h{number}", given_name="Hans", family_name=f"Handel {number}")
            record(Actor(row.id), DossierRead(node=dossier.id))
    client, address = client_of("sachbearbeitung"), f"/akten/{dossier.id}/verlauf/"
    page = client.get(address).content.decode()
    assert "Handel 17</option>" not in page
    assert f"/waehlen/verlauf-{dossier.id}/" in page
    answer = client.get(address, {"person": "handel 17", "person-id": ""}, follow=True)
    assert {line.who for line in answer.context["history"].lines} == {"Hans Handel 17"}
    assert source_of(f"verlauf-{dossier.id}").find(world.actor("bauaufsicht"), "Handel") == []


def test_a_document_is_attached_to_one_that_is_picked_by_number_or_subject(world, anna):
    dossier = world.dossiers["Wohngeld Müller, Sabine"]
    rows = [
        add_document(SYSTEM, dossier=dossier.id, originals=[StoredFile("a" * 64, 1, "application/pdf", f"{name}.pdf")])
        for name in ("Antrag", "Nachweis", "Bescheid")
    ]
    offers = source_of(f"hauptdokument-{rows[0].id}")
    offered = [each.value for each in offers.find(anna, str(rows[1].position))]
    assert str(rows[1].id) in offered
    assert offers.one(anna, str(rows[0].id)) is None
    assert offers.find(world.actor("bauaufsicht"), "1") == []


@pytest.mark.parametrize(
    "kind", ["verlauf-x", "hauptdokument", "verlauf-0190a2c4-0000-7000-8000-000000000000", "verlauf", "gibtsnicht"]
)
def test_a_kind_that_nobody_made_offers_nothing(client_of, kind):
    answer = client_of("sachbearbeitung").get(f"/waehlen/{kind}/", {"q": "an"})
    assert answer.status_code == 404 or "data-value" not in answer.content.decode()
