# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the list of post is, said again when post came or went while the list was open."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.procedures.mailroom import queries
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.records.documents.actions import StoredFile

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def receive(world: Any, subject: str) -> Any:
    blob = store.put(subject.encode())
    files = [StoredFile(blob.sha256, blob.size, "application/pdf", f"{subject}.pdf")]
    unit = world.units["50.1"].id
    return receive_consignment(
        SYSTEM, unit=unit, channel="paper", received_at=timezone.now(), files=files, subject_line=subject
    )


def news(client: Any, room: Any, **more: str) -> str:
    query = {"seit": str(room.newest), "summe": str(room.total), "gesagt": str(room.total), **more}
    return str(client.get(reverse("mailroom:news"), query).content.decode())


def test_what_came_is_counted_at_once_and_said_once(as_: Any, world: Any) -> None:
    receive(world, "Erster Brief")
    client = as_("sachbearbeitung")
    room = client.get("/posteingang/").context["room"]
    assert 'id="count"' not in news(client, room)
    receive(world, "Zweiter Brief")
    told = news(client, room)
    assert "2 Eingänge" in told
    assert "1 neuen Eingang zeigen" in told
    assert sum(queries.counts(world.actor("sachbearbeitung")).values()) == 2
    assert 'id="count"' not in news(client, room, gesagt="2")


def test_that_somebody_else_took_post_away_is_said(as_: Any, world: Any) -> None:
    receive(world, "Einziger Brief")
    client = as_("sachbearbeitung")
    room = client.get("/posteingang/").context["room"]
    told = news(client, room, summe="2", gesagt="2")
    assert "1 Eingang" in told
    assert "Die Liste hat sich geändert" in told


@pytest.mark.parametrize("wrong", ["", "x", "-1", "99999999999999", "١"])
def test_a_number_that_is_none_is_as_good_as_none(as_: Any, wrong: str) -> None:
    answer = as_("sachbearbeitung").get(reverse("mailroom:news"), {"summe": wrong, "gesagt": wrong, "seit": "x"})
    assert answer.status_code == 200


def test_post_is_found_by_words_inside_words_and_umlauts_written_out(as_: Any, world: Any) -> None:
    receive(world, "Abwassergebührenbescheid")
    client = as_("sachbearbeitung")
    for typed in ("gebuehren", "gebühr", "bescheid", "ABWASSER bescheid"):
        assert "Abwassergebührenbescheid" in client.get("/posteingang/", {"q": typed}).content.decode(), typed
    assert "Abwassergebührenbescheid" not in client.get("/posteingang/", {"q": "wohngeld"}).content.decode()
