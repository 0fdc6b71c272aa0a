# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with a task."""

from aktei.base.refusals import counted, wording

CHOOSE_AN_INSTRUCTION = wording("work.choose_an_instruction", "Bitte wählen Sie, was zu tun ist.")
TEXT_TOO_LONG = wording("work.text_too_long", "Der Text ist länger als {longest} Zeichen.")
CHOOSE_AN_ASSIGNEE = wording("work.choose_an_assignee", "Bitte wählen Sie, wer die Aufgabe bekommt.")
DUE_IN_THE_PAST = wording("work.due_in_the_past", "Die Frist liegt in der Vergangenheit.")
DOSSIER_CLOSED = wording(
    "work.dossier_closed", "Die Akte ist geschlossen; dort gibt es nichts mehr zu tun. Öffnen Sie sie zuerst wieder."
)
ALREADY_THERE = wording("work.already_there", "Dort liegt die Aufgabe schon.")
ENDED_ALREADY = wording("work.ended_already", "Die Aufgabe ist schon beendet.")
NOTE_TOO_LONG = wording("work.note_too_long", "Die Bemerkung ist länger als {longest} Zeichen.")
NOT_YOURS = wording("work.not_yours", "Diese Aufgabe liegt nicht bei Ihnen. Es wurde nichts geändert.")
MISSING = wording("work.missing", "Diese Aufgabe gibt es nicht.")
NOT_VISIBLE = wording("work.not_visible", "Diese Aufgabe gibt es nicht, oder Sie dürfen sie nicht sehen.")
NO_SUCH_RECORD = wording(
    "work.no_such_record", "Diese Akte, diesen Vorgang oder dieses abgelegte Dokument gibt es nicht."
)
CLOSED_MEANWHILE = wording(
    "work.closed_meanwhile", "Die Akte ist inzwischen geschlossen. Öffnen Sie sie zuerst wieder."
)
NOT_DONE_BY_YOU = wording("work.not_done_by_you", "Das haben nicht Sie getan. Es wurde nichts geändert.")
ENDING_IS_FINAL = wording(
    "work.ending_is_final", "Das lässt sich nicht mehr zurücknehmen. Geben Sie die Aufgabe bitte neu."
)
OPEN_TASKS = counted(
    "work.open_tasks",
    "Eine Aufgabe ist noch offen. Erledigen Sie sie, oder ziehen Sie sie zurück.",
    "{count} Aufgaben sind noch offen. Erledigen Sie sie, oder ziehen Sie sie zurück.",
)
