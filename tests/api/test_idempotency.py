# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A request sent twice has one effect."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.people.actions import create_token
from aktei.entrances.api.idempotency import KEPT_FOR
from aktei.entrances.api.models import IdempotencyKey
from aktei.entrances.demo.world import build
from aktei.records.dossiers.models import Dossier
from tests.api.conftest import SYSTEM, Caller, is_problem

BODY = {"entry": "50.30", "subject_line": "Wohngeld Becker, Jan"}


def test_the_same_key_and_body_gives_the_same_answer_and_one_dossier(clerk):
    before = Dossier.objects.count()
    first, again = clerk.post("dossiers", BODY, key="k1"), clerk.post("dossiers", BODY, key="k1")
    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    assert again.headers["Location"] == first.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Dossier.objects.count() == before + 1


def test_without_a_key_everything_happens_again(clerk):
    assert clerk.post("dossiers", BODY).json()["id"] != clerk.post("dossiers", BODY).json()["id"]


def test_the_same_key_for_something_else_is_refused_and_does_nothing(clerk):
    assert clerk.post("dossiers", BODY, key="k1").status_code == 201
    before = Dossier.objects.count()
    is_problem(clerk.post("dossiers", {**BODY, "subject_line": "Anderes"}, key="k1"), 422)
    is_problem(clerk.post("cases", {"dossier": "50.30-2026/00001", "subject_line": "x"}, key="k1"), 422)
    assert Dossier.objects.count() == before


def test_keys_of_different_people_are_different_keys(caller):
    one, other = caller("sachbearbeitung"), caller("vertretung")
    assert one.post("dossiers", BODY, key="k1").json()["id"] != other.post("dossiers", BODY, key="k1").json()["id"]


def test_files_count_by_their_content(clerk):
    first = clerk.hand_in(("a.pdf", b"eins"), unit="50.1", key="k1")
    again = clerk.hand_in(("a.pdf", b"eins"), unit="50.1", key="k1")
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    is_problem(clerk.hand_in(("a.pdf", b"zwei"), unit="50.1", key="k1"), 422)


def test_a_refused_request_may_succeed_later_under_its_key(clerk):
    is_problem(clerk.post("dossiers", {**BODY, "lead_unit": "99.9"}, key="k1"), 404)
    assert clerk.post("dossiers", BODY, key="k1").status_code == 201


def test_a_key_that_is_too_long_is_refused(clerk):
    is_problem(clerk.post("dossiers", BODY, key="k" * 256), 422)


def test_old_answers_are_forgotten(clerk):
    clerk.post("dossiers", BODY, key="alt")
    IdempotencyKey.objects.update(created_at=timezone.now() - KEPT_FOR - timedelta(seconds=1))
    clerk.post("dossiers", BODY, key="neu")
    assert set(IdempotencyKey.objects.values_list("key", flat=True)) == {"neu"}


@pytest.mark.django_db(transaction=True)
def test_of_many_requests_at_once_under_one_key_one_takes_effect():
    world = build()
    _row, token = create_token(SYSTEM, person=world.persons["sachbearbeitung"].id, label="Test")
    before = Dossier.objects.count()
    together = Barrier(6)

    def ask(_number):
        try:
            together.wait(timeout=20)
            return Caller(token).post("dossiers", BODY, key="zugleich")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(6)))
    assert {each.status_code for each in answers} == {201}
    assert len({each.content for each in answers}) == 1
    assert Dossier.objects.count() == before + 1
