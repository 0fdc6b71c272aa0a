# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a proposal is not made, decided or carried out."""

from aktei.base.refusals import wording

DECIDED_ALREADY = wording("four_eyes.decided_already", "Über diese Vorlage ist schon entschieden.")
EXPIRED = wording("four_eyes.expired", "Diese Vorlage ist abgelaufen. Sie kann neu gestellt werden.")
CHANGED_SINCE = wording(
    "four_eyes.changed_since", "Seit der Vorlage hat sich die Akte geändert. Bitte lassen Sie die Vorlage neu stellen."
)
PROPOSER_LEFT = wording(
    "four_eyes.proposer_left",
    "Die Person, die es vorgelegt hat, ist nicht mehr im Haus: Es wäre nur noch ein Augenpaar. Wer es weiter für "
    "nötig hält, legt es neu vor.",
)
ANOTHER_PERSON_DECIDES = wording(
    "four_eyes.another_person_decides", "Freigeben muss eine andere Person als die, die es vorgelegt hat."
)
DEPUTY_OF_PROPOSER = wording(
    "four_eyes.deputy_of_proposer", "Wer die vorlegende Person vertritt, gibt ihre Vorlage nicht frei."
)
PROPOSED_BY_A_PERSON = wording("four_eyes.proposed_by_a_person", "Zur Freigabe legt nur eine Person etwas vor.")
SECOND_PERSON_NEEDED = wording(
    "four_eyes.second_person_needed", "Dafür braucht es eine zweite Person. Bitte legen Sie es zur Freigabe vor."
)
WITHDRAW_YOUR_OWN = wording("four_eyes.withdraw_your_own", "Die eigene Vorlage zieht man zurück.")
WITHDRAWN_BY_PROPOSER = wording(
    "four_eyes.withdrawn_by_proposer", "Zurückziehen kann eine Vorlage nur, wer sie gestellt hat."
)
DONE_BY_THE_OFFICE_ALONE = wording("four_eyes.done_by_the_office_alone", "Das erledigt Aktei selbst.")
DECIDING_NEEDS = wording("four_eyes.deciding_needs", "Zum Freigeben fehlt Ihnen das Recht {rights} an der Akte.")
NO_SUCH_PROPOSAL = wording("four_eyes.no_such_proposal", "Diese Vorlage gibt es nicht.")
