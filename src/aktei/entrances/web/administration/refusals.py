# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

ACCESS_ONLY_FOR_THE_PERSON = wording(
    "administration.access_only_for_the_person",
    "Was jemand sehen kann, erfahren die Person selbst, die Systemverwaltung und der Datenschutz.",
)
FILE_MISSING = wording("administration.file_missing", "Bitte wählen Sie eine Datei aus.")
LEFTOVERS_ONLY_FOR_ADMINISTRATION = wording(
    "administration.leftovers_only_for_administration",
    "Offene Arbeit verteilen die Systemverwaltung und die Schriftgutverwaltung.",
)
ONLY_FOR_ADMINISTRATION = wording(
    "administration.only_for_administration",
    "Die Verwaltung steht der Systemverwaltung, der Schriftgutverwaltung und dem Datenschutz offen.",
)
PREVIEW_TOO_OLD = wording(
    "administration.preview_too_old", "Die Vorschau ist zu alt. Bitte wählen Sie die Datei noch einmal aus."
)
SUCCESSOR_MISSING = wording(
    "administration.successor_missing", "Bitte wählen Sie, wer die Arbeit übernimmt. Es wurde nichts geändert."
)
