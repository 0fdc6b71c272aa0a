# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anyone can fetch the log and check it; nothing in it tells what was done."""

import pytest

from aktei.base.acts.models import JournalEntry
from aktei.base.evidence.merkle import leaf_hash, root
from aktei.base.evidence.notes import Checkpoint, VerifierKey, open_note
from aktei.base.evidence.tiles import hash_at, tile_path
from aktei.entrances.worker.sealing import seal_all


@pytest.fixture
def log(world, client, settings, tmp_path):
    settings.EVIDENCE_KEY = tmp_path / "key.pem"
    assert seal_all() == JournalEntry.objects.count()
    return lambda path: client.get(f"/evidence/{path}")


def test_a_stranger_can_check_the_head_against_the_tiles(log):
    key = VerifierKey.parse(log("key").content.decode())
    head = Checkpoint.parse(open_note(log("checkpoint").content.decode(), key))

    def read(level, index):
        first = index * 256
        width = min(256, (head.size >> (8 * level)) - first)
        return log(tile_path(level, index, width)).content

    assert root(head.size, hash_at(read)) == head.root


def test_each_entry_of_a_bundle_hashes_to_its_place_in_the_tile(log):
    size = JournalEntry.objects.count() % 256
    entries = log(tile_path("entries", JournalEntry.objects.count() // 256, size)).content
    tile = log(tile_path(0, JournalEntry.objects.count() // 256, size)).content
    assert [entries[start : start + 2] for start in range(0, len(entries), 34)] == [b"\x00\x20"] * size
    hashes = b"".join(leaf_hash(entries[start + 2 : start + 34]) for start in range(0, len(entries), 34))
    assert hashes == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/999",
        "tile/9/000",
        "tile/0/000.p/256",
        "tile/entries/x001/999",
        "tile/0/0",
        "tile/00/000",
        "tile/0/x000/000",
    ],
)
def test_what_the_log_does_not_have_is_not_found(log, path):
    assert log(path).status_code == 404
