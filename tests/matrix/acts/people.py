# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on people."""

from aktei.base.people.models import Role
from tests.matrix.example import ALL, MACHINERY, NOT_IT, Example


def _person(stage, login="vertretung"):
    return stage.world.persons[login].id


def _own(stage):
    return stage.anna.person_id


EXAMPLES: dict[str, Example] = {
    "aktei.base.people.actions.begin_membership": Example(
        "verwaltung",
        lambda s: {"person": _person(s), "unit": s.world.units["50.2"].id, "role": Role.MEMBER},
        NOT_IT,
    ),
    "aktei.base.people.actions.create_token": Example(
        "sachbearbeitung", lambda s: {"person": _own(s), "label": "x"}, ("nobody", "verwaltung")
    ),
    "aktei.base.people.actions.end_person": Example("verwaltung", lambda s: {"person": _person(s)}, NOT_IT),
    "aktei.base.people.actions.establish_unit": Example(
        "verwaltung", lambda s: {"name": "Neu", "short_name": "99"}, NOT_IT
    ),
    "aktei.base.people.actions.note_failed_log_in": Example(MACHINERY, lambda s: {"login": "post"}, ALL),
    "aktei.base.people.actions.note_log_in": Example("sachbearbeitung", lambda s: {}, (MACHINERY,)),
    "aktei.base.people.actions.note_log_out": Example("sachbearbeitung", lambda s: {}, (MACHINERY,)),
    "aktei.base.people.actions.register_person": Example(
        "verwaltung", lambda s: {"login": "neu", "given_name": "Nina", "family_name": "Neu"}, NOT_IT
    ),
    "aktei.base.people.actions.remove_second_factor": Example(
        "sachbearbeitung", lambda s: {"person": _own(s)}, ("nobody", "leitung")
    ),
    "aktei.base.people.actions.revoke_token": Example(
        "sachbearbeitung", lambda s: {"token": s.token.id}, ("nobody", "leitung")
    ),
    "aktei.base.people.actions.set_password": Example(
        "sachbearbeitung", lambda s: {"person": _own(s), "password": "x"}, ("nobody", "leitung")
    ),
    "aktei.base.people.actions.set_second_factor": Example(
        "sachbearbeitung", lambda s: {"person": _own(s), "key": "ab" * 20}, ("nobody", "verwaltung")
    ),
}
