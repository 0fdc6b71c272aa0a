# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal tells each reader what they may know, and notes that they asked."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from aktei.base.acts.models import JournalEntry
from aktei.base.people.actions import end_person
from aktei.entrances.demo.world import BUILDER
from aktei.records.documents.actions import rename_document
from aktei.records.documents.reading import read_document
from aktei.records.dossiers.actions import open_dossier, read_dossier
from tests.stage import Stage


@pytest.fixture
def stage(world, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    made = Stage(world)
    read_document(made.anna, document=made.filed.document_id)
    return made


@pytest.fixture
def as_(client, world):
    def log_in(login):
        client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_about_themselves_and_about_nobody_else(stage, as_):
    me = as_("sachbearbeitung")
    assert "hat das Dokument gelesen" in text_of(me.get("/protokoll/"))
    other = stage.world.persons["leitung"].id
    assert me.get(f"/protokoll/?person={other}").status_code == 404


def test_the_data_protection_officer_reads_what_was_done_without_what_it_was_about(stage, as_):
    anna = stage.anna.person_id
    page = text_of(as_("datenschutz").get(f"/protokoll/?person={anna}"))
    assert "hat das Dokument gelesen" in page
    assert stage.dossier.reference in page
    for content in ("Köster", "Antrag"):
        assert content not in page


def test_subject_lines_and_names_of_parties_stay_out_for_auditors_and_in_for_readers(stage, as_):
    address = f"/protokoll/?akte={stage.dossier.id}"
    assert "Wohngeld Köster, Bernd" in text_of(as_("sachbearbeitung").get(address))
    told = text_of(as_("datenschutz").get(address))
    assert "hat die Akte" in told
    assert "Köster" not in told


def test_a_protected_dossier_shows_no_subject_even_to_who_audits_the_whole_office(stage, as_):
    plan, unit = stage.world.plan["50.31"].id, stage.world.units["50.2"].id
    secret = open_dossier(BUILDER, entry=plan, subject_line="Geheime Sache", lead_unit=unit, protected=True)
    told = text_of(as_("datenschutz").get("/protokoll/?art=akten"))
    assert secret.reference in told
    assert "Geheime Sache" not in told


def test_a_look_is_noted_once_per_question_and_not_per_line_or_page(stage, as_):
    officer = as_("datenschutz")
    anna = stage.anna.person_id
    for address in (
        f"/protokoll/?person={anna}",
        f"/protokoll/?person={anna}&vor=999999",
        f"/protokoll/?person={anna}",
    ):
        officer.get(address)
    noted = JournalEntry.objects.filter(kind="JournalRead", node=anna)
    assert [(each.person, each.payload["filter"]) for each in noted] == [
        (stage.world.persons["datenschutz"].id, {"person": str(anna)})
    ]
    officer.get(f"/protokoll/?person={anna}&art=gelesen")
    assert noted.all().count() == 2


def test_kinds_units_days_and_persons_narrow(stage, as_):
    officer, unit = as_("datenschutz"), stage.world.units["50.1"].id
    since, until = stage.world.day, timezone.localdate()
    read = text_of(officer.get(f"/protokoll/?art=gelesen&einheit={unit}&von={since}&bis={until}"))
    assert "hat das Dokument gelesen" in read
    assert "abgelegt" not in read.split('class="history"')[1]
    assert "Dazu steht nichts" in text_of(officer.get("/protokoll/?bis=2001-01-01"))


def test_what_the_office_did_before_midnight_is_asked_for_by_its_own_day(stage, as_, time_machine):
    day = stage.world.day
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert timezone.localdate() != day
    lines = as_("datenschutz").get(f"/protokoll/?von={day}&bis={day}&art=akten").context["reading"].lines
    assert len(lines) > 20


def test_pages_follow_one_another_without_gap_or_repetition(stage, as_, monkeypatch):
    monkeypatch.setattr("aktei.entrances.web.journal.journal_page.ONE_PAGE", 7)
    officer = as_("datenschutz")
    for period in ("", f"von={stage.world.day}&"):
        seen, cursor = [], ""
        while True:
            response = officer.get(f"/protokoll/?{period}art=akten{cursor}")
            seen += [line.told.id for line in response.context["reading"].lines]
            if response.context["reading"].next is None:
                break
            cursor = f"&vor={response.context['reading'].next}"
        assert seen == sorted(seen, reverse=True)
        assert len(seen) == len(set(seen)) > 20


@pytest.mark.parametrize(
    "query", ["person=x", "akte=%00", "von=gestern", "vor=-1", "vor=99999999999999999999999", "art=nix"]
)
def test_nonsense_in_the_address_is_told_or_passed_over(stage, as_, query):
    assert as_("datenschutz").get(f"/protokoll/?{query}").status_code == 200


def test_a_page_costs_the_same_whatever_the_number_of_lines(stage, as_, django_assert_max_num_queries):
    officer = as_("datenschutz")
    for dossier in stage.world.dossiers.values():
        read_dossier(stage.world.actor("leitung"), dossier=dossier.id) if "Wohngeld" in dossier.subject_line else None
    officer.get("/protokoll/")
    with django_assert_max_num_queries(45):
        officer.get("/protokoll/")


@pytest.mark.parametrize("format", ["csv", "json", "pdf"])
def test_what_is_on_the_page_can_be_taken_along(stage, as_, format):
    officer = as_("datenschutz")
    response = officer.post(
        "/protokoll/auszug/", {"format": format, "person": str(stage.anna.person_id), "art": "gelesen"}, follow=True
    )
    content = b"".join(response.streaming_content)
    if format == "json":
        lines = json.loads(content)
        assert {each["kind"] for each in lines} == {"DocumentRead"}
        assert lines[0]["person"]["name"] == "Anna Weiß"
    elif format == "csv":
        assert "Anna Weiß" in content.decode("utf-8-sig")
    else:
        assert content.startswith(b"%PDF")
    kinds = JournalEntry.objects.filter(person=stage.world.persons["datenschutz"].id).values_list("kind", flat=True)
    assert {"ExtractRequested", "ExportDownloaded"} <= set(kinds)


def test_nobody_takes_along_what_they_may_not_read(stage, as_):
    other = str(stage.world.persons["leitung"].id)
    answer = as_("sachbearbeitung").post("/protokoll/auszug/", {"format": "csv", "person": other})
    assert answer.status_code == 404
    assert not JournalEntry.objects.filter(kind="ExtractRequested").exists()


def test_a_cell_is_never_a_formula(stage, as_):
    rename_document(stage.anna, document=stage.filed.document_id, subject_line="=HYPERLINK(1)")
    answer = as_("sachbearbeitung").post("/protokoll/auszug/", {"format": "csv"}, follow=True)
    for row in b"".join(answer.streaming_content).decode("utf-8-sig").splitlines():
        assert not any(cell.strip('"').startswith("=") for cell in row.split(";"))


def test_those_who_have_left_are_among_whom_data_protection_asks_about(stage, as_):
    person = stage.world.persons["bauaufsicht"]
    end_person(BUILDER, person=person.id)
    page = as_("datenschutz").get(f"/protokoll/?person={person.id}").content.decode()
    assert 'value="Ines Straßer (ausgeschieden)"' in page
