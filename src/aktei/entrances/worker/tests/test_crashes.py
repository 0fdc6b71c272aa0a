# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workers are killed at random points through a pile of post; afterwards nothing is lost and nothing is there twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.models import JournalEntry
from aktei.base.blobs import store
from aktei.entrances.demo.letters import letter, scan
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.rendition import jobs
from aktei.procedures.rendition.models import Progress
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.queries import originals_of, pages
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import standing

CONSIGNMENTS = int(os.environ.get("AKTEI_CRASH_CONSIGNMENTS", "100"))
KILLS = 6
PATIENCE = 900  # seconds; a quiet machine with two cores needs less than 90


@pytest.fixture
def environment(transactional_db, settings):
    facts = connection.settings_dict
    host = facts["OPTIONS"].get("host") or facts["HOST"]
    credentials = f"{facts['USER']}:{facts['PASSWORD']}" if facts["PASSWORD"] else facts["USER"]
    port = f"&port={facts['PORT']}" if facts["PORT"] else ""
    url = f"postgresql://{credentials}@/{facts['NAME']}?host={host}{port}"
    return os.environ | {"AKTEI_DATABASE_URL": url, "AKTEI_DATA": str(settings.DATA)}


def start_worker(environment):
    command = [sys.executable, "-m", "aktei.entrances.cli.main", "worker", "--concurrency", "3"]
    return subprocess.Popen(command, env=environment, start_new_session=True)


def letters():
    """Contents of some letters, few of them scans, one with several files; every hundredth byte string is unique."""
    digital = [letter(seed, pages=1 + seed % 3).pdf for seed in range(5)]
    scanned = [scan(letter(seed), dpi=150) for seed in (50, 51)]
    for number in range(CONSIGNMENTS):
        mark = f"\n% {number}\n".encode()
        if number % 20 == 7:
            yield [scanned[number // 20 % 2] + mark]
        elif number % 20 == 13:
            yield [digital[0] + mark, digital[1] + mark]
        else:
            yield [digital[number % 5] + mark]


def all_ready():
    return not Consignment.objects.filter(offered_at=None).exists()


def test_no_kill_of_a_worker_loses_or_doubles_anything(world, environment):
    dice = random.Random(4)
    handed_in = {}
    for files in letters():
        stored = [store.put(each) for each in files]
        consignment = receive_consignment(
            world.actor("post"),
            unit=world.units["50.1"].id,
            channel="paper",
            received_at=timezone.now(),
            files=[StoredFile(each.sha256, each.size, "application/pdf") for each in stored],
        )
        handed_in[consignment.id] = files
    kills, until = 0, time.monotonic() + PATIENCE
    while not all_ready():
        worker = start_worker(environment)
        deadline = time.monotonic() + (dice.uniform(2.5, 6) if kills < KILLS else PATIENCE)
        try:
            while not all_ready() and time.monotonic() < min(deadline, until) and worker.poll() is None:
                time.sleep(0.05)
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        kills += 1
        assert time.monotonic() < until, Counter(map(standing, Consignment.objects.all()))
    assert kills > 2
    _assert_everything_is_there_once(handed_in)


def _assert_everything_is_there_once(handed_in):
    assert Consignment.objects.count() == len(handed_in)
    for consignment in Consignment.objects.all():
        document = consignment.document
        kept = [store.open(each.sha256).read() for each in originals_of(document.current_id)]
        assert kept == handed_in[consignment.id]
        numbers = list(pages(document.current_id).values_list("number", flat=True))
        assert numbers == list(range(1, document.page_count + 1))
        assert numbers
        lines = Counter(JournalEntry.objects.filter(node=document.id).values_list("kind", flat=True))
        assert lines["DocumentRendered"] == lines["ConsignmentReady"] == 1
    assert not Progress.objects.exists()
    assert jobs.sweep() == 0
