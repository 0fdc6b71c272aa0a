# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Someone to log in, and what the journal says about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.acts.models import JournalEntry
from aktei.base.people import actions
from aktei.base.people.models import Person
from aktei.entrances.web.kit.frame.tests.browser import *  # noqa: F403 (fixtures are found by name)

PASSWORD = "Drei Linden stehen am Amt"


@pytest.fixture(autouse=True)
def _plain_doors(settings):
    """Hash quickly; the other doors of the house are not needed here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def person(db) -> Person:
    return actions.register_person(
        Actor.system("test"),
        login="brandt",
        given_name="Kaya",
        family_name="Brandt",
        email="brandt@musterland.example",
        password=PASSWORD,
    )


@pytest.fixture
def log_in(client: Client) -> Callable[..., object]:
    def post(login: str = "brandt", password: str = PASSWORD, **more: str) -> object:
        return client.post("/anmelden/", {"username": login, "password": password, **more})

    return post


@pytest.fixture
def journal() -> Callable[[], list[str]]:
    def kinds() -> list[str]:
        return list(JournalEntry.objects.order_by("id").values_list("kind", flat=True))

    return kinds
