# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a sidecar says, the post is taken in; what cannot be right is told and never believed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.entrances.worker import claims, names
from aktei.entrances.worker.tests.test_awkward_folders import filenames
from aktei.entrances.worker.tests.test_watching import put, take_all
from aktei.entrances.worker.watching import Watcher
from aktei.records.documents.queries import originals_of
from aktei.records.envelopes.queries import faults_of

NOW = datetime(2026, 11, 30, 12, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def watcher(tmp_path):
    return Watcher(tmp_path / "eingang", calm=0.05)


def test_letters_no_database_keeps_hold_up_no_post(world, watcher):
    put(watcher, "50.1", "brief.pdf", b"x")
    told = {"sender": "Stadt\ud800 Köln", "subject_line": "a\0b", "channel": "\ud83d", "\0": 1, "unit": "\ud800"}
    put(watcher, "50.1", "brief.json", told)
    (found,) = take_all(watcher, 1)
    assert (found.envelope.sender, found.document.subject_line) == ("Stadt Köln", "a b")
    assert any("unbekannte" in each.text for each in faults_of(found.envelope_id))


def test_a_name_that_no_disk_can_hold_is_only_a_name_that_is_not_there(world, watcher, monkeypatch):
    monkeypatch.setattr("aktei.entrances.worker.watching.PATIENCE", 0.05)
    put(watcher, "50.1", "brief.pdf", b"x")
    put(watcher, "50.1", "brief.json", b'{"files":["brief.pdf","fehlt\\ud800.pdf"]}')
    (found,) = take_all(watcher, 1)
    (fault,) = faults_of(found.envelope_id)
    assert (fault.code, "kamen aber nicht an: fehlt?.pdf" in fault.text) == ("files_missing", True)


def test_a_sidecar_makes_each_of_its_files_a_document_of_its_own(world, watcher):
    put(watcher, "50.1", "a.pdf", b"a")
    put(watcher, "50.1", "b.pdf", b"b")
    put(watcher, "50.1", "x.json", {"files": ["b.pdf", "a.pdf"], "separate_documents": True})
    (found,) = take_all(watcher, 1)
    documents = found.documents.order_by("place_in_consignment")
    assert [originals_of(each.current_id)[0].filename for each in documents] == ["b.pdf", "a.pdf"]


@pytest.mark.parametrize("moment", [0, 15e9, -1e9, 1e17])
def test_a_clock_that_is_wrong_by_years_dates_no_scan(moment):
    now = datetime.now(UTC)
    assert claims._likely(moment, now) == now


@pytest.mark.parametrize("name", ["brief.pdf:Zone.Identifier", "aktei-hinweis.TXT"])
def test_what_was_left_beside_files_is_no_post(world, watcher, name):
    put(watcher, "50.1", name, b"x")
    put(watcher, "50.1", "brief.pdf", b"y")
    assert filenames(take_all(watcher, 1)) == ["brief.pdf"]


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_name_is_repaired_to_one_that_can_be_kept(name):
    found = names.repaired(name)
    found.encode()
    assert found.isprintable() or not found
    assert names.repaired(found) == found
