# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One head on every side of a dossier: the same acts, the same height, and what is asked for above the fold."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from aktei.base.acts.actor import Actor
from aktei.entrances.web.reading.tests.test_browser import visit as visit  # the fixture
from aktei.records.cases.actions import open_case
from aktei.records.dossiers.actions import close_dossier
from aktei.records.dossiers.models import Dossier

SIDES = ("", "_contents", "_about", "_parties", "_tasks", "_history", "_access")
HAND = 200
"""Pixels of a hand's breadth, less than half of one."""


def acts(page: Any) -> list[str]:
    """What the head of a page offers."""
    head = re.search(r'page-head__actions">(.*?)</header>', page.content.decode(), re.DOTALL)
    assert head
    return re.findall(r'kern-label">([^<]+)<|</svg>([^<]+)<', head[1])


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["sachbearbeitung", "leitung"])
@pytest.mark.parametrize("closed", [False, True])
def test_every_side_of_a_dossier_offers_the_same_acts(
    as_: Any, dossier: Dossier, world: Any, login: str, closed: bool
) -> None:
    if closed:
        close_dossier(Actor(world.persons["leitung"].id), dossier=dossier.id, reason="", with_cases=True)
    client = as_(login)
    offered = [acts(client.get(reverse(f"records:dossier{side}", args=[dossier.id]))) for side in SIDES]
    assert offered[0]
    assert all(each == offered[0] for each in offered), offered
    assert ("Neuer Vorgang", "") not in offered[0] if closed else ("Neuer Vorgang", "") in offered[0]


@pytest.mark.django_db
@pytest.mark.parametrize("side", SIDES)
def test_what_a_head_offers_can_be_asked_for_on_every_side(as_: Any, dossier: Dossier, side: str) -> None:
    page = as_("sachbearbeitung").get(reverse(f"records:dossier{side}", args=[dossier.id])).content.decode()
    for name in set(re.findall(r'data-open-dialog="([^"]+)"', page)) - {"keys"}:
        assert page.count(f'<dialog class="kern-dialog" id="{name}"') == 1, name


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_head_is_equally_low_everywhere_and_documents_stand_above_the_fold(
    visit: Callable[..., Page],
    dossier: Dossier,
    document: Any,
    world: Any,
) -> None:
    for number in range(12):
        open_case(Actor(world.persons["sachbearbeitung"].id), dossier=dossier.id, subject_line=f"Antrag {number}")
    heights = set()
    for side in SIDES:
        page = visit(f"dossier{side}", dossier.id, width=1280, height=800)
        page.locator(".tabs").wait_for()
        heights.add(page.evaluate("document.querySelector('.tabs').getBoundingClientRect().bottom"))
        if side == "_contents":
            row = page.locator("tr[data-row]").first.bounding_box()
            assert row
            assert row["y"] + row["height"] < 500
    assert len(heights) == 1
    assert heights.pop() < HAND + 56
