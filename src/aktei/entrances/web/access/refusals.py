# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

DECISION_MISSING = wording(
    "access_pages.decision_missing", "Bitte entscheiden Sie: freigeben, ablehnen oder zurückziehen."
)
EMERGENCIES_ONLY_FOR_AUDITORS = wording(
    "access_pages.emergencies_only_for_auditors",
    "Die Notzugriffe sieht der Datenschutz. Ihnen fehlt dafür das Recht „Protokoll einsehen“.",
)
HOLDER_MISSING = wording("access_pages.holder_missing", "Bitte geben Sie an, wer das Recht bekommt.")
NO_MOMENT = wording("access_pages.no_moment", "„{day} {clock}“ ist kein Tag oder keine Uhrzeit.")
RIGHT_MISSING = wording("access_pages.right_missing", "Bitte wählen Sie ein Recht.")
