# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index follows the records, can be rebuilt from them, and shows when it does not agree."""

from contextlib import suppress

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.procedures.search import indexing, upkeep
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import IndexOutdatedError
from aktei.procedures.search.jobs import index_dossier, index_record
from aktei.procedures.search.models import Waiting
from aktei.procedures.search.queries import is_waiting, jump, search
from aktei.records.documents.actions import StoredFile, receive_document, withdraw_document

SYSTEM = Actor.system("test")
DOSSIER = "Wohngeld Müller, Sabine"


def quiet(done, total):
    """Progress nobody watches."""


def work(job, node):
    """Run a job as the only one that is queued: what building the world queued is not of this test."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    job.func(node=str(node), entry=1)


def found(text):
    return search(SYSTEM, text, step="forms").total


def test_the_job_indexes_a_document_and_may_run_twice(post):
    document = post.receive("Lageplan", "Lageplan")
    for _ in range(2):
        work(index_record, document.id)
        assert found("Lageplan") == 2
    assert not Waiting.objects.exists()


def test_the_job_takes_out_what_was_withdrawn(post):
    document = post.take_in("Lageplan")
    withdraw_document(SYSTEM, document=document.id, reason="doppelt")
    work(index_record, document.id)
    assert found("Lageplan") == 0
    assert upkeep.check(quiet).superfluous == 0


def test_a_dossier_is_indexed_with_everything_inside(post, world):
    document = post.file(post.receive("Lageplan", subject_line="Anlage"), DOSSIER)
    work(index_dossier, world.dossiers[DOSSIER].id)
    assert found("Lageplan") == 1
    assert {one.kind for one in jump(SYSTEM, "müller")} == {"dossier"}
    assert {one.id for one in jump(SYSTEM, "anlage")} == {document.id}


def test_jobs_leave_the_commit_to_those_queued_behind_them(post):
    document = post.receive("Lageplan")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        assert indexing.worth_writing(index_record)
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status)"
            " VALUES ('search.index_record', 'search', 'todo')"
        )
    index_record.func(node=str(document.id))
    assert found("Lageplan") == 0
    assert Waiting.objects.filter(record=document.id, done=False).exists()
    Waiting.objects.update(since="2020-01-01T00:00:00Z")
    index_record.func(node=str(post.receive("Lageplan").id))
    assert found("Lageplan") == 2


def test_a_record_waits_until_it_is_written(post):
    document = post.receive("Lageplan")
    indexing.note([document.id])
    assert is_waiting(document.id)
    indexing.write_waiting()
    assert not is_waiting(document.id)


def test_what_was_never_rendered_is_not_missed(post, world):
    receive_document(
        SYSTEM,
        unit=world.units["50.1"].id,
        channel="paper",
        received_at=timezone.now(),
        originals=[StoredFile("0" * 64, 1, "application/pdf")],
        subject_line="Kaputt",
    )
    upkeep.rebuild(quiet)
    assert upkeep.check(quiet).agrees
    assert jump(SYSTEM, "kaputt") == ()


def test_a_change_during_indexing_keeps_waiting(post):
    document = post.receive("Lageplan")
    indexing.note([document.id])
    turns = dict(Waiting.objects.values_list("record", "turn"))
    indexing.note([document.id])
    indexing.finish(turns)
    assert Waiting.objects.filter(record=document.id, done=False).exists()


def test_while_another_process_writes_the_change_waits(post):
    document = post.receive("Lageplan")
    with engine().writing():
        work(index_record, document.id)
        assert Waiting.objects.filter(done=False).count() == 1
    indexing.write_waiting()
    assert found("Lageplan") == 1


class TestRebuild:
    def test_a_lost_index_is_rebuilt_from_the_records(self, post, world):
        post.file(post.receive("Lageplan", "Bescheid"), DOSSIER)
        post.receive("Bescheid")
        seen = []
        entries = upkeep.rebuild(lambda done, total: seen.append((done, total)))
        assert found("Bescheid") == 2
        assert jump(SYSTEM, "Müller")
        assert entries == engine().count()
        assert seen[-1][0] == seen[-1][1] > 0
        assert upkeep.check(quiet).agrees

    def test_an_index_of_another_version_is_replaced(self, post, index):
        post.take_in("Lageplan")
        (index / "index.json").write_text("{}")
        with pytest.raises(IndexOutdatedError):
            found("Lageplan")
        upkeep.rebuild(quiet)
        assert found("Lageplan") == 1

    def test_a_killed_rebuild_goes_on_and_loses_nothing(self, post, monkeypatch):
        for number in range(9):
            post.receive(f"Lageplan {number}")
        monkeypatch.setattr(upkeep, "_RECORDS_PER_COMMIT", 4)
        monkeypatch.setattr(upkeep.contents.chunks, "__kwdefaults__", {"size": 2})
        seen = []

        def stop_halfway(done, total):
            seen.append(done)
            if done > total // 2:
                raise KeyboardInterrupt

        with suppress(KeyboardInterrupt):
            upkeep.rebuild(stop_halfway)
        assert engine().is_rebuilding()
        late = post.take_in("Nachtrag")
        resumed = []
        upkeep.rebuild(lambda done, total: resumed.append(done))
        assert resumed[0] > 0
        assert found("Lageplan") == 9
        assert found("Nachtrag") == 1
        assert late
        assert upkeep.check(quiet).agrees
        assert not Waiting.objects.exists()
        assert not engine().is_rebuilding()

    def test_changes_during_a_rebuild_reach_both_indexes(self, post, world):
        post.take_in("Lageplan")
        gone = post.take_in("Fehldruck")

        def change(done, total):
            if done == total and not done_once:
                done_once.append(True)
                withdraw_document(SYSTEM, document=gone.id, reason="doppelt")
                post.index(gone)
                post.take_in("Nachtrag")
                assert found("Nachtrag") == 1  # the live index

        done_once = []
        upkeep.rebuild(change)
        assert (found("Nachtrag"), found("Fehldruck"), found("Lageplan")) == (1, 0, 1)
        assert upkeep.check(quiet).agrees


class TestCheck:
    @pytest.fixture(autouse=True)
    def rebuilt(self, post):
        self.documents = [post.receive("Lageplan", "Bescheid") for _ in range(3)]
        upkeep.rebuild(quiet)

    def test_agreement_is_reported(self):
        report = upkeep.check(quiet)
        assert report.agrees
        assert report.expected == engine().count()

    def test_missing_superfluous_and_differing_entries_are_counted(self, post):
        missing, superfluous, differing = self.documents
        with engine().writing() as writer:
            writer.remove(missing.id)
            writer.commit()
        withdraw_document(SYSTEM, document=superfluous.id, reason="doppelt")
        post.file(differing, DOSSIER)
        report = upkeep.check(quiet)
        assert (report.missing, report.superfluous, report.differing) == (3, 3, 3)
        assert set(report.examples) == {missing.id, superfluous.id, differing.id}
        assert not report.agrees

    def test_repair_makes_them_agree(self):
        with engine().writing() as writer:
            writer.remove(self.documents[0].id)
            writer.commit()
        assert not upkeep.check(quiet, repair=True).agrees
        assert upkeep.check(quiet).agrees
