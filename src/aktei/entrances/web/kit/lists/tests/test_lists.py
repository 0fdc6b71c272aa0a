# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saved views, columns, tables for spreadsheets and paper: what they hold, and what they cost."""

import csv
import io
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.entrances.demo import letters, shelf
from aktei.entrances.web.dossiers import listing
from aktei.entrances.web.kit.lists import sheets
from aktei.entrances.web.kit.lists.models import SavedView
from aktei.entrances.web.kit.lists.rules import worth_saving
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row
from aktei.entrances.web.kit.lists.templatetags.lists import cells, heads
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.work.actions import assign_task
from aktei.records.documents.actions import StoredFile
from aktei.records.dossiers.actions import open_dossier
from aktei.records.parties.actions import add_party, involve_party

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def table(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def dossier(world: Any) -> Any:
    return world.dossiers["Wohngeld Yıldız, Ute"]


@pytest.fixture
def busy(world: Any, dossier: Any) -> Any:
    """A dossier with a party and a task that is due in three days."""
    involve_party(
        SYSTEM, dossier=dossier.id, party=add_party(SYSTEM, name="=Öztürk", given_name="Ayşe").id, role="Antrag"
    )
    to = f"person:{world.persons['sachbearbeitung'].id}"
    assign_task(SYSTEM, node=dossier.id, assignee=to, due_on=timezone.localdate() + timedelta(days=3))
    return dossier


ALL = ["beteiligte", "post", "aufgaben", "frist", "tage", "einheit", "zustand", "plan", "art", "angelegt"]


def test_a_table_holds_the_filtered_list_with_the_columns_that_are_shown(as_: Any, busy: Any) -> None:
    query = {"q": busy.reference, "spalten": ALL, "ausgabe": "csv"}
    answer = as_("sachbearbeitung").get(reverse("records:dossiers"), query)
    assert re.fullmatch(r'attachment; filename="akten-\d{4}-\d\d-\d\d\.csv"', answer["Content-Disposition"])
    head, *rows = table(answer)
    assert head[:6] == ["Aktenzeichen", "Betreff", "Beteiligte", "Letzte Post", "Offene Aufgaben", "Nächste Frist"]
    [row] = [dict(zip(head, each, strict=True)) for each in rows]
    assert row["Aktenzeichen"] == busy.reference
    assert row["Offene Aufgaben"] == "1"
    assert row["Tage bis zur Frist"] == "3"
    assert row["Nächste Frist"] == f"{timezone.localdate() + timedelta(days=3):%d.%m.%Y}"
    assert row["Zustand"] == "offen"


def test_a_name_in_a_table_is_never_a_formula(as_: Any, busy: Any) -> None:
    subject = "=HYPERLINK(1)"
    open_dossier(SYSTEM, entry=busy.entry_id, subject_line=subject, lead_unit=busy.lead_unit_id)
    answer = as_("sachbearbeitung").get(reverse("records:dossiers"), {"ausgabe": "csv"})
    assert f"'{subject}" in [row[1] for row in table(answer)]


@pytest.mark.parametrize("kind", sheets.KINDS)
def test_nobody_takes_home_what_they_may_not_find(as_: Any, world: Any, kind: str) -> None:
    answer = as_("bauaufsicht").get(reverse("records:dossiers"), {"ausgabe": kind})
    text = str(table(answer)) if kind == "csv" else said(answer)
    assert "Grünwald" in text
    assert "Yıldız" not in text


def test_a_table_is_read_piece_by_piece_and_whole(as_: Any, dossier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    for number in range(7):
        open_dossier(SYSTEM, entry=dossier.entry_id, subject_line=f"Akte {number}", lead_unit=dossier.lead_unit_id)
    _head, *rows = table(as_("sachbearbeitung").get(reverse("records:dossiers"), {"ausgabe": "csv", "q": "Akte"}))
    assert [row[1] for row in rows] == [f"Akte {number}" for number in reversed(range(7))]


def test_a_table_that_is_too_long_says_where_it_was_cut(as_: Any, dossier: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(sheets, "MOST_IN_A_SHEET", 2)
    rows = table(as_("sachbearbeitung").get(reverse("records:dossiers"), {"ausgabe": "csv"}))
    assert len(rows) == 4
    assert rows[-1] == ["Nach 2 Zeilen abgeschnitten. Bitte grenzen Sie die Liste ein."]


def test_paper_holds_the_filtered_list_and_says_when(as_: Any, dossier: Any) -> None:
    page = said(as_("sachbearbeitung").get(reverse("records:dossiers"), {"ausgabe": "druck", "q": "Yıldız"}))
    assert "1 Zeile, Stand" in page
    assert dossier.reference in page
    assert "Köster" not in page


def test_columns_are_shown_as_chosen_and_the_first_two_always(as_: Any, busy: Any) -> None:
    client, address = as_("sachbearbeitung"), reverse("records:dossiers")
    usual = client.get(address).content.decode()
    assert "<th" in usual
    assert 'data-label="Beteiligte"' not in usual
    page = client.get(address, {"spalten": ["beteiligte", "tage"]}).content.decode()
    assert 'data-label="Beteiligte"' in page
    assert "Ayşe =Öztürk" in page
    assert '<span class="said">3</span>' in page
    assert 'data-label="Zustand"' not in page
    assert busy.reference in client.get(address, {"spalten": "-"}).content.decode()


def test_no_column_asks_once_for_each_row(as_: Any, world: Any, busy: Any) -> None:
    client, address = as_("sachbearbeitung"), reverse("records:dossiers")
    client.get(address, {"spalten": ALL})
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"spalten": ALL})
    to = f"unit:{busy.lead_unit_id}"
    for number in range(10):
        made = open_dossier(SYSTEM, entry=busy.entry_id, subject_line=f"A {number}", lead_unit=busy.lead_unit_id)
        involve_party(SYSTEM, dossier=made.id, party=add_party(SYSTEM, name=f"Name {number}").id, role="Antrag")
        assign_task(SYSTEM, node=made.id, assignee=to, due_on=timezone.localdate())
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"spalten": ALL})
    assert len(many) == len(few)
    assert len(few) <= 32


def test_open_tasks_of_a_dossier_count_those_of_its_cases_and_documents(as_: Any, world: Any, busy: Any) -> None:
    volume = shelf.prepared(letters.letter(3, pages=1, topic="wohngeld").pdf)
    document = shelf.fill(busy.lead_unit_id, volume, "Antrag", dossier=busy.id)
    assign_task(SYSTEM, node=document.id, assignee=f"unit:{busy.lead_unit_id}")
    answer = as_("sachbearbeitung").get(
        reverse("records:dossiers"), {"q": busy.reference, "spalten": ["aufgaben", "post"], "ausgabe": "csv"}
    )
    row = table(answer)[1]
    assert row[3] == "2"
    assert row[2][:10] == f"{timezone.localtime(document.received_at):%d.%m.%Y}"


def test_a_view_is_saved_opened_renamed_and_deleted(as_: Any) -> None:
    client = as_("sachbearbeitung")
    query = "zustand=offen&q=&spalten=tage&spalten=beteiligte&cursor=abc"
    form = {"page": "records:dossiers", "name": " Meine offenen ", "query": query}
    answer = client.post(reverse("lists:save"), form)
    assert answer.url == "/akten/?spalten=beteiligte&spalten=tage&zustand=offen"
    page = client.get(answer.url).content.decode()
    assert "Meine offenen" in page
    assert 'aria-current="true"' in page
    view = SavedView.objects.get()
    client.post(reverse("lists:rename", args=[view.id]), {"name": "Offen"})
    assert "Offen" in said(client.get(reverse("lists:own")))
    client.post(reverse("lists:forget", args=[view.id]))
    assert not SavedView.objects.exists()


def test_the_same_name_again_replaces_what_it_stood_for(as_: Any) -> None:
    client = as_("sachbearbeitung")
    for query in ("zustand=offen", "zustand=geschlossen"):
        client.post(reverse("lists:save"), {"page": "records:dossiers", "name": "Meine", "query": query})
    assert SavedView.objects.get().query == "zustand=geschlossen"


def test_nobody_sees_or_changes_a_view_of_somebody_else(as_: Any) -> None:
    as_("sachbearbeitung").post(
        reverse("lists:save"), {"page": "records:dossiers", "name": "Geheim", "query": "zustand=offen"}
    )
    view, other = SavedView.objects.get(), as_("leitung")
    assert "Geheim" not in other.get(reverse("records:dossiers")).content.decode()
    assert other.post(reverse("lists:rename", args=[view.id]), {"name": "x"}).status_code == 404
    assert other.post(reverse("lists:forget", args=[view.id])).status_code == 404
    assert SavedView.objects.get().name == "Geheim"


@pytest.mark.parametrize(
    "form",
    [
        {"page": "records:dossiers", "name": "  ", "query": "zustand=offen"},
        {"page": "https://example.org", "name": "fort", "query": ""},
        {"page": "records:dossiers", "name": "x" * 81, "query": "zustand=offen"},
        {"page": "records:dossiers", "name": "lang", "query": "q=" + "x" * 3000},
    ],
)
def test_a_view_that_cannot_be_saved_is_refused_with_a_reason(as_: Any, form: dict[str, str]) -> None:
    answer = as_("sachbearbeitung").post(reverse("lists:save"), form, follow=True)
    assert answer.status_code == 200
    assert "Es wurde nichts geändert" in said(answer)
    assert not SavedView.objects.exists()


def test_what_is_passing_or_empty_is_no_part_of_a_view() -> None:
    assert worth_saving("?q=&ab=50&cursor=x&zustand=offen&ausgabe=csv&seite=2") == "zustand=offen"


def test_post_is_taken_home_as_a_table_as_it_is_filtered(as_: Any, world: Any) -> None:
    for name in ("Mietvertrag", "Rechnung"):
        blob = store.put(name.encode())
        files = [StoredFile(blob.sha256, blob.size, "application/pdf", f"{name}.pdf")]
        unit = world.units["50.1"].id
        receive_consignment(
            SYSTEM, unit=unit, channel="paper", received_at=timezone.now(), files=files, subject_line=name
        )
    head, *rows = table(as_("sachbearbeitung").get(reverse("mailroom:inbox"), {"q": "miet", "ausgabe": "csv"}))
    assert head[:3] == ["Eingegangen", "Absender", "Betreff"]
    assert [row[2] for row in rows] == ["Mietvertrag"]


def test_documents_of_a_dossier_are_narrowed_and_taken_home_as_a_table(as_: Any, world: Any, dossier: Any) -> None:
    volume = shelf.prepared(letters.letter(3, pages=2, topic="wohngeld").pdf)
    for subject in ("Antrag auf Wohngeld", "Mietvertrag"):
        shelf.fill(dossier.lead_unit_id, volume, subject, dossier=dossier.id)
    client, address = as_("sachbearbeitung"), reverse("records:dossier_contents", args=[dossier.id])
    page = client.get(address, {"q": "miet"}).content.decode()
    assert "Mietvertrag" in page
    assert "Antrag auf Wohngeld" not in page
    assert "Kein Dokument passt dazu" in client.get(address, {"q": "nirgends"}).content.decode()
    head, *rows = table(client.get(address, {"ausgabe": "csv"}))
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["ab Blatt"], row["Seiten"], row["Betreff"]) for row in told] == [
        ("1", "2", "Antrag auf Wohngeld"),
        ("3", "2", "Mietvertrag"),
    ]
    assert as_("bauaufsicht").get(address, {"ausgabe": "csv"}).status_code == 404


def test_whatever_a_cell_says_is_text():
    evil = '"><script>alert(1)</script>'
    row = Row(uuid4(), "x", [Cell(evil), Cell(evil, href=evil, badge=evil, icon="lock", note=evil)], fresh=True)
    columns = [Column(evil, evil, css=evil), Column(evil, evil)]
    made = cells(row, heads(columns))
    assert "<script>" not in made
    assert made.count("&lt;script&gt;") == 9


@pytest.mark.parametrize("order", listing.ORDERS)
def test_of_many_dossiers_that_are_found_the_first_are_read_along_the_order_of_the_list(world, monkeypatch, order):
    anna, wanted = world.actor("sachbearbeitung"), listing.Wanted(text="geld", order=order)
    few = listing.listed(anna, wanted)
    monkeypatch.setattr(listing, "COUNTED", 1)
    with CaptureQueriesContext(connection) as asked:
        many = listing.listed(anna, wanted)
    assert len(few.rows) > 1
    assert (many.rows, many.total) == (few.rows, few.total)
    read = next(each["sql"] for each in asked if f"LIMIT {listing.ONE_PAGE + 1}" in each["sql"])
    assert "COALESCE" in read  # so that it is held against what was found, row by row, and not joined and sorted
