# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judge finds every kind of tampering in a real database whose guards were taken off, and says where."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from itertools import count, islice

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.notes import SignerKey
from aktei.base.evidence.verifying import database
from aktei.base.log.models import Checkpoint, Leaf
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, places, some_acts, tamper

KEY = SignerKey.make("musterland.example/aktei")
ENTRY, LEAF, TILE, HEAD = "journal_journalentry", "journal_leaf", "journal_tile", "journal_checkpoint"
FLIP = "set_byte({0}, {1}, 255 - get_byte({0}, {1}))".format
OF_LINE_42 = "WHERE id = (SELECT entry_id FROM journal_leaf WHERE position = 42)"


@pytest.fixture
def log(db):
    for number in (1, 255, 300, 7):
        some_acts(SYSTEM, number)
        seal(KEY)


def test_an_untouched_log_is_sound(log):
    report = judge(KEY)
    assert report.sound
    assert (report.lines, report.heads) == (563, 4)


@pytest.mark.parametrize(
    "change",
    [
        """payload = '{"a": 1}'""",
        "person = gen_random_uuid()",
        "for_person = gen_random_uuid()",
        "at = at + interval '1 microsecond'",
        "client = 'api'",
        "kind = 'LoggedOut'",
        "node = gen_random_uuid()",
        "nodes = nodes || nodes",
        "salt = set_byte(salt, 3, get_byte(salt, 3) # 1)",
        "id = 1000000000",
    ],
)
def test_a_change_in_any_column_of_a_line_is_found(log, change):
    assert tamper(ENTRY, f"UPDATE {ENTRY} SET {change} {OF_LINE_42}") == 1
    assert places(judge(KEY)) - {"Eintrag 1000000000"} == {"Zeile 42"}


@pytest.mark.parametrize(
    ("table", "statement", "expected"),
    [
        (ENTRY, f"DELETE FROM {ENTRY} {OF_LINE_42}", {"Zeile 42"}),
        (LEAF, f"DELETE FROM {LEAF} WHERE position = 42", {"Zeile 42", "Prüfpunkt 256"}),
        (LEAF, f"DELETE FROM {LEAF} WHERE position = 562", {"Prüfpunkt 563", "Zeile 562"}),
        (
            LEAF,
            f"UPDATE {LEAF} SET commitment = {FLIP('commitment', 0)} WHERE position = 300",
            {"Zeile 300", "Prüfpunkt 556"},
        ),
        (TILE, f"UPDATE {TILE} SET hashes = {FLIP('hashes', 320)} WHERE level = 0 AND index = 1", {"Kachel 0/1"}),
        (TILE, f"UPDATE {TILE} SET hashes = {FLIP('hashes', 5)} WHERE level = 1", {"Kachel 1/0"}),
        (TILE, f"DELETE FROM {TILE} WHERE level = 0 AND index = 2", {"Kachel 0/2"}),
        (TILE, f"DELETE FROM {TILE} WHERE level = 1", {"Kachel 1/0"}),
        (
            HEAD,
            f"UPDATE {HEAD} SET note = replace(note, E'\n556\n', E'\n555\n') WHERE size = 556",
            {"Prüfpunkt 555", "Prüfpunkt 556"},
        ),
        (HEAD, f"UPDATE {HEAD} SET note = overlay(note placing 'A' from 150) WHERE size = 556", {"Prüfpunkt 556"}),
        (HEAD, f"UPDATE {HEAD} SET note = 'x' WHERE size = 556", {"Prüfpunkt Nr. 3", "Prüfpunkt 556"}),
        (HEAD, f"DELETE FROM {HEAD} WHERE size = 563", {"Zeile 562"}),
    ],
)  # fmt: skip
def test_whatever_is_altered_or_missing_is_named(log, table, statement, expected):
    assert tamper(table, statement) == 1
    found = places(judge(KEY))
    assert expected <= found
    assert {each for each in found if not each.startswith("Eintrag")} <= expected | {"Prüfpunkt 563"}


def test_two_lines_that_changed_places_are_found(log):
    tamper(LEAF, f"UPDATE {LEAF} SET position = -1 WHERE position = 10")
    tamper(LEAF, f"UPDATE {LEAF} SET position = 10 WHERE position = 11")
    tamper(LEAF, f"UPDATE {LEAF} SET position = 11 WHERE position = -1")
    assert places(judge(KEY)) == {"Zeile 10", "Zeile 11", "Prüfpunkt 256"}


def test_a_line_put_in_between_is_found(log):
    tamper(LEAF, f"UPDATE {LEAF} SET position = position + 1000")
    tamper(LEAF, f"UPDATE {LEAF} SET position = position - 1000 + (position > 1100)::int")
    tamper(
        LEAF, f"INSERT INTO {LEAF} (position, entry_id, commitment) SELECT 101, 1000000, commitment FROM {LEAF} LIMIT 1"
    )
    assert "Zeile 101" in places(judge(KEY))


def test_an_entry_put_past_the_queue_is_found(log):
    tamper(
        ENTRY,
        f"INSERT INTO {ENTRY} (at, client, kind, node, nodes, payload, salt)"
        f" SELECT at, client, kind, node, nodes, payload, salt FROM {ENTRY} LIMIT 1",
    )
    assert places(judge(KEY)) == {f"Eintrag {JournalEntry.objects.latest('id').id}"}


def test_an_altered_line_with_its_commitment_leaf_and_tiles_still_fails_at_the_signed_head(log):
    """Even somebody who recomputes everything cannot sign."""
    entry = Leaf.objects.get(position=42).entry_id
    tamper(ENTRY, f"UPDATE {ENTRY} SET client = 'x' WHERE id = %s", entry)
    tamper(LEAF, f"UPDATE {LEAF} SET commitment = sha256('x') WHERE position = 42")
    assert {"Prüfpunkt 256", "Zeile 42"} <= places(judge(KEY))


def test_a_head_of_another_key_is_found(log):
    last = Checkpoint.objects.order_by("size").last()
    forged = SignerKey.make(KEY.name).sign(last.note.rpartition("\n\n")[0] + "\n")
    tamper(HEAD, f"UPDATE {HEAD} SET note = %s WHERE size = %s", forged, last.size)
    assert "Prüfpunkt 563" in places(judge(KEY))


def test_a_key_that_is_none_is_said_once_and_the_rest_is_still_checked(log):
    assert places(judge("Unsinn")) == {"Schlüssel"}
    tamper(ENTRY, f"UPDATE {ENTRY} SET client = 'x' {OF_LINE_42}")
    assert places(judge("Unsinn")) == {"Schlüssel", "Zeile 42"}


def test_a_key_that_the_office_hands_out_and_the_log_never_announced_is_found(log):
    own = (0, str(KEY.verifier))
    assert judge(KEY, registered=[own]).sound
    foreign = (300, str(SignerKey.make(KEY.name).verifier))
    assert places(judge(KEY, registered=[own, foreign])) == {"Schlüssel Nr. 2"}


def test_a_head_under_another_size_than_it_speaks_of_is_found(log):
    connection.ensure_connection()
    looking = database.Log(connection.connection)
    assert list(looking.mislabelled()) == []
    tamper(HEAD, f"UPDATE {HEAD} SET size = 999 WHERE size = 556")
    assert list(looking.mislabelled()) == ["Der Prüfpunkt 556 ist unter einer anderen Größe abgelegt (999)."]


def test_a_rewound_log_is_found_by_a_head_kept_elsewhere(log):
    kept = Checkpoint.objects.get(size=563).note
    for table, statement in (
        (LEAF, f"DELETE FROM {LEAF} WHERE position >= 256"),
        (ENTRY, f"DELETE FROM {ENTRY} WHERE NOT EXISTS (SELECT FROM {LEAF} WHERE entry_id = id)"),
        (HEAD, f"DELETE FROM {HEAD} WHERE size > 256"),
        ("journal_committed", "DELETE FROM journal_committed WHERE source = 'journal_checkpoint' AND key::int > 256"),
        ("journal_committed", "UPDATE journal_committed SET head = NULL WHERE head > 256"),
        (TILE, f"DELETE FROM {TILE} WHERE level = 0 AND index > 0"),
        (TILE, f"UPDATE {TILE} SET hashes = substring(hashes FROM 1 FOR 32) WHERE level = 1"),
    ):
        tamper(table, statement)
    assert judge(KEY).sound
    assert places(judge(KEY, published=kept)) == {"Prüfpunkt 563"}


def test_a_head_kept_elsewhere_that_nobody_here_signed_says_so(log):
    foreign = SignerKey.make(KEY.name).sign(Checkpoint.objects.get(size=256).note.rpartition("\n\n")[0] + "\n")
    assert places(judge(KEY, published=foreign)) == {"Prüfpunkt 256"}


def test_a_clock_that_went_back_is_mentioned_and_changes_nothing(log):
    with time_machine.travel(timezone.now() - timedelta(hours=3), tick=True):
        some_acts(SYSTEM, 2)
        seal(KEY)
    report = judge(KEY)
    assert report.sound
    assert [each.place for each in report.notices] == ["Uhr"]


def test_the_judge_reads_in_several_batches_as_in_one(log, monkeypatch):
    monkeypatch.setattr(database, "AT_ONCE", 256)
    assert judge(KEY).sound
    tamper(LEAF, f"DELETE FROM {LEAF} WHERE position = 255")
    assert "Zeilen 255 bis 255" in places(judge(KEY))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_several_processes_look_at_one_moment_of_a_log_that_grows(transactional_db, monkeypatch):
    for _each in range(3):
        some_acts(SYSTEM, 400)
        seal(KEY)
    monkeypatch.setattr(database, "AT_ONCE", 256)
    monkeypatch.setattr(database, "FEWEST_TO_SHARE", 2)
    address = make_conninfo(**{name: connection.get_connection_params()[name] for name in ("dbname", "user", "host")})
    with database.opened(address, lambda digest: None) as log:
        assert len(list(log.heads())) == 3
        some_acts(SYSTEM, 400)
        seal(KEY)
        batches = list(database.batches_in_processes(log, address, 2))
    assert [batch.first for batch in batches] == [0, 256, 512, 768, 1024]
    assert sum(batch.size for batch in batches) == 1_200
    assert not any(batch.findings or batch.strangers for batch in batches)


def own_number(log, question):
    return question


def be_killed(log, question):
    os.kill(os.getpid(), signal.SIGKILL)


def test_however_many_portions_there_are_few_are_asked_ahead_and_a_killed_process_ends_the_check(transactional_db):
    address = make_conninfo(**{name: connection.get_connection_params()[name] for name in ("dbname", "user", "host")})
    asked = []
    endless = (asked.append(each) or each for each in count())
    with database.opened(address, lambda digest: None) as log:
        answers = database.shared(log, address, 2, own_number, endless)
        assert list(islice(answers, 30)) == list(range(30))
        assert len(asked) <= 30 + 2 * database.AHEAD + database.FEWEST_TO_SHARE
        answers.close()
        with pytest.raises(BrokenProcessPool):
            list(database.shared(log, address, 2, be_killed, range(9)))


def test_a_head_kept_under_another_size_is_still_compared_with_its_lines(log):
    tamper(HEAD, f"UPDATE {HEAD} SET size = 9999 WHERE size = 1")
    report = judge(KEY)
    assert not any(each.place == "Prüfpunkt 1" for each in report.findings if "Zeilen" in each.what)
    assert "Prüfpunkt 9999" in places(report)
