# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

ACCESS_ONLY_FOR_THE_PERSON = wording(
    "api.access_only_for_the_person", "Das erfahren die Person selbst, die Systemverwaltung und der Datenschutz."
)
PERSONS_ONLY_FOR_ADMINISTRATION = wording(
    "api.persons_only_for_administration", "Die Liste der Personen ist für Systemverwaltung und Datenschutz."
)
UNIT_MISSING = wording("api.unit_missing", "Bitte geben Sie an, welche Organisationseinheit gemeint ist.")
