# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a file is no table, or a line of it cannot be read."""

from aktei.base.refusals import wording

ANOTHER_FILE = wording(
    "tables.another_file",
    "Das ist keine Tabelle, sondern {kind}. Speichern Sie sie in Ihrer Tabellenkalkulation als „CSV UTF-8“.",
)
WORKBOOK = wording("tables.workbook", "eine Arbeitsmappe (Excel oder OpenDocument)")
OLD_WORKBOOK = wording("tables.old_workbook", "eine ältere Arbeitsmappe (Excel)")
PDF = wording("tables.pdf", "ein PDF")
TEXT_DOCUMENT = wording("tables.text_document", "ein Textdokument (RTF)")
WEB_PAGE = wording("tables.web_page", "eine Internetseite (HTML) oder XML-Datei")
PICTURE = wording("tables.picture", "ein Bild")
UNREADABLE = wording(
    "tables.unreadable",
    "Das ist keine Tabelle, oder ihre Umlaute sind nicht sicher zu lesen. Speichern Sie sie in Ihrer "
    "Tabellenkalkulation als „CSV UTF-8“.",
)
EMPTY = wording("tables.empty", "Die Datei ist leer.")
NULL_SIGN = wording(
    "tables.null_sign",
    "In Zeile {line} steht ein Zeichen, das in keine Tabelle gehört (Nullzeichen). Speichern Sie sie in Ihrer "
    "Tabellenkalkulation als „CSV UTF-8“.",
)
LETTERS_LOST = wording(
    "tables.letters_lost",
    "In Zeile {line} sind Umlaute schon beim Speichern verloren gegangen. Speichern Sie die Tabelle aus der "
    "ursprünglichen Datei noch einmal als „CSV UTF-8“.",
)
QUOTE_NOT_CLOSED = wording(
    "tables.quote_not_closed",
    "Ein Anführungszeichen, das in dieser Zeile beginnt, ist nicht richtig geschlossen. Im Text selbst stehen "
    "Anführungszeichen doppelt.",
)
FIELD_TOO_LONG = wording(
    "tables.field_too_long", "Ein Feld, das in dieser Zeile beginnt, ist länger als 130.000 Zeichen."
)
COLUMN_TWICE = wording("tables.column_twice", "Die Spalte {name} ist doppelt.")
TOO_MANY_LINES = wording("tables.too_many_lines", "Mehr als {most} Einträge.")
TOO_MANY_FIELDS = wording("tables.too_many_fields", "Die Zeile hat mehr Felder als die Kopfzeile Spalten.")
FIELD_WITHOUT_COLUMN = wording(
    "tables.field_without_column", "Ein Feld der Zeile steht in einer Spalte ohne Überschrift."
)
NO_LINE = wording("tables.no_line", "Unter der Kopfzeile steht kein Eintrag.")
