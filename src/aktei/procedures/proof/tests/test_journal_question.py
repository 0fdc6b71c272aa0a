# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking the journal stays cheap when it is long, and new events find their group."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.events import EVENTS
from aktei.procedures.proof import journal_extract, journal_question, queries
from aktei.procedures.proof.journal_question import JournalQuestion, group_of, groups, kinds_of
from aktei.procedures.proof.rules import may_export, without_content

SYSTEM = Actor.system("test")
LINES = 60_000


@pytest.fixture
def long_journal(world):
    """Two months of lines, mostly by others: without indexes each question would read them all."""
    anna = world.persons["sachbearbeitung"].id
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('aktei.act', 'test', true)")
        cursor.execute(
            """INSERT INTO journal_journalentry (at, person, for_person, client, kind, node, nodes, payload, salt)
               SELECT now() - (%(lines)s - n) * interval '90 seconds',
                      CASE WHEN n %% 500 = 0 THEN %(anna)s ELSE md5((n %% 300)::text)::uuid END,
                      CASE WHEN n %% 900 = 0 THEN %(anna)s END,
                      CASE WHEN n %% 700 = 0 THEN 'api' ELSE 'web' END,
                      CASE WHEN n %% 800 = 0 THEN 'RightGranted' ELSE 'DocumentRead' END,
                      md5((n %% 3000)::text)::uuid, ARRAY[md5((n %% 3000)::text)::uuid], '{}', 'salt'
               FROM generate_series(1, %(lines)s) AS n""",
            {"lines": LINES, "anna": anna},
        )
        cursor.execute("SELECT set_config('aktei.act', '', true)")
        cursor.execute("ANALYZE journal_journalentry")
        cursor.execute("SELECT md5('7')::uuid")
        return JournalQuestion(person=anna), cursor.fetchone()[0]


def test_every_question_is_answered_by_an_index_and_never_by_reading_everything(long_journal, world):
    about_anna, node = long_journal
    day = timezone.localdate() - timedelta(days=30)
    questions = {
        "everything": JournalQuestion(),
        "person": about_anna,
        "person and day": replace(about_anna, since=day, until=day),
        "deputy": JournalQuestion(for_person=about_anna.person),
        "unit": JournalQuestion(unit=world.units["50.1"].id),
        "record": JournalQuestion(node=node),
        "kind": JournalQuestion(group="rechte"),
        "client": JournalQuestion(client="api"),
        "day": JournalQuestion(since=day, until=day),
        "day long ago": JournalQuestion(until=date(2001, 1, 1)),
    }
    whole = []
    # Of several persons the newest lines are found fastest by walking back in time until there are enough.
    for name, asked in questions.items():
        plan = queries.lines(SYSTEM, asked)[:51].explain(analyze=True)
        removed = [int(line.split(":")[1]) for line in plan.splitlines() if "Rows Removed by Filter" in line]
        if "Seq Scan on journal_journalentry" in plan or sum(removed) > (LINES // 2 if name == "unit" else 3_000):
            whole.append((name, plan))
    assert whole == []


def test_a_cursor_leads_on_without_reading_what_was_told(long_journal):
    rows = list(queries.lines(SYSTEM, JournalQuestion())[:51])
    plan = queries.lines(SYSTEM, JournalQuestion(), after=rows[-1].id)[:51].explain(analyze=True)
    assert "Seq Scan on journal_journalentry" not in plan
    assert next(iter(queries.lines(SYSTEM, JournalQuestion(), after=rows[49].id)[:1])).id == rows[50].id


def test_more_lines_than_go_on_one_paper_become_a_zip_of_several(world, monkeypatch):
    monkeypatch.setattr(journal_extract, "ONE_PAPER", 10)
    asked, target = JournalQuestion(group="akten"), io.BytesIO()
    count, ending = journal_extract.write(SYSTEM, asked, "pdf", target)
    assert (count, ending) == (queries.lines(SYSTEM, asked).count(), "zip")
    papers = zipfile.ZipFile(target)
    names = papers.namelist()
    assert names == [f"Protokoll-Teil-{each:02}.pdf" for each in range(1, -(-count // 10) + 1)]
    last = pypdfium2.PdfDocument(papers.read(names[-1]))
    said = "".join(page.get_textpage().get_text_range() for page in last)
    assert f"bis {count} des Auszugs" in said
    monkeypatch.setattr(journal_extract, "MOST_ON_PAPER", count - 1)
    with pytest.raises(journal_extract.TooLong):
        journal_extract.write(SYSTEM, asked, "pdf", io.BytesIO())


def test_every_event_has_exactly_one_group_and_every_group_has_events():
    names = {name for name, _label in groups()}
    grouped = [kind for name in names for kind in kinds_of(name) or []]
    assert len(grouped) == len(set(grouped))
    assert {kind for kind, event in EVENTS.items() if ".tests." not in event.__module__} == set(grouped)
    assert {group_of(kind) for kind in ("DocumentRead", "ComponentDownloaded", "ExportDownloaded")} == {"gelesen"}
    assert (group_of("RightGranted"), group_of("LoggedIn"), group_of("Unheard")) == ("rechte", "personen", "akten")


def test_a_question_survives_being_kept_and_nonsense_does_not():
    asked = JournalQuestion(client="web", group="gelesen", since=date(2026, 3, 1), until=date(2026, 3, 31))
    assert JournalQuestion.read(asked.plain()) == asked
    # The clocks go forward in March.
    assert asked.ends.timestamp() - asked.begins.timestamp() == 31 * 86_400 - 3_600
    for nonsense in ({"node": "x"}, {"since": "gestern"}, {"person": "1"}):
        with pytest.raises(ValueError, match=r"badly|Invalid"):
            JournalQuestion.read(nonsense)


def test_what_is_not_known_to_be_harmless_is_left_out():
    told = without_content({"reference": "50.30-2026/1", "subject_line": "Köster", "brandneu": "geheim", "reason": ""})
    assert told == {"reference": "50.30-2026/1", "subject_line": "…", "brandneu": "…", "reason": ""}


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        ({"close", "read", "find"}, True),
        ({"read", "manage"}, True),
        ({"read", "audit"}, True),
        ({"read", "edit"}, False),
        ({"manage", "find"}, False),
        ({"audit", "find"}, False),
    ],
)
def test_who_may_hand_out_a_dossier(rights, may):
    assert may_export(rights) is may


def test_the_groups_are_told_in_german():
    assert ("gelesen", "Gelesen und heruntergeladen") in journal_question.groups()
