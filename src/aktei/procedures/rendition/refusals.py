# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with what was rendered, or is to be."""

from aktei.base.refusals import wording

TAKE_IT_OUT_IN_THE_POST = wording(
    "rendition.take_it_out_in_the_post",
    "Das Dokument liegt im Posteingang; nehmen Sie die enthaltenen Dateien dort als Post auf.",
)
NOT_READ_YET = wording("rendition.not_read_yet", "Dieses Dokument ist noch nicht eingelesen.")
NO_PASSWORD_WANTED = wording("rendition.no_password_wanted", "Die Datei verlangt kein Kennwort.")
NO_PASSWORD = wording("rendition.no_password", "Bitte geben Sie das Kennwort ein.")
PASSWORD_TOO_LONG = wording("rendition.password_too_long", "Das Kennwort ist länger als 500 Zeichen.")
MADE_BY_THE_OFFICE_ALONE = wording("rendition.made_by_the_office_alone", "Archivfassungen erstellt nur Aktei selbst.")
LIES_IN_NO_DOSSIER_ANY_MORE = wording(
    "rendition.lies_in_no_dossier_any_more", "Das Dokument liegt in keiner Akte mehr."
)
TAKEN_OUT_BY_THE_OFFICE_ALONE = wording(
    "rendition.taken_out_by_the_office_alone", "Enthaltene Dateien packt nur Aktei selbst aus."
)
