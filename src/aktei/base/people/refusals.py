# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with units, persons and their roles."""

from aktei.base.refusals import wording

LOCKED_ALREADY = wording("people.locked_already", "Das Konto ist schon gesperrt.")
NOT_YOUR_OWN_ACCOUNT = wording("people.not_your_own_account", "Das eigene Konto sperrt man nicht selbst.")
NOT_LOCKED = wording("people.not_locked", "Das Konto ist nicht gesperrt.")
LEAVING_BACKWARDS = wording(
    "people.leaving_backwards",
    "Ein Ausscheiden kann nicht rückwirkend eingetragen werden. Frühestens gilt es ab jetzt.",
)
LEAVING_ALREADY = wording(
    "people.leaving_already", "Das Ausscheiden ist schon vorgesehen. Bitte nehmen Sie es zuerst zurück."
)
HAS_NOT_LEFT = wording("people.has_not_left", "Diese Person ist nicht ausgeschieden.")
NO_SUCH_ACCOUNT = wording("people.no_such_account", "Dieses Benutzerkonto gibt es nicht.")
LAST_ADMINISTRATOR = wording(
    "people.last_administrator",
    "Das ist die letzte Person mit Systemverwaltung. Bitte geben Sie die Aufgabe zuerst jemand anderem.",
)
LOGIN_LENGTH = wording("people.login_length", "Ein Anmeldename hat 1 bis {most} Zeichen.")
LOGIN_TAKEN = wording("people.login_taken", "Den Anmeldenamen „{login}“ gibt es schon.")
TOKEN_FOR_ONESELF = wording("people.token_for_oneself", "Einen Zugangsschlüssel erstellt man nur für sich selbst.")
NO_SUCH_TOKEN = wording("people.no_such_token", "Diesen Zugangsschlüssel gibt es nicht.")
ONLY_PERSONS_LOG_IN = wording("people.only_persons_log_in", "Nur Personen melden sich an.")
ONLY_PERSONS_LOG_OUT = wording("people.only_persons_log_out", "Nur Personen melden sich ab.")
FAILURES_NOTED_BY_THE_OFFICE = wording(
    "people.failures_noted_by_the_office", "Fehlgeschlagene Anmeldungen vermerkt nur Aktei selbst."
)
SECOND_FACTOR_FOR_ONESELF = wording(
    "people.second_factor_for_oneself", "Den zweiten Faktor richtet jede Person nur für sich selbst ein."
)
FOUNDED_FROM_THE_SERVER = wording("people.founded_from_the_server", "Eingerichtet wird eine Behörde vom Server aus.")
FOUNDED_ALREADY = wording("people.founded_already", "Diese Behörde ist schon eingerichtet. Es wurde nichts geändert.")
NOT_FOUNDED = wording("people.not_founded", "Die Behörde ist noch nicht eingerichtet.")
TABLE_TOO_LARGE = wording("people.table_too_large", "Die Datei ist zu groß: höchstens 2 MB. Es wurde nichts geändert.")
AT_LINE = wording("people.at_line", "Zeile {number}: {reason}")
NO_TABLE_OF_OURS = wording(
    "people.no_table_of_ours",
    "Die Kopfzeile passt zu keiner der beiden Tabellen. Einheiten: {units}. Personen: {persons}.",
)
NOTHING_NEW = wording("people.nothing_new", "In der Tabelle steht nichts Neues. Es wurde nichts geändert.")
SHORT_NAME_OR_NAME_MISSING = wording("people.short_name_or_name_missing", "Kurzzeichen oder Name fehlt.")
SHORT_NAME_OR_NAME_TOO_LONG = wording("people.short_name_or_name_too_long", "Kurzzeichen oder Name ist zu lang.")
UNIT_ABOVE_MISSING = wording(
    "people.unit_above_missing", "Die Einheit „{above}“ steht nicht weiter oben und gibt es noch nicht."
)
SHORT_NAME_TWICE = wording("people.short_name_twice", "Das Kurzzeichen „{short}“ ist schon in Zeile {first} vergeben.")
LOGIN_OR_NAME_MISSING = wording("people.login_or_name_missing", "Anmeldename oder Familienname fehlt.")
LOGIN_OR_NAME_TOO_LONG = wording("people.login_or_name_too_long", "Anmeldename oder Name ist zu lang.")
NO_EMAIL = wording("people.no_email", "„{email}“ ist keine E-Mail-Adresse.")
NO_UNIT_CALLED = wording("people.no_unit_called", "Die Einheit „{unit}“ gibt es nicht.")
NO_ROLE_CALLED = wording("people.no_role_called", "Die Rolle „{role}“ gibt es nicht.")
LOGIN_TWICE = wording("people.login_twice", "Der Anmeldename „{login}“ ist schon in Zeile {first} vergeben.")
LOGIN_OF_ANOTHER = wording("people.login_of_another", "Der Anmeldename „{login}“ gehört schon {name}.")
NO_SUCH_WORK = wording("people.no_such_work", "Diese Arbeit gibt es nicht (mehr).")
ROLE_HELD_ALREADY = wording("people.role_held_already", "Diese Rolle hat die Person dort in diesem Zeitraum schon.")
NO_SUCH_UNIT = wording("people.no_such_unit", "Diese Organisationseinheit gibt es nicht.")
NO_SUCH_MEMBERSHIP = wording("people.no_such_membership", "Diese Zugehörigkeit gibt es nicht.")
MEMBERSHIP_ENDED = wording("people.membership_ended", "Diese Zugehörigkeit ist schon beendet.")
SETTLED_BY_PERSONS = wording(
    "people.settled_by_persons", "Das klären nur Menschen, die die Behörde verwalten oder prüfen."
)
MEMBERSHIP_BACKWARDS = wording(
    "people.membership_backwards",
    "Eine Zugehörigkeit kann nicht rückwirkend beginnen: Was jemand an einem vergangenen Tag sehen konnte, steht "
    "fest. Frühestens beginnt sie jetzt.",
)
END_BEFORE_BEGINNING = wording(
    "people.end_before_beginning", "Das Ende liegt vor dem Beginn oder schon in der Vergangenheit."
)
UNDER_ITSELF = wording("people.under_itself", "Eine Organisationseinheit kann nicht unter sich selbst hängen.")
IN_A_CIRCLE = wording(
    "people.in_a_circle", "Das Ziel hängt selbst unter dieser Organisationseinheit. Es entstünde ein Kreis."
)
TARGET_DISSOLVED = wording(
    "people.target_dissolved", "Das Ziel ist aufgelöst. Bitte wählen Sie eine Organisationseinheit, die es noch gibt."
)
STILL_HAS = wording("people.still_has", "Sie {what}.")
SUCCESSOR_MISSING = wording(
    "people.successor_missing", "Bitte geben Sie an, welche Organisationseinheit das übernimmt."
)
OWN_SUCCESSOR = wording("people.own_successor", "Eine Organisationseinheit kann nicht ihre eigene Nachfolge sein.")
SUCCESSOR_BELOW = wording(
    "people.successor_below",
    "Die Nachfolge hängt selbst unter dieser Organisationseinheit. Bitte hängen Sie sie zuerst um, oder wählen "
    "Sie eine andere.",
)
SUCCESSOR_DISSOLVED = wording("people.successor_dissolved", "Die gewählte Nachfolge ist selbst aufgelöst.")
CALLED_SO_ALREADY = wording("people.called_so_already", "So heißt die Organisationseinheit schon.")
ALREADY_THERE = wording("people.already_there", "Dort hängt die Organisationseinheit schon.")
DISSOLVED_BACKWARDS = wording(
    "people.dissolved_backwards",
    "Eine Organisationseinheit kann nicht rückwirkend aufgelöst werden. Frühestens endet sie jetzt.",
)
DISSOLVING_ALREADY = wording(
    "people.dissolving_already", "Die Auflösung ist schon vorgesehen. Bitte nehmen Sie sie zuerst zurück."
)
NOT_DISSOLVING = wording("people.not_dissolving", "Für diese Organisationseinheit ist keine Auflösung vorgesehen.")
DONE_BY_THE_OFFICE_ALONE = wording("people.done_by_the_office_alone", "Das macht nur Aktei selbst.")
NOT_DUE = wording("people.not_due", "Für diese Organisationseinheit ist jetzt keine Auflösung fällig.")
SHORT_NAME_TAKEN = wording(
    "people.short_name_taken", "Das Kurzzeichen „{name}“ hat schon eine andere Organisationseinheit."
)
UNIT_IS_DISSOLVED = wording("people.unit_is_dissolved", "„{name}“ ist aufgelöst. Es wurde nichts geändert.")
