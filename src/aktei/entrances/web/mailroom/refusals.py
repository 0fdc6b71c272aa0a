# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

CHOICE_OF_LIST_INVALID = wording(
    "mailroom_pages.choice_of_list_invalid", "Die Auswahl ist ungültig. Laden Sie die Liste neu."
)
CHOICE_OF_PAGE_INVALID = wording(
    "mailroom_pages.choice_of_page_invalid", "Die Auswahl ist ungültig. Laden Sie die Seite neu."
)
NOT_IN_CLEARING = wording("mailroom_pages.not_in_clearing", "Der Eingang ist nicht in Klärung.")
NO_BIRTH_DATE = wording(
    "mailroom_pages.no_birth_date", "„{text}“ ist kein Geburtsdatum. Bitte schreiben Sie es so: 17.04.1968."
)
RECEIVED_IN_THE_FUTURE = wording("mailroom_pages.received_in_the_future", "Die Eingangszeit liegt in der Zukunft.")
RECEIVER_MISSING = wording("mailroom_pages.receiver_missing", "Bitte wählen Sie aus, für wen die Post ist.")
SEVERAL_UNITS_FIT = wording(
    "mailroom_pages.several_units_fit",
    "„{typed}“ passt auf mehrere Einheiten: {units}. Bitte wählen Sie eine davon aus.",
)
