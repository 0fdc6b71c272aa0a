# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with the file plan."""

from aktei.base.refusals import wording

CHANGED_MEANWHILE = wording(
    "file_plan.changed_meanwhile",
    "Jemand hat diesen Eintrag inzwischen geändert. Laden Sie die Seite neu und prüfen Sie es.",
)
DISABLED_ALREADY = wording("file_plan.disabled_already", "Dieser Eintrag ist schon stillgelegt.")
NOT_DISABLED = wording("file_plan.not_disabled", "Dieser Eintrag ist nicht stillgelegt.")
NO_SUCH_RIGHT = wording("file_plan.no_such_right", "Diese Berechtigung gibt es nicht: {right}.")
MISSING = wording("file_plan.missing", "Diesen Aktenplaneintrag gibt es nicht.")
NOT_VISIBLE = wording(
    "file_plan.not_visible", "Diesen Aktenplaneintrag gibt es nicht, oder Sie dürfen ihn nicht sehen."
)
PLAN_CHANGED_MEANWHILE = wording(
    "file_plan.plan_changed_meanwhile",
    "Der Aktenplan wurde inzwischen geändert. Es wurde nichts übernommen; bitte die Vorschau neu ansehen.",
)
UNKNOWN_IN_PATTERN = wording("file_plan.unknown_in_pattern", "Unbekannte Angabe im Muster: {names}.")
PATTERN_TOO_LONG = wording("file_plan.pattern_too_long", "Das Muster ist länger als 100 Zeichen.")
BRACE_WITHOUT_PAIR = wording(
    "file_plan.brace_without_pair", "Im Muster steht eine geschweifte Klammer ohne Gegenstück."
)
NO_NOTATION = wording(
    "file_plan.no_notation", "Ein Aktenplankennzeichen besteht aus Zahlen und Punkten, zum Beispiel 50.30."
)
NOTATION_TAKEN = wording("file_plan.notation_taken", "Das Aktenplankennzeichen {notation} ist schon vergeben.")
TITLE_MISSING = wording("file_plan.title_missing", "Bitte geben Sie einen Titel an.")
TITLE_TOO_LONG = wording("file_plan.title_too_long", "Der Titel ist länger als {longest} Zeichen.")
INVISIBLE_SIGNS = wording("file_plan.invisible_signs", "Titel oder Hinweis enthalten unsichtbare Steuerzeichen.")
NOTE_TOO_LONG = wording("file_plan.note_too_long", "Der Hinweis ist länger als {longest} Zeichen.")
RETENTION_OUT_OF_RANGE = wording(
    "file_plan.retention_out_of_range", "Die Aufbewahrung beträgt 0 bis {longest} Jahre, oder sie ist dauernd."
)
NO_SUCH_DISPOSAL = wording(
    "file_plan.no_such_disposal", "Nach der Aufbewahrung steht A (archivieren), B (bewerten) oder V (vernichten)."
)
DESTROYED_AND_FOR_EVER = wording(
    "file_plan.destroyed_and_for_ever", "Was vernichtet werden soll, kann nicht dauernd aufbewahrt werden."
)
NO_SUCH_KIND = wording("file_plan.no_such_kind", "Diese Aktenart gibt es nicht: {names}.")
UNDER_ITSELF = wording(
    "file_plan.under_itself",
    "{entry} kann nicht unter sich selbst verschoben werden. Wählen Sie einen Eintrag außerhalb davon.",
)
ALREADY_THERE = wording("file_plan.already_there", "{entry} steht schon dort.")
NUMBER_NOT_ONCE = wording("file_plan.number_not_once", "Das Muster braucht genau einmal die laufende Nummer, {number}.")
PATTERN_SHARED = wording(
    "file_plan.pattern_shared",
    "Dieses Muster benutzt schon ein anderer. Nehmen Sie {notation} auf, damit keine Nummer doppelt ist.",
)
TWICE_IN_THE_FILE = wording("file_plan.twice_in_the_file", "{notation} steht schon in Zeile {line}.")
NO_ENTRY_ABOVE = wording(
    "file_plan.no_entry_above", "Den übergeordneten Eintrag {above} gibt es weder in der Datei noch im Aktenplan."
)
BELOW_ITSELF = wording("file_plan.below_itself", "{notation} läge unter sich selbst.")
AT_LINE = wording("file_plan.at_line", "Zeile {line}: {reason}")
