# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mailroom's pages show, to whom, and at what cost."""

from html import unescape
from urllib.parse import quote

import pytest
from django.urls import reverse

from aktei.base.acts.models import JournalEntry
from aktei.entrances.web.kit.desk import unit_post as desk
from aktei.entrances.web.mailroom.counting import waiting
from aktei.entrances.web.mailroom.filters import REASONS
from aktei.procedures.rendition.quarantine import EXPLANATIONS

pytestmark = pytest.mark.django_db

INBOX = "/posteingang/"


def shown(response) -> str:
    return unescape(response.content.decode())


def test_strangers_are_sent_to_the_log_in(client, world) -> None:
    response = client.get(INBOX)
    assert response.status_code == 302
    assert reverse("people:log_in") in response["Location"]


def test_an_empty_inbox_says_what_will_appear(clerk) -> None:
    assert "Alles abgelegt" in shown(clerk.get(INBOX))
    assert "Nichts zu klären" in shown(clerk.get(INBOX + "klaerung/"))


def test_post_of_another_department_is_not_shown(logged_in, ready) -> None:
    row = ready("Antrag auf Wohngeld")
    browser = logged_in("bauaufsicht")
    assert "Antrag auf Wohngeld" not in shown(browser.get(INBOX))
    assert browser.get(f"{INBOX}{row.id}/").status_code == 404
    assert browser.get(f"{INBOX}stand/?laufend={row.id}").content.strip() == b""


def test_the_number_of_queries_does_not_grow_with_the_list(clerk, ready, django_assert_max_num_queries) -> None:
    first = [ready(f"Brief Nummer {number}", minutes=number) for number in range(2)]
    clerk.get(INBOX)
    with django_assert_max_num_queries(40) as few:
        clerk.get(f"{INBOX}{first[0].id}/")
    for number in range(10):
        ready(f"Weiterer Brief {number}", minutes=number)
    with django_assert_max_num_queries(len(few)):
        clerk.get(f"{INBOX}{first[0].id}/")


def test_the_list_goes_on_behind_its_cursor(clerk, receive) -> None:
    for number in range(53):
        receive(f"Blatt {number:02}.pdf", minutes=number)
    page = clerk.get(INBOX)
    assert "Weitere laden" in shown(page)
    assert "53 Eingänge" in shown(page)
    rest = shown(clerk.get(INBOX + page.context["room"].next))
    assert "Blatt 52.pdf" in rest
    assert "Blatt 49.pdf" not in rest


def test_what_a_letter_says_of_itself_is_text_and_no_markup_in_every_part_of_its_row(clerk, receive, ready) -> None:
    hostile = "\"><script>alert('x')</script>"
    receive(f"{hostile}.pdf")
    ready(f"Betreff {hostile}", name="brief.pdf")
    for address in (INBOX, f"{INBOX}?q={quote(hostile)}"):
        page = clerk.get(address).content.decode()
        assert "<script>alert" not in page
    page = clerk.get(INBOX).content.decode()
    assert page.count("&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)") >= 4  # title and choice of both


@pytest.mark.parametrize(
    ("question", "found", "missing"),
    [
        ("kanal=email", "Per E-Mail", "Auf Papier"),
        ("q=papier", "Auf Papier", "Per E-Mail"),
        ("alter=ueber-7", "Per E-Mail", "Auf Papier"),
        ("alter=woche", "Auf Papier", "Per E-Mail"),
        ("zustand=bereit&kanal=paper", "Auf Papier", "Per E-Mail"),
    ],
)
def test_filters_narrow_the_list(clerk, ready, question: str, found: str, missing: str) -> None:
    ready("Auf Papier")
    ready("Per E-Mail", channel="email", minutes=60 * 24 * 20)
    page = shown(clerk.get(f"{INBOX}?{question}"))
    assert found in page
    assert missing not in page


@pytest.mark.parametrize(
    ("question", "found", "missing"),
    [
        ("?grund=kennwort", ("Verschlossen.pdf", "Falsch.pdf"), ("Kaputt.pdf",)),
        ("?grund=beschaedigt", ("Kaputt.pdf",), ("Verschlossen.pdf", "Falsch.pdf")),
        ("?grund=dateityp", ("Kein Eintrag passt",), ("Kaputt.pdf",)),
        ("?grund=unsinn", ("Verschlossen.pdf", "Falsch.pdf", "Kaputt.pdf"), ()),
    ],
)
def test_what_waits_for_a_decision_is_filtered_by_its_reason(clerk, stuck, question, found, missing) -> None:
    stuck("encrypted", "Verschlossen.pdf")
    stuck("wrong_password", "Falsch.pdf")
    stuck("broken", "Kaputt.pdf")
    page = shown(clerk.get(f"{INBOX}klaerung/{question}"))
    assert all(each in page for each in found)
    assert not any(each in page for each in missing)


def test_every_reason_for_a_decision_can_be_filtered(clerk) -> None:
    assert {code for _label, codes in REASONS.values() for code in codes} == set(EXPLANATIONS)
    assert "Jeder Grund" in shown(clerk.get(f"{INBOX}klaerung/"))
    assert "Jeder Grund" not in shown(clerk.get(f"{INBOX}?grund=kennwort"))


def test_nonsense_in_the_address_still_shows_the_list(clerk, ready) -> None:
    ready("Ein Brief")
    assert "Ein Brief" in shown(clerk.get(INBOX + "?team=x&kanal=y&alter=z&zustand=w"))


@pytest.mark.parametrize(
    "address", ["?q=%00", "klaerung/?q=%00", "neu/", "neu/?seit=x", "stand/?laufend=x", "ziele/?akte=%00"]
)
def test_no_address_that_somebody_typed_breaks_a_page(clerk, address: str) -> None:
    assert clerk.get(INBOX + address).status_code == 200


def test_a_row_in_progress_asks_on_and_a_ready_one_does_not(clerk, receive, ready) -> None:
    waiting, done = receive("Kommt noch.pdf"), ready("Ist da")
    answer = shown(clerk.get(f"{INBOX}stand/?laufend={waiting.id}&laufend={done.id}"))
    assert 'id="poll"' in answer
    assert f'name="laufend" form="poll" value="{waiting.id}"' in answer
    assert f'value="{done.id}" data-select-item' in answer
    assert 'id="poll"' not in shown(clerk.get(f"{INBOX}stand/?laufend={done.id}"))


def test_the_way_post_came_is_never_shown_as_what_it_is_about(clerk, ready, receive) -> None:
    ready("Miete"), receive("Kommt noch.pdf")
    lines = [row.line for row in clerk.get(INBOX).context["room"].rows]
    assert sorted(lines) == ["Absender unbekannt", "noch nicht gelesen"]


def test_new_post_is_announced(clerk, ready) -> None:
    seen = ready("Gesehen")
    assert "neuen Eingang" not in shown(clerk.get(f"{INBOX}neu/?seit={seen.id}"))
    ready("Gerade gekommen")
    assert "1 neuen Eingang zeigen" in shown(clerk.get(f"{INBOX}neu/?seit={seen.id}"))


def test_the_reason_of_a_suggestion_is_marked_on_its_page(clerk, ready, world) -> None:
    dossier = world.dossiers["Wohngeld Köster, Bernd"]
    row = ready(f"Ihr Zeichen {dossier.reference} vom Mai")
    page = clerk.get(f"{INBOX}{row.id}/")
    opened = page.context["opened"]
    assert opened.suggestions[0].reference == dossier.reference
    assert [len(found) for found in opened.marks.values()] == [1]
    assert "<rect" in shown(page)


def test_the_history_tells_how_post_came(clerk, ready) -> None:
    row = ready("Ein Brief", scanned_by="Petra Schäfer", scanner="Poststelle 1")
    page = shown(clerk.get(f"{INBOX}{row.id}/"))
    assert "von Petra Schäfer (Scanner: Poststelle 1)" in page
    assert "hat den Eingang für Team Wohngeld angenommen" in page


def test_a_filed_item_shows_where_it_lies(clerk, ready, world) -> None:
    row, dossier = ready("Ein Brief"), world.dossiers["Wohngeld Köster, Bernd"]
    clerk.post(f"{INBOX}{row.id}/ablegen/", {"ziel": f"dossier-{dossier.id}"})
    page = shown(clerk.get(f"{INBOX}{row.id}/"))
    assert dossier.reference in page
    assert "Ablage zurücknehmen" in page


@pytest.mark.parametrize("words", ["köster", "00002 wohngeld", "Bernd"])
def test_dossiers_are_found_by_reference_subject_and_party(clerk, world, words: str) -> None:
    found = shown(clerk.get(f"{INBOX}ziele/", {"akte": words}))
    assert "Wohngeld Köster, Bernd" in found
    assert "Antrag 2026" in found


def test_only_dossiers_one_may_file_into_are_found(logged_in, world) -> None:
    assert "Keine Akte" in shown(logged_in("bauaufsicht").get(f"{INBOX}ziele/", {"akte": "Köster"}))


def test_looking_at_the_list_writes_nothing(clerk, ready) -> None:
    ready("Ein Brief")
    before = JournalEntry.objects.count()
    clerk.get(INBOX)
    assert JournalEntry.objects.count() == before


def test_the_same_file_a_second_time_is_told_with_where_it_lies(clerk, ready, world) -> None:
    first, dossier = ready("Ein Brief", name="gleich.pdf"), world.dossiers["Wohngeld Köster, Bernd"]
    clerk.post(f"{INBOX}{first.id}/ablegen/", {"ziel": f"dossier-{dossier.id}"})
    second = ready("Ein Brief", name="gleich.pdf")
    page = clerk.get(f"{INBOX}{second.id}/")
    assert "Diese Datei liegt schon vor" in shown(page)
    assert [each.href for each in page.context["opened"].copies] == [f"/dokumente/{first.document_id}/"]
    assert dossier.reference in page.context["opened"].copies[0].text
    assert "liegt schon vor" in shown(clerk.get(INBOX))
    assert "liegt schon vor" not in shown(clerk.get(f"{INBOX}{first.id}/")).partition('id="aside"')[2]


def test_of_a_copy_the_reader_may_not_see_nothing_is_said(clerk, ready) -> None:
    ready("Ein Brief", name="gleich.pdf", unit="63.1")
    page = shown(clerk.get(f"{INBOX}{ready('Ein Brief', name='gleich.pdf').id}/"))
    assert "liegt schon vor" not in page


def test_navigation_list_desk_and_clearing_count_the_same_post(clerk, world, ready, receive, stuck) -> None:
    ready("Eins"), ready("Zwei"), receive("ungelesen.pdf"), stuck(), ready("Anderswo", unit="63.1")
    actor = world.actor("sachbearbeitung")
    room = clerk.get(INBOX).context["room"]
    heaps = desk.heaps(actor)
    on_desk = sum(each.ready + each.running + each.quarantined for each in heaps)
    assert waiting(actor) == room.total == len(room.rows) == on_desk == 4
    assert "4 Eingänge" in room.count_text
    for heap in heaps:
        there = clerk.get(heap.href)
        assert there.context["room"].total == heap.ready + heap.running + heap.quarantined
        tab = f"{INBOX}klaerung/{there.context['room'].of_team}"
        assert tab in shown(there)
        assert clerk.get(tab).context["room"].total == there.context["room"].quarantined == heap.quarantined
