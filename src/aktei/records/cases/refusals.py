# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be done with a case."""

from aktei.base.refusals import wording

DOSSIER_CLOSED = wording("cases.dossier_closed", "Die Akte ist geschlossen. Öffnen Sie sie zuerst wieder.")
CLOSED_ALREADY = wording("cases.closed_already", "Der Vorgang ist schon geschlossen.")
NOT_CLOSED = wording("cases.not_closed", "Der Vorgang ist nicht geschlossen.")
MISSING = wording("cases.missing", "Diesen Vorgang gibt es nicht.")
NOT_VISIBLE = wording("cases.not_visible", "Diesen Vorgang gibt es nicht, oder Sie dürfen ihn nicht sehen.")
BEING_MOVED = wording(
    "cases.being_moved", "Der Vorgang wird gerade von jemand anderem verschoben. Bitte versuchen Sie es noch einmal."
)
CASE_OR_DOSSIER_CLOSED = wording(
    "cases.case_or_dossier_closed", "Der Vorgang oder seine Akte ist geschlossen. Öffnen Sie sie zuerst wieder."
)
