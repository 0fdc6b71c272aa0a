# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mailroom's forms do."""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aktei.base.blobs import directory, store
from aktei.entrances.web.kit.lists.models import SavedView
from aktei.records.cases.models import Case
from aktei.records.documents import calling_back
from aktei.records.documents.models import Component
from aktei.records.dossiers.models import Dossier
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import standing

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
    assert (standing(row), row.document.dossier_id, row.document.subject_line) == ("filed", target.id, "Neuer Betreff")
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
    assert standing(row) == "ready"


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
    assert standing(row) == "ready"


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
    assert row.document.unit == world.units["63.1"]
    assert clerk.get(f"{INBOX}{row.id}/").status_code == 404


def test_several_are_filed_and_what_cannot_be_stays_with_its_reason(clerk, ready, receive, target) -> None:
    first, second, unread = ready("Eins"), ready("Zwei"), receive("ungelesen.pdf")
    ids = [first.id, second.id, unread.id]
    assert "3 Eingänge ausgewählt" in shown(clerk.get(f"{INBOX}mehrere/", {"item": ids}))
    response = clerk.post(f"{INBOX}mehrere/ablegen/", {"item": ids, "ziel": f"dossier-{target.id}"})
    assert response.status_code == 422
    assert "2 Eingänge abgelegt" in shown(response)
    assert "wird noch eingelesen" in shown(response)
    states = {each.id: standing(each) for each in Consignment.objects.all()}
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
    assert {standing(each) for each in Consignment.objects.all()} == {"ready"}
    assert clerk.post(f"{INBOX}mehrere/zuruecknehmen/{token}/").status_code == 409


def test_several_are_forwarded(clerk, ready, world) -> None:
    ids = [ready("Eins").id, ready("Zwei").id]
    clerk.post(f"{INBOX}mehrere/weiterleiten/", {"item": ids, "unit": world.units["50.2"].id})
    assert set(Consignment.objects.values_list("documents__unit__short_name", flat=True)) == {"50.2"}


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
    before = standing(row)
    row.refresh_from_db()
    assert standing(row) == before


def test_a_password_is_asked_for_and_handed_on(clerk, stuck) -> None:
    row = stuck()
    page = shown(clerk.get(f"{INBOX}{row.id}/"))
    assert "Die Datei ist verschlüsselt." in page
    assert 'name="password"' in page
    assert "Erneut versuchen" not in page
    clerk.post(f"{INBOX}{row.id}/kennwort/", {"password": "Rübe"})
    row.refresh_from_db()
    assert standing(row) == "received"


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
    assert standing(row) == state


def test_several_are_read_again_at_once_and_the_others_say_why(clerk, stuck, ready) -> None:
    again, fine = stuck("crashed"), ready("Ist längst gelesen")
    page = clerk.post(f"{INBOX}mehrere/erneut/", {"item": [str(again.id), str(fine.id)]}, follow=True)
    assert "1 Eingang wird noch einmal eingelesen." in shown(page)
    assert "nicht in Klärung" in shown(page)
    again.refresh_from_db()
    assert standing(again) == "received"


def test_giving_back_needs_a_reason(clerk, stuck) -> None:
    row = stuck()
    assert clerk.post(f"{INBOX}{row.id}/zurueckgeben/", {"reason": " "}).status_code == 422
    clerk.post(f"{INBOX}{row.id}/zurueckgeben/", {"reason": "Bitte ohne Kennwort senden"})
    row.refresh_from_db()
    assert standing(row) == "returned"
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


def test_a_large_upload_is_laid_on_the_disk_once_and_not_copied(clerk, world, monkeypatch) -> None:
    monkeypatch.setattr(store, "_copy", None)
    monkeypatch.setattr(directory, "copyfileobj", None)
    content = b"%PDF-1.7 large" + bytes(2**20)
    clerk.post(f"{INBOX}hochladen/", form_of(world, file=[pdf("plan.pdf", content)]))
    kept = store.path(Component.objects.get().sha256)
    assert kept.read_bytes() == content
    assert kept.stat().st_nlink == 1


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


@pytest.mark.parametrize("field", ["ziel", "direkt"])
@pytest.mark.parametrize("together", [True, False])
def test_what_was_picked_stays_picked_when_filing_is_refused(clerk, ready, receive, world, target, field, together):
    row, waits = ready("Ein Brief"), receive("wird noch gelesen.pdf")
    for key in (f"dossier-{target.id}", f"case-{Case.objects.filter(dossier=target).first().id}"):
        if together:
            response = clerk.post(f"{INBOX}mehrere/ablegen/", {field: key, "item": [waits.id]})
        else:
            response = clerk.post(f"{INBOX}{row.id}/ablegen/", {field: key, "case_subject": "x" * 400})
        assert response.status_code == 422
        assert f'value="{key}" checked' in shown(response)
        assert len(re.findall(r'name="ziel"[^>]* checked', shown(response))) == 1


def test_a_new_dossier_for_many_keeps_all_that_was_filled_in_when_it_is_refused(clerk, receive, world):
    entry = world.plan["50.30"]
    form = {
        "ziel": "neu",
        "entry": str(entry),
        "entry-id": entry.id,
        "dossier_subject": "Neu",
        "case_subject": "Antrag",
    }
    page = shown(clerk.post(f"{INBOX}mehrere/ablegen/", form | {"item": [receive("wird gelesen.pdf").id]}))
    for kept in ('value="neu" checked', f'value="{entry.id}"', f'value="{entry}"', 'value="Neu"', 'value="Antrag"'):
        assert kept in page, kept


@pytest.mark.parametrize("unit", ["", "Gibt es nicht"])
def test_a_refused_forwarding_keeps_the_selection_and_what_was_typed(clerk, ready, unit):
    rows = [ready("A"), ready("B")]
    alone = clerk.post(f"{INBOX}{rows[0].id}/weiterleiten/", {"unit": unit})
    many = clerk.post(f"{INBOX}mehrere/weiterleiten/", {"unit": unit, "item": [each.id for each in rows]})
    for response in (alone, many):
        assert response.status_code == 422
        assert "Das ging nicht" in shown(response)
        assert f'name="unit" value="{unit}"' in shown(response)
    for row in rows:
        assert f'name="item" value="{row.id}"' in shown(many)


def test_forwarding_is_taken_back_by_whoever_did_it(clerk, logged_in, ready, world):
    row, unit = ready("Ein Brief"), world.units["63.1"]
    page = clerk.get(clerk.post(f"{INBOX}{row.id}/weiterleiten/?kanal=paper", {"unit": unit.id})["Location"])
    assert f"{INBOX}{row.id}/zurueckholen/?kanal=paper" in shown(page)
    assert clerk.get(f"{INBOX}{row.id}/").status_code in (403, 404)
    assert clerk.post(f"{INBOX}{row.id}/zurueckholen/?kanal=paper")["Location"] == f"{INBOX}{row.id}/?kanal=paper"
    row.refresh_from_db()
    assert (row.document.unit, standing(row)) == (world.units["50.1"], "ready")
    assert "hat das Weiterleiten zurückgenommen" in shown(clerk.get(f"{INBOX}{row.id}/"))
    assert clerk.post(f"{INBOX}{row.id}/zurueckholen/").status_code == 403  # nothing is forwarded any more


def test_forwarding_is_not_taken_back_by_others_later_or_after_somebody_worked_on_it(
    clerk, logged_in, ready, world, monkeypatch
):
    first, second = ready("Ein Brief"), ready("Noch einer")
    for row in (first, second):
        clerk.post(f"{INBOX}{row.id}/weiterleiten/", {"unit": world.units["63.1"].id})
    assert logged_in("vertretung").post(f"{INBOX}{first.id}/zurueckholen/").status_code in (403, 404)
    other = logged_in("bauaufsicht")
    assert other.post(f"{INBOX}{first.id}/zurueckholen/").status_code == 403
    assert other.get(f"{INBOX}{first.id}/").status_code == 200
    other.post(f"{INBOX}{second.id}/zurueckgeben/", {"reason": "Irrläufer"})
    clerk = logged_in("sachbearbeitung")
    assert clerk.post(f"{INBOX}{second.id}/zurueckholen/").status_code in (403, 404)
    monkeypatch.setattr(calling_back, "UNDO_WITHIN", timedelta())
    assert clerk.post(f"{INBOX}{first.id}/zurueckholen/").status_code == 409
    first.refresh_from_db()
    assert first.document.unit == world.units["63.1"]


def test_several_forwardings_are_taken_back_with_one_press_and_one_that_cannot_be_stops_no_other(
    clerk, ready, world, target
):
    rows, filed = [ready("A"), ready("B")], ready("C")
    clerk.post(f"{INBOX}{filed.id}/ablegen/", {"ziel": f"dossier-{target.id}"})
    ids = [each.id for each in (*rows, filed)]
    page = shown(clerk.post(f"{INBOX}mehrere/weiterleiten/", {"unit": world.units["63.1"].id, "item": ids}))
    assert "2 Eingänge an Bauaufsicht weitergeleitet." in page or "2 Eingänge an" in page
    assert "Der Eingang ist schon abgelegt" in page
    (back,) = set(re.findall(rf"{INBOX}mehrere/zurueckholen/[0-9a-f-]+/", page))
    clerk.post(back)
    assert {each.document.unit_id for each in Consignment.objects.filter(id__in=ids)} == {world.units["50.1"].id}


def test_the_post_list_opens_with_the_saved_view_and_all_of_it_stays_one_press_away(clerk, ready, world):
    ready("Per Mail", channel="email")
    ready("Auf Papier")
    clerk.post("/ansichten/speichern/", {"page": "mailroom:inbox", "name": "Mails", "query": "kanal=email"})
    view = SavedView.objects.get()
    clerk.post(f"/ansichten/{view.id}/standard/", {"usual": "1"})
    assert clerk.get(INBOX)["Location"] == f"{INBOX}?kanal=email"
    page = clerk.get(f"{INBOX}?kanal=email")
    assert "Auf Papier" not in shown(page)
    whole = f"{INBOX}?ansicht=alle"
    assert shown(page).count(f'href="{whole}"') >= 2  # the filter's own choice, and the button that clears all
    assert "Auf Papier" in shown(clerk.get(whole))
