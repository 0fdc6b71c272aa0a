# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A watched folder: every file exactly once, only when complete, whatever the sidecar says and whatever dies."""

import json
import os
import signal
import time
from datetime import UTC, datetime

import pytest
from django.db import connections

from aktei.base.blobs import store
from aktei.entrances.worker import claims
from aktei.entrances.worker.watching import HINT, Watcher
from aktei.exchange.sidecars import codec as sidecars
from aktei.records.documents.queries import originals_of
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import faults_of

CALM = 0.05


@pytest.fixture
def watcher(tmp_path):
    return Watcher(tmp_path / "eingang", calm=CALM)


def take_all(watcher, expected):
    """Look until that many consignments were received; the files need a moment to count as complete."""
    received, until = 0, time.monotonic() + 60
    while received < expected:
        received += watcher.look_once()
        assert time.monotonic() < until, f"only {received} of {expected}"
    assert watcher.look_once() == 0
    return list(Consignment.objects.select_related("envelope").order_by("envelope__created_at"))


def put(watcher, folder, name, content):
    place = watcher.root / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return place / name


def original_bytes(consignment):
    return [store.open(each.sha256).read() for each in originals_of(consignment.document.current_id)]


def test_a_file_in_a_units_folder_becomes_a_consignment_of_that_unit(world, watcher):
    put(watcher, "50.1", "brief.pdf", b"%PDF-1.7 brief")
    (consignment,) = take_all(watcher, 1)
    assert consignment.document.unit_id == world.units["50.1"].id
    assert consignment.envelope.scanner == "50.1"
    assert consignment.envelope.scanned_at is not None
    assert original_bytes(consignment) == [b"%PDF-1.7 brief"]
    assert not (watcher.root / "50.1" / "brief.pdf").exists()
    assert [each.read_bytes() for each in (watcher.root / "50.1" / "erledigt").rglob("brief.pdf")] == [
        b"%PDF-1.7 brief"
    ]


def test_a_folder_of_nobody_goes_to_the_post_room_with_its_name_as_the_scanner(world, watcher):
    put(watcher, "Scanner Keller", "a.tif", b"II*")
    (consignment,) = take_all(watcher, 1)
    assert (consignment.document.unit_id, consignment.envelope.scanner) == (world.units["10.1"].id, "Scanner Keller")


def test_a_file_that_still_grows_is_left_alone(world, watcher):
    file = put(watcher, "50.1", "gross.pdf", b"%PDF")
    until = time.monotonic() + 5 * CALM
    while time.monotonic() < until:
        with file.open("ab") as growing:
            growing.write(b"more")
        assert watcher.look_once() == 0
    whole = file.read_bytes()
    (consignment,) = take_all(watcher, 1)
    assert original_bytes(consignment) == [whole]


@pytest.mark.parametrize("name", ["brief.pdf.part", "brief.TMP", ".brief.pdf", "brief.pdf~"])
def test_a_file_with_an_open_end_is_left_alone(world, watcher, name):
    put(watcher, "50.1", name, b"x")
    put(watcher, "50.1", "fertig.pdf", b"y")
    (consignment,) = take_all(watcher, 1)
    assert original_bytes(consignment) == [b"y"]
    assert (watcher.root / "50.1" / name).exists()


def test_a_link_is_never_followed(world, watcher, tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    put(watcher, "50.1", "fertig.pdf", b"y")
    (watcher.root / "50.1" / "link.pdf").symlink_to(secret)
    (consignment,) = take_all(watcher, 1)
    assert original_bytes(consignment) == [b"y"]


def test_a_sidecar_tells_when_and_by_whom_and_makes_several_files_one_consignment(world, watcher):
    told = {
        "channel": "paper",
        "unit": "50.2",
        "received_at": "2026-03-02T08:15:00+01:00",
        "scanned_at": "2026-03-02T09:00:00",
        "scanned_by": "Petra Schäfer",
        "scanner": "Kodak 2. OG",
        "sender": "Ute Yıldız",
        "subject_line": "Antrag",
        "files": ["b.pdf", "a.pdf"],
    }
    put(watcher, "10.1", "stapel.json", told)
    put(watcher, "10.1", "a.pdf", b"a")
    put(watcher, "10.1", "b.pdf", b"b")
    (consignment,) = take_all(watcher, 1)
    assert original_bytes(consignment) == [b"b", b"a"]
    assert consignment.document.unit_id == world.units["50.2"].id
    assert consignment.envelope.received_at == datetime(2026, 3, 2, 7, 15, tzinfo=UTC)
    assert consignment.envelope.scanned_at == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    assert (consignment.envelope.scanned_by, consignment.envelope.scanner) == ("Petra Schäfer", "Kodak 2. OG")
    assert (consignment.envelope.sender, consignment.document.subject_line) == ("Ute Yıldız", "Antrag")
    assert not faults_of(consignment.envelope_id)


def test_files_that_a_sidecar_promises_are_waited_for(world, watcher):
    put(watcher, "10.1", "stapel.json", {"files": ["a.pdf", "b.pdf"]})
    put(watcher, "10.1", "a.pdf", b"a")
    until = time.monotonic() + 5 * CALM
    while time.monotonic() < until:
        assert watcher.look_once() == 0
    put(watcher, "10.1", "b.pdf", b"b")
    (consignment,) = take_all(watcher, 1)
    assert original_bytes(consignment) == [b"a", b"b"]


@pytest.mark.parametrize(
    "sidecar",
    [
        b"{kaputt",
        b"[1, 2]",
        b"\xff\xfe",
        {"channel": "Brieftaube"},
        {"unit": "99.9"},
        {"received_at": "gestern"},
        {"files": ["../../etc/passwd"]},
        {"unit": ["50.1"]},
    ],
)
def test_a_bad_sidecar_holds_up_nothing_and_tells_the_clerk(world, watcher, sidecar):
    put(watcher, "50.1", "brief.pdf.json", sidecar)
    put(watcher, "50.1", "brief.pdf", b"inhalt")
    (consignment,) = take_all(watcher, 1)
    assert original_bytes(consignment) == [b"inhalt"]
    assert any("Begleitdatei" in each.text for each in faults_of(consignment.envelope_id))
    assert consignment.document.unit_id == world.units["50.1"].id


def test_trouble_keeps_the_file_says_so_in_the_folder_and_goes_on_by_itself(world, watcher, monkeypatch):
    put(watcher, "50.1", "brief.pdf", b"inhalt")
    put(watcher, "50.2", "nachbar.pdf", b"nachbar")

    def full(source):
        if "50.1" in str(source):
            raise store.BlobError("Der Speicher ist voll.")
        return real(source)

    real = store.put
    monkeypatch.setattr(store, "put", full)
    (neighbour,) = take_all(watcher, 1)
    assert original_bytes(neighbour) == [b"nachbar"]
    assert "Der Speicher ist voll." in (watcher.root / "50.1" / HINT).read_text()
    monkeypatch.setattr(store, "put", real)
    take_all(watcher, 1)
    assert Consignment.objects.count() == 2
    assert not (watcher.root / "50.1" / HINT).exists()


def test_what_was_received_long_ago_is_removed_from_the_folder(world, watcher, settings):
    settings.WATCH_KEEP_DAYS = 30
    old = watcher.root / "50.1" / "erledigt" / "2020-01-01"
    old.mkdir(parents=True)
    (old / "alt.pdf").write_bytes(b"x")
    watcher.look_once()
    assert not old.exists()


def test_every_file_is_received_exactly_once_at_whatever_point_the_watcher_is_killed(transactional_db, world, watcher):
    """Kill the watching process before and after each step that leaves a trace, one after the other."""
    for number in range(12):
        put(watcher, "50.1", f"brief-{number}.pdf", f"brief {number}".encode())
    put(watcher, "63.1", "paar.json", {"files": ["x.pdf", "y.pdf"]})
    put(watcher, "63.1", "x.pdf", b"x")
    put(watcher, "63.1", "y.pdf", b"y")
    deaths = 0
    while _look_in_a_child(watcher.root, killed_at=deaths):
        deaths += 1
    assert deaths > 15
    found = sorted(original_bytes(each) for each in Consignment.objects.all())
    assert found == sorted([[f"brief {number}".encode()] for number in range(12)] + [[b"x", b"y"]])
    assert all("erledigt" in each.parts for each in watcher.root.rglob("*.pdf"))


def _look_in_a_child(root, *, killed_at):
    """Watch in a process that dies at its so-manyth step; returns whether it died."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            _die_at(killed_at)
            watcher, until = Watcher(root, calm=0.01), time.monotonic() + 60
            while _something_waits(root) and time.monotonic() < until:
                watcher.look_once()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _something_waits(root):
    return any("erledigt" not in each.parts for each in root.rglob("*.pdf"))


def _die_at(step):
    steps = iter(range(100_000))

    def deadly(function):
        def call(*arguments, **named):
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*arguments, **named)
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    claims.os.rename = deadly(os.rename)
    claims._write = deadly(claims._write)
    claims.keep = deadly(claims.keep)
    claims.receive_consignment = deadly(claims.receive_consignment)


def test_a_name_never_leads_out_of_the_folder():
    for name in ("../x", "a/b", "", ".versteckt", "a\\b", "nul\0"):
        assert not sidecars.is_plain_name(name)
