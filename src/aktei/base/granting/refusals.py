# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a right cannot be given or ended."""

from aktei.base.refusals import wording

NO_SUCH_GRANT = wording("granting.no_such_grant", "Diese Berechtigung gibt es nicht.")
ENDED_ALREADY = wording("granting.ended_already", "Diese Berechtigung ist schon beendet.")
NO_SUCH_RIGHT = wording("granting.no_such_right", "Dieses Recht gibt es nicht.")
CHOOSE_WHO = wording("granting.choose_who", "Bitte wählen Sie, wer das Recht bekommen soll.")
CAUSE_OF_LENDING = wording(
    "granting.cause_of_lending", "So beginnt kein Grund: „task:“ und „emergency:“ kennzeichnen geliehene Rechte."
)
NOT_BACKWARDS = wording(
    "granting.not_backwards", "Ein Recht kann nicht rückwirkend gegeben werden; frühestens gilt es ab jetzt."
)
END_BEFORE_BEGINNING = wording(
    "granting.end_before_beginning", "Das Ende liegt vor dem Beginn oder schon in der Vergangenheit."
)
ONLY_OVERSIGHT = wording(
    "granting.only_oversight", "Über allen geschützten Akten steht nur die Aufsicht („Protokoll einsehen“)."
)
