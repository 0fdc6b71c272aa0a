# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aktei.base.acts.models import JournalEntry
from aktei.base.acts.queries import about
from aktei.entrances.demo import shelf
from aktei.entrances.web.dossiers import listing
from aktei.records.documents.models import Document
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Closure, Dossier
from aktei.records.parties.models import Involvement

pytestmark = pytest.mark.django_db

SIDES = ["dossier", "dossier_contents", "dossier_parties", "dossier_history", "dossier_access", "dossier_print"]
PARTS = ["dossier_geometry", "dossier_hits"]


def said(response: Any) -> str:
    """What a person reads of a page."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.content.decode()))


def queries(client: Any, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("side", [*SIDES, *PARTS])
def test_a_dossier_of_another_unit_is_not_there(as_: Any, dossier: Dossier, side: str) -> None:
    assert as_("bauaufsicht").get(reverse(f"records:{side}", args=[dossier.id])).status_code == 404


@pytest.mark.parametrize("side", ["document", "document_details", "document_history", "document_access"])
def test_a_document_of_another_unit_is_not_there(as_: Any, document: Document, side: str) -> None:
    assert as_("bauaufsicht").get(reverse(f"records:{side}", args=[document.id])).status_code == 404


def test_who_may_find_but_not_read_is_told_which_right_is_missing(
    as_: Any, dossier: Dossier, document: Document
) -> None:
    answer = as_("datenschutz").get(reverse("records:dossier", args=[dossier.id]))
    assert answer.status_code == 403
    assert "„Lesen“" in said(answer)
    assert dossier.subject_line not in said(answer)
    assert as_("datenschutz").get(reverse("records:dossier_contents", args=[dossier.id])).status_code == 403


def test_a_stranger_is_sent_to_the_log_in_page(client: Any, dossier: Dossier) -> None:
    answer = client.get(reverse("records:dossier", args=[dossier.id]))
    assert answer.status_code == 302
    assert "anmelden" in answer.url


@pytest.mark.parametrize(
    "name", ["dossier", "dossier_contents", "dossier_geometry", "dossier_history", "dossier_access", "case"]
)
def test_the_number_of_queries_does_not_grow_with_the_dossier(
    as_: Any, dossier: Dossier, volume: shelf.Volume, name: str
) -> None:
    case = dossier.cases.first()
    assert case is not None
    client = as_("sachbearbeitung")
    address = reverse(f"records:{name}", args=[case.id if name == "case" else dossier.id])
    for number in range(2):
        shelf.fill(dossier.lead_unit_id, volume, f"Schreiben {number}", dossier=dossier.id, case=case.id)
    client.get(address)  # the first opening is an act
    few = queries(client, address)
    for number in range(12):
        shelf.fill(dossier.lead_unit_id, volume, f"Weiteres {number}", dossier=dossier.id, case=case.id)
    assert queries(client, address) == few
    assert few <= 30


def test_the_list_asks_the_same_for_one_dossier_and_for_many(as_: Any, world: Any, dossier: Dossier) -> None:
    client, address = as_("sachbearbeitung"), reverse("records:dossiers")
    client.get(address)
    few = queries(client, address)
    for number in range(15):
        open_dossier(
            shelf.FILLER, entry=dossier.entry_id, subject_line=f"Akte {number}", lead_unit=dossier.lead_unit_id
        )
    assert queries(client, address) == few


def test_the_list_shows_only_what_may_be_found(as_: Any, world: Any) -> None:
    page = said(as_("bauaufsicht").get(reverse("records:dossiers")))
    assert "Grünwald" in page
    assert "Yıldız" not in page


def test_the_list_is_narrowed_by_words_plan_unit_and_state(as_: Any, world: Any) -> None:
    client, address = as_("sachbearbeitung"), reverse("records:dossiers")
    entry, unit = world.plan["50.31"].id, world.units["50.1"].id
    assert "Köster" in said(client.get(address, {"q": "Köster 50.30"}))
    assert "Müller" not in said(client.get(address, {"q": "Köster 50.30"}))
    narrowed = said(client.get(address, {"plan": entry, "einheit": unit, "zustand": "offen"}))
    assert "Nguyen" in narrowed
    assert "Köster" not in narrowed
    assert "Keine Akte passt dazu" in said(client.get(address, {"zustand": "geschlossen"}))
    assert client.get(address, {"plan": "kein Eintrag", "sortierung": "quer", "cursor": "x"}).status_code == 200


@pytest.mark.parametrize("order", list(listing.ORDERS))
def test_paging_shows_every_dossier_once_in_every_order(
    world: Any, dossier: Dossier, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ONE_PAGE", 3)
    actor = world.actor("sachbearbeitung")
    for _number in range(4):  # the same subject several times: the cursor needs more than the sorted column
        open_dossier(shelf.FILLER, entry=dossier.entry_id, subject_line="Gleich", lead_unit=dossier.lead_unit_id)
    seen: list[Any] = []
    cursor = ""
    while True:
        listed = listing.listed(actor, listing.Wanted(order=order, cursor=cursor))
        seen += [row.id for row in listed.rows]
        cursor = listed.piece.cursor
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 8


def test_a_dossier_is_opened_with_its_reference_and_told(as_: Any, world: Any) -> None:
    client = as_("sachbearbeitung")
    form = {
        "entry": world.plan["50.30"].id,
        "subject_line": "Wohngeld Neu",
        "lead_unit": world.units["50.1"].id,
        "kind": "subject",
    }
    answer = client.post(reverse("records:open_dossier"), form, follow=True)
    made = Dossier.objects.get(subject_line="Wohngeld Neu")
    assert answer.redirect_chain[-1][0] == reverse("records:dossier", args=[made.id])
    assert f"Die Akte {made.reference} ist angelegt." in said(answer)


@pytest.mark.parametrize("odd", ["x", "²", "-1", "9" * 30, "\0", "' OR 1=1", "🦊" * 300])
def test_odd_addresses_are_answered_calmly(as_: Any, dossier: Dossier, document: Document, odd: str) -> None:
    client = as_("sachbearbeitung")
    parameters = ("q", "plan", "einheit", "zustand", "sortierung", "cursor", "blatt", "seite", "dokument", "stufe")
    parameters += ("ab", "person", "art", "vor", "von", "bis", "breite")
    query = dict.fromkeys(parameters, odd)
    names = ["dossier", *SIDES, *PARTS]
    addresses = [reverse(f"records:{name}", args=[dossier.id]) for name in names]
    addresses += [reverse("records:dossiers"), reverse("records:open_dossier")]
    addresses += [reverse(f"records:{name}", args=[document.id, 1]) for name in ("page_image", "page_words")]
    for address in addresses:
        assert client.get(address, query).status_code == 200, address


@pytest.mark.parametrize("odd", ["", "x", "\0", "z" * 5_000])
def test_odd_forms_change_nothing_and_end_on_a_page(as_: Any, dossier: Dossier, document: Document, odd: str) -> None:
    client = as_("sachbearbeitung")
    form = dict.fromkeys(("reason", "subject_line", "item", "unit", "name", "role", "entry", "kind"), odd)
    for name, node in (
        ("close_many", None),
        ("dossier_undo_filings", dossier.id),
        ("reopen_dossier", dossier.id),
        ("open_case", dossier.id),
        ("rename_document", document.id),
        ("forward_document", document.id),
        ("open_dossier", None),
        ("dossier_parties", dossier.id),
    ):
        answer = client.post(reverse(f"records:{name}", args=[node] if node else []), form)
        assert answer.status_code in (302, 403, 404, 409, 422), name
    assert Document.objects.filter(dossier=dossier).count() == 1
    assert not Closure.objects.exists()


def test_a_dossier_without_subject_is_not_opened_and_the_form_says_why(as_: Any, world: Any) -> None:
    form = {"entry": world.plan["50.30"].id, "lead_unit": world.units["50.1"].id, "kind": "subject"}
    answer = as_("sachbearbeitung").post(reverse("records:open_dossier"), form)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_subject_line_that_is_too_long_stays_in_the_form_and_is_counted(as_: Any, world: Any) -> None:
    values = {"entry": world.plan["50.30"].id, "lead_unit": world.units["50.1"].id, "subject_line": "ß" * 5_000}
    response = as_("sachbearbeitung").post(reverse("records:open_dossier"), {**values, "kind": "subject"})
    assert response.status_code == 422
    assert "höchstens 300 Zeichen, es sind 5000. Bitte kürzen Sie es." in response.content.decode()
    assert "ß" * 5_000 in response.content.decode()


def test_a_document_is_not_renamed_to_nothing(as_: Any, document: Document) -> None:
    address = reverse("records:rename_document", args=[document.id])
    page = said(as_("sachbearbeitung").post(address, {"subject_line": "  "}, follow=True))
    assert "Bitte geben Sie einen Betreff an. Es wurde nichts geändert." in page
    document.refresh_from_db()
    assert document.subject_line == "Antrag auf Wohngeld"


def test_two_people_rename_and_the_second_is_told_before_anything_is_lost(as_: Any, dossier: Dossier) -> None:
    address, seen = reverse("records:dossier_change", args=[dossier.id, "betreff"]), dossier.subject_line
    assert f'name="seen" value="{seen}"' in as_("leitung").get(f"/akten/{dossier.id}/angaben/").content.decode()
    as_("leitung").post(address, {"subject_line": "Wohngeld ab 2026", "seen": seen})
    page = said(as_("sachbearbeitung").post(address, {"subject_line": "Wohngeld 2025", "seen": seen}, follow=True))
    assert "er lautet jetzt „Wohngeld ab 2026“. Passt Ihrer („Wohngeld 2025“) noch" in page
    dossier.refresh_from_db()
    assert dossier.subject_line == "Wohngeld ab 2026"


def test_what_is_refused_says_that_nothing_changed(as_: Any, dossier: Dossier) -> None:
    address = reverse("records:dossier_change", args=[dossier.id, "verweisen"])
    page = said(as_("sachbearbeitung").post(address, {"reference": dossier.reference}, follow=True))
    assert "Ein Verweis zeigt auf etwas anderes. Es wurde nichts geändert." in page


def test_nobody_opens_a_dossier_where_they_may_not_file(as_: Any, world: Any) -> None:
    form = {
        "entry": world.plan["63.10"].id,
        "subject_line": "X",
        "lead_unit": world.units["50.1"].id,
        "kind": "subject",
    }
    assert as_("sachbearbeitung").post(reverse("records:open_dossier"), form).status_code == 422
    assert not Dossier.objects.filter(subject_line="X").exists()


def test_closing_and_reopening_are_told(as_: Any, dossier: Dossier, document: Document) -> None:
    closed = as_("sachbearbeitung").post(
        reverse("records:close_dossier", args=[dossier.id]), {"reason": "fertig", "with_cases": "1"}, follow=True
    )
    assert "Die Akte ist geschlossen." in said(closed)
    again = as_("sachbearbeitung").post(reverse("records:close_dossier", args=[dossier.id]), follow=True)
    assert "schon geschlossen" in said(again)
    opened = as_("schriftgut").post(
        reverse("records:reopen_dossier", args=[dossier.id]), {"reason": "Nachtrag"}, follow=True
    )
    assert "wieder offen" in said(opened)


def test_closing_many_closes_what_may_be_closed(as_: Any, world: Any) -> None:
    mine, theirs = world.dossiers["Wohngeld Yıldız, Ute"], world.dossiers["Neubau Einfamilienhaus Grünwald"]
    as_("sachbearbeitung").post(reverse("records:close_many"), {"item": [mine.id, theirs.id], "with_cases": "1"})
    closed = Closure.objects.filter(node__in=[mine.id, theirs.id])
    assert list(closed.values_list("node", flat=True)) == [mine.id]


def test_a_party_is_added_and_bad_dates_are_told(as_: Any, dossier: Dossier) -> None:
    client, address = as_("sachbearbeitung"), reverse("records:dossier_parties", args=[dossier.id])
    form = {"role": "Bevollmächtigte", "kind": "person", "name": "Größer", "given_name": "Ida"}
    assert client.post(address, {**form, "birth_date": "31.02.1980"}).status_code == 422
    answer = client.post(address, {**form, "birth_date": "28.02.1980"}, follow=True)
    assert "Ida Größer ist jetzt an der Akte beteiligt." in said(answer)
    assert Involvement.objects.filter(dossier=dossier, role="Bevollmächtigte").count() == 1


def test_a_protected_dossier_is_seen_by_its_unit_alone(as_: Any, world: Any) -> None:
    secret = open_dossier(
        world.actor("sachbearbeitung"),
        entry=world.plan["50.30"].id,
        subject_line="Geheim",
        lead_unit=world.units["50.1"].id,
        protected=True,
    )
    assert as_("leitung").get(reverse("records:dossier", args=[secret.id])).status_code == 404
    page = said(as_("datenschutz").get(reverse("records:dossier_access", args=[secret.id])))
    assert "Jonas Köhler" in page
    assert "Kaya Brandt" not in page


def test_taking_a_filing_back_and_forwarding_move_the_document(as_: Any, world: Any, document: Document) -> None:
    client = as_("sachbearbeitung")
    answer = client.post(reverse("records:undo_filing", args=[document.id]), follow=True)
    assert "wartet wieder im Posteingang" in said(answer)
    client.post(reverse("records:forward_document", args=[document.id]), {"unit": world.units["63.1"].id})
    assert client.get(reverse("records:document", args=[document.id])).status_code == 404
    assert as_("bauaufsicht").get(reverse("records:document", args=[document.id])).status_code == 200


def test_downloading_is_journalled_and_never_shown_in_the_browser(as_: Any, document: Document) -> None:
    answer = as_("sachbearbeitung").get(reverse("records:download_first", args=[document.id, "original"]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    line = JournalEntry.objects.get(kind="ComponentDownloaded")
    assert line.node == document.id
    assert as_("bauaufsicht").get(reverse("records:download_first", args=[document.id, "original"])).status_code == 404


def test_the_file_plan_counts_only_what_may_be_found(as_: Any, world: Any) -> None:
    page = said(as_("leitung").get(reverse("records:plan")))
    assert "50 Soziales 5 Akten" in page
    assert "63" not in page.partition("Aktenplan")[2].partition("Tastenkürzel")[0].replace("63.", "")
    assert said(as_("post").get(reverse("records:plan"))).count("Kein Teil des Aktenplans") == 1


def test_opening_a_dossier_is_one_line_in_half_an_hour(as_: Any, dossier: Dossier) -> None:
    client = as_("sachbearbeitung")
    for _each in range(3):
        client.get(reverse("records:dossier", args=[dossier.id]))
    assert about(dossier.id).filter(kind="DossierRead").count() == 1
    assert about(dossier.id).filter(kind="DossierRead", at__gte=timezone.now() - timedelta(minutes=1)).exists()
