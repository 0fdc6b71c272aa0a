# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One key files from the list in a real browser, and only where it is sure."""

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from aktei.base.acts.actor import Actor
from aktei.procedures.mailroom import queries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def inbox(live_server: Any, clerk: Any, page: Page) -> Page:
    """The clerk's list; the pages themselves are drawn elsewhere."""
    page.route("**/seiten/**", lambda route: route.fulfill(status=200, body=""))
    cookie = clerk.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return page


def test_a_key_files_the_current_row_where_it_is_sure_and_nothing_where_it_is_not(
    inbox: Page, live_server: Any, ready: Any, world: Any
) -> None:
    target = world.dossiers["Wohngeld Köster, Bernd"]
    sure, unsure = ready(f"Ihr Zeichen {target.reference}", minutes=1), ready("Ein Brief von irgendwem")
    inbox.goto(f"{live_server.url}/posteingang/")
    inbox.keyboard.press("j")
    expect(inbox.locator("#pages")).to_have_attribute("data-opened", str(unsure.id))
    inbox.keyboard.press("e")
    inbox.keyboard.press("j")
    expect(inbox.locator("#pages")).to_have_attribute("data-opened", str(sure.id))
    inbox.keyboard.press("e")
    expect(inbox.locator("#toasts")).to_contain_text(f"Abgelegt in {target.reference}")
    expect(inbox.locator(f"#row-{sure.id}")).to_have_count(0)
    states = {each.id: queries.consignment(Actor.system("test"), each.id).state for each in (sure, unsure)}
    assert states == {sure.id: "filed", unsure.id: "ready"}
