# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start page, for every role."""

import pytest

pytestmark = pytest.mark.django_db

ROLES = ["post", "sachbearbeitung", "vertretung", "leitung", "schriftgut", "datenschutz", "verwaltung"]


@pytest.mark.parametrize("login", ROLES)
def test_everybody_has_a_desk(client, world, login: str) -> None:
    client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/").content.decode()
    assert world.persons[login].full_name in page
    # Heads see it in the table of their teams; who has an office of their own, only where there is any.
    own = {"leitung": "Post bereit", "schriftgut": "Aufbewahrung läuft ab", "datenschutz": "Notzugriffe"}
    assert own.get(login, "bereit zum Ablegen") in page
