# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a letter to the dossiers it may belong to, with reasons, within rights, without looking at all dossiers."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from aktei.entrances.demo import post
from aktei.entrances.demo.letters import Person, letter, scan
from aktei.procedures.mailroom import clues, ports, proposals, queries
from aktei.procedures.mailroom.tests.conftest import stored, work
from aktei.records.documents.moving import add_document
from aktei.records.dossiers.actions import close_dossier
from aktei.records.dossiers.branches import move_dossier
from aktei.records.dossiers.merging import merge_dossiers
from aktei.records.parties.actions import involve_party

UTE = "Wohngeld Yıldız, Ute"


@pytest.fixture
def reference(world):
    return world.dossiers[UTE].reference


def proposed(text):
    return proposals.proposals(uuid4(), [text])


def test_an_exact_reference_names_page_and_quote(world, reference):
    (found,) = proposed(f"Ihr Zeichen: {reference}\nGuten Tag")
    assert found.dossier == world.dossiers[UTE].id
    assert found.reason == f"Das Schreiben nennt auf Seite 1 das Aktenzeichen {reference}."


@pytest.mark.parametrize(
    "misread",
    [
        "5O.3O-2O26/OOOOl",
        "50.30 2026 00001",
        "50.30-202600001",
        "5O,3O-2026/0 0001",
        "50.30-2026/000011",
        "50.30-2026/001",
    ],
)
def test_a_misread_reference_is_recognised_and_the_reason_says_what_stands_there(world, misread):
    found = proposed(f"Ihr Zeichen: {misread}")
    assert found[0].dossier == world.dossiers[UTE].id
    assert "gemeint ist" in found[0].reason
    assert ("vermutlich" in found[0].reason) is (found[0].level == "likely")


def test_a_reference_that_is_too_far_off_suggests_nothing(world):
    assert proposed("Ihr Zeichen: 99.77-1999/12345") == []


def test_a_party_is_sure_with_day_of_birth_or_address_and_only_likely_by_its_name(world):
    (named,) = proposed("Ich, Ute Yıldız, bitte um Nachricht")
    (born,) = proposed("Ute Yıldız, geboren am 17.04.1968")
    (living,) = proposed("Yıldız, Ute\nLindenstr. 12\n12345 Musterstadt")
    assert named.dossier == born.dossier == living.dossier == world.dossiers[UTE].id
    assert (named.level, born.level, living.level) == ("likely", "certain", "certain")
    assert "stehen nicht dabei" in named.reason
    assert "geboren am 17.04.1968" in born.reason
    assert "Antragsteller" in born.reason
    assert "Lindenstraße 12" in living.reason


def test_a_namesake_with_another_day_of_birth_is_somebody_else(world):
    letter_ = "Ute Yıldız\nRingstraße 3\n99301 Musterstadt\nUte Yıldız, geboren am 03.05.1990\nGuten Tag"
    assert proposed(letter_) == []


def test_who_is_named_with_an_address_by_somebody_else_is_only_likely(world):
    (found,) = proposed(
        "Anna Beispiel\nRingstraße 3\n99301 Musterstadt\nMeine Nachbarin Ute Yıldız, Lindenstraße 12, 12345 Musterstadt"
    )
    assert (found.dossier, found.level) == (world.dossiers[UTE].id, "likely")


def test_who_writes_for_many_is_never_sure_by_their_address(world):
    involve_party(
        proposals.MACHINERY,
        dossier=world.dossiers[UTE].id,
        role="Bevollmächtigte",
        name="Schlüter",
        given_name="Käthe",
        street="Gänsemarkt 5",
        postcode="99301",
    )
    (found,) = proposed("Rechtsanwältin Käthe Schlüter\nGänsemarkt 5\n99301 Musterstadt\nGuten Tag")
    assert found.level == "likely"


def test_a_party_of_several_dossiers_leaves_the_choice_to_the_clerk(world):
    other = world.dossiers["Wohngeld Müller, Sabine"]
    involve_party(
        proposals.MACHINERY,
        dossier=other.id,
        role="Antragstellerin",
        name="Yıldız",
        given_name="Ute",
        birth_date=date(1968, 4, 17),
    )
    levels = {each.dossier: each.level for each in proposed("Ute Yıldız, geboren am 17.04.1968")}
    assert levels == {world.dossiers[UTE].id: "likely", other.id: "likely"}
    first = proposed(f"Ihr Zeichen: {other.reference}\nUte Yıldız, geboren am 17.04.1968")[0]
    assert (first.dossier, first.level) == (other.id, "certain")


def test_a_reference_that_belongs_to_another_than_the_sender_is_not_sure(world):
    other = world.dossiers["Wohngeld Köster, Bernd"]
    found = proposed(f"Ihr Zeichen: {other.reference}\nUte Yıldız, geboren am 17.04.1968")
    assert {each.level for each in found} == {"likely"}


HEAD = "Anna Beispiel\nRingstraße 3\n99301 Musterstadt\n"


def test_what_a_person_writes_about_a_dossier_of_others_is_not_sure_to_belong_there(world, reference):
    found = proposed(f"{HEAD}Wie im Verfahren {reference} meiner Nachbarin")
    assert [(each.dossier, each.level) for each in found] == [(world.dossiers[UTE].id, "likely")]


@pytest.mark.parametrize("quote", ["Ihr Zeichen: {}", "Az. {}", "Aktenzeichen {}"])
def test_what_a_letter_calls_its_reference_is_sure_whoever_wrote_it(world, reference, quote):
    found = proposed(HEAD + quote.format(reference))
    assert [(each.dossier, each.level) for each in found] == [(world.dossiers[UTE].id, "certain")]


@pytest.mark.parametrize(
    "head",
    ["Ute Yıldız\nLindenstraße 12\n12345 Musterstadt\n", "Stadtwerke Ort GmbH\nRing 5\n99315 Ort\n", "",
     "Ute und Emre Yıldız\nRing 1\n99301 Ort\n"],
)  # fmt: skip
def test_a_reference_is_sure_for_who_is_in_the_dossier_for_authorities_and_for_nobody_known(world, reference, head):
    assert proposed(f"{head}Ihr Zeichen: {reference}")[0].level == "certain"


def test_whoever_wrote_to_the_dossier_before_is_no_stranger_to_it(world, reference):
    add_document(proposals.MACHINERY, originals=[stored(b"x")], dossier=world.dossiers[UTE].id, sender="Anna Beispiel")
    assert proposed(f"{HEAD}Ihr Zeichen: {reference}")[0].level == "certain"


def test_a_son_with_his_fathers_name_and_address_is_not_sure(world):
    (found,) = proposed("Ute Yıldız jun.\nLindenstraße 12\n12345 Musterstadt\nGuten Tag")
    assert found.level == "likely"


@pytest.mark.parametrize("who", ["Emre Yıldız", "Yıldız", "Familie Yıldız", "Yıldız Bau GmbH"])
def test_the_family_name_alone_leads_to_no_dossier(world, who):
    assert proposed(f"{who}\nLindenstraße 12\n12345 Musterstadt\nGuten Tag") == []


@pytest.mark.parametrize("written", ["50.30-2026/2", "50.30 - 2026 / 2", "5O.3O–2026/02", "50.30-2026/2 1. Mahnung"])
def test_a_reference_without_zeros_is_sure(world, written):
    found = proposed(f"Ihr Zeichen: {written}")
    assert [(each.dossier, each.level) for each in found] == [(world.dossiers["Wohngeld Köster, Bernd"].id, "certain")]


def test_a_reference_that_is_only_nearly_one_is_never_sure(world):
    found = proposed("Ihr Zeichen: 50.30-2026/000011")
    assert {each.level for each in found} == {"likely"}


@pytest.fixture
def resembling(world, monkeypatch):
    """Every letter resembles what lies in Ute's dossier."""
    filed = add_document(
        proposals.MACHINERY,
        originals=[stored(b"x")],
        dossier=world.dossiers[UTE].id,
        subject_line="Antrag auf Wohngeld",
    )
    monkeypatch.setattr(ports.similar, "_answer", lambda _document, _limit: [(filed.id, 0.9)])


def test_a_strangers_letter_is_never_offered_to_the_dossier_it_resembles(resembling):
    stranger = letter(5, topic="wohngeld", person=Person("Änne", "Zöllner", date(1970, 1, 1), "Ring 3", "99301", "Ort"))
    assert proposed(stranger.text_pages[0]) == []


def test_what_merely_resembles_is_told_as_such_where_nobody_knows_who_wrote(world, resembling):
    (found,) = proposed("Sehr geehrte Damen und Herren, anbei der Antrag auf Wohngeld")
    assert (found.dossier, found.level) == (world.dossiers[UTE].id, "resembling")


def test_reference_and_party_together_come_first(world, reference):
    other = world.dossiers["Wohngeld Köster, Bernd"].reference
    found = proposed(f"Ihr Zeichen: {other}\nIhr Zeichen: {reference}\nUte Yıldız, geboren am 17.04.1968")
    assert [each.dossier for each in found] == [
        world.dossiers[UTE].id,
        world.dossiers["Wohngeld Köster, Bernd"].id,
    ]


def test_the_case_the_letter_speaks_of_is_chosen_else_none(world, reference):
    cases = {case.subject_line: case.id for case in world.dossiers[UTE].cases.all()}
    (named,) = proposed(f"Az.: {reference}\nZu meinem Erstantrag vom Januar")
    (unnamed,) = proposed(f"Az.: {reference}\nGuten Tag")
    assert named.case == cases["Erstantrag 2025"]
    assert unnamed.case is None, "the newest case is nobody's choice"


def test_a_closed_dossier_is_not_suggested(world, reference):
    close_dossier(world.actor("sachbearbeitung"), dossier=world.dossiers[UTE].id, with_cases=True)
    assert proposed(f"Ihr Zeichen: {reference}") == []


def test_a_former_reference_and_that_of_a_merged_dossier_lead_to_where_things_are_now(world, reference):
    moved, merged = world.dossiers[UTE], world.dossiers["Wohngeld Köster, Bernd"]
    move_dossier(proposals.MACHINERY, dossier=moved.id, entry=world.plan["50.31"].id, reissue=True)
    merge_dossiers(proposals.MACHINERY, source=merged.id, target=moved.id, reason="doppelt")
    for quoted in (reference, merged.reference):
        (found,) = proposed(f"Ihr Zeichen: {quoted}")
        assert found.dossier == moved.id


def test_a_broken_search_costs_only_the_likeness(world, reference, monkeypatch):
    def down(_document, _limit):
        raise OSError("index gone")

    monkeypatch.setattr(ports.similar, "_answer", down)
    assert len(proposed(f"Ihr Zeichen: {reference}")) == 1


def test_a_dossier_is_suggested_only_to_those_who_may_file_there(world, receive):
    written = letter(31, reference=world.dossiers["Neubau Einfamilienhaus Grünwald"].reference)
    consignment = receive(written.pdf, unit=world.units["50.1"].id)
    work()
    assert queries.consignment(world.actor("sachbearbeitung"), consignment.id).state == "ready"
    assert queries.suggestions(world.actor("sachbearbeitung"), consignment.id) == []


def test_a_scanned_letter_is_offered_with_its_dossier_subject_sender_and_date(world, receive, reference):
    written = letter(32, reference=reference, person=post.UTE, topic="wohngeld")
    consignment = receive(scan(written, dpi=200, degradation="heavy"))
    work()
    clerk = world.actor("sachbearbeitung")
    document = queries.consignment(clerk, consignment.id).consignment.document
    assert document.subject_line == written.subject_line
    assert document.sender == "Ute Yıldız"
    assert document.written_on == written.written
    first = queries.suggestions(clerk, consignment.id)[0]
    assert first.dossier.id == world.dossiers[UTE].id
    assert first.page == 1
    assert first.words


def test_references_are_looked_up_in_their_index(world):
    keys = sorted(clues.neighbours("5030202600042", 2))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM records_dossier WHERE translate(regexp_replace(upper(reference), '[^A-Z0-9]', '', "
            "'g'), 'OQDILZSBG', '000112586') = "
            "ANY(string_to_array(%s, ' '))",
            [" ".join(keys)],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "dossier_reference_key" in plan
    assert len(keys) > 10_000


def test_finding_proposals_costs_the_same_number_of_queries_however_much_is_quoted(
    world, reference, django_assert_max_num_queries
):
    many = "\n".join(f"Az.: 50.30-2026/{number:05}\nName{number} Nach{number}" for number in range(500))
    with django_assert_max_num_queries(8):
        proposed(many)
    with django_assert_max_num_queries(8):
        proposed(f"Ihr Zeichen: {reference}")
