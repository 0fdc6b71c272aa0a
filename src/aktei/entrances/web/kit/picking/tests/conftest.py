# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clerk, clients of everybody, and a browser for the fields in which somebody or something is picked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.tests.browser import *  # noqa: F403 (fixtures)


@pytest.fixture
def anna(world: Any) -> Actor:
    return world.actor("sachbearbeitung")


@pytest.fixture
def client_of(world: Any) -> Callable[[str], Client]:
    def log_in(login: str) -> Client:
        client = Client()
        client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in
