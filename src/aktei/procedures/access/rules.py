# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When somebody may open a dossier that is closed to them: all reasons at once."""

USUAL_HOURS = 4
ALONE_HOURS = 24
"""So long somebody may do it alone; beyond, a second person confirms."""
MOST_HOURS = 7 * 24
SHORTEST_REASON = 10


def objections_to_breaking(*, reason: str, hours: int, has_role: bool, reads: bool, confirmed: bool) -> list[str]:
    """Why a break-glass access is refused, as German sentences."""
    reasons = []
    if not has_role:
        reasons.append("Einen Notzugriff bekommt nur, wer in der Behörde eine Aufgabe (Rolle) hat.")
    if reads:
        reasons.append("Sie dürfen diese Akte schon lesen; ein Notzugriff ist nicht nötig.")
    if len(reason.strip()) < SHORTEST_REASON:
        reasons.append("Bitte begründen Sie den Notzugriff in einem Satz; der Datenschutz liest die Begründung.")
    if not 1 <= hours <= MOST_HOURS:
        reasons.append("Ein Notzugriff dauert mindestens eine Stunde und höchstens sieben Tage.")
    elif hours > ALONE_HOURS and not confirmed:
        reasons.append("Länger als einen Tag dauert ein Notzugriff nur, wenn ihn eine zweite Person freigibt.")
    return reasons
