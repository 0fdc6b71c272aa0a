# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of post: newest first, in parts, filtered, within rights, with a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.entrances.demo.letters import letter
from aktei.procedures.mailroom import queries
from aktei.procedures.rendition.actions import refuse
from aktei.procedures.rendition.making import make
from aktei.records.envelopes import queries as envelopes

NOW = timezone.now()
SYSTEM = Actor.system("test")


@pytest.fixture
def clerk(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def pile(receive):
    """Twelve letters, the last one newest; two of them of the same moment."""
    return [
        receive(
            f"brief {number}".encode(),
            received_at=NOW - timedelta(hours=12 - max(number, 1)),
            sender="Ute Yıldız" if number % 2 else "Bernd Köster",
            subject_line=f"Schreiben {number}",
            channel="paper" if number % 3 else "email",
        )
        for number in range(12)
    ]


def test_the_list_is_newest_first_and_comes_in_parts_without_gap_or_double(pile, clerk):
    seen, after = [], None
    while True:
        part = queries.incoming(clerk, limit=5, after=after)
        seen += [each.id for each in part.items]
        after = part.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 12
    assert set(seen[:10]) == {each.id for each in pile[2:]}
    assert seen[0] == pile[-1].id


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"channel": "email"}, 4),
        ({"sender": "yıldız"}, 6),
        ({"text": "Schreiben 11"}, 1),
        ({"text": "bernd schreiben"}, 6),
        ({"state": "received"}, 12),
        ({"state": ["ready", "quarantined"]}, 0),
        ({"received_before": NOW - timedelta(hours=9)}, 3),
        ({"received_after": NOW - timedelta(hours=2)}, 2),
    ],
)
def test_the_list_can_be_filtered(pile, clerk, filters, count):
    assert len(queries.incoming(clerk, **filters).items) == count


@pytest.mark.parametrize("wrong", [{"state": "weg"}, {"channel": "Brieftaube"}, {"after": "kaputt"}])
def test_a_filter_that_does_not_exist_is_refused(clerk, wrong):
    with pytest.raises(Refused):
        queries.incoming(clerk, **wrong)


def test_nobody_sees_another_units_post(world, pile):
    stranger = world.actor("bauaufsicht")
    assert queries.incoming(stranger).items == []
    assert queries.counts(stranger)["received"] == 0
    with pytest.raises(Missing):
        queries.consignment(stranger, pile[0].id)
    assert queries.of_document(stranger, pile[0].document_id) is None
    assert queries.consignments(stranger, [each.id for each in pile]) == []


def test_the_post_room_sees_the_post_of_all_units(world, pile):
    assert len(queries.incoming(world.actor("post")).items) == 12


def test_counts_tell_how_much_waits(pile, clerk):
    assert queries.counts(clerk) == {"received": 12, "processing": 0, "ready": 0, "quarantined": 0}


def test_the_list_costs_the_same_number_of_queries_however_long(pile, clerk, django_assert_num_queries):
    with django_assert_num_queries(6):
        for each in queries.incoming(clerk, limit=2).items:
            _show(each)
    with django_assert_num_queries(6):
        for each in queries.incoming(clerk, limit=12).items:
            _show(each)


def test_what_is_to_be_cleared_is_not_sought_among_all_that_waits(pile, clerk, monkeypatch):
    """Few faults are known before the documents are asked for; of very many the answer is the same."""
    stuck = [pile[number].id for number in (7, 2)]
    for number in (7, 2):
        refuse(SYSTEM, version=pile[number].document.current_id, code="broken", reason="Beschädigt.", advice="–")
    with CaptureQueriesContext(connection) as asked:
        assert [each.id for each in queries.incoming(clerk, state="quarantined").items] == stuck
    lists = [each["sql"] for each in asked.captured_queries if "ORDER BY" in each["sql"] and "LIMIT" in each["sql"]]
    assert lists
    assert not any("records_readingfault" in sql.partition("WHERE")[2] for sql in lists)
    monkeypatch.setattr(envelopes, "_FEW", 1)
    assert [each.id for each in queries.incoming(clerk, state="quarantined").items] == stuck


def _show(item):
    """Everything a line of the list shows."""
    document = item.document
    return (
        item.state_name,
        item.channel_name,
        item.thumbnail,
        item.page_count,
        item.unit.name,
        document.subject_line,
        document.dossier,
        document.case,
        document.current.number,
    )


def test_what_was_read_but_not_offered_yet_is_still_processing(receive, clerk):
    consignment = receive(letter(61, pages=2).pdf)
    make(consignment.document.current_id)
    shown = queries.consignment(clerk, consignment.id)
    assert (shown.state, shown.done, shown.total) == ("processing", 2, 2)
    assert [each.id for each in queries.incoming(clerk, state="processing").items] == [consignment.id]
    assert queries.incoming(clerk, state="received").items == []
    assert queries.counts(clerk)["processing"] == 1
