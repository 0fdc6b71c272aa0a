# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The navigation tells where somebody is, also on pages that have no entry of their own."""


def test_the_file_plan_belongs_to_the_dossiers(world, client):
    client.force_login(world.persons["sachbearbeitung"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/aktenplan/").content.decode()
    here = page[: page.index('aria-current="page"')].rindex("href=")
    assert page[here:].startswith('href="/akten/"')
