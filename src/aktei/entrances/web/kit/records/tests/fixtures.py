# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fixtures of all tests of pages about records: import them in a conftest."""

from typing import Any

import pytest
from django.test import Client

from aktei.entrances.demo import letters, shelf
from aktei.entrances.web.kit.frame.tests.browser import *  # noqa: F403 (fixtures)
from aktei.entrances.web.kit.records import readings

LOG_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def fresh_readings() -> None:
    readings.forget()


@pytest.fixture(scope="session")
def letter() -> letters.Letter:
    """Two pages of Wohngeld."""
    return letters.letter(3, pages=2, topic="wohngeld")


@pytest.fixture
def volume(world: Any, letter: letters.Letter) -> shelf.Volume:
    return shelf.prepared(letter.pdf)


@pytest.fixture
def dossier(world: Any) -> Any:
    return world.dossiers["Wohngeld Yıldız, Ute"]


@pytest.fixture
def document(dossier: Any, volume: shelf.Volume) -> Any:
    return shelf.fill(dossier.lead_unit_id, volume, "Antrag auf Wohngeld", dossier=dossier.id)


@pytest.fixture
def as_(world: Any) -> Any:
    """`as_("leitung")` is a browser in which this person is logged in."""

    def log_in(login: str) -> Client:
        client = Client()
        client.force_login(world.persons[login], backend=LOG_IN)
        return client

    return log_in
