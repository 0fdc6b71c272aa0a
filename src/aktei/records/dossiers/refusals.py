# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with a dossier."""

from aktei.base.refusals import counted, wording

MISSING = wording("dossiers.missing", "Diese Akte gibt es nicht.")
NOT_VISIBLE = wording("dossiers.not_visible", "Diese Akte gibt es nicht, oder Sie dürfen sie nicht sehen.")
NO_SUCH_ENTRY = wording("dossiers.no_such_entry", "Diesen Aktenplaneintrag gibt es nicht.")
CLOSING_IS_FINAL = wording(
    "dossiers.closing_is_final",
    "Das Schließen lässt sich nicht mehr zurücknehmen. Die Akte kann mit einem Grund wieder geöffnet werden.",
)
MERGED_AWAY = wording("dossiers.merged_away", "Die Akte ist in eine andere übergegangen und bleibt geschlossen.")
PARENT_CLOSED = wording(
    "dossiers.parent_closed", "Die Akte, in der diese Teilakte liegt, ist geschlossen. Öffnen Sie zuerst jene."
)
NOT_CLOSED = wording("dossiers.not_closed", "Die Akte ist nicht geschlossen.")
ALREADY_THERE = wording("dossiers.already_there", "Die Akte liegt schon dort.")
HOLD_WOULD_END = wording(
    "dossiers.hold_would_end",
    "Am jetzigen Ort gilt eine Löschsperre, die am neuen Ort nicht gälte. Heben Sie sie zuerst auf.",
)
UNIT_DISSOLVED = wording(
    "dossiers.unit_dissolved", "Diese Organisationseinheit ist aufgelöst und übernimmt keine Akten mehr."
)
LEADS_ALREADY = wording("dossiers.leads_already", "{unit} hat die Federführung schon.")
NO_SUCH_CONFIDENTIALITY = wording("dossiers.no_such_confidentiality", "Diese Vertraulichkeitsstufe gibt es nicht.")
CONFIDENTIAL_NEEDS_PROTECTION = wording(
    "dossiers.confidential_needs_protection",
    "Als vertraulich gilt nur eine geschützte Akte. Stellen Sie die Akte zuerst unter Schutz.",
)
NO_SUCH_KIND_OF_LINK = wording("dossiers.no_such_kind_of_link", "Diese Art von Verweis gibt es nicht.")
LINK_TO_ITSELF = wording("dossiers.link_to_itself", "Ein Verweis zeigt auf etwas anderes.")
LINK_EXISTS = wording("dossiers.link_exists", "Diesen Verweis gibt es schon.")
LINK_IN_A_CIRCLE = wording("dossiers.link_in_a_circle", "Der Vorgänger ist selbst ein Nachfolger dieser Akte.")
NO_SUCH_LINK = wording("dossiers.no_such_link", "Diesen Verweis gibt es nicht (mehr).")
NOTHING_TO_LINK = wording("dossiers.nothing_to_link", "Diese Akte oder diesen Vorgang gibt es nicht.")
CLOSED = wording("dossiers.closed", "Die Akte ist geschlossen. Öffnen Sie sie zuerst wieder.")
SUBJECT_LINE_TOO_LONG = wording("dossiers.subject_line_too_long", "Der Betreff ist länger als {longest} Zeichen.")
SUBJECT_LINE_CHANGED = wording(
    "dossiers.subject_line_changed",
    "Jemand hat den Betreff inzwischen geändert, er lautet jetzt „{now}“. Passt Ihrer („{wanted}“) noch, tragen "
    "Sie ihn noch einmal ein.",
)
ENTRY_HOLDS_NO_DOSSIERS = wording(
    "dossiers.entry_holds_no_dossiers", "Unter diesem Aktenplaneintrag werden keine Akten geführt."
)
ENTRY_DISABLED = wording("dossiers.entry_disabled", "Dieser Aktenplaneintrag ist stillgelegt.")
CLOSED_TO_NEW_CONTENT = wording(
    "dossiers.closed_to_new_content",
    "Die Akte ist geschlossen und nimmt nichts mehr auf. Öffnen Sie sie zuerst wieder.",
)
CLOSED_ALREADY = wording("dossiers.closed_already", "Die Akte ist schon geschlossen.")
UNRENDERED = counted(
    "dossiers.unrendered",
    "Von einem Dokument fehlt noch die Archivfassung. Warten Sie, bis es eingelesen ist, oder ziehen Sie es zurück.",
    "Von {count} Dokumenten fehlt noch die Archivfassung. Warten Sie, bis sie eingelesen sind, oder ziehen Sie "
    "sie zurück.",
)
OPEN_CASES = counted(
    "dossiers.open_cases",
    "Ein Vorgang ist noch offen. Schließen Sie ihn zuerst, oder schließen Sie ihn mit.",
    "{count} Vorgänge sind noch offen. Schließen Sie sie zuerst, oder schließen Sie sie mit.",
)
OPEN_SUB_DOSSIERS = counted(
    "dossiers.open_sub_dossiers",
    "Eine Teilakte ist noch offen. Schließen Sie sie zuerst.",
    "{count} Teilakten sind noch offen. Schließen Sie sie zuerst.",
)
INTO_ITSELF = wording(
    "dossiers.into_itself", "Eine Akte kann nicht in sich selbst oder in ihre eigene Teilakte verschoben werden."
)
TARGET_CLOSED = wording(
    "dossiers.target_closed", "Die Zielakte ist geschlossen und nimmt nichts mehr auf. Öffnen Sie sie zuerst wieder."
)
LIES_IN_A_PROTECTED_DOSSIER = wording(
    "dossiers.lies_in_a_protected_dossier",
    "Die Akte liegt in einer geschützten Akte; am neuen Ort könnten andere sie sehen. Schützen Sie sie zuerst selbst.",
)
CASE_ALREADY_THERE = wording("dossiers.case_already_there", "Der Vorgang liegt schon in dieser Akte.")
CASE_OR_DOSSIER_CLOSED = wording(
    "dossiers.case_or_dossier_closed", "Der Vorgang oder seine Akte ist geschlossen. Öffnen Sie sie zuerst wieder."
)
CASE_WOULD_BE_SEEN = wording(
    "dossiers.case_would_be_seen", "Die Akte ist geschützt; am neuen Ort könnten andere den Vorgang sehen."
)
MERGED_INTO_ITSELF = wording(
    "dossiers.merged_into_itself", "Eine Akte kann nicht in sich selbst oder in ihre eigene Teilakte übergehen."
)
CONTENT_WOULD_BE_SEEN = wording(
    "dossiers.content_would_be_seen", "Die Akte ist geschützt; in der Zielakte könnten andere ihren Inhalt sehen."
)
PROTECTED_ALREADY = wording("dossiers.protected_already", "Die Akte ist schon geschützt.")
NOT_PROTECTED = wording("dossiers.not_protected", "Die Akte ist nicht geschützt.")
