# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Timestamps and witnesses attest to the log without ever holding it up."""

from datetime import timedelta

import pytest

from aktei.base.evidence.notes import VerifierKey
from aktei.base.log import public_log, sealer_health
from aktei.base.log.models import Checkpoint, Cosignature, Timestamp
from aktei.base.log.signing import current_key
from aktei.base.log.tests.services import Authority, LocalWitness, served
from aktei.base.log.tests.tampering import SYSTEM, judge, places, some_acts, tamper
from aktei.entrances.cli import renewing
from aktei.entrances.worker import attesting
from aktei.entrances.worker.sealing import one_round, seal_all

LATE = timedelta(minutes=5)
NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tsa") / "ca")


@pytest.fixture
def sealed(db, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    settings.TSA_EVERY_SECONDS = 0.0
    return grow()


def grow(lines=3):
    some_acts(SYSTEM, lines)
    seal_all()
    return Checkpoint.objects.latest("size")


@pytest.fixture
def stamped(sealed, authority, settings):
    settings.TSA_CA = str(authority.certificate)
    with served(authority.answer) as url:
        settings.TSA_URL = url
        attesting.one_round()
    return authority


def test_the_newest_head_gets_a_timestamp_that_the_judge_accepts(stamped, client):
    assert Timestamp.objects.get().size == 3
    report = judge(current_key(), authorities=stamped.certificate.read_bytes())
    assert report.sound
    assert report.timestamps == 1
    assert client.get("/evidence/timestamp/3").content == bytes(Timestamp.objects.get().response)
    assert sealer_health.trouble_of(sealer_health.TIMESTAMPS) == ""


def test_a_stamp_of_another_head_or_authority_is_found(stamped, tmp_path):
    stranger = Authority(tmp_path / "other")
    assert places(judge(current_key(), authorities=stranger.certificate.read_bytes())) == {"Zeitstempel 3"}
    grow()
    tamper("journal_timestamp", "UPDATE journal_timestamp SET size = 6")
    assert places(judge(current_key(), authorities=stamped.certificate.read_bytes())) == {
        "Zeitstempel 3",  # the one that the log knows is gone
        "Zeitstempel 6",
    }


def test_a_flipped_bit_in_a_stamp_is_found(stamped):
    size = len(bytes(Timestamp.objects.get().response))
    for at in (size // 3, size - 5):
        flip = f"set_byte(response, {at}, 255 - get_byte(response, {at}))"
        tamper("journal_timestamp", f"UPDATE journal_timestamp SET response = {flip}")
        assert places(judge(current_key(), authorities=stamped.certificate.read_bytes())) == {"Zeitstempel 3"}
        tamper("journal_timestamp", f"UPDATE journal_timestamp SET response = {flip}")


@pytest.mark.parametrize(
    "answer",
    [(200, b"<html>Wartung</html>"), (200, b""), (500, b"kaputt"), (200, b"\x30\x05\x30\x03\x02\x01\x02")],
)
def test_sealing_goes_on_while_the_authority_answers_rubbish_and_one_stamp_catches_up(
    sealed, authority, settings, answer
):
    with served(lambda *_request: answer) as settings.TSA_URL:
        attesting.one_round()
    assert grow().size == 6
    assert not Timestamp.objects.exists()
    assert sealer_health.condition(LATE).alarms
    with served(authority.answer) as settings.TSA_URL:
        attesting.one_round()
    assert [row.size for row in Timestamp.objects.all()] == [6]
    assert not sealer_health.condition(LATE).alarms


def test_an_answer_to_another_request_is_refused(sealed, authority, settings):
    kept = []

    def repeat(method, path, query):
        kept.append(authority.answer(method, path, query))
        return kept[0]

    with served(repeat) as settings.TSA_URL:
        attesting.one_round()
        grow()
        attesting.one_round()
    assert [row.size for row in Timestamp.objects.all()] == [3]
    assert "für etwas anderes" in sealer_health.trouble_of(sealer_health.TIMESTAMPS)


def test_sealing_goes_on_while_the_authority_is_down(sealed, settings):
    settings.TSA_URL = NOBODY
    attesting.one_round()
    assert grow().size == 6
    assert "antwortet nicht" in sealer_health.trouble_of(sealer_health.TIMESTAMPS)


def test_within_the_interval_no_second_stamp_is_asked_for(stamped, settings):
    settings.TSA_EVERY_SECONDS, settings.TSA_URL = 3600.0, NOBODY
    grow()
    attesting.one_round()
    assert sealer_health.trouble_of(sealer_health.TIMESTAMPS) == ""


@pytest.fixture
def witness(sealed, settings):
    made = LocalWitness(VerifierKey.parse(current_key()))
    with served(made.answer) as url:
        settings.WITNESSES = [f"{url} {made.key}"]
        made.setting = settings.WITNESSES[0]
        yield made


def test_a_witness_signs_each_head_that_continues_the_one_before(witness, client):
    for _each in range(3):
        attesting.one_round()
        grow(300)
    assert [row.size for row in Cosignature.objects.order_by("size")] == [3, 303, 603]
    report = judge(current_key(), witnesses=[witness.key])
    assert report.sound
    assert report.cosignatures == 3
    served_note = client.get("/evidence/witnessed").content.decode()
    assert served_note == public_log.checkpoint(603)
    assert served_note.count("\u2014 ") == 2


def test_a_witness_that_is_ahead_of_what_we_remember_is_asked_from_there(witness):
    attesting.one_round()
    grow(10)
    tamper("journal_cosignature", "DELETE FROM journal_cosignature")
    attesting.one_round()
    assert [row.size for row in Cosignature.objects.all()] == [13]


def test_a_forged_cosignature_is_found(witness):
    attesting.one_round()
    tamper("journal_cosignature", "UPDATE journal_cosignature SET line = overlay(line placing 'AA' from 60)")
    found = {place.partition(" Nr.")[0] for place in places(judge(current_key(), witnesses=[witness.key]))}
    assert found == {"Prüfpunkt 3", "Bestätigung"}


def test_a_witness_whose_key_is_another_is_not_believed(witness, settings):
    other = LocalWitness(VerifierKey.parse(current_key()), name=witness.name)
    settings.WITNESSES = [f"{witness.setting.split()[0]} {other.key}"]
    attesting.one_round()
    assert not Cosignature.objects.exists()
    assert any("Zeuge" in each for each in sealer_health.condition(LATE).alarms)


def test_sealing_goes_on_while_a_witness_is_down(witness, settings):
    settings.WITNESSES = [f"{NOBODY} {witness.key}"]
    attesting.one_round()
    assert grow().size == 6


def test_a_witness_that_has_seen_more_stops_the_sealer_until_somebody_explains(witness):
    attesting.one_round()
    witness.size = 1_000
    grow()
    attesting.one_round()
    some_acts(SYSTEM, 1)
    assert not one_round()
    assert any("steht" in each for each in sealer_health.condition(LATE).alarms)
    renewing.resume("Sicherung von gestern")
    assert one_round()
    attesting.one_round()
    some_acts(SYSTEM, 1)
    assert one_round()
    assert Checkpoint.objects.latest("size").size > 6
