# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from aktei.entrances.web.kit.frame.tests.browser import *  # noqa: F403 (fixtures)

LOG_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def as_(world: Any) -> Any:
    """`as_("leitung")` is a browser in which this person is logged in."""

    def log_in(login: str) -> Client:
        client = Client()
        client.force_login(world.persons[login], backend=LOG_IN)
        return client

    return log_in


@pytest.fixture
def visit(live_server: Any, as_: Any, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open an address as somebody, in a browser of some size."""

    def go(address: str, who: str = "sachbearbeitung", **options: Any) -> Page:
        page = open_page(**options)
        cookie = as_(who).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + address)
        return page

    return go
