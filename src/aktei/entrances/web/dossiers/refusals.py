# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something asked here is refused."""

from aktei.base.refusals import wording

OTHER_DOSSIER_MISSING = wording(
    "dossiers_pages.other_dossier_missing",
    "Bitte geben Sie das Aktenzeichen der anderen Akte an, oder Worte aus ihrem Betreff.",
)
PLACE_MISSING = wording(
    "dossiers_pages.place_missing",
    "Bitte wählen Sie einen Aktenplaneintrag, oder geben Sie das Aktenzeichen einer Akte an.",
)
