# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sweep takes what nobody speaks of, and nothing else."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aktei.base.blobs import references
from aktei.base.blobs.cache import Cache
from aktei.base.blobs.directory import Directory
from aktei.base.blobs.store import BlobStore
from aktei.base.blobs.sweep import GRACE, sweep


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore([Directory(tmp_path / "blobs")], Cache(tmp_path / "cache", 10**9))


def put(store: BlobStore, content: bytes, age: timedelta) -> str:
    sha256 = store.put(content).sha256
    then = (datetime.now(UTC) - age).timestamp()
    os.utime(store.path(sha256), (then, then))
    return sha256


def run(store: BlobStore, spoken_of: set[str]) -> int:
    look = store.places[0].look
    return sweep(list(store.iterate()), is_referenced=spoken_of.__contains__, look=look, delete=store.delete)


def test_only_old_bytes_nobody_speaks_of_are_taken(store: BlobStore) -> None:
    orphan = put(store, b"orphan", GRACE * 2)
    fresh = put(store, b"fresh", GRACE / 2)
    kept = put(store, b"kept", GRACE * 100)
    assert run(store, {kept}) == 1
    assert not store.exists(orphan)
    assert store.exists(fresh)
    assert store.exists(kept)
    assert run(store, {kept}) == 0


def test_bytes_handed_in_again_during_the_sweep_stay(store: BlobStore) -> None:
    sha256 = put(store, b"again", GRACE * 2)
    entries = list(store.iterate())
    store.put(b"again")
    taken = sweep(entries, is_referenced=lambda _: False, look=store.places[0].look, delete=store.delete)
    assert taken == 0
    assert store.exists(sha256)


@pytest.mark.django_db
def test_every_table_that_keeps_bytes_is_asked() -> None:
    assert ("records_component", "sha256") in references.columns()
    assert list(references.referenced()) == []
    assert not references.is_referenced("0" * 64)
