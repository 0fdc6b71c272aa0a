# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who runs the office sees what waits to be read, in which lane, since when, and how fast it goes."""

import pytest
from django.db import connection

from aktei.base.acts.models_base import new_id
from aktei.base.outbox import queries
from aktei.base.outbox.jobs import Order, defer
from aktei.base.outbox.lanes import Lane
from aktei.procedures.rendition import pace
from aktei.procedures.rendition.jobs import render_version


@pytest.fixture
def waiting(world):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    defer(Order(render_version, str(new_id()), lane=Lane.LEGACY) for _ in range(12))
    defer([Order(render_version, str(new_id()), lane=Lane.TODAY)])
    pace.note(Lane.LEGACY, pages=2_500)
    pace.note(Lane.LEGACY, refused=1)


def rows(answer):
    return {str(each.title): each for each in answer.context["lanes"]}


def test_every_lane_is_shown_with_what_waits_and_what_was_done(world, client, waiting):
    client.force_login(world.persons["verwaltung"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/verwaltung/hintergrundarbeit/")
    found = rows(answer)
    assert list(found) == ["Am Schalter und Scan auf Abruf", "Tagespost", "Nacharbeit", "Altbestand"]
    legacy = found["Altbestand"]
    assert (legacy.waiting, legacy.pages_of_an_hour, legacy.pages_of_a_day, legacy.refused) == (12, 2_500, 2_500, 1)
    assert legacy.oldest is not None
    assert "2.500" in answer.content.decode()


def test_what_waits_is_counted_only_so_far(world, client, waiting, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED", 10)
    client.force_login(world.persons["datenschutz"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/verwaltung/hintergrundarbeit/")
    assert "mehr als 10" in answer.content.decode()
    assert rows(answer)["Tagespost"].waiting == 1


def test_the_page_asks_as_often_however_much_waits(world, client, waiting, django_assert_max_num_queries):
    client.force_login(world.persons["verwaltung"], backend="django.contrib.auth.backends.ModelBackend")
    client.get("/verwaltung/hintergrundarbeit/")
    with django_assert_max_num_queries(12):
        client.get("/verwaltung/hintergrundarbeit/")
