# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office sets wrongly is told before anything starts: all of it, in German, with what is allowed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aktei.entrances.cli import exits
from aktei.entrances.settings.declared import Settings
from aktei.entrances.settings.reading import SettingsError, read, revealed, unknown


def test_without_any_variable_everything_has_its_usual_value():
    assert read({}) == Settings()


def test_an_empty_variable_sets_nothing():
    assert read({"AKTEI_UPLOAD_LIMIT": "", "AKTEI_WATCH": " ", "AKTEI_HOSTS": ""}) == Settings()


def test_sizes_have_units_lists_have_commas_and_yes_may_be_german():
    office = read(
        {"AKTEI_UPLOAD_LIMIT": "2GiB", "AKTEI_LIMIT_BYTES": "1024", "AKTEI_HOSTS": "a, b,", "AKTEI_TLS": "ja"}
    )
    assert (office.upload_limit, office.limit_bytes, office.hosts, office.tls) == (2**31, 1024, ("a", "b"), True)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("WEB_THREADS", "acht", "ganze Zahl"),
        ("WEB_THREADS", "0", "mindestens 1"),
        ("HEAD_SECONDS", "0", "mehr als 0"),
        ("HEAD_SECONDS", "bald", "eine Zahl"),
        ("NETWORK_BITS", "129", "höchstens 128"),
        ("UPLOAD_LIMIT", "viel", "500MB"),
        ("UPLOAD_LIMIT", "2 Gigabyte", "500MB"),
        ("TLS", "vielleicht", "1 (ja) und 0 (nein)"),
        ("LOG", "laut", "WARNING"),
        ("BLOBS_MIRROR_URL", "/mnt/zweit", "file://"),
        ("SEARCH_URL", "opensearch://x", "tantivy://"),
        ("API_RATE", "600", "600/m"),
        ("OIDC_ISSUER", "idp.example", "https://"),
        ("ORIGINS", "akte.example", "https://"),
        ("WITNESSES", "https://w.example", "name+kennung+schlüssel"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_allowed(name, value, allowed):
    with pytest.raises(SettingsError) as caught:
        read({f"AKTEI_{name}": value})
    assert f"AKTEI_{name}" in str(caught.value)
    assert allowed in str(caught.value)
    assert "Dieser Wert" not in str(caught.value)


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(SettingsError) as caught:
        read({"AKTEI_WEB_THREADS": "acht", "AKTEI_LOG": "laut", "AKTEI_IDLE_MINUTES": "-1"})
    assert len(re.findall("AKTEI_", str(caught.value))) == 3


def test_no_password_is_repeated_and_none_is_shown_by_accident():
    with pytest.raises(SettingsError) as caught:
        read({"AKTEI_DATABASE_URL": "mysql://user:geheim@db/x", "AKTEI_BLOBS_URL": "https://user:geheim@x"})
    assert "geheim" not in str(caught.value)
    office = read({"AKTEI_SECRET_KEY": "geheim"})
    assert "geheim" not in repr(office)
    assert revealed(office.secret_key) == "geheim"


def test_a_variable_that_is_no_setting_is_named_with_the_one_that_may_be_meant():
    mistyped = "AKTEI_" + "UPLOAD_LIMTI"
    (said,) = unknown({mistyped: "1", "AKTEI_TEST_EXAMPLES": "4", "PATH": "/bin", "AKTEI_HOSTS": "x"})
    assert mistyped in said
    assert "AKTEI_UPLOAD_LIMIT" in said


def test_a_wrong_setting_ends_a_start_with_a_sentence_before_anything_is_made(tmp_path: Path):
    environment = os.environ | {"AKTEI_DATA": str(tmp_path / "data"), "AKTEI_WEB_THREADS": "acht"}
    command = [sys.executable, "-m", "aktei.entrances.cli.main", "serve", "--port", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == exits.USAGE
    assert "ganze Zahl" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()
