# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of tasks and of the life of dossiers: what they show, what their buttons do, and one undo for many."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from aktei.base.acts.actor import Actor
from aktei.base.acts.models import JournalEntry
from aktei.procedures.work import queries
from aktei.procedures.work.actions import assign_task
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.linking import link_records
from aktei.records.dossiers.merging import merge_dossiers
from aktei.records.dossiers.models import Closure, Dossier

SYSTEM = Actor.system("test")


@pytest.fixture
def as_(world):
    def log_in(login):
        client = Client()
        client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def dossiers(world):
    entry, unit = world.plan["50.30"].id, world.units["50.1"].id
    return [open_dossier(SYSTEM, entry=entry, subject_line=f"Akte {number}", lead_unit=unit) for number in range(3)]


def said(response):
    return [str(each) for each in get_messages(response.wsgi_request)]


def undo_address(response):
    return next(each.extra_tags for each in get_messages(response.wsgi_request) if "undo_url" in each.extra_tags)


def ids(rows):
    return [str(row.id) for row in rows]


def test_a_task_is_given_on_the_record_shows_on_the_desk_and_is_done_there(as_, world, dossiers):
    anna, ines = as_("sachbearbeitung"), as_("bauaufsicht")
    to = f"person:{world.persons['bauaufsicht'].id}"
    data = {"item": ids(dossiers[:1]), "assignee": to, "instruction": "review", "text": "Statik prüfen"}
    assert anna.post(reverse("work:assign"), data).status_code == 302
    for address in ("/", "/aufgaben/"):
        assert "Statik prüfen" in ines.get(address).content.decode()
    assert "Statik prüfen" in anna.get(f"/akten/{dossiers[0].id}/aufgaben/").content.decode()
    task = queries.waiting(world.actor("bauaufsicht")).get()
    ines.post(reverse("work:finish_many"), {"item": [str(task.id)], "note": "ok"})
    assert queries.waiting(world.actor("bauaufsicht")).count() == 0
    assert "Statik prüfen" in ines.get("/aufgaben/?zustand=beendet").content.decode()


def test_giving_a_task_to_many_is_taken_back_at_once(as_, world, dossiers):
    client, ines = as_("sachbearbeitung"), world.actor("bauaufsicht")
    data = {"item": ids(dossiers), "assignee": f"person:{ines.person_id}", "instruction": "review"}
    token = undo_address(client.post(reverse("work:assign"), data)).split("rueckgaengig/")[1].split("/")[0]
    assert queries.waiting(ines).count() == 3
    client.post(f"/akten/rueckgaengig/{token}/")
    assert queries.waiting(ines).count() == 0


def test_many_are_chosen_first_then_the_task_and_then_one_is_back_at_the_list(as_, world, dossiers):
    client = as_("sachbearbeitung")
    form = client.post(reverse("work:assign"), {"item": ids(dossiers)})
    assert all(row.reference in form.content.decode() for row in dossiers)
    data = {"item": ids(dossiers), "assignee": "", "instruction": "review"}
    assert client.post(reverse("work:assign"), data).status_code == 422
    data["assignee"] = f"unit:{world.units['63.1'].id}"
    referer = f"http://testserver{reverse('work:assign')}"
    answer = client.post(reverse("work:assign"), data, headers={"Referer": referer})
    assert answer.url == reverse("records:dossiers")


def test_declining_without_a_reason_says_why_not(as_, world, dossiers):
    to = f"person:{world.persons['bauaufsicht'].id}"
    task = assign_task(SYSTEM, node=dossiers[0].id, assignee=to)
    response = as_("bauaufsicht").post(f"/aufgaben/{task.id}/ablehnen/", {"note": ""})
    assert said(response) == ["Bitte geben Sie einen Grund an. Es wurde nichts geändert."]


def test_many_are_closed_each_for_itself_and_one_undo_opens_them_again(as_, dossiers):
    client = as_("sachbearbeitung")
    to = f"unit:{dossiers[0].lead_unit_id}"
    assign_task(SYSTEM, node=dossiers[1].id, assignee=to)
    response = client.post("/akten/schliessen/", {"item": ids(dossiers)})
    closed, refused = said(response)
    assert closed == "2 Akten sind geschlossen."
    assert dossiers[1].reference in refused
    assert JournalEntry.objects.filter(kind="DossierClosed").count() == 2
    token = undo_address(response).split("rueckgaengig/")[1].split("/")[0]
    client.post(f"/akten/rueckgaengig/{token}/")
    assert not Closure.objects.filter(node__in=[row.id for row in dossiers], reopened_at=None).exists()
    assert JournalEntry.objects.filter(kind="ClosingUndone").count() == 2
    assert client.post(f"/akten/rueckgaengig/{token}/").status_code == 409


def test_many_change_their_lead_unit_and_go_back_each_to_its_own(as_, world, dossiers):
    client, other = as_("sachbearbeitung"), world.units["50.2"]
    response = client.post("/akten/federfuehrung/", {"item": ids(dossiers), "unit": str(other.id)})
    assert set(Dossier.objects.filter(id__in=ids(dossiers)).values_list("lead_unit", flat=True)) == {other.id}
    token = undo_address(response).split("rueckgaengig/")[1].split("/")[0]
    client.post(f"/akten/rueckgaengig/{token}/")
    before = {row.lead_unit_id for row in dossiers}
    assert set(Dossier.objects.filter(id__in=ids(dossiers)).values_list("lead_unit", flat=True)) == before


def test_whoever_opens_a_merged_dossier_comes_to_where_everything_is(as_, dossiers):
    merge_dossiers(SYSTEM, source=dossiers[0].id, target=dossiers[1].id, reason="doppelt")
    response = as_("sachbearbeitung").get(f"/akten/{dossiers[0].id}/")
    assert response.url == f"/akten/{dossiers[1].id}/"
    page = as_("sachbearbeitung").get(f"/akten/{dossiers[1].id}/angaben/").content.decode()
    assert dossiers[0].reference in page


def test_a_page_never_shows_a_link_to_what_may_not_be_found(as_, world, dossiers):
    hidden = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    link_records(SYSTEM, source=dossiers[0].id, target=hidden.id)
    for address in ("angaben", "verlauf"):
        page = as_("sachbearbeitung").get(f"/akten/{dossiers[0].id}/{address}/").content.decode()
        assert "Grünwald" not in page
        assert hidden.reference not in page


def test_moving_by_a_reference_that_is_not_there_says_so_and_moves_nothing(as_, dossiers):
    address = f"/akten/{dossiers[0].id}/aendern/verschieben/"
    response = as_("schriftgut").post(address, {"reference": "99-9"})
    assert "99-9" in said(response)[0]
    as_("schriftgut").post(address, {"reference": dossiers[1].reference})
    assert Dossier.objects.get(id=dossiers[0].id).parent_id == dossiers[1].id


def test_protecting_keeps_whom_the_form_names(as_, world, dossiers):
    address = f"/akten/{dossiers[0].id}/aendern/schuetzen/"
    head = str(world.persons["leitung"].id)
    as_("schriftgut").post(address, {"reason": "Kollegin", "person": [head]})
    assert as_("leitung").get(f"/akten/{dossiers[0].id}/angaben/").status_code == 200
    other = dossiers[1].id
    as_("schriftgut").post(f"/akten/{other}/aendern/schuetzen/", {"reason": "Kollegin"})
    assert as_("leitung").get(f"/akten/{other}/angaben/").status_code == 404
