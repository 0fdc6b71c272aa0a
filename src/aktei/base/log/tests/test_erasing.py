# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lawful erasure takes content and salt and nothing else; any other way to lose them is found."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from aktei.base.acts.errors import Refused, SilentAct
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import action
from aktei.base.evidence.merkle import inclusion_proof, leaf_hash, root_from_inclusion
from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.evidence.notes import SignerKey, open_note
from aktei.base.evidence.tiles import hash_at
from aktei.base.log.erasing import erase, runs_of
from aktei.base.log.models import Checkpoint, Erasure, Leaf
from aktei.base.log.sealing import seal
from aktei.base.log.tests.tampering import SYSTEM, judge, places, some_acts, tamper
from aktei.base.log.tile_rows import read_tile
from aktei.base.people.models import OFFICE

ENTRY = "journal_journalentry"
KEY = SignerKey.make("musterland.example/aktei")


@action
def dispose_of(actor, entries):
    return erase(actor, entries=entries, node=OFFICE, disposal=uuid4(), reason="Frist abgelaufen")


@action
def raw(actor, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def log(db):
    some_acts(SYSTEM, 20)
    seal(KEY)


def entries_at(*positions):
    return list(Leaf.objects.filter(position__in=positions).values_list("entry_id", flat=True))


def test_what_was_lawfully_erased_is_gone_and_every_other_proof_holds(log):
    assert dispose_of(SYSTEM, entries_at(3, 4, 9)) == 3
    seal(KEY)
    rows = JournalEntry.objects.filter(leaf__position__in=(3, 4, 9))
    assert {(str(row.payload), bytes(row.salt)) for row in rows} == {("{}", b"")}
    report = judge(KEY)
    assert report.sound
    assert (report.lines, report.erased) == (21, 3)
    assert "Frist abgelaufen" in report.notices[0].what
    head = Head.parse(open_note(Checkpoint.objects.latest("size").note, KEY.verifier))
    for leaf in Leaf.objects.filter(position__in=(3, 5)):
        proof = inclusion_proof(leaf.position, head.size, hash_at(read_tile))
        assert root_from_inclusion(leaf.position, head.size, leaf_hash(bytes(leaf.commitment)), proof) == head.root


def test_a_second_erasure_changes_nothing_and_says_nothing(log):
    dispose_of(SYSTEM, entries_at(3))
    lines = JournalEntry.objects.count()
    assert dispose_of(SYSTEM, entries_at(3)) == 0
    assert JournalEntry.objects.count() == lines


def test_a_line_that_is_not_sealed_yet_is_not_erased(log):
    some_acts(SYSTEM, 1)
    with pytest.raises(Refused, match="noch nicht besiegelt"):
        dispose_of(SYSTEM, [JournalEntry.objects.latest("id").id])


def test_the_line_about_an_erasure_is_never_erased(log):
    dispose_of(SYSTEM, entries_at(3))
    seal(KEY)
    with pytest.raises(Refused, match="selbst erklären"):
        dispose_of(SYSTEM, [JournalEntry.objects.latest("id").id])


def test_an_erasure_without_a_reason_is_refused(log):
    with pytest.raises(Refused, match="Grund"):
        action(lambda actor: erase(actor, entries=entries_at(3), node=OFFICE, disposal=uuid4(), reason=" "))(SYSTEM)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_journalentry SET payload = '{}', salt = ''",
        "UPDATE journal_journalentry SET payload = '{\"a\": 1}'",
        "UPDATE journal_journalentry SET salt = '\\x00'",
        "UPDATE journal_journalentry SET kind = 'x'",
        "DELETE FROM journal_journalentry",
        "UPDATE journal_erasure SET reason = 'x'",
        "DELETE FROM journal_erasure",
    ],
)
def test_the_gate_lets_nothing_else_through_even_inside_an_act(log, statement):
    dispose_of(SYSTEM, entries_at(3))
    with pytest.raises(DatabaseError), transaction.atomic():
        raw(SYSTEM, statement)


def test_an_erased_line_is_not_filled_again(log):
    dispose_of(SYSTEM, entries_at(3))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(SYSTEM, f"UPDATE journal_journalentry SET payload = '{{\"a\": 1}}' WHERE id = {entries_at(3)[0]}")


def test_an_erasure_that_nobody_recorded_is_rolled_back(log):
    @action
    def quietly(actor):
        entry = entries_at(3)[0]
        Erasure.objects.create(
            entry_id=entry, position=3, disposal=uuid4(), reason="x", at=JournalEntry.objects.first().at
        )
        JournalEntry.objects.filter(id=entry).update(payload={}, salt=b"")

    with pytest.raises(SilentAct), transaction.atomic():
        quietly(SYSTEM)
    assert judge(KEY).sound


def test_content_that_is_gone_without_a_line_about_it_is_found(log):
    tamper(
        "journal_journalentry",
        "UPDATE journal_journalentry SET payload = '{}', salt = '' WHERE id = %s",
        entries_at(7)[0],
    )
    report = judge(KEY)
    assert places(report) == {"Zeile 7"}
    assert "durfte" in report.findings[0].what


def test_content_that_a_restored_backup_brings_back_is_mentioned(log):
    before = JournalEntry.objects.get(id=entries_at(3)[0])
    dispose_of(SYSTEM, [before.id])
    seal(KEY)
    tamper(
        "journal_journalentry", "UPDATE journal_journalentry SET salt = %s WHERE id = %s", bytes(before.salt), before.id
    )
    report = judge(KEY)
    assert report.sound
    assert report.notices[-1].place == "Zeile 3"


def test_neighbours_become_one_run():
    assert runs_of([5, 3, 4, 9]) == [(3, 5), (9, 9)]
