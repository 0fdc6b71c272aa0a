# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever troubles the evidence log, alarms name the setting and never where something lies on the server."""

from datetime import timedelta

import pytest

from aktei.base.evidence.notes import SignerKey
from aktei.base.log import sealer_health, timestamping
from aktei.base.log.tests.tampering import SYSTEM, some_acts
from aktei.base.log.timestamping import Unstamped
from aktei.entrances.worker import attesting, sealing
from aktei.entrances.worker.sealing import one_round, seal_all

KEY = "AKTEI_EVIDENCE_KEY"
SERVICE = "http://user:secret@127.0.0.1:9/internal/sign?token=abc"


def key_gone(settings):
    settings.EVIDENCE_KEY.unlink()


def key_open_to_others(settings):
    settings.EVIDENCE_KEY.chmod(0o644)


def key_spoilt(settings):
    settings.EVIDENCE_KEY.write_text("x")


def another_kind_of_key(settings):
    settings.EVIDENCE_KEY.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")


def key_is_a_directory(settings):
    settings.EVIDENCE_KEY.unlink()
    settings.EVIDENCE_KEY.mkdir(0o700)


def set_back(settings):
    settings.EVIDENCE_KEPT.write_text(
        SignerKey.make(settings.EVIDENCE_ORIGIN).sign(f"{settings.EVIDENCE_ORIGIN}\n9\n{'A' * 43}=\n")
    )


def signer_down(settings):
    settings.EVIDENCE_SIGNER_URL = SERVICE


def signer_of_another_scheme(settings):
    settings.EVIDENCE_SIGNER_URL = "file:///internal/sign"


def authority_down(settings):
    settings.TSA_URL = SERVICE


def authorities_missing(settings):
    settings.TSA_URL, settings.TSA_CA = SERVICE, str(settings.EVIDENCE_KEPT.parent / "internal" / "ca.pem")


def witness_down(settings):
    settings.WITNESSES = [f"{SERVICE.partition('?')[0]} witness.example+6e9b9dd8+{'A' * 44}"]


@pytest.mark.parametrize(
    ("trouble", "named"),
    [
        (key_gone, KEY),
        (key_open_to_others, KEY),
        (key_spoilt, KEY),
        (another_kind_of_key, KEY),
        (key_is_a_directory, ""),
        (set_back, "kept"),
        (signer_down, "127.0.0.1:9"),
        (signer_of_another_scheme, "http"),
        (authority_down, "127.0.0.1:9"),
        (authorities_missing, "AKTEI_TSA_CA"),
        (witness_down, ""),
    ],
)
def test_no_alarm_shows_where_something_lies(db, settings, tmp_path, monkeypatch, trouble, named):
    monkeypatch.setattr(sealing, "close_old_connections", lambda: None)  # this one is the test's own
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "internal" / "key.pem", tmp_path / "kept"
    settings.TSA_EVERY_SECONDS = 0.0
    some_acts(SYSTEM, 1)
    seal_all()
    trouble(settings)
    some_acts(SYSTEM, 1)
    one_round()
    attesting.one_round()
    now = sealer_health.condition(timedelta())
    assert now.troubles
    said = " ".join([*now.alarms, *(each.what for each in now.troubles)])
    assert named in said
    for secret in (str(tmp_path), "internal", "secret", "token", "key.pem"):
        assert secret not in said, said


def test_certificates_that_are_none_are_an_alarm_and_end_nothing(tmp_path):
    (tmp_path / "ca.pem").write_text("x")
    with pytest.raises(Unstamped, match="AKTEI_TSA_CA"):
        timestamping._certificates((tmp_path / "ca.pem").read_bytes())
