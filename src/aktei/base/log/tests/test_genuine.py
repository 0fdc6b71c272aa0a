# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Only what this program wrote is sealed: everything else waits with an alarm, and keeps nothing else waiting."""

from datetime import timedelta

import pytest
from django.db import connection

from aktei.base.acts.models import Act, JournalEntry
from aktei.base.evidence.notes import SignerKey
from aktei.base.log import proofs, sealer_health
from aktei.base.log.models import Leaf, Unsealed
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, places, some_acts, tamper
from aktei.base.people.models import OFFICE

KEY = SignerKey.make("musterland.example/aktei")

_COPY = """
INSERT INTO journal_journalentry (at, person, client, kind, node, nodes, payload, salt, act, ordinal, mac)
SELECT at, person, client, kind, node, nodes, payload, salt, {columns} FROM journal_journalentry ORDER BY id LIMIT 1
"""


def forge(columns):
    """Put a line into journal and queue as whoever owns the database can: the first one again, with other marks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('aktei.act', 'forged', true)")
        cursor.execute(_COPY.format(columns=columns))
        cursor.execute("SELECT set_config('aktei.act', '', true)")
    return JournalEntry.objects.latest("id").id


def alarms():
    return sealer_health.condition(timedelta(hours=1)).alarms


@pytest.fixture
def waiting(db):
    """Three acts of two lines each."""
    for _each in range(3):
        some_acts(SYSTEM, 2)
    return list(JournalEntry.objects.order_by("id").values_list("id", flat=True))


@pytest.mark.parametrize(
    "columns",
    [
        "NULL, NULL, NULL",
        "NULL, NULL, mac",
        "act, 7, mac",
        "act, 7, NULL",
        "act, 7, sha256(mac)",
        "gen_random_uuid(), ordinal, mac",
        "gen_random_uuid(), 0, sha256(mac)",
    ],
)
def test_a_line_that_somebody_put_into_the_queue_is_never_sealed_and_the_true_ones_are(waiting, columns):
    forged = forge(columns)
    assert seal(KEY) == len(waiting)
    assert set(Leaf.objects.values_list("entry_id", flat=True)) == set(waiting)
    assert list(Unsealed.objects.values_list("entry_id", flat=True)) == [forged]
    assert f"Zeile {forged}:" in sealer_health.trouble_of(sealer_health.REFUSED)
    assert any("nicht von Aktei" in each for each in alarms())
    some_acts(SYSTEM, 1)
    assert seal(KEY) == 1
    assert judge(KEY).sound


def test_a_forged_line_keeps_no_export_waiting(waiting):
    seal(KEY)
    forged = forge("NULL, NULL, NULL")
    some_acts(SYSTEM, 1)
    assert proofs.unsealed([OFFICE], until=forged + 1) == 1
    seal(KEY)
    assert proofs.unsealed([OFFICE], until=forged + 1) == 0


def test_a_line_forged_into_an_act_that_was_sealed_long_ago_is_refused(waiting):
    assert seal(KEY) == len(waiting)
    forged = forge("act, 7, mac")
    assert seal(KEY) == 0
    assert f"Zeile {forged}:" in sealer_health.trouble_of(sealer_health.REFUSED)


@pytest.mark.parametrize(
    "change",
    [
        "payload = '{\"a\": 1}'",
        "kind = 'LoggedOut'",
        "at = at + interval '1 microsecond'",
        "person = gen_random_uuid()",
        "nodes = nodes || nodes",
        "salt = sha256(salt)",
        "ordinal = 9",
        "mac = NULL",
    ],
)
def test_a_line_altered_while_it_waits_is_refused_with_the_rest_of_its_act(waiting, change):
    tamper("journal_journalentry", f"UPDATE journal_journalentry SET {change} WHERE id = {waiting[2]}")
    assert seal(KEY) == 4
    assert set(Unsealed.objects.values_list("entry_id", flat=True)) == set(waiting[2:4])
    said = sealer_health.trouble_of(sealer_health.REFUSED)
    assert f"Zeile {waiting[2]}: ihr Echtheitsmerkmal" in said
    assert f"Zeile {waiting[3]}: in ihrem Vorgang fehlen Zeilen" in said


def test_an_act_of_which_a_line_was_taken_away_is_refused(waiting):
    tamper("journal_journalentry", f"DELETE FROM journal_journalentry WHERE id = {waiting[3]}")
    Unsealed.objects.filter(entry_id=waiting[3]).delete()
    assert seal(KEY) == 4
    assert list(Unsealed.objects.values_list("entry_id", flat=True)) == [waiting[2]]


@pytest.mark.parametrize("change", ["rows = sha256('x')", "lines = 1", "seals = 1", "mac = sha256(mac)", None])
def test_an_act_whose_end_was_altered_or_taken_away_is_refused(waiting, change):
    act = JournalEntry.objects.get(id=waiting[2]).act
    how = f"UPDATE journal_act SET {change}" if change else "DELETE FROM journal_act"
    tamper("journal_act", f"{how} WHERE id = '{act}'")
    assert seal(KEY) == 4
    assert set(Unsealed.objects.values_list("entry_id", flat=True)) == set(waiting[2:4])


def test_the_alarm_ends_when_nothing_false_waits_any_more(waiting):
    forged = forge("NULL, NULL, NULL")
    seal(KEY)
    assert alarms()
    Unsealed.objects.filter(entry_id=forged).delete()
    seal(KEY)
    assert not alarms()


def test_however_many_false_lines_wait_the_true_ones_behind_them_are_sealed(db):
    some_acts(SYSTEM, 1)
    seal(KEY)
    for _each in range(7):
        forge("NULL, NULL, NULL")
    some_acts(SYSTEM, 3)
    assert seal(KEY, most=2) == 3
    assert Unsealed.objects.count() == 7
    assert "und" not in sealer_health.trouble_of(sealer_health.REFUSED)


def test_an_act_is_sealed_whole_however_many_lines_one_round_takes(db):
    some_acts(SYSTEM, 5)
    some_acts(SYSTEM, 5)
    assert [seal(KEY, most=2), seal(KEY, most=2), seal(KEY, most=2)] == [5, 5, 0]


def test_the_mark_hangs_on_a_key_outside_the_database_and_former_keys_still_count(waiting, settings):
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert seal(KEY) == 0
    assert Unsealed.objects.count() == len(waiting)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert seal(KEY) == len(waiting)
    assert Act.objects.count() == 3


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("journal_journalentry", "UPDATE journal_journalentry SET mac = sha256(mac) WHERE id = %s"),
        ("journal_journalentry", "UPDATE journal_journalentry SET mac = NULL WHERE id = %s"),
        (
            "journal_act",
            "UPDATE journal_act SET mac = sha256(mac) WHERE id = (SELECT act FROM journal_journalentry WHERE id = %s)",
        ),
    ],
)
def test_the_mark_of_a_sealed_line_and_of_its_act_is_made_anew_by_the_judge(waiting, table, change):
    seal(KEY)
    report = judge(KEY, office_too=True, files=False)
    assert (report.findings, report.marks) == ([], len(waiting))
    assert tamper(table, change, waiting[2])
    act = JournalEntry.objects.get(id=waiting[2]).act
    wanted = f"Handlung {act}" if table == "journal_act" else "Zeile 2"
    assert places(judge(KEY, office_too=True, files=False)) == {wanted}


def test_without_the_key_the_judge_says_that_no_mark_was_made_anew(waiting, settings):
    seal(KEY)
    settings.SECRET_KEY = "another one, and that of before is not at hand"
    report = judge(KEY, office_too=True, files=False)
    assert (report.findings, report.marks) == ([], 0)
    assert any(f"{len(waiting)} am Anfang" in each.what for each in report.notices)
    some_acts(SYSTEM, 1)
    seal(KEY)
    assert judge(KEY, office_too=True, files=False).marks == 1


def test_the_mark_of_a_line_is_made_anew_with_the_log_alone(waiting):
    seal(KEY)
    tamper("journal_journalentry", "UPDATE journal_journalentry SET mac = sha256(mac) WHERE id = %s", waiting[2])
    report = judge(KEY)
    assert (places(report), report.marks) == ({"Zeile 2"}, len(waiting) - 1)


def test_marks_of_acts_that_do_not_fit_are_named_though_none_of_any_act_fits(waiting):
    seal(KEY)
    acts = {f"Handlung {each}" for each in Act.objects.values_list("id", flat=True)}
    tamper("journal_act", "UPDATE journal_act SET mac = sha256(mac)")
    assert places(judge(KEY, office_too=True, files=False)) == acts
