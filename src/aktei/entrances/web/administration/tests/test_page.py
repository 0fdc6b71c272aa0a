# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of „Verwaltung“: who is offered it, and what stands there."""

import pytest


@pytest.mark.parametrize("login", ["verwaltung", "schriftgut", "datenschutz"])
def test_those_who_manage_or_audit_find_their_cards(world, client, login):
    client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/verwaltung/")
    assert answer.status_code == 200
    assert "Verwaltung" in answer.content.decode()


def test_a_clerk_is_neither_offered_nor_let_in(world, client):
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/verwaltung/").status_code == 403
    assert 'href="/verwaltung/"' not in client.get("/konto/").content.decode()
