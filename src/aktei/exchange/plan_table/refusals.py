# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a line of a file plan's table cannot be read."""

from aktei.base.refusals import wording

TOO_LARGE = wording("plan_table.too_large", "Die Datei ist größer als {most} MB.")
NO_NOTATION_COLUMN = wording(
    "plan_table.no_notation_column", "In der Kopfzeile fehlt die Spalte kennzeichen. Gelesen wurde: {there}."
)
NO_COLUMN = wording("plan_table.no_column", "In der Kopfzeile fehlt die Spalte kennzeichen. Gelesen wurde nichts.")
NOTATION_MISSING = wording("plan_table.notation_missing", "Es fehlt das Kennzeichen.")
IN_COLUMN = wording("plan_table.in_column", "{column}: {reason}")
NO_YEARS = wording("plan_table.no_years", "„{text}“ ist weder eine Zahl von Jahren noch „dauernd“.")
NO_DISPOSAL = wording(
    "plan_table.no_disposal", "„{text}“ ist weder A (archivieren) noch B (bewerten) noch V (vernichten)."
)
NEITHER_YES_NOR_NO = wording("plan_table.neither_yes_nor_no", "„{text}“ ist weder ja noch nein.")
