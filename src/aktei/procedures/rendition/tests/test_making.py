# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Renditions as jobs: done once, resumed, given up in time, and never lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom import queries as mailroom
from aktei.procedures.mailroom.tests.conftest import receive, work
from aktei.procedures.rendition import actions, jobs, making, pipeline
from aktei.procedures.rendition.models import Progress, Rendition
from aktei.procedures.rendition.pool import Unavailable
from aktei.records.documents.queries import pages, standing_faults, version_of

__all__ = ["receive"]
LETTER = letter(21).pdf
SYSTEM = Actor.system("test")


def scratch(settings, version):
    return Path(settings.SCRATCH_DIRECTORY) / "rendition" / str(version)


def test_a_version_is_rendered_once_and_its_scratch_is_gone(receive, settings):
    version = receive(LETTER).document.current_id
    making.make(version)
    making.make(version)
    assert pages(version).count() == 1
    assert not standing_faults([version])
    assert not Progress.objects.exists()
    assert not scratch(settings, version).exists()


def test_progress_is_seen_while_it_runs_and_the_state_is_processing(world, receive, monkeypatch):
    consignment = receive(letter(22, pages=3).pdf)
    clerk = world.actor("sachbearbeitung")
    seen = []
    real = pipeline.render

    def watched(*arguments, progress, **named):
        def noting(done, total):
            progress(done, total)
            now = mailroom.consignment(clerk, consignment.id)
            seen.append((now.state, now.total))
            listed = mailroom.incoming(clerk, state="processing").items
            assert [each.id for each in listed] == [consignment.id]
            assert mailroom.incoming(clerk, state="received").items == []
            assert mailroom.counts(clerk)["processing"] == 1

        return real(*arguments, progress=noting, **named)

    monkeypatch.setattr(making.pipeline, "render", watched)
    making.make(consignment.document.current_id)
    assert {state for state, _ in seen} == {"processing"}
    assert seen[-1][1] == 3


def test_an_unexpected_error_is_tried_again_and_given_up_with_a_reason(world, receive, monkeypatch):
    consignment = receive(LETTER)
    version = consignment.document.current_id

    def broken(*_arguments, **_named):
        raise RuntimeError("unser Fehler")

    monkeypatch.setattr(making.pipeline, "render", broken)
    for _ in range(making.MOST_FAILURES - 1):
        with pytest.raises(RuntimeError):
            making.make(version)
    making.make(version)
    assert standing_faults([version])[version].code == "failed"
    work()
    stuck = mailroom.consignment(world.actor("sachbearbeitung"), consignment.id)
    assert stuck.state == "quarantined"
    assert "sicher aufbewahrt" in stuck.trouble.advice


def test_a_file_that_keeps_killing_its_worker_is_given_up(receive):
    version = receive(LETTER).document.current_id
    Progress.objects.create(
        version_id=version,
        document=version_of(version).document_id,
        attempts=making.MOST_ATTEMPTS,
        updated_at=timezone.now(),
    )
    making.make(version)
    assert standing_faults([version])[version].code == "failed"


def test_trouble_that_is_not_the_files_fault_is_never_held_against_it(receive, monkeypatch):
    version = receive(LETTER).document.current_id

    def full(*_arguments, **_named):
        raise Unavailable("no space left")

    monkeypatch.setattr(making.pipeline, "render", full)
    for _ in range(making.MOST_FAILURES + 2):
        with pytest.raises(Unavailable):
            making.make(version)
    assert not Rendition.objects.exists()


def test_the_sweep_queues_what_no_job_will_render_and_nothing_else(receive, monkeypatch):
    lost, queued, refused = (receive(content).document for content in (LETTER, LETTER + b"\n", b""))
    making.make(refused.current_id)
    monkeypatch.setattr(jobs, "_OVERLOOKED_AFTER", timedelta(0))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'node' = %s", [str(lost.id)])
    assert jobs.sweep() == 1
    assert jobs.sweep() == 0
    work()
    assert pages(lost.current_id).count() == pages(queued.current_id).count() == 1


def test_nobody_but_the_machinery_completes_or_refuses_a_rendition(world, receive):
    version = receive(LETTER).document.current_id
    clerk = world.actor("sachbearbeitung")
    with pytest.raises(Forbidden):
        actions.refuse(clerk, version=version, code="broken", reason="x", advice="y")
    with pytest.raises(Forbidden):
        actions.complete(clerk, version=version, archival=None, thumbnail=None, pages=[])


def test_what_is_complete_is_never_refused_afterwards(receive):
    version = receive(LETTER).document.current_id
    making.make(version)
    assert not actions.refuse(SYSTEM, version=version, code="broken", reason="x", advice="y")
    assert not standing_faults([version])
