# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line that is not genuine can be explained by two people: no alarm any more, and never sealed, never sound."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from typer.testing import CliRunner

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.notes import SignerKey
from aktei.base.four_eyes import actions as four_eyes
from aktei.base.four_eyes import queries as proposals
from aktei.base.four_eyes.models import Proposal
from aktei.base.log import proofs, sealer_health
from aktei.base.log.models import Leaf, Unsealed
from aktei.base.log.sealable_lines import choose
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, places, some_acts, tamper
from aktei.base.log.tests.test_genuine import alarms, forge
from aktei.base.people.refused_lines import propose_settling, settle_refused_line
from aktei.entrances.cli import evidence, exits
from aktei.procedures.retention.actions import erase_history
from tests.stage import Stage

KEY = SignerKey.make("musterland.example/aktei")
PASSWORD = "zwölf kleine Wörter"
REASON = "Eingriff des Dienstleisters, 10.2 IT-4711"


@pytest.fixture
def stage(world):
    return Stage(world)


@pytest.fixture
def forged(stage):
    """A line that somebody put into the queue, the alarm about it, and everything else sealed."""
    assert stage.filed
    number = forge("NULL, NULL, NULL")
    seal(KEY)
    assert alarms()
    return number


def explained(stage, line, reason=REASON):
    proposal = propose_settling(stage.world.actor("verwaltung"), line=line, reason=reason)
    four_eyes.confirm_proposal(stage.world.actor("datenschutz"), proposal=proposal)
    seal(KEY)


def test_the_command_lays_a_line_before_a_second_person_or_says_why_not(stage, forged, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    tamper("people_person", "UPDATE people_person SET password = %s", make_password(PASSWORD))

    def asked(login, password=PASSWORD):
        given = ["settle", "--line", str(forged), "--reason", REASON, "--login", login]
        return CliRunner().invoke(evidence.app, given, input=f"{password}\n")

    for login, password, why in (
        ("niemand", PASSWORD, "gibt es nicht"),
        ("sachbearbeitung", PASSWORD, "nicht"),
        ("verwaltung", "geraten", "Das Passwort stimmt nicht"),
        ("verwaltung", "", "Das Passwort stimmt nicht"),
    ):
        refused = asked(login, password)
        assert (refused.exit_code, "der Alarm bleibt" in refused.stderr, why in refused.stderr) == (
            exits.FAILED,
            True,
            True,
        )
    assert JournalEntry.objects.filter(kind="LogInFailed", client="cli").count() == 2
    assert not Proposal.objects.exists()
    done = asked("verwaltung")
    assert (done.exit_code, "zweite Person" in done.stdout) == (0, True)
    assert len(proposals.waiting(stage.world.actor("datenschutz"))) == 1


def test_one_person_alone_explains_nothing(stage, forged):
    admin = stage.world.actor("verwaltung")
    proposal = propose_settling(admin, line=forged, reason=REASON)
    arguments = Proposal.objects.get(id=proposal).arguments
    for approval in (None, proposal):
        with pytest.raises(Refused):
            settle_refused_line(admin, **arguments, proposed_by="", approval=approval)
    with pytest.raises(Refused):
        four_eyes.confirm_proposal(admin, proposal=proposal)
    seal(KEY)
    assert alarms()
    assert [each.id for each in proposals.waiting(stage.world.actor("datenschutz"))] == [proposal]


def test_an_explained_line_is_no_alarm_and_never_sealed_and_the_log_says_who_and_why(stage, forged):
    explained(stage, forged)
    assert alarms() == ()
    assert sealer_health.condition(timedelta()).waiting == 0
    some_acts(SYSTEM, 1)
    seal(KEY)
    assert alarms() == ()
    assert list(Unsealed.objects.values_list("entry_id", flat=True)) == [forged]
    told = Leaf.objects.select_related("entry").filter(entry__kind="RefusedLineSettled").get().entry
    assert (told.payload["entry"], told.payload["reason"]) == (forged, REASON)
    assert told.person == stage.world.actor("datenschutz").person_id


def test_the_judge_tells_who_explained_a_line_and_why_and_never_calls_it_sound(stage, forged):
    assert f"Eintrag {forged}" in places(judge(KEY, office_too=True, files=False))
    explained(stage, forged)
    report = judge(KEY, office_too=True, files=False)
    assert report.findings == []
    assert (report.settled, report.sound) == (1, False)
    said = next(each.what for each in report.notices if each.place == f"Eintrag {forged}")
    assert said.startswith("Geklärt, nicht echt")
    assert REASON in said
    assert all(name in said for name in ("Vorgelegt von", "freigegeben von"))
    assert "Person " not in said


@pytest.mark.parametrize("columns", ["gen_random_uuid(), 0, sha256(mac)", "act, 999, mac"])
def test_an_explained_line_of_a_strange_or_true_act_is_no_finding_about_the_act(stage, columns):
    seal(KEY)
    forged = forge(columns)
    seal(KEY)
    assert any(place.startswith("Handlung") for place in places(judge(KEY, office_too=True, files=False)))
    explained(stage, forged)
    assert judge(KEY, office_too=True, files=False).findings == []


def test_an_explained_line_that_is_altered_is_an_alarm_again(stage, forged):
    explained(stage, forged)
    assert tamper("journal_journalentry", "UPDATE journal_journalentry SET client = 'x' WHERE id = %s", forged)
    seal(KEY)
    assert alarms()
    assert f"Eintrag {forged}" in places(judge(KEY, office_too=True, files=False))


def test_a_forged_explanation_explains_nothing(stage, forged):
    """Whoever owns the database can write such a line, but not its mark."""
    explained(stage, forged)
    other = forge("NULL, NULL, NULL")
    told = JournalEntry.objects.get(kind="RefusedLineSettled").payload
    false = forge("NULL, NULL, NULL")
    tamper(
        "journal_journalentry",
        "UPDATE journal_journalentry SET kind = 'RefusedLineSettled', payload = %s::jsonb || %s::jsonb WHERE id = %s",
        str(told).replace("'", '"'),
        f'{{"entry": {other}}}',
        false,
    )
    seal(KEY)
    assert alarms()
    assert {f"Eintrag {other}", f"Eintrag {false}"} <= places(judge(KEY, office_too=True, files=False))


def test_a_genuine_line_an_unknown_one_and_one_without_reason_are_not_explained(stage, forged):
    admin = stage.world.actor("verwaltung")
    some_acts(SYSTEM, 1)
    genuine = JournalEntry.objects.latest("id").id
    for line, reason in ((genuine, REASON), (1 << 40, REASON), (forged, " "), (forged, "x" * 501)):
        with pytest.raises(Refused):
            propose_settling(admin, line=line, reason=reason)
    with pytest.raises(Forbidden):
        propose_settling(stage.anna, line=forged, reason=REASON)
    explained(stage, forged)
    with pytest.raises(Refused, match="schon geklärt"):
        propose_settling(admin, line=forged, reason=REASON)


def test_a_line_that_changed_after_it_was_proposed_is_not_explained(stage, forged):
    proposal = propose_settling(stage.world.actor("verwaltung"), line=forged, reason=REASON)
    tamper("journal_journalentry", "UPDATE journal_journalentry SET client = 'x' WHERE id = %s", forged)
    with pytest.raises(Refused, match="geändert"):
        four_eyes.confirm_proposal(stage.world.actor("datenschutz"), proposal=proposal)


def test_a_line_once_explained_is_not_sealed_even_if_its_act_becomes_whole_again(stage, monkeypatch):
    seal(KEY)
    some_acts(SYSTEM, 2)
    first, second = JournalEntry.objects.order_by("-id").values_list("id", flat=True)[:2][::-1]
    lines = "UPDATE journal_act SET lines = lines + {} WHERE id = (SELECT act FROM journal_journalentry WHERE id = %s)"
    tamper("journal_act", lines.format(1), first)
    explained(stage, first)
    tamper("journal_act", lines.format(-1), first)
    assert {each.entry for each in choose(100).chosen} == {second}


def about(dossier):
    """A forged line about this record."""
    number = forge("NULL, NULL, NULL")
    tamper(
        "journal_journalentry",
        "UPDATE journal_journalentry SET node = %s, nodes = ARRAY[%s]::uuid[], kind = 'DocumentFiled' WHERE id = %s",
        dossier,
        dossier,
        number,
    )
    seal(KEY)
    return number


def test_an_explained_line_does_not_hold_up_the_disposal_of_its_record(stage):
    assert stage.filed
    forged = about(stage.dossier.id)
    asked = {"nodes": [stage.dossier.id], "disposal": uuid4(), "reason": "Frist abgelaufen"}
    with pytest.raises(Refused, match="noch nicht besiegelt"):
        erase_history(SYSTEM, **asked)
    explained(stage, forged)
    assert erase_history(SYSTEM, **asked)
    seal(KEY)
    assert judge(KEY, office_too=True, files=False).findings == []


def test_a_forged_line_does_not_make_an_export_begin_again_and_again(stage):
    """It is no sign that something happened in the dossier."""
    assert stage.filed
    about(stage.dossier.id)
    assert proofs.later([stage.dossier.id], size=proofs.newest_head().size) == set()


def test_a_forged_line_about_an_erasure_makes_nothing_lawful_once_it_is_explained(stage, forged):
    tamper(
        "journal_journalentry",
        "UPDATE journal_journalentry SET kind = 'LinesErased', payload = %s WHERE id = %s",
        '{"positions": [[0, 0]], "number": 1, "disposal": "", "reason": "x"}',
        forged,
    )
    first = Leaf.objects.get(position=0).entry_id
    tamper("journal_journalentry", "UPDATE journal_journalentry SET payload = '{}', salt = '' WHERE id = %s", first)
    seal(KEY)
    explained(stage, forged)
    assert "Zeile 0" in places(judge(KEY, office_too=True, files=False))
