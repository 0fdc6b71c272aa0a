# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on people."""

from datetime import timedelta

from django.utils import timezone

from aktei.base.acts.transaction import acting
from aktei.base.people import actions, organisation
from aktei.base.people.models import Office, Role
from aktei.records.file_plan.queries import FILE_PLAN
from tests.matrix.example import ALL, MACHINERY, NOT_IT, Example
from tests.stage import SYSTEM


def _person(stage, login="vertretung"):
    return stage.world.persons[login].id


def _own(stage):
    return stage.anna.person_id


def _membership(stage):
    return organisation.memberships(SYSTEM, _person(stage))[0].id


def _locked(stage):
    actions.lock_person(SYSTEM, person=_person(stage), reason="Prüfung")
    return _person(stage)


def _gone(stage):
    actions.end_person(SYSTEM, person=_person(stage))
    return _person(stage)


def _empty_office(stage):
    with acting("test"):
        Office.objects.all().delete()
        actions.rename_unit(SYSTEM, unit=stage.world.units["63"].id, name="Bauamt", short_name="63")
    return {"name": "Landkreis Neuland", "file_plan": FILE_PLAN}


def _empty_unit(stage):
    return actions.establish_unit(SYSTEM, name="Leer", short_name="98").id


def _ending_unit(stage):
    unit = _empty_unit(stage)
    actions.dissolve_unit(SYSTEM, unit=unit, due_at=timezone.now() + timedelta(days=1))
    return unit


def _due_unit(stage):
    unit = _empty_unit(stage)
    plan = actions.dissolve_unit(SYSTEM, unit=unit, due_at=timezone.now() + timedelta(days=1))
    with acting("test"):
        type(plan).objects.filter(id=plan.id).update(due_at=timezone.now())
        actions.rename_unit(SYSTEM, unit=unit, name="Fällig", short_name="97")
    return unit


EXAMPLES: dict[str, Example] = {
    "aktei.base.people.memberships.begin_membership": Example(
        "verwaltung",
        lambda s: {"person": _person(s), "unit": s.world.units["50.2"].id, "role": Role.MEMBER},
        NOT_IT,
    ),
    "aktei.base.people.actions.create_token": Example(
        "sachbearbeitung", lambda s: {"person": _own(s), "label": "x"}, ("nobody", "verwaltung")
    ),
    "aktei.base.people.accounts.end_person": Example("verwaltung", lambda s: {"person": _person(s)}, NOT_IT),
    "aktei.base.people.units.establish_unit": Example(
        "verwaltung", lambda s: {"name": "Neu", "short_name": "99"}, NOT_IT
    ),
    "aktei.base.people.actions.note_failed_log_in": Example(MACHINERY, lambda s: {"login": "post"}, ALL),
    "aktei.base.people.actions.note_log_in": Example("sachbearbeitung", lambda s: {}, (MACHINERY,)),
    "aktei.base.people.actions.note_log_out": Example("sachbearbeitung", lambda s: {}, (MACHINERY,)),
    "aktei.base.people.accounts.register_person": Example(
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
    "aktei.base.people.importing.import_organisation": Example(
        "verwaltung", lambda s: {"lines": [{"kurzzeichen": "99", "name": "Neu"}]}, NOT_IT
    ),
    "aktei.base.people.founding.found_office": Example(MACHINERY, _empty_office, ALL),
    "aktei.base.people.founding.rename_office": Example("verwaltung", lambda s: {"name": "Landkreis Neuland"}, NOT_IT),
    "aktei.base.people.accounts.change_person": Example(
        "verwaltung",
        lambda s: {"person": _person(s), "login": "neu", "given_name": "J.", "family_name": "Neu", "email": ""},
        NOT_IT,
    ),
    "aktei.base.people.accounts.lock_person": Example(
        "verwaltung", lambda s: {"person": _person(s), "reason": "Telefon verloren"}, NOT_IT
    ),
    "aktei.base.people.accounts.unlock_person": Example("verwaltung", lambda s: {"person": _locked(s)}, NOT_IT),
    "aktei.base.people.accounts.end_sessions": Example(
        "sachbearbeitung", lambda s: {"person": _own(s)}, ("nobody", "leitung")
    ),
    "aktei.base.people.accounts.return_person": Example("verwaltung", lambda s: {"person": _gone(s)}, NOT_IT),
    "aktei.base.people.memberships.change_membership": Example(
        "verwaltung", lambda s: {"membership": _membership(s), "valid_until": None, "role": Role.HEAD}, NOT_IT
    ),
    "aktei.base.people.memberships.end_membership": Example(
        "verwaltung", lambda s: {"membership": _membership(s)}, NOT_IT
    ),
    "aktei.base.people.units.rename_unit": Example(
        "verwaltung", lambda s: {"unit": s.world.units["50.1"].id, "name": "Wohnen", "short_name": "50-W"}, NOT_IT
    ),
    "aktei.base.people.units.move_unit": Example(
        "verwaltung", lambda s: {"unit": s.world.units["50.1"].id, "parent": s.world.units["63"].id}, NOT_IT
    ),
    "aktei.base.people.units.dissolve_unit": Example(
        "verwaltung", lambda s: {"unit": _empty_unit(s), "successor": s.world.units["50.2"].id}, NOT_IT
    ),
    "aktei.base.people.units.merge_unit": Example(
        "verwaltung", lambda s: {"unit": _empty_unit(s), "into": s.world.units["50.2"].id}, NOT_IT
    ),
    "aktei.base.people.units.withdraw_dissolution": Example("verwaltung", lambda s: {"unit": _ending_unit(s)}, NOT_IT),
    "aktei.base.people.units.complete_dissolution": Example(MACHINERY, lambda s: {"unit": _due_unit(s)}, ALL),
}
