# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mailroom's forms do."""

import io
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aktei.base.blobs import store
from aktei.procedures.mailroom.models import Consignment
from aktei.records.cases.models import Case
from aktei.records.documents.models import Component
from aktei.records.dossiers.models import Dossier

pytestmark = pytest.mark.django_db

INBOX = "/posteingang/"


def shown(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def target(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


def test_filing_opens_the_next_that_can_be_filed(clerk, ready, receive, target) -> None:
    last = ready("Letzter", minutes=9)
    receive("wird noch gelesen.pdf", minutes=5)
    row = ready("Erster", minutes=1)
    response = clerk.post(
        f"{INBOX}{row.id}/ablegen/", {"ziel": f"dossier-{target.id}", "subject_line": "Neuer Betreff"}
    )
    assert response["Location"] == f"{INBOX}{last.id}/"
    row.refresh_from_db()
    assert (row.state, row.document.dossier_id, row.document.subject_line) == ("filed", target.id, "Neuer Betreff")
    assert "Rückgängig" in shown(clerk.get(response["Location"]))


def test_filing_keeps_the_filter(clerk, ready, target) -> None:
    other, row = ready("B", minutes=2), ready("A")
    ready("Per Mail", channel="email", minutes=1)
    response = clerk.post(f"{INBOX}{row.id}/ablegen/?kanal=paper", {"ziel": f"dossier-{target.id}"})
    assert response["Location"] == f"{INBOX}{other.id}/?kanal=paper"


def test_filing_follows_the_suggestion_and_says_why(clerk, ready, target) -> None:
    row = ready(f"Ihr Zeichen {target.reference}")
    clerk.post(f"{INBOX}{row.id}/ablegen/", {"ziel": f"dossier-{target.id}"})
    page = clerk.get(f"{INBOX}{row.id}/")
    assert f"zu {target.reference} abgelegt" in shown(page)


def test_filing_without_a_choice_says_so_and_changes_nothing(clerk, ready) -> None:
    row = ready("Ein Brief")
    response = clerk.post(f"{INBOX}{row.id}/ablegen/", {"subject_line": "x"})
    assert response.status_code == 422
    assert "Bitte wählen Sie eine Akte aus" in shown(response)
    assert response["HX-Push-Url"] == "false"
    row.refresh_from_db()
    assert row.state == "ready"


def test_a_new_dossier_and_a_case_are_opened_on_the_way(clerk, ready, world) -> None:
    row = ready("Antrag")
    form = {"ziel": "neu", "entry": world.plan["50.30"].id, "dossier_subject": "Wohngeld Neu", "case_subject": "Antrag"}
    clerk.post(f"{INBOX}{row.id}/ablegen/", form)
    row.refresh_from_db()
    dossier = Dossier.objects.get(subject_line="Wohngeld Neu")
    assert row.document.dossier == dossier
    assert dossier.lead_unit == world.units["50.1"]
    assert row.document.case == Case.objects.get(dossier=dossier)


def test_no_dossier_is_opened_if_its_subject_is_missing(clerk, ready, world) -> None:
    row, before = ready("Antrag"), Dossier.objects.count()
    response = clerk.post(f"{INBOX}{row.id}/ablegen/", {"ziel": "neu", "entry": world.plan["50.30"].id})
    assert response.status_code == 422
    assert Dossier.objects.count() == before


def test_a_case_is_opened_in_the_chosen_dossier(clerk, ready, target) -> None:
    row = ready("Antrag")
    clerk.post(f"{INBOX}{row.id}/ablegen/", {"ziel": f"dossier-{target.id}", "case_subject": "Widerspruch"})
    row.refresh_from_db()
    assert row.document.case is not None
    assert row.document.case.subject_line == "Widerspruch"


def test_undo_puts_post_back(clerk, ready, target) -> None:
    row = ready("Brief")
    clerk.post(f"{INBOX}{row.id}/ablegen/", {"ziel": f"dossier-{target.id}"})
    assert clerk.post(f"{INBOX}{row.id}/zuruecknehmen/")["Location"] == f"{INBOX}{row.id}/"
    row.refresh_from_db()
    assert row.state == "ready"


def test_taking_back_leads_to_the_list_as_it_was_filtered(clerk, ready, target) -> None:
    row = ready("Brief")
    filed = clerk.post(f"{INBOX}{row.id}/ablegen/?zustand=bereit", {"ziel": f"dossier-{target.id}"}, follow=True)
    assert f"{INBOX}{row.id}/zuruecknehmen/?zustand=bereit" in shown(filed)
    back = clerk.post(f"{INBOX}{row.id}/zuruecknehmen/?zustand=bereit")
    assert back["Location"] == f"{INBOX}{row.id}/?zustand=bereit"


def test_whoever_files_what_lies_somewhere_already_is_told_so_beside_the_place(clerk, ready, target) -> None:
    row = ready("Brief")
    clerk.post(f"{INBOX}{row.id}/ablegen/", {"ziel": f"dossier-{target.id}"})
    again = clerk.post(f"{INBOX}{row.id}/ablegen/", {"ziel": f"dossier-{target.id}"})
    assert again.status_code == 422
    assert "Das ging nicht" in shown(again)
    assert target.reference in shown(again)


def test_forwarded_post_belongs_to_the_other_unit(clerk, ready, world) -> None:
    row = ready("Fehlläufer")
    assert "data-pick" in shown(clerk.get(f"{INBOX}{row.id}/weiterleiten/"))
    clerk.post(f"{INBOX}{row.id}/weiterleiten/", {"unit": world.units["63.1"].id})
    row.refresh_from_db()
    assert row.unit == world.units["63.1"]
    assert clerk.get(f"{INBOX}{row.id}/").status_code == 404


def test_several_are_filed_and_what_cannot_be_stays_with_its_reason(clerk, ready, receive, target) -> None:
    first, second, unread = ready("Eins"), ready("Zwei"), receive("ungelesen.pdf")
    ids = [first.id, second.id, unread.id]
    assert "3 Sendungen ausgewählt" in shown(clerk.get(f"{INBOX}mehrere/", {"item": ids}))
    response = clerk.post(f"{INBOX}mehrere/ablegen/", {"item": ids, "ziel": f"dossier-{target.id}"})
    assert response.status_code == 422
    assert "2 Sendungen abgelegt" in shown(response)
    assert "wird noch eingelesen" in shown(response)
    states = dict(Consignment.objects.values_list("id", "state"))
    assert [states[each] for each in ids] == ["filed", "filed", "received"]


def test_several_filings_are_taken_back_with_one_press_and_a_refusal_stops_no_other(clerk, ready, target) -> None:
    ids = [ready("Eins").id, ready("Zwei").id, ready("Drei").id]
    filed = clerk.post(
        f"{INBOX}mehrere/ablegen/", {"item": ids, "ziel": f"dossier-{target.id}"}, follow=True
    ).content.decode()
    token = filed.partition(f"{INBOX}mehrere/zuruecknehmen/")[2].partition("/")[0]
    clerk.post(f"{INBOX}{ids[1]}/zuruecknehmen/")
    back = clerk.post(f"{INBOX}mehrere/zuruecknehmen/{token}/", follow=True)
    assert "2 Ablagen zurückgenommen" in shown(back)
    assert "nicht abgelegt" in shown(back)
    assert set(Consignment.objects.values_list("state", flat=True)) == {"ready"}
    assert clerk.post(f"{INBOX}mehrere/zuruecknehmen/{token}/").status_code == 409


def test_several_are_forwarded(clerk, ready, world) -> None:
    ids = [ready("Eins").id, ready("Zwei").id]
    clerk.post(f"{INBOX}mehrere/weiterleiten/", {"item": ids, "unit": world.units["50.2"].id})
    assert set(Consignment.objects.values_list("unit__short_name", flat=True)) == {"50.2"}


@pytest.mark.parametrize(
    "act", ["ablegen", "zuruecknehmen", "weiterleiten", "kennwort", "erneut", "annehmen", "zurueckgeben"]
)
def test_no_act_on_post_of_others(logged_in, stuck, ready, world, act: str) -> None:
    row = stuck() if act in ("kennwort", "erneut", "annehmen", "zurueckgeben") else ready("Brief")
    form = {
        "ziel": f"dossier-{world.dossiers['Wohngeld Köster, Bernd'].id}",
        "unit": world.units["63.1"].id,
        "password": "x",
        "reason": "x",
    }
    response = logged_in("bauaufsicht").post(f"{INBOX}{row.id}/{act}/", form)
    assert response.status_code in (403, 404)
    before = row.state
    row.refresh_from_db()
    assert row.state == before


def test_a_password_is_asked_for_and_handed_on(clerk, stuck) -> None:
    row = stuck()
    page = shown(clerk.get(f"{INBOX}{row.id}/"))
    assert "Die Datei ist verschlüsselt." in page
    assert 'name="password"' in page
    assert "Erneut versuchen" not in page
    clerk.post(f"{INBOX}{row.id}/kennwort/", {"password": "Rübe"})
    row.refresh_from_db()
    assert row.state == "received"


def test_an_empty_password_is_refused(clerk, stuck) -> None:
    row = stuck()
    response = clerk.post(f"{INBOX}{row.id}/kennwort/", {"password": ""})
    assert response.status_code == 422
    assert "Bitte geben Sie das Kennwort ein." in shown(response)


@pytest.mark.parametrize(("act", "state"), [("erneut", "received"), ("annehmen", "received")])
def test_quarantined_post_is_tried_again_or_taken_as_it_is(clerk, stuck, act: str, state: str) -> None:
    row = stuck("crashed")
    assert "Erneut versuchen" in shown(clerk.get(f"{INBOX}{row.id}/"))
    clerk.post(f"{INBOX}{row.id}/{act}/")
    row.refresh_from_db()
    assert row.state == state


def test_several_are_read_again_at_once_and_the_others_say_why(clerk, stuck, ready) -> None:
    again, fine = stuck("crashed"), ready("Ist längst gelesen")
    page = clerk.post(f"{INBOX}mehrere/erneut/", {"item": [str(again.id), str(fine.id)]}, follow=True)
    assert "1 Sendung wird noch einmal eingelesen." in shown(page)
    assert "nicht in Klärung" in shown(page)
    again.refresh_from_db()
    assert again.state == "received"


def test_giving_back_needs_a_reason(clerk, stuck) -> None:
    row = stuck()
    assert clerk.post(f"{INBOX}{row.id}/zurueckgeben/", {"reason": " "}).status_code == 422
    clerk.post(f"{INBOX}{row.id}/zurueckgeben/", {"reason": "Bitte ohne Kennwort senden"})
    row.refresh_from_db()
    assert row.state == "returned"
    page = shown(clerk.get(f"{INBOX}{row.id}/"))
    assert "Grund: Bitte ohne Kennwort senden" in page
    assert 'id="filing"' not in page


def pdf(name: str = "brief.pdf", content: bytes = b"%PDF-1.7 x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def form_of(world, **more):
    return {"unit": world.units["50.1"].id, "channel": "paper", "received_at": "", **more}


def test_every_file_becomes_its_own_consignment_or_all_one(clerk, world) -> None:
    clerk.post(f"{INBOX}hochladen/", form_of(world, file=[pdf("a.pdf"), pdf("b.pdf", b"%PDF-1.7 y")]))
    assert Consignment.objects.count() == 2
    clerk.post(f"{INBOX}hochladen/", form_of(world, together="1", file=[pdf("c.pdf"), pdf("d.pdf")]))
    assert Consignment.objects.count() == 3
    newest = Consignment.objects.order_by("-id")[0]
    names = Component.objects.filter(version=newest.document.current_id).order_by("position")
    assert [each.filename for each in names] == ["c.pdf", "d.pdf"]


def test_bytes_are_kept_as_they_came_and_typed_by_content(clerk, world) -> None:
    content = b"\xff\xd8\xff" + bytes(range(256)) * 9000
    clerk.post(f"{INBOX}hochladen/", form_of(world, file=[pdf("rechnung.pdf", content)]))
    stored = Component.objects.get()
    assert stored.media_type == "image/jpeg"
    assert store.open(stored.sha256).read() == content


def test_the_script_gets_an_answer_it_can_show(clerk, world) -> None:
    answer = clerk.post(f"{INBOX}hochladen/", form_of(world, file=[pdf()]), headers={"accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json() == {"text": "angenommen", "href": f"{INBOX}{Consignment.objects.get().id}/"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"file": []}, "mindestens eine Datei"),
        ({"unit": ""}, "für wen die Post ist"),
        ({"channel": "brieftaube"}, "Eingangskanal"),
        ({"received_at": "2099-01-01T10:00"}, "liegt in der Zukunft"),
    ],
)
def test_a_refused_upload_says_why(clerk, world, wrong, said: str) -> None:
    form = {**form_of(world, file=[pdf()]), **wrong}
    answer = clerk.post(f"{INBOX}hochladen/", form, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert said in shown(clerk.post(f"{INBOX}hochladen/", {**form, "file": [pdf()] if form["file"] else []}))
    assert not Consignment.objects.exists()


def test_upload_for_a_team_one_does_not_work_for_is_refused(clerk, world) -> None:
    form = form_of(world, unit=world.units["63.1"].id, file=[io.BytesIO(b"%PDF-1.7")])
    answer = clerk.post(f"{INBOX}hochladen/", form, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert "Berechtigung" in answer.json()["detail"]
