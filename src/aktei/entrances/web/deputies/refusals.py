# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

ABSENCES_CHANGED_BY_HEADS = wording(
    "deputies_pages.absences_changed_by_heads",
    "Abwesenheiten anderer ändern die Leitung der Einheit und die Verwaltung.",
)
ABSENCES_ENTERED_BY_HEADS = wording(
    "deputies_pages.absences_entered_by_heads",
    "Abwesenheiten anderer tragen die Leitung der Einheit und die Verwaltung ein.",
)
NOT_THEIR_DEPUTY_NOW = wording("deputies_pages.not_their_deputy_now", "Sie vertreten diese Person zurzeit nicht.")
