# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking post in: what is kept of it, and never twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.queries import about, sentence
from aktei.base.blobs import store
from aktei.base.dates import moment_text
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.mailroom.tests.conftest import stored
from aktei.records.documents.queries import documents, originals_of
from aktei.records.envelopes.models import Consignment


def test_the_history_tells_when_it_came_when_it_was_scanned_and_by_whom(receive):
    scanned = timezone.now()
    consignment = receive(b"brief", scanned_at=scanned, scanned_by="Petra Schäfer", scanner="Scanner 1")
    told = [sentence(entry) for entry in about(consignment.document_id)]
    came = moment_text(consignment.envelope.received_at)
    assert any("Team Wohngeld" in each and came in each for each in told)
    assert any("von Petra Schäfer" in each and "Scanner 1" in each for each in told)


def test_originals_are_kept_byte_for_byte_in_their_order(receive):
    consignment = receive(b"zweite Seite", b"erste Seite")
    kept = [store.open(each.sha256).read() for each in originals_of(consignment.document.current_id)]
    assert kept == [b"zweite Seite", b"erste Seite"]


def test_receiving_is_refused_without_the_right(world, receive):
    with pytest.raises(Forbidden):
        receive_consignment(
            world.actor("bauaufsicht"),
            unit=world.units["50.1"].id,
            channel="paper",
            received_at=timezone.now(),
            files=[stored(b"brief")],
        )
    assert not Consignment.objects.exists()


@pytest.mark.parametrize(("channel", "files"), [("Brieftaube", [b"x"]), ("paper", [])])
def test_an_unknown_channel_or_no_file_is_refused_with_a_reason(receive, channel, files):
    with pytest.raises(Refused) as refusal:
        receive(*files, channel=channel)
    assert refusal.value.reasons


def test_the_same_key_returns_the_first_consignment_and_writes_nothing(receive):
    first = receive(b"brief", idempotency_key="k1")
    entries = about(first.document_id).count()
    assert receive(b"brief", idempotency_key="k1").id == first.id
    assert (Consignment.objects.count(), about(first.document_id).count()) == (1, entries)


def test_the_same_key_with_other_files_is_refused(receive):
    receive(b"brief", idempotency_key="k1")
    with pytest.raises(Refused, match="andere Sendung"):
        receive(b"anderer Brief", idempotency_key="k1")


def test_a_key_counts_per_person_and_client(world, receive):
    receive(b"brief", idempotency_key="k1")
    other = receive_consignment(
        world.actor("sachbearbeitung"),
        unit=world.units["50.1"].id,
        channel="paper",
        received_at=timezone.now(),
        files=[stored(b"brief")],
        idempotency_key="k1",
    )
    assert Consignment.objects.count() == 2
    assert other.envelope.created_by == world.persons["sachbearbeitung"].id


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_makes_one_consignment(world, receive):
    def take(_number):
        try:
            return receive(b"brief", idempotency_key="gleichzeitig").id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(take, range(16)))
    assert len(ids) == 1
    assert Consignment.objects.count() == 1
    assert documents(world.actor("post")).count() == 1
