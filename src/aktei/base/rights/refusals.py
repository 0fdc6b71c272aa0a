# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a right cannot be used or lent."""

from aktei.base.refusals import wording

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
