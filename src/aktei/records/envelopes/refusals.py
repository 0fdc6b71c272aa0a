# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be taken in, or done with what came in."""

from aktei.base.refusals import wording

NO_SUCH_CONSIGNMENT = wording("envelopes.no_such_consignment", "Diesen Eingang gibt es nicht.")
KEY_USED_FOR_ANOTHER = wording(
    "envelopes.key_used_for_another",
    "Unter diesem Schlüssel wurde schon eine andere Sendung eingereicht. Verwenden Sie einen neuen.",
)
NOT_DIVIDED_IN_A_DOSSIER = wording(
    "envelopes.not_divided_in_a_dossier",
    "Aufteilen lässt sich nur, was im Posteingang wartet. Nehmen Sie die Ablage zuerst zurück.",
)
NOT_READ_YET = wording(
    "envelopes.not_read_yet", "Das Dokument ist noch nicht eingelesen. Aufteilen lässt es sich danach."
)
SEVERAL_FILES = wording(
    "envelopes.several_files",
    "Das Dokument besteht aus mehreren Dateien. Aufteilen lässt sich nur ein Dokument aus einer Datei.",
)
ONE_PAGE_ONLY = wording("envelopes.one_page_only", "Das Dokument hat nur eine Seite.")
TOO_FEW_PARTS = wording("envelopes.too_few_parts", "Bitte geben Sie mindestens zwei Teile an, zum Beispiel „1-2; 3-5“.")
TOO_MANY_PARTS = wording("envelopes.too_many_parts", "Auf einmal entstehen höchstens {most} Dokumente.")
NO_PAGES_MEANT = wording(
    "envelopes.no_pages_meant", "„{text}“ nennt keine Seiten. Bitte schreiben Sie zum Beispiel „3“ oder „3-5“."
)
NO_SUCH_PAGES = wording(
    "envelopes.no_such_pages", "Die Seiten {first} bis {last} gibt es nicht: Das Dokument hat {count} Seiten."
)
PAGES_TWICE = wording("envelopes.pages_twice", "Diese Seiten kommen in mehreren Teilen vor: {pages}.")
PAGES_LEFT_OVER = wording(
    "envelopes.pages_left_over", "Diese Seiten gehören zu keinem Teil: {pages}. Es darf keine fehlen."
)
NOT_DIVIDED = wording("envelopes.not_divided", "Das Dokument wurde nicht aufgeteilt.")
PARTS_ARE_IN_USE = wording(
    "envelopes.parts_are_in_use",
    "Teile davon sind schon abgelegt. Nehmen Sie deren Ablage zuerst zurück.",
)
