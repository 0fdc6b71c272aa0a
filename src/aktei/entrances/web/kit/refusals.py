# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

BEGINS_WITH_ALL = wording("web.begins_with_all", "Diese Liste beginnt immer mit allem, was es gibt.")
DOSSIER_MISSING = wording("web.dossier_missing", "Bitte wählen Sie eine Akte aus, in die abgelegt werden soll.")
ENTRY_MISSING = wording(
    "web.entry_missing", "Bitte wählen Sie, unter welchem Eintrag des Aktenplans die neue Akte geführt wird."
)
FIELD_EMPTY = wording("web.field_empty", "Bitte füllen Sie das Feld aus: Tippen Sie, und wählen Sie aus der Liste.")
LOG_IN_FIRST = wording("web.log_in_first", "Bitte melden Sie sich an.")
NO_FILE_CHOSEN = wording("web.no_file_chosen", "Bitte wählen Sie mindestens eine Datei aus.")
NO_VIEWS_OF_THIS_LIST = wording("web.no_views_of_this_list", "Von dieser Liste lassen sich keine Ansichten speichern.")
TEXT_TOO_LONG = wording("web.text_too_long", "Das ist zu lang: höchstens {count} Zeichen.")
VIEW_WITHOUT_NAME = wording("web.view_without_name", "Bitte geben Sie der Ansicht einen Namen.")
VIEW_TOO_LONG = wording("web.view_too_long", "Der Name oder die Auswahl ist zu lang: höchstens {count} Zeichen.")
VIEW_NAME_TAKEN = wording("web.view_name_taken", "So heißt schon eine andere Ihrer Ansichten.")
TOO_MANY_VIEWS = wording("web.too_many_views", "Sie haben schon {count} Ansichten dieser Liste. Löschen Sie eine.")
NOBODY_MEANT = wording(
    "web.nobody_meant",
    "„{typed}“ ist {nobody}. Tippen Sie den Anfang eines Namens oder Kennzeichens und wählen Sie aus der Liste.",
)
NOT_UNDONE_ANY_MORE = wording(
    "web.not_undone_any_more",
    "Das lässt sich hier nicht mehr gemeinsam zurücknehmen; einzeln geht es, wo es liegt. "
    "Im Verlauf steht, was geschah.",
)
NO_DAY = wording("web.no_day", "„{day}“ ist kein Tag.")
