# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on tasks."""

from tests.matrix.example import Example

_OTHERS = ("nobody", "post", "vertretung", "leitung", "datenschutz", "verwaltung")

EXAMPLES: dict[str, Example] = {
    "aktei.procedures.work.actions.assign_task": Example(
        "sachbearbeitung",
        lambda s: {"node": s.dossier.id, "assignee": f"unit:{s.world.units['63.1'].id}", "instruction": "review"},
        ("nobody", "post", "bauaufsicht", "datenschutz", "verwaltung"),
    ),
    "aktei.procedures.work.actions.hand_on_task": Example(
        "bauaufsicht",  # back to where the task is from: nobody is let in by that
        lambda s: {"task": s.task.id, "assignee": f"person:{s.world.persons['sachbearbeitung'].id}"},
        _OTHERS,
    ),
    "aktei.procedures.work.actions.finish_task": Example(
        "bauaufsicht", lambda s: {"task": s.task.id}, (*_OTHERS, "sachbearbeitung", "schriftgut")
    ),
    "aktei.procedures.work.reopening.undo_task": Example(
        "bauaufsicht", lambda s: {"task": s.finished_task.id}, (*_OTHERS, "sachbearbeitung", "schriftgut")
    ),
    "aktei.procedures.work.actions.decline_task": Example(
        "bauaufsicht",
        lambda s: {"task": s.task.id, "note": "nicht zuständig"},
        (*_OTHERS, "sachbearbeitung", "schriftgut"),
    ),
    "aktei.procedures.work.actions.withdraw_task": Example(
        "sachbearbeitung", lambda s: {"task": s.task.id}, (*_OTHERS, "bauaufsicht")
    ),
}
