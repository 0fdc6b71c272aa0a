# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a task may be given, handed on and ended; which right comes with it."""

from datetime import date

from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.refusals import Refusal
from aktei.procedures.work import refusals

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
) -> list[Refusal]:
    """Why a task may not be given like this. `assignee` is empty if there is no such one."""
    reasons = []
    if instruction not in RIGHT:
        reasons.append(refusals.CHOOSE_AN_INSTRUCTION())
    if len(text) > LONGEST:
        reasons.append(refusals.TEXT_TOO_LONG(longest=LONGEST))
    if not assignee:
        reasons.append(refusals.CHOOSE_AN_ASSIGNEE())
    if due_on is not None and due_on < today:
        reasons.append(refusals.DUE_IN_THE_PAST())
    if closed:
        reasons.append(refusals.DOSSIER_CLOSED())
    return reasons


def objections_to_handing_on(*, outcome: str, assignee: str, before: str) -> list[Refusal]:
    """Why a task may not go to somebody else."""
    reasons = objections_to_ending(outcome=outcome)
    if not assignee:
        reasons.append(refusals.CHOOSE_AN_ASSIGNEE())
    if assignee and assignee == before:
        reasons.append(refusals.ALREADY_THERE())
    return reasons


def objections_to_ending(*, outcome: str, note: str = "", note_needed: bool = False) -> list[Refusal]:
    """Why a task may not be finished, declined or withdrawn."""
    reasons = []
    if outcome:
        reasons.append(refusals.ENDED_ALREADY())
    if note_needed and not note.strip():
        reasons.append(REASON_MISSING())
    if len(note) > LONGEST:
        reasons.append(refusals.NOTE_TOO_LONG(longest=LONGEST))
    return reasons
