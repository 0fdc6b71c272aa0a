# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an export or an extract cannot be had."""

from aktei.base.refusals import wording

PURPOSE_MISSING = wording(
    "proof.purpose_missing",
    "Bitte geben Sie an, wofür der Export gebraucht wird, zum Beispiel das Aktenzeichen des Gerichts.",
)
PURPOSE_TOO_LONG = wording("proof.purpose_too_long", "Der Zweck ist länger als {longest} Zeichen.")
DAY_TO_COME = wording(
    "proof.day_to_come",
    "Wer die Akte an einem künftigen Tag sehen kann, steht noch nicht fest. Bitte wählen Sie heute.",
)
BEING_MADE = wording(
    "proof.being_made",
    "Für diese Akte wird gerade schon ein Export erstellt. Sie finden ihn hier, sobald er fertig ist.",
)
MAY_NOT_EXPORT = wording(
    "proof.may_not_export",
    "Einen Nachweis-Export erstellt, wer die Akte schließen darf, oder wer sie lesen und verwalten oder prüfen "
    "darf, und das nicht nur geliehen mit einer Aufgabe. Berechtigungen vergibt die Schriftgutverwaltung.",
)
NOT_VISIBLE = wording("proof.not_visible", "Das gibt es nicht, oder Sie dürfen seine Geschichte nicht lesen.")
NO_SUCH_FORMAT = wording("proof.no_such_format", "Diese Dateiart gibt es nicht: möglich sind CSV, JSON und PDF.")
FINISHED_ALREADY = wording("proof.finished_already", "Dieser Export ist schon fertig.")
RIGHT_ENDED_ON_DOSSIER = wording(
    "proof.right_ended_on_dossier", "Ihre Berechtigung für diese Akte ist inzwischen beendet."
)
RIGHT_ENDED_ON_JOURNAL = wording(
    "proof.right_ended_on_journal", "Ihre Berechtigung für dieses Protokoll ist inzwischen beendet."
)
NOT_THERE_NOW = wording(
    "proof.not_there_now", "Dieser Export ist noch nicht fertig oder schon abgelaufen. Fordern Sie ihn neu an."
)
MISSING = wording("proof.missing", "Diesen Export gibt es nicht.")
NOT_FOR_YOU = wording("proof.not_for_you", "Diesen Export gibt es nicht, oder er ist nicht für Sie bestimmt.")
MADE_BY_THE_OFFICE_ALONE = wording("proof.made_by_the_office_alone", "Exporte erstellt nur Aktei selbst.")
