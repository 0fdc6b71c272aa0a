# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses below `/verwaltung/`."""

from django.urls import path

from aktei.entrances.web.administration import (
    background,
    import_views,
    leftover_views,
    person_forms_views,
    person_views,
    unit_views,
    views,
)

app_name = "administration"
UNIT, PERSON = "einheiten/<uuid:unit>/", "personen/<uuid:person>/"
urlpatterns = [
    path("", views.page, name="page"),
    path("einheiten/", unit_views.tree, name="units"),
    path("einheiten/neu/", unit_views.found, name="found_unit"),
    path(UNIT, unit_views.unit, name="unit"),
    path(UNIT + "umbenennen/", unit_views.rename, name="rename_unit"),
    path(UNIT + "umhaengen/", unit_views.move, name="move_unit"),
    path(UNIT + "aufloesen/", unit_views.dissolve, name="dissolve_unit"),
    path(UNIT + "aufloesung-zuruecknehmen/", unit_views.withdraw, name="withdraw_dissolution"),
    path(UNIT + "aufnehmen/", unit_views.take_in, name="take_in"),
    path("personen/", person_views.persons, name="persons"),
    path("personen/neu/", person_forms_views.register, name="register"),
    path(PERSON, person_views.person, name="person"),
    path(PERSON + "aendern/", person_forms_views.change, name="change_person"),
    path(PERSON + "passwort/", person_forms_views.password, name="password"),
    path(PERSON + "sperren/", person_forms_views.lock, name="lock"),
    path(PERSON + "entsperren/", person_views.unlock, name="unlock"),
    path(PERSON + "sitzungen-beenden/", person_views.end_sessions, name="end_sessions"),
    path(PERSON + "zweiter-faktor-entfernen/", person_views.reset_second_factor, name="reset_second_factor"),
    path(PERSON + "ausscheiden/", person_forms_views.leave, name="leave"),
    path(PERSON + "wiederaufnehmen/", person_views.come_back, name="come_back"),
    path(PERSON + "zugehoerigkeit/", person_forms_views.join, name="join"),
    path(PERSON + "zugehoerigkeit/<uuid:membership>/", person_forms_views.change_membership, name="change_membership"),
    path(PERSON + "zugehoerigkeit/<uuid:membership>/beenden/", person_views.end_membership, name="end_membership"),
    path(PERSON + "schluessel/<uuid:token>/widerrufen/", person_views.revoke_token, name="revoke_token"),
    path(PERSON + "zugriff/", person_views.sees, name="sees"),
    path(PERSON + "zugriff.csv", person_views.sees_as_table, name="sees_as_table"),
    path("behoerde/", views.office, name="office"),
    path("einlesen/", import_views.page, name="import"),
    path("hintergrundarbeit/", background.page, name="background"),
    path("offene-arbeit/", leftover_views.page, name="leftovers"),
    path("offene-arbeit/weitergeben/", leftover_views.hand_over, name="hand_over"),
]
