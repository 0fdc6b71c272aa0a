# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

FILE_MISSING = wording("file_plan_pages.file_missing", "Bitte wählen Sie eine Datei.")
FILE_TOO_LARGE = wording("file_plan_pages.file_too_large", "Die Datei ist zu groß: höchstens {size} MB.")
ONLY_FOR_RECORDS_MANAGERS = wording(
    "file_plan_pages.only_for_records_managers", "Den Aktenplan pflegt die Schriftgutverwaltung."
)
PREVIEW_TOO_OLD = wording(
    "file_plan_pages.preview_too_old", "Diese Vorschau ist zu alt. Bitte lesen Sie die Datei noch einmal ein."
)
HOLDER_OF_RIGHTS_MISSING = wording(
    "file_plan_pages.holder_of_rights_missing", "Bitte wählen Sie, wer die Rechte bekommt."
)
RIGHTS_MISSING = wording("file_plan_pages.rights_missing", "Bitte wählen Sie mindestens ein Recht.")
