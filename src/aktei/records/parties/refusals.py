# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with a party or an involvement."""

from aktei.base.refusals import wording

ENTERED_BY_WHO_MAY_FILE = wording(
    "parties.entered_by_who_may_file", "In das Adressbuch trägt ein, wer irgendwo ablegen darf."
)
NOTHING_CHANGED = wording("parties.nothing_changed", "Es ist nichts anders als zuvor.")
NO_SUCH_DOSSIER = wording("parties.no_such_dossier", "Diese Akte gibt es nicht.")
ENDED_ALREADY = wording("parties.ended_already", "Diese Beteiligung ist schon beendet.")
NOT_ENDED = wording("parties.not_ended", "Diese Beteiligung besteht.")
MISSING = wording("parties.missing", "Diesen Eintrag gibt es nicht.")
NOT_VISIBLE = wording("parties.not_visible", "Diesen Eintrag gibt es nicht, oder Sie dürfen ihn nicht sehen.")
MERGED_BY_WHO_EDITS_BOTH = wording(
    "parties.merged_by_who_edits_both",
    "Zusammenführen darf, wer die Akten beider Einträge bearbeitet, und das nicht nur geliehen.",
)
NOT_MERGED = wording("parties.not_merged", "Dieser Eintrag ist in keinem anderen aufgegangen.")
SEPARATED_BY_WHO_EDITS = wording(
    "parties.separated_by_who_edits", "Trennen darf, wer die Akten des Eintrags bearbeitet."
)
CHANGED_BY_WHO_EDITS = wording(
    "parties.changed_by_who_edits", "Ändern darf diesen Eintrag, wer eine seiner Akten bearbeitet."
)
NO_SUCH_INVOLVEMENT = wording("parties.no_such_involvement", "Diese Beteiligung gibt es nicht.")
NAME_MISSING = wording("parties.name_missing", "Bitte geben Sie einen Namen an.")
ROLE_MISSING = wording("parties.role_missing", "Bitte geben Sie eine Rolle an.")
INCOMPLETE_EMAIL = wording("parties.incomplete_email", "Die E-Mail-Adresse ist unvollständig.")
SAME_ENTRY = wording("parties.same_entry", "Bitte wählen Sie zwei verschiedene Einträge.")
MERGED_ALREADY = wording("parties.merged_already", "Einer der Einträge ist schon in einem anderen aufgegangen.")
PERSON_AND_ORGANISATION = wording(
    "parties.person_and_organisation", "Eine Person und eine Organisation werden nicht zusammengeführt."
)
MERGED_BY_RECORDS_MANAGEMENT = wording(
    "parties.merged_by_records_management", "Diese Einträge kann nur die Schriftgutverwaltung zusammenführen."
)
