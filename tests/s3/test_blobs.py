# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One suite for every kind of place: what is put in comes out, once or twice, or the trouble is told."""

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aktei.base.blobs.faults import BlobError, BlobMissing
from aktei.base.blobs.store import BlobStore, Finding, State, StoredBlob

Build = Callable[..., BlobStore]
NewUrl = Callable[[], str]
# Beyond one part of a multipart upload, and no multiple of anything.
LARGE = os.urandom(11_000_003)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def store(build: Build, new_url: NewUrl) -> BlobStore:
    return build(new_url())


@pytest.mark.parametrize("content", [b"", b"Sehr geehrte Damen und Herren", LARGE], ids=["empty", "small", "large"])
def test_what_is_put_in_comes_out_under_its_hash(store: BlobStore, content: bytes) -> None:
    blob = store.put(content)
    assert blob == StoredBlob(digest(content), len(content))
    assert store.path(blob.sha256).read_bytes() == content
    assert store.read(blob.sha256) == content
    with store.open(blob.sha256) as file:
        assert file.read() == content


def test_files_and_open_files_are_taken_too(store: BlobStore, tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(LARGE)
    assert store.put(tmp_path / "letter") == store.put(io.BytesIO(LARGE)) == StoredBlob(digest(LARGE), len(LARGE))


def test_the_same_bytes_are_kept_once(store: BlobStore) -> None:
    first = store.put(b"same")
    assert store.put(b"same") == first
    assert [found.sha256 for found in store.iterate()] == [first.sha256]


def test_parts_can_be_read(store: BlobStore) -> None:
    blob = store.put(LARGE)
    assert store.read(blob.sha256, 10_999_990, 100) == LARGE[10_999_990:]
    assert store.read(blob.sha256, 5_000_000, 10) == LARGE[5_000_000:5_000_010]
    assert store.read(blob.sha256, 20_000_000, 10) == b""


def test_everything_is_listed_with_its_size(store: BlobStore) -> None:
    blobs = {store.put(bytes([number]) * number) for number in range(1, 8)}
    assert {StoredBlob(found.sha256, found.size) for found in store.iterate()} == blobs
    assert all(found.handed_in.tzinfo for found in store.iterate())


def test_what_is_deleted_is_gone_and_deleting_again_is_no_error(store: BlobStore) -> None:
    blob = store.put(b"gone")
    store.path(blob.sha256)
    store.delete(blob.sha256)
    store.delete(blob.sha256)
    assert not store.exists(blob.sha256)
    for attempt in (store.path, store.read, lambda sha: store.read(sha, 0, 1)):
        with pytest.raises(BlobMissing, match="fehlt im Speicher"):
            attempt(blob.sha256)


def test_a_name_that_is_no_hash_is_refused(store: BlobStore) -> None:
    for name in ("../../etc/passwd", "A" * 64, ""):
        with pytest.raises(ValueError, match="SHA-256"):
            store.path(name)


def test_checking_finds_the_missing_and_the_intact(store: BlobStore) -> None:
    blob = store.put(b"checked")
    name = store.places[0].name
    assert store.verify(blob.sha256) == (Finding(name, State.INTACT),)
    store.delete(blob.sha256)
    assert store.verify(blob.sha256) == (Finding(name, State.MISSING),)


def test_checking_finds_the_damaged(store: BlobStore, tmp_path: Path) -> None:
    blob = store.put(b"genuine")
    damage(store, blob, tmp_path)
    assert store.verify(blob.sha256)[0].state is State.DAMAGED


def test_damage_is_repaired_from_the_mirror(build: Build, new_url: NewUrl, tmp_path: Path) -> None:
    store = build(new_url(), new_url())
    blob = store.put(b"twice")
    damage(store, blob, tmp_path)
    assert [finding.state for finding in store.verify(blob.sha256)] == [State.DAMAGED, State.INTACT]
    assert [finding.state for finding in store.verify(blob.sha256, repair=True)] == [State.INTACT, State.INTACT]


def test_every_byte_exists_twice_and_reading_falls_back(build: Build, new_url: NewUrl) -> None:
    store = build(new_url(), new_url())
    blob = store.put(LARGE)
    assert all(place.look(blob.sha256) for place in store.places)
    store.places[0].delete(blob.sha256)
    assert store.read(blob.sha256, 7, 5) == LARGE[7:12]
    assert store.path(blob.sha256).read_bytes() == LARGE
    assert store.put(LARGE) == blob
    assert store.places[0].look(blob.sha256), "putting again restores what was lost"


def damage(store: BlobStore, blob: StoredBlob, tmp_path: Path) -> None:
    place = store.places[0]
    place.delete(blob.sha256)
    (tmp_path / "forged").write_bytes(b"forged!"[: blob.size])
    place.keep(blob.sha256, blob.size, tmp_path / "forged")


@pytest.mark.outside_judge
def test_a_wrong_key_is_rejected_and_the_log_says_so(
    build: Build, bucket: NewUrl, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    url = bucket()
    monkeypatch.setenv("AKTEI_S3_SECRET_KEY", "wrong")
    store = build(url)
    for attempt in (lambda: store.put(b"secret"), lambda: list(store.iterate())):
        caplog.clear()
        with pytest.raises(BlobError, match="Betriebsprotokoll"):
            attempt()
        assert "privileges" in caplog.text or "403" in caplog.text
        assert url.partition("?")[0] in caplog.text


@pytest.mark.outside_judge
def test_a_directory_can_mirror_a_bucket(build: Build, bucket: NewUrl, tmp_path: Path) -> None:
    store = build(bucket(), f"file://{tmp_path / 'mirror'}")
    blob = store.put(LARGE)
    store.places[0].delete(blob.sha256)
    assert store.read(blob.sha256) == LARGE


@pytest.mark.outside_judge
def test_a_damaged_copy_from_the_server_never_gets_into_the_cache(build: Build, bucket: NewUrl, tmp_path: Path) -> None:
    store = build(bucket())
    blob = store.put(b"genuine")
    damage(store, blob, tmp_path)
    with pytest.raises(BlobError):
        store.path(blob.sha256)
    assert not list(store.cache.root.glob("??/??/*"))
