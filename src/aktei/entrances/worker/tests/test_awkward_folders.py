# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever lies in a watched folder: what is post is received, what is not stays, and nothing holds up another."""

import json
import os
import socket
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from aktei.entrances.worker import names
from aktei.entrances.worker.tests.test_watching import put, take_all
from aktei.entrances.worker.watching import HINT, Watcher
from aktei.procedures.mailroom import watched
from aktei.records.documents.queries import originals_of
from aktei.records.envelopes.models import Consignment
from aktei.records.envelopes.queries import faults_of

CALM = 0.05
CASE = Path(os.environ.get("AKTEI_SHARED", "")) / "cases" / "watch-folder" / "put.py"
NAMES = {
    b"Pr\xfcfung alt.pdf": "Prüfung alt.pdf",
    b"Pr\x81fung DOS.pdf": "Prüfung DOS.pdf",
    b"\xff\xfe\xfd.pdf": None,
    b"zwei\nZeilen.pdf": "zwei_Zeilen.pdf",
    b"a\\b.pdf": "a\\b.pdf",
    b"\x1b[31mrot.pdf": "_[31mrot.pdf",
    "Rechnung\u202efdp.exe".encode(): "Rechnung_fdp.exe",
    unicodedata.normalize("NFD", "Prüfbericht.pdf").encode(): "Prüfbericht.pdf",
    b"f\xfcr" * 83 + b".pdf": "für" * 83 + ".pdf",
    "ä".encode() * 125 + b".pdf": "ä" * 125 + ".pdf",
    b"ohne Endung": "ohne Endung",
    b" .pdf": " .pdf",
}


@pytest.fixture
def watcher(tmp_path):
    return Watcher(tmp_path / "eingang", calm=CALM)


def put_bytes(watcher, folder: bytes, name: bytes, content: bytes = b"inhalt") -> bytes:
    place = os.fsencode(watcher.root) + b"/" + folder
    os.makedirs(place, exist_ok=True)
    with open(place + b"/" + name, "wb") as file:
        file.write(content)
    return place + b"/" + name


def filenames(consignments):
    return sorted(each.filename for one in consignments for each in originals_of(one.document.current_id))


def hint(watcher, folder="50.1"):
    path = watcher.root / folder / HINT
    return path.read_text() if path.exists() else ""


@pytest.mark.parametrize("raw", NAMES)
def test_a_file_is_received_whatever_its_name_and_so_is_everything_beside_it(world, watcher, raw):
    put_bytes(watcher, b"50.1", raw)
    put(watcher, "50.1", "nachbar.pdf", b"n")
    put(watcher, "63.1", "anderer Ordner.pdf", b"a")
    found = filenames(take_all(watcher, 3))
    assert {"nachbar.pdf", "anderer Ordner.pdf"} < set(found)
    if NAMES[raw] is not None:
        assert NAMES[raw] in found
    for name in found:
        assert name.isprintable()
        assert len(name) <= 255
        name.encode()
    assert not hint(watcher)


def test_a_folder_may_have_such_a_name_too(world, watcher):
    put_bytes(watcher, b"50.1 B\xfcro", b"brief.pdf")
    (consignment,) = take_all(watcher, 1)
    assert (consignment.document.unit_id, consignment.envelope.scanner) == (world.units["50.1"].id, "50.1 Büro")


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "thumbs.DB", "desktop.ini", ".DS_Store", "._brief.pdf", "~$brief.docx", "brief.tmp", "Icon\r",
     "brief.pdf.crdownload", ".nfs0001", "ehthumbs.db"],
)  # fmt: skip
def test_what_systems_leave_in_folders_is_no_post(world, watcher, name):
    put(watcher, "50.1", name, b"x")
    put(watcher, "50.1/2026-11", name, b"x")
    put(watcher, "50.1", "brief.pdf", b"y")
    assert filenames(take_all(watcher, 1)) == ["brief.pdf"]
    assert (watcher.root / "50.1" / name).exists()
    assert not hint(watcher)


def test_folders_by_date_are_looked_into_and_belong_to_the_folder_above(world, watcher):
    put(watcher, "50.1/2026-11", "a.pdf", b"a")
    put(watcher, "50.1/2026/11/30", "b.pdf", b"b")
    put(watcher, "50.1/2026/11/30", "c.json", {"files": ["c.pdf"], "sender": "Stadt Köln"})
    put(watcher, "50.1/2026/11/30", "c.pdf", b"c")
    found = take_all(watcher, 3)
    assert filenames(found) == ["a.pdf", "b.pdf", "c.pdf"]
    assert {each.document.unit_id for each in found} == {world.units["50.1"].id}
    assert {each.envelope.scanner for each in found} == {"50.1"}
    assert [each.envelope.sender for each in found if each.envelope.sender] == ["Stadt Köln"]


def test_folders_of_systems_and_of_ours_are_not_looked_into(world, watcher):
    for folder in ("$RECYCLE.BIN", "@eaDir", ".versteckt", "__MACOSX"):
        put(watcher, f"50.1/{folder}", "a.pdf", b"a")
        put(watcher, folder, "a.pdf", b"a")
    put(watcher, "50.1", "brief.pdf", b"y")
    assert filenames(take_all(watcher, 1)) == ["brief.pdf"]


def test_a_folder_too_deep_is_told_of(world, watcher):
    put(watcher, "50.1/1/2/3/4/5/6/7", "tief.pdf", b"x")
    watcher.look_once()
    assert "sieht Aktei nicht hinein" in hint(watcher)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("listed", [True, False])
def test_a_sidecar_finds_its_file_whatever_the_form_of_the_name(world, watcher, form, listed):
    other = "NFD" if form == "NFC" else "NFC"
    put(watcher, "50.1", unicodedata.normalize(form, "Prüfbericht.pdf"), b"x")
    told = {"sender": "Stadt Köln"} | ({"files": [unicodedata.normalize(other, "Prüfbericht.pdf")]} if listed else {})
    put(watcher, "50.1", unicodedata.normalize(other, "Prüfbericht.json"), told)
    (consignment,) = take_all(watcher, 1)
    assert (consignment.envelope.sender, faults_of(consignment.envelope_id)) == ("Stadt Köln", [])


def test_a_sidecar_finds_a_file_in_latin_1_and_may_be_written_so_itself(world, watcher):
    put_bytes(watcher, b"50.1", b"Pr\xfcfung.PDF")
    told = json.dumps({"files": ["Prüfung.pdf"], "sender": "Stadt Köln"}, ensure_ascii=False)
    put(watcher, "50.1", "stapel.JSON", told.encode("latin-1"))
    (consignment,) = take_all(watcher, 1)
    assert (consignment.envelope.sender, faults_of(consignment.envelope_id)) == ("Stadt Köln", [])


def test_what_is_no_file_is_told_and_left(world, watcher, tmp_path):
    put(watcher, "50.1", "brief.pdf", b"y")
    place = watcher.root / "50.1"
    (place / "ins Leere.pdf").symlink_to(tmp_path / "gibt es nicht")
    (place / "im Kreis").symlink_to(place)
    (place / "Kreis.pdf").symlink_to(place / "Kreis.pdf")
    os.mkfifo(place / "rohr.pdf")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(place)
        plug.bind("dose.pdf")
        os.chdir(here)
    assert filenames(take_all(watcher, 1)) == ["brief.pdf"]
    told = hint(watcher)
    for name in ("ins Leere.pdf", "im Kreis", "Kreis.pdf", "rohr.pdf", "dose.pdf"):
        assert name in told


def refusing(monkeypatch, function: str, part: str, trouble: Exception):
    """Let the machine refuse one thing with everything whose path holds this part."""
    real = getattr(os, function)

    def refuse(path, *rest, **named):
        if part in os.fsdecode(path):
            raise trouble
        return real(path, *rest, **named)

    monkeypatch.setattr(os, function, refuse)


@pytest.mark.parametrize("function", ["scandir", "rename", "stat", "mkdir"])
@pytest.mark.parametrize("trouble", [PermissionError(13, "Permission denied"), OSError(5, "EIO"), RuntimeError("?")])
def test_a_file_or_folder_in_trouble_holds_up_no_other(world, watcher, monkeypatch, function, trouble):
    put(watcher, "50.1", "brief.pdf", b"x")
    put(watcher, "63.1", "nachbar.pdf", b"n")
    refusing(monkeypatch, function, "50.1", trouble)
    assert filenames(take_all(watcher, 1)) == ["nachbar.pdf"]
    monkeypatch.undo()
    told = hint(watcher) + hint(watcher, ".")
    assert "brief.pdf" in told or "50.1" in told or "nicht lesen" in told
    take_all(watcher, 1)
    assert Consignment.objects.count() == 2
    assert not hint(watcher) + hint(watcher, ".")


def test_a_file_that_cannot_be_moved_holds_up_no_file_of_its_folder(world, watcher, monkeypatch):
    put(watcher, "50.1", "a gesperrt.pdf", b"x")
    put(watcher, "50.1", "b frei.pdf", b"y")
    refusing(monkeypatch, "rename", "a gesperrt.pdf", PermissionError(13, "in use"))
    assert filenames(take_all(watcher, 1)) == ["b frei.pdf"]
    assert "a gesperrt.pdf: Aktei darf hier nicht lesen oder schreiben." in hint(watcher)
    assert (watcher.root / "50.1" / "a gesperrt.pdf").exists()


def test_what_cannot_be_taken_in_is_told_in_the_post_room_to_those_whose_post_it_is(world, watcher, tmp_path):
    place = watcher.root / "50.1"
    put(watcher, "50.1", "brief.pdf", b"y")
    (place / "ins Leere.pdf").symlink_to(tmp_path / "gibt es nicht")
    take_all(watcher, 1)
    (told,) = watched.troubles(world.actor("sachbearbeitung"))
    assert (told.folder, "ins Leere.pdf" in told.lines[0]) == ("50.1", True)
    assert watched.troubles(world.actor("bauaufsicht")) == []
    (place / "ins Leere.pdf").unlink()
    watcher.look_once()
    assert watched.troubles(world.actor("sachbearbeitung")) == []


def test_the_hint_is_written_nowhere_else(world, watcher, tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    put(watcher, "50.1", "brief.pdf", b"y")
    (watcher.root / "50.1" / HINT).symlink_to(secret)
    (watcher.root / "50.1" / "verknüpft.pdf").symlink_to(secret)
    take_all(watcher, 1)
    assert secret.read_text() == "geheim"
    assert "verknüpft.pdf" in hint(watcher)


def test_names_are_repaired_once_and_for_all():
    for raw in NAMES:
        name = names.repaired(os.fsdecode(raw))
        assert names.repaired(name) == name


@pytest.mark.skipif(not CASE.exists(), reason=f"no {CASE} (set AKTEI_SHARED)")
def test_the_awkward_files_of_the_shared_case_are_received(world, watcher):
    subprocess.run([sys.executable, CASE, watcher.root, "50.1"], check=True)
    found = take_all(watcher, 3)
    assert filenames(found) == ["Prüfbericht.pdf", "Prüfung alt.pdf", "aus-unterordner.pdf"]
    assert [each.envelope.sender for each in found if each.envelope.sender] == ["Stadt Köln"]
