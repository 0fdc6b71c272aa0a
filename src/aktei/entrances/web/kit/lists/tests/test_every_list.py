# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every list of the product: words, order, table and paper; pages go on by cursor; views open lists."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.deputies.actions import declare_absence
from aktei.base.deputies.rules import Choice
from aktei.base.people.actions import register_person
from aktei.entrances.demo import letters, shelf
from aktei.entrances.web.administration import roster
from aktei.entrances.web.kit.lists.models import SavedView
from aktei.entrances.web.mailroom.filters import EVERYTHING
from aktei.entrances.web.work import listing as tasks
from aktei.procedures.work.actions import assign_task
from aktei.records.dossiers.actions import open_dossier
from aktei.records.parties.actions import add_party, involve_party

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def table(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


@pytest.fixture
def dossier(world: Any) -> Any:
    return world.dossiers["Wohngeld Yıldız, Ute"]


LISTS = {
    "/akten/": "sachbearbeitung",
    "/aktenplan/": "sachbearbeitung",
    "/aufgaben/": "sachbearbeitung",
    "/beteiligte/": "sachbearbeitung",
    "/posteingang/": "sachbearbeitung",
    "/posteingang/klaerung/": "sachbearbeitung",
    "/vertretung/": "sachbearbeitung",
    "/vertretung/team/": "leitung",
    "/verwaltung/personen/": "verwaltung",
    "/verwaltung/einheiten/": "verwaltung",
    "/verwaltung/offene-arbeit/": "verwaltung",
    "/zugriff/freigaben/": "schriftgut",
    "/zugriff/notzugriffe/": "datenschutz",
    "/zugriff/geschuetzt/": "datenschutz",
}


@pytest.mark.parametrize(("address", "who"), LISTS.items())
def test_every_list_is_narrowed_printed_and_taken_home(as_: Any, address: str, who: str) -> None:
    client = as_(who)
    assert client.get(address, {"q": "nirgends-zu-finden", "sortierung": "quer", "ab": "99999"}).status_code == 200
    head, *rows = table(client.get(address, {"q": "nirgends-zu-finden", "ausgabe": "csv"}))
    assert head
    assert rows == []
    paper = said(client.get(address, {"q": "nirgends-zu-finden", "ausgabe": "druck"}))
    assert "„nirgends-zu-finden“" in paper
    assert "0 Zeilen, Stand" in paper


@pytest.mark.parametrize(("address", "who"), [each for each in LISTS.items() if "posteingang" not in each[0]])
def test_every_column_of_every_list_sorts_both_ways(as_: Any, address: str, who: str) -> None:
    client = as_(who)
    page = client.get(address, {"spalten": "-"})
    for column in page.context["list"].columns:
        for order in filter(None, (column.up, column.down)):
            answer = client.get(address, {"sortierung": order, "q": ""})
            assert answer.status_code == 200
            assert answer.context["list"].order == order


def test_a_word_in_the_middle_of_a_compound_finds_dossiers_persons_parties_and_tasks(
    as_: Any, world: Any, dossier: Any
) -> None:
    anna = as_("sachbearbeitung")
    assert dossier.reference in said(anna.get("/akten/", {"q": "geld"}))
    assert dossier.reference not in said(anna.get("/akten/", {"q": "eld yildiz köster"}))
    add_party(SYSTEM, name="Baugenossenschaft Südstadt", street="Straßenäcker 3", postcode="89073", city="Neu-Ulm")
    for typed in ("genossenschaft", "suedstadt", "stadt", "aecker", "äcker", "89073 ulm"):
        assert "Baugenossenschaft" in said(anna.get("/beteiligte/", {"q": typed})), typed
    to = f"person:{world.persons['sachbearbeitung'].id}"
    assign_task(SYSTEM, node=dossier.id, assignee=to, text="Einkommensnachweise prüfen")
    for typed in ("nachweis", "pruefen", "PRÜF", "einkommens"):
        assert "Einkommensnachweise" in said(anna.get("/aufgaben/", {"q": typed})), typed
    boss = as_("verwaltung")
    assert "Weiß" in said(boss.get("/verwaltung/personen/", {"q": "bearbeitung"}))


def test_documents_of_a_dossier_have_columns_filters_and_an_order(as_: Any, dossier: Any) -> None:
    volume = shelf.prepared(letters.letter(3, pages=2, topic="wohngeld").pdf)
    for subject in ("Zahlungsübersicht", "Ärztliches Attest", "Antrag"):
        shelf.fill(dossier.lead_unit_id, volume, subject, dossier=dossier.id)
    client, address = as_("sachbearbeitung"), reverse("records:dossier_contents", args=[dossier.id])
    ask = {"ausgabe": "csv", "spalten": ["blatt"], "sortierung": "betreff"}
    head, *rows = table(client.get(address, ask))
    assert head == ["Betreff", "ab Blatt"]
    assert rows == [["Ärztliches Attest", "3"], ["Antrag", "5"], ["Zahlungsübersicht", "1"]]
    assert [row[0] for row in table(client.get(address, {**ask, "q": "uebersicht"}))[1:]] == ["Zahlungsübersicht"]
    page = client.get(address, {"zustand": "offen"})
    assert "Kein Dokument passt dazu" in said(page)
    client.post(
        reverse("lists:save"),
        {"page": "records:dossier_contents", "name": "Kurz", "query": "spalten=blatt", "back": address},
    )
    assert 'href="' + address + '?spalten=blatt"' in client.get(address).content.decode()


def test_parties_of_a_dossier_are_a_list_and_are_taken_home(as_: Any, dossier: Any) -> None:
    for name in ("Zander", "Öztürk", "Ott", "Weiß", "Ärmel", "Abel"):
        involve_party(SYSTEM, dossier=dossier.id, party=add_party(SYSTEM, name=name).id, role="Antrag")
    client, address = as_("sachbearbeitung"), reverse("records:dossier_parties", args=[dossier.id])
    rows = table(client.get(address, {"ausgabe": "csv", "sortierung": "name"}))[1:]
    assert [row[0] for row in rows] == ["Abel", "Ärmel", "Öztürk", "Ott", "Weiß", "Yıldız, Ute", "Zander"]
    assert "Öztürk" in said(client.get(address, {"q": "oezt"}))
    assert "Zander" not in said(client.get(address, {"q": "oezt"}))
    assert as_("bauaufsicht").get(address, {"ausgabe": "csv"}).status_code == 404


def test_why_somebody_is_away_is_told_to_themselves_and_not_to_the_team(as_: Any, world: Any) -> None:
    anna = world.persons["sachbearbeitung"]
    now = timezone.now()
    declare_absence(
        SYSTEM,
        person=anna.id,
        deputies=[Choice(world.persons["vertretung"].id)],
        begins_at=now,
        ends_at=now + timedelta(days=3),
        away_since=timezone.localdate(),
        reason="leave",
    )
    [row] = table(as_("sachbearbeitung").get("/vertretung/", {"ausgabe": "csv"}))[1:]
    assert "Urlaub" in row
    rows = table(as_("leitung").get("/vertretung/team/", {"ausgabe": "csv"}))
    away = next(row for row in rows if row[0] == anna.full_name)
    assert any("Jonas" in cell for cell in away)
    assert "Urlaub" not in str(rows)


def test_persons_go_on_behind_the_last_one_whoever_joins_meanwhile(
    as_: Any, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "ONE_PAGE", 3)
    names = ["Zander", "Öztürk", "Ott", "Weiß", "Ärmel", "Weiß"]
    for number, name in enumerate(names):
        register_person(SYSTEM, login=f"neu{number}", given_name="Xenia", family_name=name)
    client, address = as_("verwaltung"), "/verwaltung/personen/"
    for order, expected in (
        ("name", ["Ärmel", "Öztürk", "Ott", "Weiß", "Weiß", "Zander"]),
        ("name-ab", ["Zander", "Weiß", "Weiß", "Ott", "Öztürk", "Ärmel"]),
    ):
        first = client.get(address, {"q": "xenia", "sortierung": order}).context["piece"]
        second = client.get(address, {"q": "xenia", "sortierung": order, "cursor": first.cursor}).context["piece"]
        assert [row.family_name for row in [*first.rows, *second.rows]] == expected
        assert (second.first, second.shown, second.cursor) == (4, 6, "")
    page = client.get(address, {"q": "xenia", "cursor": client.get(address, {"q": "xenia"}).context["piece"].cursor})
    assert "4 bis 6 von 6" in said(page)
    assert len({row.id for row in [*first.rows, *second.rows]}) == 6


def test_tasks_go_on_behind_the_last_one_in_every_order(world: Any, dossier: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(tasks, "ONE_PAGE", 2)
    actor = world.actor("sachbearbeitung")
    to, day = f"person:{actor.person_id}", timezone.localdate()
    for due in (None, day, day, day + timedelta(days=2), None):
        assign_task(SYSTEM, node=dossier.id, assignee=to, due_on=due)
    for order in ("", *tasks.ORDERS):
        seen, cursor = [], ""
        while True:
            found = tasks.listed(actor, tasks.Wanted(order=order, cursor=cursor))
            seen += [row.id for row in found.table.rows]
            cursor = found.piece.cursor
            if not cursor:
                break
        assert len(seen) == len(set(seen)) == found.total


def test_no_list_asks_more_for_many_rows(as_: Any, world: Any, dossier: Any) -> None:
    client = as_("sachbearbeitung")
    to = f"person:{world.persons['sachbearbeitung'].id}"

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    parties = reverse("records:dossier_parties", args=[dossier.id])
    contents = reverse("records:dossier_contents", args=[dossier.id])
    volume = shelf.prepared(letters.letter(3, pages=1, topic="wohngeld").pdf)

    def more(number: int) -> None:
        assign_task(SYSTEM, node=dossier.id, assignee=to)
        party = add_party(SYSTEM, name=f"Name {number}")
        involve_party(SYSTEM, dossier=dossier.id, party=party.id, role="Antrag")
        shelf.fill(dossier.lead_unit_id, volume, f"Dokument {number}", dossier=dossier.id)

    more(0)
    few = {address: asked(address) for address in ("/aufgaben/", parties, contents)}
    for number in range(1, 6):
        more(number)
    assert {address: asked(address) for address in few} == few


def save(client: Any, name: str, query: str = "zustand=offen", page: str = "records:dossiers") -> Any:
    return client.post(reverse("lists:save"), {"page": page, "name": name, "query": query})


def test_a_list_opens_with_the_view_that_was_chosen_and_still_shows_everything(as_: Any) -> None:
    client = as_("sachbearbeitung")
    for name, query in (("Offene", "zustand=offen"), ("Zu", "zustand=geschlossen")):
        save(client, name, query)
    for name in ("Offene", "Zu"):
        view = SavedView.objects.get(name=name)
        client.post(reverse("lists:open_with", args=[view.id]), {"usual": "1"})
        assert SavedView.objects.filter(is_usual=True).get() == view
        assert client.get("/akten/").url == f"/akten/?{view.query}"
    everything = client.get("/akten/?ansicht=alle")
    assert everything.status_code == 200
    assert everything.context["list"].query == ""
    assert 'href="/akten/?ansicht=alle"' in client.get("/akten/?zustand=offen").content.decode()
    assert as_("leitung").get("/akten/").status_code == 200
    client.post(reverse("lists:open_with", args=[view.id]))
    assert client.get("/akten/").status_code == 200


def test_nobody_opens_a_list_with_a_view_of_somebody_else(as_: Any) -> None:
    save(as_("sachbearbeitung"), "Meine")
    view = SavedView.objects.get()
    assert as_("leitung").post(reverse("lists:open_with", args=[view.id]), {"usual": "1"}).status_code == 404
    assert not SavedView.objects.filter(is_usual=True).exists()


def test_post_opens_with_the_view_one_chose_and_shows_everything_when_asked(as_: Any) -> None:
    client = as_("sachbearbeitung")
    save(client, "Heute", "alter=heute", "mailroom:inbox")
    client.post(reverse("lists:open_with", args=[SavedView.objects.get().id]), {"usual": "1"})
    assert client.get("/posteingang/").url == "/posteingang/?alter=heute"
    assert client.get(f"/posteingang/{EVERYTHING}").status_code == 200


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "Müller & Söhne “§”", "ʿAlī 日本 🗂", "a\nb", "%s {x}", "..", "/"]
)
def test_a_view_may_be_called_anything(as_: Any, name: str) -> None:
    client = as_("sachbearbeitung")
    save(client, name)
    view = SavedView.objects.get()
    assert view.name == " ".join(name.split())
    page = client.get("/akten/").content.decode()
    assert "<script>alert" not in page
    assert client.get(reverse("lists:own")).status_code == 200
    assert client.post(reverse("lists:rename", args=[view.id]), {"name": name + "!"}).status_code == 302


@pytest.mark.parametrize("name", ["\u200b\u2060", "\u202e", "\t \n", "\x00"])
def test_a_name_that_nobody_sees_is_none(as_: Any, name: str) -> None:
    save(as_("sachbearbeitung"), name)
    assert not SavedView.objects.exists()


def test_two_views_are_never_taken_for_each_other(as_: Any) -> None:
    client = as_("sachbearbeitung")
    save(client, "Café")
    save(client, "CAFE\u0301", "zustand=geschlossen")
    assert SavedView.objects.get().query == "zustand=geschlossen"
    save(client, "Andere")
    other = SavedView.objects.get(name="Andere")
    answer = client.post(reverse("lists:rename", args=[other.id]), {"name": "cafe\u0301"}, follow=True)
    assert "So heißt schon eine andere" in said(answer)
    assert SavedView.objects.filter(name="Andere").exists()


def test_two_hundred_views_are_borne_and_one_more_is_refused(as_: Any, world: Any) -> None:
    client = as_("sachbearbeitung")
    person, now = world.persons["sachbearbeitung"].id, timezone.now()
    SavedView.objects.bulk_create(
        SavedView(person=person, page="records:dossiers", name=f"Ansicht {each}", query=f"q={each}", saved_at=now)
        for each in range(200)
    )
    with CaptureQueriesContext(connection) as many:
        page = said(client.get("/akten/"))
    assert "192 weitere" in page
    assert client.get(reverse("lists:own")).status_code == 200
    save(client, "Eine zu viel")
    assert SavedView.objects.count() == 200
    SavedView.objects.all().delete()
    with CaptureQueriesContext(connection) as none:
        client.get("/akten/")
    assert len(many) == len(none)


def test_a_view_of_what_is_gone_says_so_and_shows_nothing_wrong(as_: Any) -> None:
    gone = "01a22bd6-0000-7000-8000-000000000000"
    client = as_("sachbearbeitung")
    for query in (f"plan={gone}", f"einheit={gone}"):
        save(client, "Alt", query)
        page = client.get(f"/akten/?{query}")
        assert "nicht auffindbar" in page.content.decode()
        assert "Keine Akte passt dazu" in said(page)
    page = as_("verwaltung").get("/verwaltung/personen/?rolle=gibt-es-nicht")
    assert "gibt es nicht mehr" in said(page)


def test_paper_names_the_filter_and_the_order(as_: Any, dossier: Any) -> None:
    query = {"ausgabe": "druck", "q": "geld", "zustand": "offen", "sortierung": "betreff"}
    page = said(as_("sachbearbeitung").get("/akten/", query))
    assert "„geld“" in page
    assert "Zustand: offen" in page
    assert "sortiert nach Betreff" in page


def test_more_rows_than_a_page_shows_are_all_in_the_table(as_: Any, dossier: Any) -> None:
    for number in range(60):
        open_dossier(SYSTEM, entry=dossier.entry_id, subject_line=f"Viele {number}", lead_unit=dossier.lead_unit_id)
    rows = table(as_("sachbearbeitung").get("/akten/", {"q": "viele", "ausgabe": "csv"}))[1:]
    assert len(rows) == 60


def test_nothing_in_a_table_is_a_formula_in_any_list(as_: Any, world: Any, dossier: Any) -> None:
    bad = "=1+1"
    to = f"person:{world.persons['sachbearbeitung'].id}"
    assign_task(SYSTEM, node=dossier.id, assignee=to, text=bad)
    involve_party(SYSTEM, dossier=dossier.id, party=add_party(SYSTEM, name="@Name", city="+49").id, role="-Rolle")
    client = as_("sachbearbeitung")
    for address in ("/aufgaben/", "/beteiligte/", reverse("records:dossier_parties", args=[dossier.id])):
        for row in table(client.get(address, {"ausgabe": "csv"})):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
