# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking, backing up and restoring: what was kept comes back byte for byte, and what is not is said."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktei.base import embedded
from aktei.base.blobs import references, store
from aktei.entrances.cli import backup, exits, verify
from aktei.entrances.cli.main import _run
from aktei.entrances.cli.tests.database import empty_the_queue, url_of_this_test
from aktei.entrances.demo import shelf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An office of its own: bytes here, the database of this test."""
    settings.DATA = tmp_path / "office"
    settings.DATA.mkdir()
    (settings.DATA / "secret_key").write_text("secret")
    settings.BLOBS_URL = f"file://{tmp_path}/office/blobs"
    settings.CACHE_DIRECTORY = tmp_path / "office" / "cache"
    monkeypatch.setenv("AKTEI_DATABASE_URL", url_of_this_test())
    yield tmp_path
    empty_the_queue()


def blank_pdf(pages: int) -> bytes:
    import io

    import pikepdf

    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(target := io.BytesIO())
    return target.getvalue()


@pytest.fixture
def kept(place: Path, world: Any) -> list[str]:
    volumes = [shelf.prepared(blank_pdf(pages)) for pages in (1, 2)]
    for number, volume in enumerate(volumes):
        shelf.receive(next(iter(world.units.values())).id, volume, f"Brief {number}")
    # The letters themselves, and whatever else the acts kept with them.
    return [*(volume.file.sha256 for volume in volumes), *_others(volumes)]


def _others(volumes: list[shelf.Volume]) -> list[str]:
    return sorted(set(references.referenced()) - {volume.file.sha256 for volume in volumes})


def test_checking_finds_everything_sound(kept: list[str]) -> None:
    report = verify.check(quiet=True)
    assert report.checked == len(kept)
    assert report.sound


def test_checking_tells_the_missing_from_the_damaged(kept: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    gone, forged = kept[:2]
    store.delete(gone)
    store.path(forged).chmod(0o600)
    store.path(forged).write_bytes(b"forged")
    with pytest.raises(SystemExit) as end:
        verify.app(["--json"])
    assert end.value.code == exits.FINDINGS
    said = json.loads(capsys.readouterr().out)
    assert [sha256 for sha256, _ in said["missing"]] == [gone]
    assert [sha256 for sha256, _ in said["damaged"]] == [forged]


def test_a_second_store_repairs_the_first(kept: list[str], place: Path, settings: Any) -> None:
    settings.BLOBS_MIRROR_URL = f"file://{place}/mirror"
    for sha256 in kept:
        store.configured().places[1].keep(sha256, store.path(sha256).stat().st_size, store.path(sha256))
    store.configured().places[0].delete(kept[0])
    assert not verify.check(quiet=True).sound
    assert verify.check(repair=True, quiet=True).sound
    assert store.configured().places[0].local(kept[0])


def test_a_backup_comes_back_byte_for_byte(
    kept: list[str], place: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = {sha256: store.read(sha256) for sha256 in kept}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_journalentry")
        entries = cursor.fetchone()
    report = backup.write(place / "backup", quiet=True)
    assert report["files"] == report["copied"] == len(kept)
    assert backup.write(place / "backup", quiet=True)["copied"] == 0

    place.chmod(0o755)
    new = place / "new"
    monkeypatch.delenv("AKTEI_DATABASE_URL")
    monkeypatch.setenv("AKTEI_DATA", str(new))
    settings.BLOBS_URL = f"file://{new}/blobs"
    settings.CACHE_DIRECTORY = new / "cache"
    try:
        assert _run(["restore", str(place / "backup")]) == exits.OK
        assert {sha256: store.read(sha256) for sha256 in kept} == originals
        assert (new / "secret_key").read_text() == "secret"
        command = [embedded.Cluster(embedded.Layout.of(new), for_tests=False).binaries / "psql", "-XAtc"]
        command += ["SELECT count(*) FROM journal_journalentry", embedded.database_url(new)]
        counted = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert int(counted) == entries[0]
        assert _run(["restore", str(place / "backup")]) == exits.DIRECTORY, "never over something"
    finally:
        embedded.ensure(new).close()


def test_half_a_backup_is_not_restored(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "backup").mkdir()
    monkeypatch.setenv("AKTEI_DATA", str(place / "new"))
    assert _run(["restore", str(place / "backup")]) == exits.DIRECTORY
    assert not (place / "new").exists()
