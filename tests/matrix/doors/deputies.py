# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: absences and deputies."""

from datetime import timedelta

from django.utils import timezone

from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.models import Absence
from aktei.base.deputies.rules import Choice
from tests.matrix.row import DENIED, EVERYBODY, get, post

CONCERNED = frozenset({"sachbearbeitung", "vertretung", "leitung", "verwaltung"})
"""The person, who stands in, who heads them, and who administers."""
DECLARING = CONCERNED - {"vertretung"}


def absence(path: str):
    """An address about Anna's absence, in which Jonas stands in."""

    def at(stage):
        anna = stage.anna
        row = Absence.objects.filter(person=anna.person_id).first() or declare_absence(
            anna, person=anna.person_id, deputies=[Choice(stage.world.persons["vertretung"].id)]
        )
        return f"/vertretung/{row.id}/{path}"

    return at


def _typed(stage):
    day = timezone.localdate() + timedelta(days=1)
    return {
        "begins_on": day.isoformat(),
        "ends_on": day.isoformat(),
        "reason": "leave",
        "deputy-TOTAL_FORMS": "1",
        "deputy-INITIAL_FORMS": "0",
        "deputy-0-who": "Ines Straßer (bauaufsicht)",
        "deputy-0-scope": "",
    }


def _anna(stage):
    absence("")(stage)
    return {"person": str(stage.anna.person_id)}


def api(path: str):
    """The same absence in the interface."""
    at = absence(path)
    return lambda stage: at(stage).replace("/vertretung/", "/api/v1/absences/")


ROWS = [
    get("/api/v1/absences"),
    get(lambda s: f"/api/v1/absences?person={s.anna.person_id}", DECLARING),
    post("/api/v1/absences", DECLARING, lambda s: {"json": {"person": str(s.anna.person_id), "deputies": []}}),
    post(api("end"), DECLARING, lambda s: {"json": {}}),
    get("/vertretung/"),
    get("/vertretung/team/"),
    get("/vertretung/eintragen/"),
    post(lambda s: f"/vertretung/eintragen/?fuer={s.anna.person_id}", DECLARING, _typed),
    get(absence(""), DECLARING),
    get(absence("erledigt/"), frozenset({"sachbearbeitung"})),
    post(absence(""), DECLARING, _typed),
    post(absence("beenden/"), DECLARING),
    post(absence("abhaken/"), frozenset({"sachbearbeitung"})),
    post("/vertretung/fuer/", EVERYBODY, acts=False),
    post(
        "/vertretung/fuer/",
        frozenset({"vertretung"}),
        _anna,
        denied=DENIED | {409},
        acts=False,
    ),
]
