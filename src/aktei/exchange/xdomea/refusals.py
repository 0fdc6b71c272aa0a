# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a message, or an entry in it, cannot be read."""

from aktei.base.refusals import wording

TOO_LARGE = wording("xdomea.too_large", "Die Datei ist größer als {most} MB.")
NO_XML = wording(
    "xdomea.no_xml",
    "Das ist kein lesbares XML: Hier bricht der Aufbau ab. Vielleicht wurde die Datei nicht ganz übertragen.",
)
HAS_A_DTD = wording("xdomea.has_a_dtd", "Die Datei enthält eine Dokumenttyp-Angabe (DTD). So etwas wird nicht gelesen.")
ANOTHER_MESSAGE = wording("xdomea.another_message", "Das ist keine xdomea-Nachricht 0301, sondern {name}.")
NO_FILE_PLAN = wording("xdomea.no_file_plan", "In der Nachricht fehlt der Aktenplan.")
EMPTY_FILE_PLAN = wording("xdomea.empty_file_plan", "Der Aktenplan in der Nachricht ist leer.")
TOO_MANY_ENTRIES = wording("xdomea.too_many_entries", "Mehr als {most} Einträge.")
NOTATION_MISSING = wording("xdomea.notation_missing", "Es fehlt das Kennzeichen; auch was darunter steht, fehlt.")
NO_DISPOSAL = wording("xdomea.no_disposal", "Die Aussonderungsart „{text}“ ist weder A noch B noch V.")
NO_RETENTION = wording("xdomea.no_retention", "Die Aufbewahrungsdauer „{text}“ ist nicht lesbar.")
