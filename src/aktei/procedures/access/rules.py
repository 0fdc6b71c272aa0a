# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When somebody may open a dossier that is closed to them: all reasons at once."""

from datetime import timedelta

USUAL_HOURS = 4
ALONE_HOURS = 24
"""So long somebody may do it alone; beyond, a second person confirms."""
LOOKED_BACK = timedelta(days=7)
"""So far back accesses that somebody took alone count towards their day, so that nobody strings them together."""
MOST_HOURS = 7 * 24
SHORTEST_REASON = 10


def objections_to_breaking(
    *, reason: str, hours: int, has_role: bool, reads: bool, confirmed: bool, before: timedelta = timedelta()
) -> list[str]:
    """Why a break-glass access is refused, as German sentences.

    `before`: so long the person has had the dossier open alone within `LOOKED_BACK`.
    """
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
    elif not confirmed and before + timedelta(hours=hours) > timedelta(hours=ALONE_HOURS):
        reasons.append(
            "Zusammen mit Ihren Notzugriffen auf diese Akte in den letzten sieben Tagen wäre es mehr als ein Tag. Das "
            "gibt eine zweite Person frei: Bitte wählen Sie „drei Tage“ oder „sieben Tage“."
        )
    return reasons
