# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on access: four eyes and break-glass."""

from tests.matrix.example import ALL, MACHINERY, Example
from tests.matrix.staged_access import WHY, emergency, proposal, wish

_NOT_ADMITTED = ("nobody", "bauaufsicht", "post", "leitung", "schriftgut", "datenschutz", "verwaltung")
_FOUR_EYES = {
    "confirm_proposal": Example("vertretung", lambda s: {"proposal": proposal(s)}, _NOT_ADMITTED),
    "decline_proposal": Example("vertretung", lambda s: {"proposal": proposal(s), "remark": "Nein"}, _NOT_ADMITTED),
    "withdraw_proposal": Example(
        "sachbearbeitung", lambda s: {"proposal": proposal(s)}, (*_NOT_ADMITTED, "vertretung")
    ),
    "expire_proposals": Example(MACHINERY, lambda s: proposal(s, overdue=True) and {}, ALL),
}
_ACCESS = {
    "break_glass": Example("bauaufsicht", lambda s: {"reference": s.dossier.reference, "reason": WHY}),
    "propose_emergency": Example(
        "bauaufsicht", lambda s: {"reference": s.dossier.reference, "reason": WHY, "hours": 48}
    ),
    "end_emergency": Example(
        "bauaufsicht", lambda s: {"emergency": emergency(s)}, ("nobody", "post", "vertretung", "leitung", "verwaltung")
    ),
    "expire_emergencies": Example(MACHINERY, lambda s: emergency(s, overdue=True) and {}, ALL),
    "acknowledge_emergency": Example(
        "datenschutz",
        lambda s: {"emergency": emergency(s)},
        ("nobody", "bauaufsicht", "post", "leitung", "schriftgut", "verwaltung"),
    ),
}
EXAMPLES: dict[str, Example] = {
    "aktei.base.granting.actions.propose_grant": Example("sachbearbeitung", wish, _NOT_ADMITTED),
    **{f"aktei.base.four_eyes.actions.{name}": example for name, example in _FOUR_EYES.items()},
    **{f"aktei.procedures.access.actions.{name}": example for name, example in _ACCESS.items()},
}
