# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a task may be given, handed on and ended; which right comes with it."""

from datetime import date

RIGHT = {
    "take_note": "read",
    "process": "edit",
    "comment": "file",
    "review": "read",
    "discuss": "read",
}
"""The right that a task lends on its record, by what it asks for. It goes when the task goes."""

LONGEST = 500


def objections_to_assigning(
    *, instruction: str, text: str, assignee: str, due_on: date | None, today: date, closed: bool
) -> list[str]:
    """Why a task may not be given like this, as German sentences. `assignee` is empty if there is no such one."""
    reasons = []
    if instruction not in RIGHT:
        reasons.append("Bitte wählen Sie, was zu tun ist.")
    if len(text) > LONGEST:
        reasons.append(f"Der Text ist länger als {LONGEST} Zeichen.")
    if not assignee:
        reasons.append("Bitte wählen Sie, wer die Aufgabe bekommt.")
    if due_on is not None and due_on < today:
        reasons.append("Die Frist liegt in der Vergangenheit.")
    if closed:
        reasons.append("Die Akte ist geschlossen; dort gibt es nichts mehr zu tun. Öffnen Sie sie zuerst wieder.")
    return reasons


def objections_to_handing_on(*, outcome: str, assignee: str, before: str) -> list[str]:
    """Why a task may not go to somebody else."""
    reasons = objections_to_ending(outcome=outcome)
    if not assignee:
        reasons.append("Bitte wählen Sie, wer die Aufgabe bekommt.")
    if assignee and assignee == before:
        reasons.append("Dort liegt die Aufgabe schon.")
    return reasons


def objections_to_ending(*, outcome: str, note: str = "", note_needed: bool = False) -> list[str]:
    """Why a task may not be finished, declined or withdrawn."""
    reasons = []
    if outcome:
        reasons.append("Die Aufgabe ist schon beendet.")
    if note_needed and not note.strip():
        reasons.append("Bitte geben Sie einen Grund an.")
    if len(note) > LONGEST:
        reasons.append(f"Die Bemerkung ist länger als {LONGEST} Zeichen.")
    return reasons
