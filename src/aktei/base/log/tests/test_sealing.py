# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every committed line gets one place in the log, and a log that was tampered with is not continued."""

import pytest
from django.db import DatabaseError, connection, transaction

from aktei.base.acts.actor import Actor
from aktei.base.acts.marks import content_of
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.transaction import action, record
from aktei.base.evidence.commitments import canonical, commitment
from aktei.base.evidence.merkle import inclusion_proof, leaf_hash, root_from_inclusion
from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.evidence.notes import SignerKey, open_note
from aktei.base.evidence.tiles import hash_at
from aktei.base.log.models import Checkpoint, Leaf, Unsealed
from aktei.base.log.sealing import seal
from aktei.base.log.signing import SealingError, signer
from aktei.base.log.tile_rows import read_tile
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE

KEY = SignerKey.make("musterland.example/aktei")


@action
def some_acts(actor, number):
    for _each in range(number):
        record(actor, LoggedIn(node=OFFICE))


@pytest.fixture
def entries(db):
    some_acts(Actor.system("test"), 200)
    some_acts(Actor.system("test"), 100)


def test_every_line_gets_one_place_in_the_order_of_the_log(entries):
    assert seal(KEY, most=200) == 200
    assert seal(KEY) == 100
    assert seal(KEY) == 0
    assert list(Leaf.objects.order_by("position").values_list("position", flat=True)) == list(range(300))
    assert Leaf.objects.values("entry").distinct().count() == JournalEntry.objects.count() == 300
    assert not Unsealed.objects.exists()


def test_the_signed_head_proves_each_line(entries):
    seal(KEY)
    head = Head.parse(open_note(Checkpoint.objects.get().note, KEY.verifier))
    entry = JournalEntry.objects.select_related("leaf").order_by("id")[123]
    said = commitment(bytes(entry.salt), canonical(content_of(entry)))
    assert said == bytes(entry.leaf.commitment)
    proof = inclusion_proof(entry.leaf.position, head.size, hash_at(read_tile))
    assert root_from_inclusion(entry.leaf.position, head.size, leaf_hash(said), proof) == head.root


def test_a_log_whose_tile_was_altered_is_not_continued(entries):
    seal(KEY, most=200)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_tile SET hashes = overlay(hashes PLACING '\\x00' FROM 1) WHERE level = 0")
    with pytest.raises(SealingError, match="passt nicht"):
        seal(KEY)
    assert Unsealed.objects.count() == 100


def test_a_log_signed_by_another_key_is_not_continued(entries):
    seal(KEY, most=200)
    with pytest.raises(SealingError, match="nicht mit unserem Schlüssel"):
        seal(SignerKey.make(KEY.name))


def test_a_lost_key_is_not_silently_replaced(entries, tmp_path):
    seal(signer(tmp_path / "key", "musterland.example/aktei"))
    (tmp_path / "key").unlink()
    with pytest.raises(SealingError, match="fehlt"):
        signer(tmp_path / "key", "musterland.example/aktei")


def test_the_key_is_readable_to_us_alone(tmp_path, db):
    signer(tmp_path / "key", "musterland.example/aktei")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("table", ["journal_leaf", "journal_checkpoint"])
def test_leaves_and_checkpoints_can_neither_be_changed_nor_deleted(entries, table):
    seal(KEY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
