# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real files from elsewhere go the whole way: each becomes ready, or waits with a reason that is not our fault."""

import os
from collections import Counter
from pathlib import Path

import pytest

from aktei.base.blobs import store
from aktei.procedures.mailroom.models import Consignment
from aktei.procedures.mailroom.tests.conftest import work
from aktei.records.documents.queries import originals_of, pages

CORPUS = Path(os.environ.get("AKTEI_SHARED", "../shared")) / "corpus"
OUR_FAULT = {"failed", "crashed", "timeout"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of files from elsewhere is not on this machine")
def test_every_file_of_the_corpus_becomes_ready_or_waits_with_a_reason(receive):
    files = sorted(each for each in CORPUS.rglob("*") if each.is_file() and each.name != "SOURCE.txt")
    received = {receive(each.read_bytes(), subject_line=each.name).id: each for each in files}
    work(most=20 * len(files))
    for consignment in Consignment.objects.select_related("document"):
        file = received[consignment.id]
        assert consignment.state in ("ready", "quarantined"), file
        assert consignment.reason_code not in OUR_FAULT, (file, consignment.reason)
        (original,) = originals_of(consignment.document.current_id)
        assert store.open(original.sha256).read() == file.read_bytes()
        if consignment.state == "ready":
            assert pages(consignment.document.current_id).count() == consignment.document.page_count > 0, file
    assert Counter(Consignment.objects.values_list("state", flat=True))["ready"] > len(files) / 2
