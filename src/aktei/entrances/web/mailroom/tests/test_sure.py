# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Only what is certain is chosen before somebody looked, and filed with one key or with all others that are."""

from html import unescape

import pytest

pytestmark = pytest.mark.django_db

INBOX = "/posteingang/"


def shown(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def target(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


def test_a_certain_suggestion_is_chosen_beforehand_and_says_so_in_a_word(clerk, ready, target) -> None:
    page = shown(clerk.get(f"{INBOX}{ready(f'Ihr Zeichen {target.reference}').id}/"))
    assert f'value="dossier-{target.id}" checked' in page
    assert "target--first" in page
    assert "sicher" in page


@pytest.mark.parametrize("text", ["Ich, Bernd Köster, bitte um Nachricht", "Ihr Zeichen 50.30-2026/000022"])
def test_a_likely_suggestion_is_shown_and_not_chosen(clerk, ready, target, text: str) -> None:
    row = ready(text)
    page = shown(clerk.get(f"{INBOX}{row.id}/"))
    assert target.reference in page
    assert "wahrscheinlich" in page
    assert "checked" not in page.partition('id="filing"')[2]
    assert clerk.post(f"{INBOX}{row.id}/ablegen/", {"subject_line": "x"}).status_code == 422


def test_what_several_do_not_all_surely_belong_to_is_not_chosen_for_them(clerk, ready, target) -> None:
    sure, other = ready(f"Ihr Zeichen {target.reference}"), ready("Ein Brief von irgendwem")
    page = shown(clerk.get(f"{INBOX}mehrere/", {"item": [sure.id, other.id]}))
    assert f'value="dossier-{target.id}"' in page
    assert "checked" not in page.partition('id="filing"')[2]
    both = shown(clerk.get(f"{INBOX}mehrere/", {"item": [sure.id, ready(f"Az.: {target.reference}").id]}))
    assert f'value="dossier-{target.id}" checked' in both
