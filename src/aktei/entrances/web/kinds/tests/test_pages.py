# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening and describing dossiers of declared kinds in the browser."""

import pytest

from aktei.entrances.demo.plan import KINDS
from aktei.entrances.demo.world import BUILDER
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Dossier


@pytest.fixture
def clerk(client, world, settings):
    settings.DOSSIER_KINDS = KINDS
    client.force_login(world.persons["bauaufsicht"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def values(world, **more):
    entry, unit = world.plan["63.20"].id, world.units["63.1"].id
    return {"entry": str(entry), "lead_unit": str(unit), "subject_line": "Scheune", "kind": "building", **more}


def test_the_form_asks_for_what_the_kind_needs(clerk):
    assert "Flurstück" not in clerk.get("/akten/neu/").content.decode()
    assert "Flurstück" in clerk.get("/akten/neu/?kind=building").content.decode()


def test_what_is_wrong_with_a_field_stands_beside_it_and_nothing_typed_is_lost(clerk, world):
    answer = clerk.post("/akten/neu/", values(world, field_gemarkung="Oberdorf", field_flurstueck="zwölf"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Zähler und Nenner, zum Beispiel 112/3." in page
    assert 'value="Oberdorf"' in page
    assert not Dossier.objects.filter(subject_line="Scheune").exists()


def test_a_dossier_is_opened_with_its_fields_and_they_can_be_changed(clerk, world):
    clerk.post(
        "/akten/neu/", values(world, field_gemarkung="Oberdorf", field_flurstueck="112/3", field_baujahr="1.950")
    )
    made = Dossier.objects.get(subject_line="Scheune")
    assert made.fields == {"gemarkung": "Oberdorf", "flurstueck": "112/3", "baujahr": "1950"}
    assert "112/3" in clerk.get(f"/akten/{made.id}/angaben/").content.decode()
    at = f"/akten/{made.id}/felder/"
    form = clerk.get(at).context["form"]
    clerk.post(at, {**form.initial, "field_flurstueck": "113"})
    made.refresh_from_db()
    assert made.fields["flurstueck"] == "113"


def test_fields_are_changed_by_whoever_may_edit_and_nobody_else(clerk, world):
    other = world.dossiers["Wohngeld Köster, Bernd"]
    assert clerk.get(f"/akten/{other.id}/felder/").status_code in {403, 404}


def test_a_case_file_shows_the_key_it_is_led_under(client, world, settings):
    settings.DOSSIER_KINDS = KINDS
    made = open_dossier(
        BUILDER,
        entry=world.plan["50.40"].id,
        subject_line="Hilfe",
        lead_unit=world.units["50.2"].id,
        kind="case_file",
        specialist_key="EGH-7",
        fields={"verfahren": "anderes"},
    )
    client.force_login(world.persons["leitung"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/akten/{made.id}/angaben/").content.decode()
    assert "EGH-7" in page
    assert "Schlüssel im Fachverfahren" in page
