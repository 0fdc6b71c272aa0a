# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of deputies: what is asked for is shown before it is done, and working for somebody is never hidden."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.models import JournalEntry
from aktei.base.deputies.actions import declare_absence, end_absence
from aktei.base.deputies.models import Absence
from aktei.base.deputies.rules import Choice
from aktei.base.rights.queries import stands_in
from aktei.records.cases.actions import open_case


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def ines(world):
    return world.actor("bauaufsicht")


def typed(who="Ines Straßer (bauaufsicht)", scope="", **more):
    today = timezone.localdate()
    return {
        "begins_on": today.isoformat(),
        "ends_on": (today + timedelta(days=3)).isoformat(),
        "reason": "leave",
        "deputy-TOTAL_FORMS": "1",
        "deputy-INITIAL_FORMS": "0",
        "deputy-0-who": who,
        "deputy-0-scope": scope,
        **more,
    }


def away(anna, *deputies, **more):
    return declare_absence(anna, person=anna.person_id, deputies=[Choice(each.person_id) for each in deputies], **more)


def text(response):
    return response.content.decode()


def test_the_preview_says_what_the_deputy_will_be_able_to_do_and_changes_nothing(as_, anna, ines):
    shown = text(as_("sachbearbeitung").post("/vertretung/eintragen/", typed(preview="1")))
    assert "50.30 Wohngeld" in shown
    assert "mehr als heute" in shown
    assert not Absence.objects.exists()


def test_an_absence_begins_at_once_and_ends_with_its_last_day(as_, world, anna, ines):
    response = as_("sachbearbeitung").post("/vertretung/eintragen/", typed())
    assert response.status_code == 302
    absence = Absence.objects.get()
    assert timezone.localdate(absence.ends_at) == timezone.localdate() + timedelta(days=4)
    assert stands_in(ines, anna.person_id)
    page = text(as_("bauaufsicht").get("/vertretung/"))
    assert "Anna Weiß" in page
    assert "ganzer Schreibtisch" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"who": "Niemand (niemand)"}, "ist keine Person"),
        ({"who": "Anna Weiß (sachbearbeitung)"}, "Niemand vertritt sich selbst"),
        ({"ends_on": "2020-01-01"}, "Das Ende liegt vor dem Beginn"),
        ({"begins_on": "morgen"}, "gültiges Datum"),
        ({"scope": "entry:quatsch"}, "gültige Auswahl"),
    ],
)
def test_bad_input_is_answered_in_the_form_and_nothing_is_entered(as_, anna, fields, said):
    response = as_("sachbearbeitung").post("/vertretung/eintragen/", typed(**fields))
    assert response.status_code == 422
    assert said in text(response)
    assert not Absence.objects.exists()


def test_an_earlier_first_day_is_noted_and_rights_begin_now(as_, anna, ines):
    day = timezone.localdate() - timedelta(days=2)
    as_("sachbearbeitung").post("/vertretung/eintragen/", typed(begins_on=day.isoformat()))
    absence = Absence.objects.get()
    assert absence.away_since == day
    assert absence.begins_at >= absence.declared_at


def test_only_the_head_enters_it_for_somebody_else(as_, world, anna):
    at = f"/vertretung/eintragen/?fuer={anna.person_id}"
    assert as_("vertretung").get(at).status_code == 403
    assert as_("leitung").post(at, typed(who="Jonas Köhler (vertretung)")).status_code == 302
    assert Absence.objects.get().declared_by == world.persons["leitung"].id


def test_working_for_somebody_shows_on_every_page_and_in_the_journal(as_, world, anna, ines):
    away(anna, ines)
    dossier, browser = world.dossiers["Wohngeld Köster, Bernd"], as_("bauaufsicht")
    browser.post("/vertretung/fuer/", {"person": str(anna.person_id)})
    assert "Sie handeln für <strong>Anna Weiß</strong>" in text(browser.get("/"))
    assert browser.get(f"/akten/{world.dossiers['Neubau Einfamilienhaus Grünwald'].id}/").status_code in (403, 404)
    browser.post(f"/akten/{dossier.id}/vorgaenge/", {"subject_line": "Rückfrage"})
    assert JournalEntry.objects.filter(kind="CaseOpened").latest("id").for_person == anna.person_id
    assert "Ines Straßer" in text(browser.get(f"/akten/{dossier.id}/verlauf/"))
    browser.post("/vertretung/fuer/")
    assert "Sie handeln für" not in text(browser.get("/"))


def test_the_mode_ends_with_the_absence_and_says_so(as_, anna, ines):
    absence, browser = away(anna, ines), as_("bauaufsicht")
    browser.post("/vertretung/fuer/", {"person": str(anna.person_id)})
    end_absence(anna, absence=absence.id)
    page = text(browser.get("/"))
    assert "Die Vertretung für Anna Weiß ist beendet" in page
    assert "Sie handeln für" not in page


def test_nobody_works_for_somebody_they_do_not_stand_in_for(as_, anna):
    browser = as_("vertretung")
    browser.post("/vertretung/fuer/", {"person": str(anna.person_id)})
    assert "Sie handeln für" not in text(browser.get("/"))


def test_the_desk_of_the_deputy_has_a_section_and_the_returning_person_a_summary(as_, world, anna, ines):
    absence = away(anna, ines)
    assert "In Vertretung für Anna Weiß" in text(as_("bauaufsicht").get("/"))
    open_case(ines, dossier=world.dossiers["Wohngeld Köster, Bernd"].id, subject_line="Rückfrage")
    browser = as_("sachbearbeitung")
    assert "Sie sind als abwesend eingetragen" in text(browser.get("/"))
    browser.post(f"/vertretung/{absence.id}/beenden/", {"back": "/"})
    assert "1 Eintrag von Ines Straßer für Sie" in text(browser.get("/"))
    done = text(browser.get(f"/vertretung/{absence.id}/erledigt/"))
    assert "Rückfrage" in done
    assert "Köster" in done
    browser.post(f"/vertretung/{absence.id}/abhaken/", {"back": "/"})
    assert "1 Eintrag von Ines Straßer für Sie" not in text(browser.get("/"))
    assert "In Vertretung" not in text(as_("bauaufsicht").get("/"))


def test_a_way_back_leads_nowhere_else(as_, anna, ines):
    absence = away(anna, ines)
    response = as_("sachbearbeitung").post(f"/vertretung/{absence.id}/beenden/", {"back": "https://example.org/"})
    assert response["Location"] == "/vertretung/"


def test_the_team_shows_gaps_to_the_head_and_nothing_to_others(as_, anna, ines):
    away(anna)
    shown = text(as_("leitung").get("/vertretung/team/"))
    assert "Anna Weiß" in shown
    assert "abwesend, ohne Vertretung" in shown
    assert "Anna Weiß" not in text(as_("vertretung").get("/vertretung/team/"))


def test_another_persons_absence_is_nobody_elses_business(as_, anna, ines):
    absence = away(anna, ines)
    for path in ("", "erledigt/"):
        assert as_("post").get(f"/vertretung/{absence.id}/{path}").status_code == 404
