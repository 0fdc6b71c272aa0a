# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two acts at once: post that comes in while its unit moves or ends hangs where people look."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.people import actions
from aktei.base.people.models import Unit
from aktei.records.documents.actions import receive_document
from aktei.records.documents.models import Document
from tests.stage import PDF

SYSTEM = Actor.system("test")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["move", "dissolve"])
def test_post_that_arrives_while_its_unit_moves_or_ends_hangs_in_the_right_place(step):
    one = actions.establish_unit(SYSTEM, name="Eins", short_name="1")
    two = actions.establish_unit(SYSTEM, name="Zwei", short_name="2")
    team = actions.establish_unit(SYSTEM, name="Team", short_name="1.1", parent=one.id)
    changed, waits = threading.Event(), threading.Event()

    def reorganise():
        with transaction.atomic():
            if step == "move":
                actions.move_unit(SYSTEM, unit=team.id, parent=two.id)
            else:
                actions.dissolve_unit(SYSTEM, unit=team.id, successor=two.id)
            changed.set()
            waits.wait(60)
        connection.close()

    def receive():
        receive_document(SYSTEM, unit=team.id, channel="paper", received_at=timezone.now(), originals=[PDF])
        connection.close()

    threads = [threading.Thread(target=each) for each in (reorganise, receive)]
    threads[0].start()
    assert changed.wait(60)
    threads[1].start()
    _until_somebody_waits_for_a_lock()
    waits.set()
    for each in threads:
        each.join(60)
    document = Document.objects.get()
    expected = [team.id, *Unit.objects.get(id=two.id).chain] if step == "move" else two.chain
    assert document.chain == [document.id, *expected]


def _until_somebody_waits_for_a_lock():
    for _look in range(10_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.005), count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[1]:
                return
    raise AssertionError("nobody waited")
