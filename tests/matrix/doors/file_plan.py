# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: keeping the file plan."""

from django.core.files.uploadedfile import SimpleUploadedFile

from aktei.entrances.web.file_plan.plan_tables import look
from tests.matrix.row import get, post
from tests.stage import Stage

KEEPER = frozenset({"schriftgut"})
_AT = "/verwaltung/aktenplan/"


def entry(path: str, notation: str = "50.30"):
    """An address about an entry of the plan."""
    return lambda stage: f"{_AT}{stage.world.plan[notation].id}/{path}"


def table() -> SimpleUploadedFile:
    """A plan with one new entry."""
    return SimpleUploadedFile("plan.csv", b"kennzeichen;titel\n51;Jugend\n")


def token(stage: Stage) -> str:
    """What the keeper got with the preview."""
    return look(stage.world.actor("schriftgut"), table()).token


_SAYS = {"title": "Neu", "reference_pattern": "{notation}-{number}", "retention_years": "5", "disposal_type": "B"}

ROWS = [
    get(_AT, KEEPER),
    get(f"{_AT}neu/", KEEPER),
    get(f"{_AT}einlesen/", KEEPER),
    get(f"{_AT}ausgeben/csv/", KEEPER),
    get(entry(""), KEEPER),
    get(entry("umfang/"), KEEPER),
    post(f"{_AT}neu/", KEEPER, lambda s: {**_SAYS, "notation": "50.91", "parent": str(s.world.plan["50"].id)}),
    post(f"{_AT}einlesen/", KEEPER, lambda s: {"file": table()}, acts=False),
    post(f"{_AT}einlesen/uebernehmen/", KEEPER, lambda s: {"token": token(s)}),
    post(entry(""), KEEPER, lambda s: {**_SAYS, "seen": s.seen("50.30")}),
    post(entry("verschieben/"), KEEPER, lambda s: {"parent": str(s.world.plan["63"].id), "reason": "Neuordnung"}),
    post(entry("kennzeichen/"), KEEPER, lambda s: {"notation": "50.34"}),
    post(entry("stilllegen/"), KEEPER, lambda s: {"reason": "entfallen"}),
    post(lambda s: f"{_AT}{s.disabled_entry.id}/in-kraft/", KEEPER),
    post(
        entry("rechte/"),
        KEEPER,
        lambda s: {"principal": f"unit:{s.world.units['63.1'].id}", "right": "read", "cause": "Amtshilfe"},
    ),
]
