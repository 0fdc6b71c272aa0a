# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

DATABASE_NOT_EMPTY = wording(
    "cli.database_not_empty", "Die Datenbank ist nicht leer; es wurde nichts verändert. Bitte eine leere angeben."
)
DIRECTORY_NOT_EMPTY = wording(
    "cli.directory_not_empty",
    "Das Datenverzeichnis „{data}“ ist nicht leer; es wurde nichts verändert. "
    "Bitte mit --data ein neues Verzeichnis angeben.",
)
NOTHING_WAS_LOST = wording(
    "cli.nothing_was_lost", "Das Protokoll setzt den letzten bekannten Prüfpunkt fort; es ging nichts verloren."
)
NO_SUCH_LOGIN = wording("cli.no_such_login", "Eine Person mit diesem Anmeldenamen gibt es nicht.")
NO_WHOLE_BACKUP = wording("cli.no_whole_backup", "„{source}“ enthält keine vollständige Sicherung (backup.json fehlt).")
PASSWORD_WRONG = wording("cli.password_wrong", "Das Passwort stimmt nicht, oder diese Person darf sich nicht anmelden.")
EXPORT_FAILED = wording("cli.export_failed", "Der Export ist nicht gelungen: {reason}")
