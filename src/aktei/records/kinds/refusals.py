# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot stand in the fields of a dossier."""

from aktei.base.refusals import wording

NO_SUCH_FIELD = wording("kinds.no_such_field", "Das Feld {field} gibt es in dieser Aktenart nicht.")
FIELD = wording("kinds.field", "{label}: {reason}")
FIELD_MISSING = wording("kinds.field_missing", "{label}: Bitte ausfüllen.")
VALUE_TOO_LONG = wording("kinds.value_too_long", "Höchstens {longest} Zeichen.")
AS_HINTED = wording("kinds.as_hinted", "{hint}")
NOT_LIKE_THE_PATTERN = wording("kinds.not_like_the_pattern", "„{text}“ entspricht nicht dem Muster {pattern}.")
NO_NUMBER = wording("kinds.no_number", "„{text}“ ist keine Zahl.")
NO_DATE = wording("kinds.no_date", "„{text}“ ist kein Datum. Bitte schreiben Sie es wie 21.11.2026.")
NO_CHOICE = wording("kinds.no_choice", "„{text}“ steht nicht zur Wahl; möglich sind {choices}.")
NEITHER_YES_NOR_NO = wording("kinds.neither_yes_nor_no", "„{text}“ ist weder Ja noch Nein.")
HAS_NO_KEY = wording("kinds.has_no_key", "Eine {kind} wird ohne Schlüssel eines Fachverfahrens geführt.")
KEY_TOO_LONG = wording("kinds.key_too_long", "{label}: Höchstens {longest} Zeichen.")
KEY_TAKEN = wording("kinds.key_taken", "{label}: Zu {key} gibt es schon eine {kind}.")
KEY_TAKEN_MEANWHILE = wording("kinds.key_taken_meanwhile", "Zu diesem Schlüssel gibt es schon eine Akte.")
NO_SUCH_KIND = wording("kinds.no_such_kind", "Die Aktenart „{kind}“ gibt es nicht.")
KIND_NOT_ALLOWED = wording("kinds.kind_not_allowed", "Unter diesem Aktenplaneintrag gibt es keine {kind}.")
NO_SUCH_DOSSIER = wording("kinds.no_such_dossier", "Diese Akte gibt es nicht.")
DOSSIER_CLOSED = wording("kinds.dossier_closed", "Die Akte ist geschlossen. Öffnen Sie sie zuerst wieder.")
