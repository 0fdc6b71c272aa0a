# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an act is refused whatever it is about."""

from aktei.base.refusals import wording

NOT_FOR_OTHERS = wording(
    "acts.not_for_others",
    "Das geht nur im eigenen Namen, nicht in Vertretung. Es wurde nichts geändert. "
    "Arbeiten Sie gerade für jemand anderen, wechseln Sie zuerst zu Ihrem eigenen Schreibtisch zurück.",
)
REASON_MISSING = wording("acts.reason_missing", "Bitte geben Sie einen Grund an.")
SUBJECT_LINE_MISSING = wording("acts.subject_line_missing", "Bitte geben Sie einen Betreff an.")
