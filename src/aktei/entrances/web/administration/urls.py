# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses below `/verwaltung/`."""

from django.urls import path

from aktei.entrances.web.administration import background
from aktei.entrances.web.administration.views import imports, leftovers, office, person_forms, persons, units

app_name = "administration"
UNIT, PERSON = "einheiten/<uuid:unit>/", "personen/<uuid:person>/"
urlpatterns = [
    path("", office.page, name="page"),
    path("einheiten/", units.tree, name="units"),
    path("einheiten/neu/", units.found, name="found_unit"),
    path(UNIT, units.unit, name="unit"),
    path(UNIT + "umbenennen/", units.rename, name="rename_unit"),
    path(UNIT + "umhaengen/", units.move, name="move_unit"),
    path(UNIT + "aufloesen/", units.dissolve, name="dissolve_unit"),
    path(UNIT + "aufloesung-zuruecknehmen/", units.withdraw, name="withdraw_dissolution"),
    path(UNIT + "aufnehmen/", units.take_in, name="take_in"),
    path("personen/", persons.persons, name="persons"),
    path("personen/neu/", person_forms.register, name="register"),
    path(PERSON, persons.person, name="person"),
    path(PERSON + "aendern/", person_forms.change, name="change_person"),
    path(PERSON + "passwort/", person_forms.password, name="password"),
    path(PERSON + "sperren/", person_forms.lock, name="lock"),
    path(PERSON + "entsperren/", persons.unlock, name="unlock"),
    path(PERSON + "sitzungen-beenden/", persons.end_sessions, name="end_sessions"),
    path(PERSON + "zweiter-faktor-entfernen/", persons.reset_second_factor, name="reset_second_factor"),
    path(PERSON + "ausscheiden/", person_forms.leave, name="leave"),
    path(PERSON + "wiederaufnehmen/", persons.come_back, name="come_back"),
    path(PERSON + "zugehoerigkeit/", person_forms.join, name="join"),
    path(PERSON + "zugehoerigkeit/<uuid:membership>/", person_forms.change_membership, name="change_membership"),
    path(PERSON + "zugehoerigkeit/<uuid:membership>/beenden/", persons.end_membership, name="end_membership"),
    path(PERSON + "schluessel/<uuid:token>/widerrufen/", persons.revoke_token, name="revoke_token"),
    path(PERSON + "zugriff/", persons.sees, name="sees"),
    path(PERSON + "zugriff.csv", persons.sees_as_table, name="sees_as_table"),
    path("behoerde/", office.office, name="office"),
    path("einlesen/", imports.page, name="import"),
    path("hintergrundarbeit/", background.page, name="background"),
    path("offene-arbeit/", leftovers.page, name="leftovers"),
    path("offene-arbeit/weitergeben/", leftovers.hand_over, name="hand_over"),
]
