# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Browsers of people who administer."""

from typing import Any

import pytest
from django.test import Client

from aktei.entrances.web.kit.frame.tests.browser import *  # noqa: F403 (fixtures are found by name)

LOG_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def as_(world: Any) -> Any:
    """`as_("leitung")` is a browser in which this person is logged in."""

    def log_in(login: str) -> Client:
        client = Client()
        client.force_login(world.persons[login], backend=LOG_IN)
        return client

    return log_in
