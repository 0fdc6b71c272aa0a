# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works with whose dossier in these tests."""

import pytest


@pytest.fixture
def dossier(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def ines(world):
    """Of the building department: sees nothing of the others."""
    return world.actor("bauaufsicht")
