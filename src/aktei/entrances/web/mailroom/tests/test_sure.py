# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Only what is certain is chosen before somebody looked, and filed with one key or with all others that are."""

from html import unescape

import pytest

from aktei.procedures.mailroom.models import Suggestion
from aktei.records.envelopes.queries import standing

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
    assert "checked" not in page.partition('id="filing"')[2].partition("</form>")[0]
    assert clerk.post(f"{INBOX}{row.id}/ablegen/", {"subject_line": "x"}).status_code == 422


def test_what_several_do_not_all_surely_belong_to_is_not_chosen_for_them(clerk, ready, target) -> None:
    sure, other = ready(f"Ihr Zeichen {target.reference}"), ready("Ein Brief von irgendwem")
    page = shown(clerk.get(f"{INBOX}mehrere/", {"item": [sure.id, other.id]}))
    assert f'value="dossier-{target.id}"' in page
    assert "checked" not in page.partition('id="filing"')[2].partition("</form>")[0]
    both = shown(clerk.get(f"{INBOX}mehrere/", {"item": [sure.id, ready(f"Az.: {target.reference}").id]}))
    assert f'value="dossier-{target.id}" checked' in both


def test_a_row_offers_its_sure_dossier_and_files_there_with_one_press(clerk, ready, target) -> None:
    row = ready(f"Ihr Zeichen {target.reference}")
    page = shown(clerk.get(INBOX))
    assert 'data-row-key="e"' in page
    assert f'name="direkt" value="dossier-{target.id}"' in page
    clerk.post(f"{INBOX}{row.id}/ablegen/", {"direkt": f"dossier-{target.id}"})
    row.refresh_from_db()
    assert (standing(row), row.document.dossier_id) == ("filed", target.id)


def test_without_a_sure_suggestion_a_row_has_nothing_to_press(clerk, ready) -> None:
    ready("Ich, Bernd Köster, bitte um Nachricht")
    page = shown(clerk.get(INBOX))
    assert "data-row-key" not in page
    assert "Alle sicheren ablegen" not in page


def test_all_sure_ones_are_looked_through_filed_each_into_its_own_and_taken_back_together(
    clerk, ready, world, target
) -> None:
    other = world.dossiers["Wohngeld Müller, Sabine"]
    ready("Ein Brief von irgendwem")
    mine = {ready(f"Ihr Zeichen {each.reference}"): each for each in (target, other)}
    page = shown(clerk.get(f"{INBOX}mehrere/sichere/"))
    assert "Ein Brief von irgendwem" not in page
    assert all(f"nennt auf Seite 1 das Aktenzeichen {each.reference}" in page for each in mine.values())
    form = {"item": [row.id for row in mine], **{f"ziel-{row.id}": f"dossier-{each.id}" for row, each in mine.items()}}
    filed = shown(clerk.post(f"{INBOX}mehrere/sichere/ablegen/", form, follow=True))
    assert "2 Eingänge abgelegt" in filed
    for row, dossier in mine.items():
        row.refresh_from_db()
        row.document.refresh_from_db()
        assert row.document.dossier_id == dossier.id
    token = filed.partition(f"{INBOX}mehrere/zuruecknehmen/")[2].partition("/")[0]
    assert "2 Ablagen zurückgenommen" in shown(clerk.post(f"{INBOX}mehrere/zuruecknehmen/{token}/", follow=True))


def test_what_is_selected_and_not_sure_stays_and_is_told(clerk, ready, target) -> None:
    sure, other = ready(f"Ihr Zeichen {target.reference}"), ready("Ein Brief von irgendwem")
    page = shown(clerk.get(f"{INBOX}mehrere/sichere/", {"item": [sure.id, other.id]}))
    assert "1 ausgewählter Eingang hat keinen sicheren Vorschlag" in page
    assert f'name="item" value="{sure.id}"' in page
    assert f'name="item" value="{other.id}"' not in page


def test_what_changed_meanwhile_is_told_for_each_and_stops_no_other(clerk, ready, world, target) -> None:
    other = world.dossiers["Wohngeld Müller, Sabine"]
    fine, changed, gone = (ready(f"Ihr Zeichen {target.reference} {n}") for n in range(3))
    Suggestion.objects.filter(consignment=changed).update(dossier=other.id)
    clerk.post(f"{INBOX}{gone.id}/ablegen/", {"ziel": f"dossier-{other.id}"})
    rows = (changed, gone, fine)
    form = {"item": [row.id for row in rows], **{f"ziel-{row.id}": f"dossier-{target.id}" for row in rows}}
    answer = clerk.post(f"{INBOX}mehrere/sichere/ablegen/", form)
    assert answer.status_code == 422
    page = shown(answer)
    assert "1 Eingang abgelegt" in page
    assert "hat sich inzwischen geändert" in page
    assert "ist schon abgelegt" in page
    states = {}
    for row in rows:
        row.refresh_from_db()
        states[row] = standing(row)
    assert [states[row] for row in rows] == ["ready", "filed", "filed"]


def test_a_sure_dossier_is_told_only_to_those_who_may_file_there(logged_in, ready, world) -> None:
    ready(f"Ihr Zeichen {world.dossiers['Neubau Einfamilienhaus Grünwald'].reference}")
    page = shown(logged_in("sachbearbeitung").get(f"{INBOX}mehrere/sichere/"))
    assert "Kein sicherer Vorschlag" in page


def test_the_list_asks_for_sure_dossiers_once_for_all(clerk, ready, target, django_assert_max_num_queries) -> None:
    for _number in range(2):  # the same file twice: who else has it is asked only then
        ready(f"Ihr Zeichen {target.reference}")
    clerk.get(INBOX)
    for address in (INBOX, f"{INBOX}mehrere/sichere/"):
        with django_assert_max_num_queries(40) as few:
            clerk.get(address)
        for number in range(3):
            ready(f"Ihr Zeichen {target.reference} {number}")
        with django_assert_max_num_queries(len(few)):
            clerk.get(address)
