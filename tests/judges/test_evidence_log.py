# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The served log is checked by a tool that nobody here wrote: `fsck` of the Tessera project, a public Go module."""

import subprocess

import pytest
from django.db import connection

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import action, record
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE
from aktei.entrances.worker.sealing import seal_all
from tests.judges.building import cache, go

FSCK = "github.com/transparency-dev/tessera/cmd/fsck@v1.0.4"

pytestmark = [pytest.mark.outside_judge, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="session")
def fsck():
    """The compiled judge, kept in the user's cache between runs."""
    place = cache() / "tessera"
    if not (place / "fsck").exists():
        go("install", FSCK, cwd=cache(), GOBIN=str(place))
    return place / "fsck"


@action
def some_acts(actor, number):
    for _each in range(number):
        record(actor, LoggedIn(node=OFFICE))


@pytest.fixture
def judge(fsck, live_server, settings, tmp_path, client):
    settings.EVIDENCE_KEY = tmp_path / "key.pem"
    for number in (3, 255, 700):
        some_acts(Actor.system("test"), number)
        seal_all()
    (tmp_path / "key.pub").write_bytes(client.get("/evidence/key").content.strip())

    def verdict():
        """What the judge says; it tells a failure in words, not in its exit code."""
        ended = subprocess.run(
            [
                fsck,
                f"--storage_url={live_server.url}/evidence/",
                f"--public_key={tmp_path}/key.pub",
                "--ui=false",
                "-N=4",
            ],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "checking log of size 958" in ended.stderr
        return ended.stderr[:2_000]

    return verdict


def test_a_foreign_verifier_finds_the_log_sound(judge):
    assert "fail" not in judge().lower()


def test_a_foreign_verifier_finds_a_flipped_bit(judge):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_tile SET hashes = set_byte(hashes, 0, 1) WHERE level = 0 AND index = 1")
    assert "fsck failed: failed: tile/0/001" in judge()
