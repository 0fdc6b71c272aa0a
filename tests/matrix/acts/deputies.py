# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on absences and deputies."""

from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.models import Deputy
from aktei.base.deputies.rules import Choice
from tests.matrix.example import Example

OTHERS = ("nobody", "post", "vertretung", "schriftgut", "datenschutz", "bauaufsicht")
"""Who is neither the person nor their head nor an administrator."""


def absence(stage):
    """Anna is away, Jonas stands in."""
    return declare_absence(stage.anna, person=stage.anna.person_id, deputies=[_jonas(stage)])


def _jonas(stage):
    return Choice(stage.world.persons["vertretung"].id)


def _deputy(stage):
    return Deputy.objects.get(absence=absence(stage)).id


EXAMPLES: dict[str, Example] = {
    "aktei.base.deputies.actions.declare_absence": Example(
        "leitung", lambda s: {"person": s.anna.person_id, "deputies": [_jonas(s)]}, OTHERS
    ),
    "aktei.base.deputies.actions.change_absence": Example(
        "sachbearbeitung", lambda s: {"absence": absence(s).id, "deputies": [_jonas(s)]}, OTHERS
    ),
    "aktei.base.deputies.actions.end_absence": Example("sachbearbeitung", lambda s: {"absence": absence(s).id}, OTHERS),
    "aktei.base.deputies.actions.replace_deputy": Example(
        "leitung", lambda s: {"deputy": _deputy(s), "person": s.world.persons["post"].id}, OTHERS
    ),
    "aktei.base.deputies.actions.tick_off_summary": Example(
        "sachbearbeitung", lambda s: {"absence": absence(s).id}, (*OTHERS, "leitung", "verwaltung")
    ),
}
