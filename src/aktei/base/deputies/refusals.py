# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an absence or a deputy cannot be as wanted."""

from aktei.base.refusals import wording

NO_SUCH_ACCOUNT = wording("deputies.no_such_account", "Dieses Benutzerkonto gibt es nicht.")
NO_SUCH_DEPUTY = wording("deputies.no_such_deputy", "Diese Vertretung gibt es nicht (mehr).")
NOT_YOUR_ABSENCE = wording("deputies.not_your_absence", "Diese Abwesenheit gibt es nicht, oder sie betrifft Sie nicht.")
NOT_YOUR_ABSENCES = wording(
    "deputies.not_your_absences", "Diese Abwesenheiten gibt es nicht, oder sie betreffen Sie nicht."
)
MAY_NOT_DECLARE = wording(
    "deputies.may_not_declare",
    "Abwesenheiten trägt man für sich selbst ein; für andere die Leitung der Einheit oder die Verwaltung.",
)
ONLY_A_PERSON = wording(
    "deputies.only_a_person", "Vertreten kann nur eine Person, keine Einheit. Bitte wählen Sie eine Person."
)
BACKWARDS = wording(
    "deputies.backwards",
    "Eine Vertretung beginnt nie rückwirkend. Den früheren ersten Tag können Sie als „abwesend seit“ angeben; "
    "Rechte gelten ab jetzt.",
)
END_BEFORE_BEGINNING = wording(
    "deputies.end_before_beginning", "Das Ende liegt vor dem Beginn oder schon in der Vergangenheit."
)
AWAY_LATER = wording("deputies.away_later", "Der erste Tag der Abwesenheit liegt nach dem Beginn der Vertretung.")
DEPUTY_OF_ONESELF = wording("deputies.deputy_of_oneself", "Niemand vertritt sich selbst.")
NAMED_TWICE = wording("deputies.named_twice", "Dieselbe Vertretung ist zweimal angegeben.")
UNIT_OR_ENTRY = wording(
    "deputies.unit_or_entry",
    "Eine Vertretung gilt entweder für eine Organisationseinheit oder für einen Aktenplaneintrag.",
)
NO_SUCH_SCOPE = wording(
    "deputies.no_such_scope",
    "Die Organisationseinheit oder den Aktenplaneintrag, wofür vertreten werden soll, gibt es nicht.",
)
HAS_LEFT = wording("deputies.has_left", "Wer das Haus verlassen hat, kann niemanden vertreten.")
APPOINTS_ONESELF = wording(
    "deputies.appoints_oneself",
    "Wer für andere eine Abwesenheit einträgt, kann sich nicht selbst als Vertretung einsetzen.",
)
PROTECTED_IN_PERSON = wording(
    "deputies.protected_in_person",
    "Geschützte Akten, für die jemand persönlich zugelassen ist, gibt nur diese Person selbst in Vertretung.",
)
ENDED_ALREADY = wording("deputies.ended_already", "Diese Abwesenheit ist schon beendet.")
