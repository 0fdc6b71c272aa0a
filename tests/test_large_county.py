# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""No page grows with the office: hundreds of units, plan entries and persons are picked, never listed in a form."""

import re
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aktei.base.people.actions import begin_membership, establish_unit, register_person
from aktei.base.people.models import Role
from aktei.records.file_plan.actions import add_entry
from tests.matrix.row import STRANGER
from tests.stage import SYSTEM, Stage
from tests.test_rights_matrix import ROWS
from tests.test_rights_matrix import stage as stage  # the fixture

MANY = 300
MOST_OPTIONS = 25
SIZE_OF_A_PAGE_OF_ROWS = 25_000
"""Characters by which a page may grow: a list of ten rows shows fifty, its page. All 300 of anything would be more."""
WALKERS = ("schriftgut", "verwaltung", "sachbearbeitung", "datenschutz", "post", "leitung", "bauaufsicht")
_SELECT = re.compile(r"<select[^>]*>(.*?)</select>", re.DOTALL)


def _grow(stage: Stage) -> None:
    world = stage.world
    for number in range(MANY):
        unit = establish_unit(
            SYSTEM, name=f"Sachgebiet {number}", short_name=f"77.{number}", parent=world.units["50"].id
        )
        add_entry(SYSTEM, notation=f"50.{100 + number}", title=f"Einzelfragen {number}", parent=world.plan["50"].id)
        person = register_person(SYSTEM, login=f"viele{number}", given_name="Kim", family_name=f"Viele {number}")
        begin_membership(SYSTEM, person=person.id, unit=unit.id, role=Role.MEMBER)


def _walk(stage: Stage) -> dict[tuple[str, str], tuple[int, int, int]]:
    """For each page and reader: questions asked, characters, and the options of the longest list in a form."""
    seen = {}
    for row in ROWS:
        if row.method != "GET" or STRANGER in row.may:
            continue
        with transaction.atomic():
            at = row.at(stage)
            if not at.startswith(("/api/", "/evidence/")):
                for login in [each for each in WALKERS if each in row.may][:1]:
                    with transaction.atomic():
                        if told := _look(stage, login, at):
                            seen[login, at] = told
                        transaction.set_rollback(True)
            transaction.set_rollback(True)
    return seen


def _look(stage: Stage, login: str, at: str) -> tuple[int, int, int] | None:
    client = Client(raise_request_exception=False)
    client.force_login(stage.world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(at)
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return None
    page = answer.content.decode()
    options = max((each.count("<option") for each in _SELECT.findall(page)), default=0)
    return len(asked), len(page), options


def test_no_page_grows_with_units_plan_entries_and_persons(stage: Stage) -> None:
    before = _walk(stage)
    _grow(stage)
    after = _walk(stage)
    faults: list[Any] = []
    for (login, at), (asked, size, options) in after.items():
        if options > MOST_OPTIONS:
            faults.append(f"{login} at {at}: {options} options in one list")
        if (login, at) not in before:
            continue
        asked_before, size_before, _options = before[login, at]
        if asked > asked_before + 3:
            faults.append(f"{login} at {at}: {asked_before} questions became {asked}")
        if size > size_before + SIZE_OF_A_PAGE_OF_ROWS:
            faults.append(f"{login} at {at}: {size_before} characters became {size}")
    assert len(after) > 60
    assert faults == []
