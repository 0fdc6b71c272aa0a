# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What only a directory promises: on the disk when it says so, nothing half-visible; and a cache that stays small."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from aktei.base.blobs import cache as cache_module
from aktei.base.blobs.cache import Cache
from aktei.base.blobs.directory import Directory
from aktei.base.blobs.faults import BlobDamaged, BlobError, StoreFull
from aktei.base.blobs.store import BlobStore


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore([Directory(tmp_path / "blobs")], Cache(tmp_path / "cache", 10**9))


def test_bytes_their_name_and_new_directories_are_synced(
    store: BlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    sha256 = store.put(b"power cut").sha256
    root = tmp_path / "blobs"
    leaf = root / sha256[:2] / sha256[2:4]
    assert {tmp_path, root, leaf.parent, leaf} <= set(synced)
    assert any(path.name.startswith(f".{sha256}") for path in synced), "the file itself, before it got its name"


def test_a_file_that_is_given_away_becomes_what_is_kept_without_a_copy(store: BlobStore, tmp_path: Path) -> None:
    given = tmp_path / "upload"
    given.write_bytes(b"large")
    number = given.stat().st_ino
    blob = store.take(given)
    assert (blob.sha256, blob.size) == (hashlib.sha256(b"large").hexdigest(), 5)
    given.unlink()
    kept = store.path(blob.sha256).stat()
    assert (kept.st_ino, kept.st_nlink, kept.st_mode & 0o777) == (number, 1, 0o440)


def test_a_second_place_has_bytes_of_its_own(tmp_path: Path) -> None:
    places = [Directory(tmp_path / "blobs"), Directory(tmp_path / "mirror")]
    blob = BlobStore([*places], Cache(tmp_path / "cache", 10**9)).put(b"twice")
    one, two = (place.local(blob.sha256) for place in places)
    assert one
    assert two
    assert one.stat().st_ino != two.stat().st_ino


def test_where_a_file_can_have_no_second_name_it_is_copied(
    store: BlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(*_paths: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    given = tmp_path / "upload"
    given.write_bytes(b"large")
    monkeypatch.setattr(os, "link", elsewhere)
    assert store.path(store.take(given).sha256).read_bytes() == given.read_bytes() == b"large"


def test_a_full_disk_is_said_and_leaves_nothing(store: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store.put(b"earlier")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreFull, match=r"voll.*nichts Halbfertiges"):
            store.put(b"too much")
    assert [found.size for found in store.iterate()] == [len(b"earlier")]
    assert not list(Path(store.places[0].name).rglob(".*"))
    assert store.put(b"too much").size == 8


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_failing_disk_names_its_path_in_the_log_alone(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path, number: int
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number), str(tmp_path / "blobs" / "x"))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        with pytest.raises(BlobError) as caught:
            store.put(b"too much")
    assert str(tmp_path) not in str(caught.value)
    assert "/" not in str(caught.value)
    assert str(tmp_path) in caplog.text


def test_an_interrupted_attempt_is_no_entry(store: BlobStore, tmp_path: Path) -> None:
    sha256 = store.put(b"whole").sha256
    leaf = tmp_path / "blobs" / sha256[:2] / sha256[2:4]
    (leaf / f".{'0' * 64}.interrupted").write_bytes(b"half")
    assert [found.sha256 for found in store.iterate()] == [sha256]


def test_handing_in_again_counts_as_new(store: BlobStore) -> None:
    sha256 = store.put(b"again").sha256
    os.utime(store.path(sha256), (0, 0))
    store.put(b"again")
    assert next(store.iterate()).handed_in.year > 2000


def test_a_truncated_file_is_replaced_when_its_bytes_come_again(store: BlobStore) -> None:
    sha256 = store.put(b"complete").sha256
    damaged = store.path(sha256)
    damaged.chmod(0o600)
    damaged.write_bytes(b"comp")
    store.put(b"complete")
    assert store.path(sha256).read_bytes() == b"complete"


def test_kept_files_are_write_protected(store: BlobStore) -> None:
    assert not store.path(store.put(b"fixed").sha256).stat().st_mode & 0o222


def test_the_cache_stays_small_and_forgets_the_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "IN_USE", -60.0)
    cache = Cache(tmp_path, 5000)
    copies = []
    for number in range(20):
        content = bytes([number]) * 1000
        copies.append(cache.add(hashlib.sha256(content).hexdigest(), iter([content])))
        os.utime(copies[-1], (number, number))
    assert [copy for copy in copies if copy.exists()] == copies[-5:]


def test_a_copy_just_handed_out_is_not_taken_away(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10)
    copies = [cache.add(hashlib.sha256(part).hexdigest(), iter([part])) for part in (b"a" * 100, b"b" * 100)]
    assert all(copy.exists() for copy in copies)


def test_the_cache_takes_no_wrong_copy(tmp_path: Path) -> None:
    with pytest.raises(BlobDamaged):
        Cache(tmp_path, 10**6).add("0" * 64, iter([b"something else"]))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
