# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Absences through the interface: what is declared, and what is said about impossible wishes."""

from uuid import uuid4

import pytest

from tests.api.conftest import is_problem


def test_an_absence_is_declared_listed_and_ended(clerk, world):
    jonas = str(world.persons["vertretung"].id)
    made = clerk.post("absences", {"deputies": [{"person": jonas, "unit": str(world.units["50.1"].id)}]})
    assert made.status_code == 201
    assert [each["person"] for each in made.json()["deputies"]] == [jonas]
    assert [each["id"] for each in clerk.get("absences").json()["items"]] == [made.json()["id"]]
    assert clerk.post(f"absences/{made.json()['id']}/end", {}).json()["ended_at"]


@pytest.mark.parametrize("field", ["begins_at", "ends_at"])
def test_a_moment_without_a_time_zone_is_no_moment(clerk, field):
    assert "Zeitzone" in is_problem(clerk.post("absences", {field: "2099-01-01T08:00:00"}), 422)["detail"]


def test_nobody_is_declared_absent_who_does_not_exist(caller):
    is_problem(caller("verwaltung").post("absences", {"person": str(uuid4()), "deputies": []}), 404)
