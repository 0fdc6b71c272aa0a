# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Monitoring learns when lines wait too long; strangers learn nothing else."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from aktei.base.acts.models_base import new_id
from aktei.base.log import sealer_health
from aktei.base.log.tests.tampering import SYSTEM, some_acts
from aktei.base.outbox.jobs import Order, defer
from aktei.base.outbox.lanes import Lane
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.rendition import pace
from aktei.procedures.rendition.jobs import render_version
from aktei.procedures.search.tests.conftest import index, post

__all__ = ["index", "post"]  # fixtures


@pytest.fixture
def office(db, settings, tmp_path):
    settings.EVIDENCE_KEY, settings.METRICS_TOKEN = tmp_path / "key.pem", "geheim"
    some_acts(SYSTEM, 3)
    seal_all()


def figures(client):
    said = client.get("/metrics", headers={"Authorization": "Bearer geheim"}).content.decode()
    rows = (line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in rows}


def test_a_line_that_waits_too_long_is_an_alarm_everywhere(office, client):
    assert client.get("/health/evidence").status_code == 200
    some_acts(SYSTEM, 2)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert client.get("/health/evidence").status_code == 503
        told = figures(client)
    assert told["aktei_evidence_unsealed_age_seconds"] == pytest.approx(360, abs=60)
    assert (told["aktei_evidence_unsealed_lines"], told["aktei_evidence_log_lines"]) == (2, 3)
    assert told["aktei_evidence_alarms"] == 1


def test_the_threshold_is_a_setting(office, client, settings):
    settings.EVIDENCE_ALARM_SECONDS = 30.0
    some_acts(SYSTEM, 1)
    with time_machine.travel(timezone.now() + timedelta(seconds=40)):
        assert client.get("/health/evidence").status_code == 503


def test_trouble_of_a_companion_is_told_by_name(office, client):
    sealer_health.in_trouble("timestamps", 'does not answer "now"')
    assert figures(client)['aktei_evidence_trouble{companion="timestamps"}'] == 1


def test_every_figure_says_what_it_is_and_of_what_kind(office, client):
    answer = client.get("/metrics", headers={"Authorization": "Bearer geheim"})
    families = list(text_string_to_metric_families(answer.content.decode()))
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert len(families) >= 11
    assert all(each.documentation and each.type == "gauge" for each in families)


def test_figures_are_for_whoever_has_the_token(office, client, settings):
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer falsch"}).status_code == 401
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_health_says_whether_the_database_answers(office, client, monkeypatch):
    assert client.get("/health").json() == {"status": "ok"}

    def gone():
        raise DatabaseError

    monkeypatch.setattr(sealer_health, "waiting_since", gone)
    assert client.get("/health").status_code == 503


def test_health_tells_whether_the_search_answers_and_whether_it_is_being_renewed(post, client, index, settings):
    settings.METRICS_TOKEN = "geheim"

    def age(**changed):
        stamp = json.loads((index / "index.json").read_text())
        (index / "index.json").write_text(json.dumps(stamp | changed))
        return client.get("/health/search")

    post.take_in("Lageplan")
    assert age().json() == {"status": "ok"}
    assert figures(client)["aktei_search_current"] == 1
    assert age(analysis=1).json() == {"status": "renewing"}
    assert figures(client)["aktei_search_current"] == 0
    assert age(format=0).status_code == 503
    assert figures(client)["aktei_search_answers"] == 0


def test_the_queue_tells_what_waits_in_which_lane(office, client):
    defer(Order(render_version, str(new_id()), lane=Lane.LEGACY) for _ in range(3))
    pace.note(Lane.LEGACY, pages=7)
    told = figures(client)
    assert told['aktei_jobs_waiting{queue="rendition.legacy"}'] == 3
    assert told['aktei_jobs_oldest_seconds{queue="rendition.legacy"}'] >= 0
    assert told['aktei_pages_read_last_hour{lane="legacy"}'] == 7
    assert told['aktei_jobs_failed{queue="search"}'] == 0
