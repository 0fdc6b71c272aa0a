# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys change by announcement, never silently; a database that was set back stops the sealer until it is explained."""

from datetime import timedelta

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from aktei.base.acts.errors import Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.notes import SignerKey, VerifierKey
from aktei.base.log import public_log, sealer_health
from aktei.base.log.head_file import HeadFile, Rewound
from aktei.base.log.models import Checkpoint, SigningKey, Unsealed
from aktei.base.log.signing import SealingError, make_key, successor_of
from aktei.base.log.tests.services import served
from aktei.base.log.tests.tampering import SYSTEM, judge, places, some_acts, tamper
from aktei.entrances.cli import renewing
from aktei.entrances.worker.sealing import one_round, seal_all

LATE = timedelta(minutes=5)


@pytest.fixture
def office(db, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    grow(5)
    return settings


def grow(lines):
    some_acts(SYSTEM, lines)
    seal_all()
    return Checkpoint.objects.latest("size")


def first_key():
    return SigningKey.objects.order_by("since").first().verifier


def set_back(size):
    """As a restored dump of an earlier moment does."""
    for table, where in (
        ("journal_journalentry", f"id IN (SELECT entry_id FROM journal_leaf WHERE position >= {size})"),
        ("journal_leaf", f"position >= {size}"),
        ("journal_checkpoint", f"size > {size}"),
        ("journal_committed", f"source = 'journal_checkpoint' AND key::int > {size}"),
    ):
        tamper(table, f"DELETE FROM {table} WHERE {where}")
    tamper("journal_committed", f"UPDATE journal_committed SET head = NULL WHERE head > {size}")
    tamper("journal_tile", f"UPDATE journal_tile SET hashes = substring(hashes FROM 1 FOR {32 * size})")


def test_a_planned_change_is_confirmed_by_the_old_key_and_every_head_verifies(office, client):
    new = renewing.renew("jährlicher Wechsel")
    grow(5)
    report = judge(first_key())
    assert report.sound
    assert "vom alten bestätigt" in report.notices[0].what
    assert client.get("/evidence/key").content.decode().strip() == str(new)
    assert [line.split()[0] for line in client.get("/evidence/keys").content.decode().splitlines()] == ["0", "5"]


def test_a_lost_key_stops_sealing_and_a_new_one_goes_on_unconfirmed(office):
    old = first_key()
    office.EVIDENCE_KEY.unlink()
    some_acts(SYSTEM, 2)
    assert not one_round()
    assert "fehlt" in sealer_health.trouble_of(sealer_health.SEALING)
    renewing.renew("Datenträger verloren")
    assert one_round()
    report = judge(old)
    assert report.sound
    assert (report.lines, "vom alten nicht bestätigt" in report.notices[0].what) == (8, True)
    assert not Unsealed.objects.exists()


def test_a_key_that_was_put_in_without_announcement_seals_nothing(office, tmp_path):
    office.EVIDENCE_KEY.unlink()
    other = tmp_path / "other"
    make_key(other)
    other.rename(office.EVIDENCE_KEY)
    with pytest.raises(SealingError, match="nicht mit unserem Schlüssel"):
        grow(1)
    assert Unsealed.objects.count() == 1


def test_a_forged_announcement_is_found(office):
    stranger = SignerKey.make("musterland.example/aktei")
    tamper("journal_signingkey", "UPDATE journal_signingkey SET verifier = %s", str(stranger.verifier))
    trusted = VerifierKey.parse(public_log.key().strip())
    assert trusted == stranger.verifier
    assert "Prüfpunkt 5" in places(judge(stranger))


def test_a_crash_between_announcement_and_file_is_finished_by_the_next_start(office, monkeypatch):
    monkeypatch.setattr(renewing, "replace_key", lambda place: None)
    new = renewing.renew("Wechsel")
    assert successor_of(office.EVIDENCE_KEY).exists()
    grow(1)
    assert not successor_of(office.EVIDENCE_KEY).exists()
    assert public_log.key().strip() == str(new)
    assert judge(SigningKey.objects.order_by("since").first().verifier).sound


def test_a_key_file_that_others_can_read_is_refused(office):
    office.EVIDENCE_KEY.chmod(0o644)
    with pytest.raises(SealingError, match="chmod 600"):
        grow(1)


class _Service:
    """A signer elsewhere, as docs/operations.md describes it."""

    def __init__(self):
        self.secret = Ed25519PrivateKey.generate()
        self.key = SignerKey("musterland.example/aktei", self.secret)
        self.fault = None

    def answer(self, method, _path, body):
        if self.fault:
            return self.fault
        return (200, str(self.key.verifier).encode()) if method == "GET" else (200, self.secret.sign(body))


@pytest.mark.parametrize("fault", [(503, b""), (200, b"x" * 64), (200, b"<html>")])
def test_an_external_signer_signs_and_while_it_fails_lines_wait_with_an_alarm(db, settings, tmp_path, fault):
    settings.EVIDENCE_KEPT = tmp_path / "kept"
    service = _Service()
    with served(service.answer) as settings.EVIDENCE_SIGNER_URL:
        grow(3)
        assert judge(service.key).sound
        service.fault = fault
        some_acts(SYSTEM, 2)
        assert not one_round()
        assert Unsealed.objects.count() == 2
        with time_machine.travel(timezone.now() + timedelta(minutes=10)):
            condition = sealer_health.condition(LATE)
        assert condition.unsealed_age > 500
        assert len(condition.alarms) == 2
        service.fault = None
        assert one_round()
    assert not sealer_health.condition(LATE).alarms
    assert judge(service.key).lines == 5


def test_a_database_that_was_set_back_is_not_written_on_until_somebody_explains(office):
    lost = grow(5)
    set_back(5)
    some_acts(SYSTEM, 3)
    assert not one_round()
    assert any("steht" in alarm for alarm in sealer_health.condition(LATE).alarms)
    assert Checkpoint.objects.latest("size").size == 5
    aside = renewing.resume("Platte ausgefallen")
    assert aside.read_text() == lost.note
    assert one_round()
    assert judge(first_key()).sound
    report = judge(first_key(), published=lost.note)
    assert places(report) == {"Prüfpunkt 10"}
    assert "Platte ausgefallen" in report.notices[-1].what


def test_a_set_back_is_noticed_even_if_nothing_waits(office):
    grow(5)
    set_back(5)
    with pytest.raises(Rewound, match="10 Zeilen"):
        seal_all()


def test_a_log_that_was_set_back_and_written_on_elsewhere_is_noticed(office):
    kept = HeadFile(office.EVIDENCE_KEPT)
    grow(5)
    before = kept.note()
    set_back(5)
    kept.place.unlink()
    grow(9)
    kept.keep(before)
    with pytest.raises(Rewound, match="zurückgesetzt und weitergeschrieben"):
        seal_all()


def test_without_a_loss_there_is_nothing_to_explain(office):
    with pytest.raises(Refused, match="nichts verloren"):
        renewing.resume("x")


def test_a_clock_that_jumps_changes_neither_the_order_nor_the_alarm(office):
    for jump in (timedelta(days=400), -timedelta(days=400)):
        with time_machine.travel(timezone.now() + jump, tick=True):
            some_acts(SYSTEM, 2)
            seal_all()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        some_acts(SYSTEM, 1)
    assert sealer_health.waiting_since() == timedelta()
    seal_all()
    rows = JournalEntry.objects.order_by("leaf__position").values_list("id", flat=True)
    assert list(rows) == sorted(rows)
    assert judge(first_key()).sound
