# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

import pytest
from django.test import Client

from aktei.entrances.demo.world import BUILDER
from aktei.entrances.web.kit.frame.tests.browser import *  # noqa: F403 (fixtures)
from aktei.records.dossiers.actions import open_dossier


@pytest.fixture
def as_(world: Any) -> Any:
    """`as_("leitung")` is a browser in which this person is logged in."""

    def log_in(login: str) -> Client:
        client = Client()
        client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def dossier(world: Any) -> Any:
    return world.dossiers["Wohngeld Köster, Bernd"]


@pytest.fixture
def secret(world: Any) -> Any:
    return open_dossier(
        BUILDER,
        entry=world.plan["50.30"].id,
        subject_line="Adoption Lindner",
        lead_unit=world.units["50.1"].id,
        protected=True,
    )
