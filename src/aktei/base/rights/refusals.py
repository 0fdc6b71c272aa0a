# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a right cannot be given, ended or used."""

from aktei.base.refusals import wording

NO_SUCH_GRANT = wording("rights.no_such_grant", "Diese Berechtigung gibt es nicht.")
ENDED_ALREADY = wording("rights.ended_already", "Diese Berechtigung ist schon beendet.")
ASSIGNEE_NOT_ADMITTED = wording(
    "rights.assignee_not_admitted",
    "Die Akte ist geschützt, und die vorgesehene Stelle darf sie nicht lesen. Bitte lassen Sie die Berechtigung "
    "zuerst auf der Seite „Zugriff“ freigeben.",
)
LACKS_RIGHT = wording(
    "rights.lacks_right", "Ihnen fehlt die Berechtigung „{right}“. Vergeben kann sie die Schriftgutverwaltung."
)
ONLY_LENT = wording(
    "rights.only_lent",
    "Das Recht „{right}“ ist Ihnen hier nur geliehen, mit einer Aufgabe oder einem Notzugriff. Weitergeben oder "
    "behalten lässt es sich nicht. Es wurde nichts geändert. Bitten Sie, wer Ihnen die Aufgabe gegeben hat, oder "
    "die Schriftgutverwaltung.",
)
NO_SUCH_RIGHT = wording("rights.no_such_right", "Dieses Recht gibt es nicht.")
CHOOSE_WHO = wording("rights.choose_who", "Bitte wählen Sie, wer das Recht bekommen soll.")
CAUSE_OF_LENDING = wording(
    "rights.cause_of_lending", "So beginnt kein Grund: „task:“ und „emergency:“ kennzeichnen geliehene Rechte."
)
NOT_BACKWARDS = wording(
    "rights.not_backwards", "Ein Recht kann nicht rückwirkend gegeben werden; frühestens gilt es ab jetzt."
)
END_BEFORE_BEGINNING = wording(
    "rights.end_before_beginning", "Das Ende liegt vor dem Beginn oder schon in der Vergangenheit."
)
ONLY_OVERSIGHT = wording(
    "rights.only_oversight", "Über allen geschützten Akten steht nur die Aufsicht („Protokoll einsehen“)."
)
DECIDED_ALREADY = wording("rights.decided_already", "Über diese Vorlage ist schon entschieden.")
EXPIRED = wording("rights.expired", "Diese Vorlage ist abgelaufen. Sie kann neu gestellt werden.")
CHANGED_SINCE = wording(
    "rights.changed_since", "Seit der Vorlage hat sich die Akte geändert. Bitte lassen Sie die Vorlage neu stellen."
)
PROPOSER_LEFT = wording(
    "rights.proposer_left",
    "Die Person, die es vorgelegt hat, ist nicht mehr im Haus: Es wäre nur noch ein Augenpaar. Wer es weiter für "
    "nötig hält, legt es neu vor.",
)
ANOTHER_PERSON_DECIDES = wording(
    "rights.another_person_decides", "Freigeben muss eine andere Person als die, die es vorgelegt hat."
)
DEPUTY_OF_PROPOSER = wording(
    "rights.deputy_of_proposer", "Wer die vorlegende Person vertritt, gibt ihre Vorlage nicht frei."
)
PROPOSED_BY_A_PERSON = wording("rights.proposed_by_a_person", "Zur Freigabe legt nur eine Person etwas vor.")
SECOND_PERSON_NEEDED = wording(
    "rights.second_person_needed", "Dafür braucht es eine zweite Person. Bitte legen Sie es zur Freigabe vor."
)
WITHDRAW_YOUR_OWN = wording("rights.withdraw_your_own", "Die eigene Vorlage zieht man zurück.")
WITHDRAWN_BY_PROPOSER = wording(
    "rights.withdrawn_by_proposer", "Zurückziehen kann eine Vorlage nur, wer sie gestellt hat."
)
DONE_BY_THE_OFFICE_ALONE = wording("rights.done_by_the_office_alone", "Das erledigt Aktei selbst.")
DECIDING_NEEDS = wording("rights.deciding_needs", "Zum Freigeben fehlt Ihnen das Recht {rights} an der Akte.")
NO_SUCH_PROPOSAL = wording("rights.no_such_proposal", "Diese Vorlage gibt es nicht.")
