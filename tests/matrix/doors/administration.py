# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: administration."""

from datetime import timedelta

from django.utils import timezone

from aktei.base.people import actions, organisation
from aktei.base.people import queries as people
from tests.matrix.row import get, post
from tests.stage import SYSTEM

OFFICE = frozenset({"verwaltung"})
LOOKING = frozenset({"verwaltung", "schriftgut", "datenschutz"})
ASKING = frozenset({"verwaltung", "datenschutz", "vertretung"})
"""Who may ask what the deputy sees: those in charge, and the deputy."""
TIDYING = frozenset({"verwaltung", "schriftgut"})


def unit(path=""):
    return lambda stage: f"/verwaltung/einheiten/{stage.world.units['50.2'].id}/{path}"


def person(path=""):
    return lambda stage: f"/verwaltung/personen/{stage.world.persons['vertretung'].id}/{path}"


def _membership(path=""):
    def at(stage):
        row = organisation.memberships(SYSTEM, stage.world.persons["vertretung"].id)[0]
        return person(f"zugehoerigkeit/{row.id}/{path}")(stage)

    return at


def _ending(stage):
    unit = stage.world.units["10.1"].id
    if organisation.dissolution_of(SYSTEM, unit) is None:
        actions.dissolve_unit(
            SYSTEM, unit=unit, successor=stage.world.units["10.2"].id, due_at=timezone.now() + timedelta(days=1)
        )
    return f"/verwaltung/einheiten/{unit}/aufloesung-zuruecknehmen/"


def _locked(stage):
    other = people.person_by_login("gesperrt")
    if other is None:
        other = actions.register_person(SYSTEM, login="gesperrt", given_name="Gerd", family_name="Sperr")
        actions.lock_person(SYSTEM, person=other.id, reason="Prüfung")
    return f"/verwaltung/personen/{other.id}/entsperren/"


def _leaving(stage):
    other = stage.world.persons["bauaufsicht"].id
    if organisation.person(SYSTEM, other).left_at is None:
        actions.end_person(SYSTEM, person=other, at=timezone.now() + timedelta(days=1))
    return f"/verwaltung/personen/{other}/wiederaufnehmen/"


def _token(stage):
    return f"/verwaltung/personen/{stage.anna.person_id}/schluessel/{stage.token.id}/widerrufen/"


NEW_PERSON = {"given_name": "Nina", "family_name": "Neu", "email": "", "login": "neu"}

ROWS = [
    get("/verwaltung/", LOOKING),
    get("/verwaltung/einheiten/", LOOKING),
    get("/verwaltung/einheiten/?am=2020-01-01", LOOKING),
    post("/verwaltung/einheiten/neu/", OFFICE, lambda s: {"name": "Neu", "short_name": "99"}),
    get(unit(), LOOKING),
    post(unit("umbenennen/"), OFFICE, lambda s: {"name": "Neu", "short_name": "99"}),
    post(unit("umhaengen/"), OFFICE, lambda s: {"parent": s.world.units["63"].id}),
    post(unit("aufloesen/"), OFFICE, lambda s: {"successor": s.world.units["63"].id, "members_move": "on"}),
    post(_ending, OFFICE),
    post(unit("aufnehmen/"), OFFICE, lambda s: {"person": s.anna.person_id, "role": "member"}),
    get("/verwaltung/personen/", LOOKING),
    get("/verwaltung/personen/?q=wei&stand=alle&rolle=member", LOOKING),
    post("/verwaltung/personen/neu/", OFFICE, lambda s: NEW_PERSON),
    get(person(), LOOKING),
    post(person("aendern/"), OFFICE, lambda s: NEW_PERSON),
    post(person("passwort/"), OFFICE, lambda s: {"password": "Drei Linden stehen am Amt"}),
    post(person("sperren/"), OFFICE, lambda s: {"reason": "Telefon verloren"}),
    post(_locked, OFFICE),
    post(person("sitzungen-beenden/"), OFFICE),
    post(person("zweiter-faktor-entfernen/"), OFFICE),
    post(person("ausscheiden/"), OFFICE, lambda s: {"last_day": ""}),
    post(_leaving, OFFICE),
    post(
        person("zugehoerigkeit/"), OFFICE, lambda s: {"unit": s.world.units["63.1"].id, "role": "head", "ends_on": ""}
    ),
    post(_membership(), OFFICE, lambda s: {"role": "head", "ends_on": ""}),
    post(_membership("beenden/"), OFFICE),
    post(_token, OFFICE),
    get(person("zugriff/"), ASKING),
    get(person("zugriff/?am=2026-01-01"), ASKING),
    get(person("zugriff.csv"), ASKING),
    get("/verwaltung/einlesen/", OFFICE),
    post("/verwaltung/behoerde/", OFFICE, lambda s: {"name": "Landkreis Neuland"}),
    get("/verwaltung/hintergrundarbeit/", LOOKING),
    get("/verwaltung/offene-arbeit/", TIDYING),
    post(
        "/verwaltung/offene-arbeit/weitergeben/", TIDYING, lambda s: {"ziel": f"person:{s.anna.person_id}"}, acts=False
    ),
    get("/api/v1/units"),
    get("/api/v1/persons?q=wei", OFFICE | {"datenschutz"}),
    get(lambda s: f"/api/v1/persons/{s.world.persons['vertretung'].id}/access", ASKING),
]
