# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is changed in an export is found and named: by the judge in the house, and by its copy in the export."""

import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from aktei.base.evidence import export_check
from aktei.base.evidence.notes import SignerKey

LINES, PROOF, SUMS = "protokoll/zeilen.jsonl", "protokoll/nachweise/", "pruefsummen.sha256"


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files, path, *, repair_sums=False):
    if repair_sums:
        listed = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items() if name != SUMS)
        files = {**files, SUMS: "".join(listed).encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return export_check.check(str(path))


def flipped(content, at=None):
    place = len(content) // 2 if at is None else at
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


_made: dict[str, bytes] = {}


@pytest.fixture
def files(request, db):
    """The files of one export; it is made once, for nothing here depends on the database any more."""
    if not _made:
        _made.update(unpacked(request.getfixturevalue("hand_out")(with_access=True).path))
    return dict(_made)


def test_a_flipped_bit_in_any_file_is_found_and_the_file_named(files, tmp_path):
    missed = []
    for name in files:
        found = packed({**files, name: flipped(files[name])}, tmp_path / "changed.zip").findings
        if name != SUMS and name not in {place for place, _what in found}:
            missed.append(name)
        if not found:
            missed.append(name)
    assert missed == []


def test_whoever_also_repairs_the_list_of_hashes_is_found_by_the_log(files, tmp_path):
    """A forger who can rewrite every hash in the export still cannot touch what the log vouches for."""
    proven = [name for name in files if name.startswith(("dokumente/", PROOF, "protokoll/pruefpunkt"))]
    missed = []
    for name in proven:
        if not packed({**files, name: flipped(files[name])}, tmp_path / "x.zip", repair_sums=True).findings:
            missed.append(name)
    assert missed == []


def lines_of(files):
    return [json.loads(line) for line in files[LINES].splitlines()]


def with_lines(files, lines):
    about = json.loads(files["akte.json"]) | {"lines": len(lines)}
    told = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in lines)
    return {**files, LINES: told.encode(), "akte.json": json.dumps(about).encode()}


def told(files, tmp_path):
    result = packed(files, tmp_path / "forged.zip", repair_sums=True)
    return " | ".join(f"{place}: {what}" for place, what in result.findings)


def test_a_changed_line_is_named(files, tmp_path):
    lines = lines_of(files)
    lines[3]["entry"] = lines[3]["entry"].replace('"client":"', '"client":"x')
    assert f"Zeile {lines[3]['position']}: Der Inhalt ist nicht der besiegelte" in told(
        with_lines(files, lines), tmp_path
    )


def test_a_line_with_a_new_hash_does_not_lead_to_the_checkpoint(files, tmp_path):
    lines = lines_of(files)
    lines[3]["entry"] = lines[3]["entry"].replace('"client":"', '"client":"x')
    salt = bytes.fromhex(lines[3]["salt"])
    lines[3]["commitment"] = sha256(bytes([len(salt)]) + salt + lines[3]["entry"].encode()).hexdigest()
    assert "führt nicht zum Prüfpunkt" in told(with_lines(files, lines), tmp_path)


def test_a_removed_line_is_named(files, tmp_path):
    lines = lines_of(files)
    gone = lines.pop(2)
    assert f"{gone['position']:09}.tlog-proof: Zu diesem Nachweis fehlt" in told(with_lines(files, lines), tmp_path)


def test_a_removed_line_that_vouched_for_a_document_is_missed_with_its_proof_gone_too(files, tmp_path):
    lines = [each for each in lines_of(files) if '"kind":"DocumentReceived"' not in each["entry"]]
    kept = {f"{PROOF}{each['position']:09}.tlog-proof" for each in lines}
    fewer = {name: content for name, content in files.items() if not name.startswith(PROOF) or name in kept}
    assert "brief.pdf: Das ist nicht die Datei" in told(with_lines(fewer, lines), tmp_path)


def test_a_doubled_and_a_moved_line_are_named(files, tmp_path):
    lines = lines_of(files)
    assert "Reihenfolge" in told(with_lines(files, [lines[0], *lines]), tmp_path)
    assert "Reihenfolge" in told(with_lines(files, [lines[1], lines[0], *lines[2:]]), tmp_path)


def test_a_line_of_another_dossier_is_out_of_place(files, tmp_path):
    about = json.loads(files["akte.json"])
    about["cases"] = []
    about["dossier"]["id"] = "00000000-0000-7000-8000-00000000dead"
    assert "gehört nicht zu dieser Akte" in told({**files, "akte.json": json.dumps(about).encode()}, tmp_path)


def test_a_removed_document_is_missed(files, tmp_path):
    gone = next(name for name in files if name.endswith("brief.pdf"))
    documents = [json.loads(line) for line in files["dokumente.jsonl"].splitlines()]
    documents[0]["files"] = [each for each in documents[0]["files"] if each["path"] != gone]
    fewer = {name: content for name, content in files.items() if name != gone}
    fewer["dokumente.jsonl"] = json.dumps(documents[0]).encode() + b"\n"
    assert "Eine Datei (original), die das Protokoll nennt, fehlt" in told(fewer, tmp_path)


def test_a_checkpoint_signed_by_somebody_else_is_refused(files, tmp_path):
    """A forger who builds a log of his own has to bring a key of his own."""
    name = files["protokoll/schluessel.txt"].decode().partition("+")[0]
    forger = SignerKey.make(name)
    text = files["protokoll/pruefpunkt.txt"].decode().rpartition("\n\n")[0] + "\n"
    forged = {**files, "protokoll/pruefpunkt.txt": forger.sign(text).encode()}
    assert "Unterschrift" in told(forged, tmp_path)
    forged["protokoll/schluessel.txt"] = f"{forger.verifier}\n".encode()
    packed(forged, tmp_path / "own.zip", repair_sums=True)
    result = export_check.check(str(tmp_path / "own.zip"), files["protokoll/schluessel.txt"].decode())
    assert any("nicht der Schlüssel" in what for _place, what in result.findings)


def test_a_line_without_content_that_no_line_lets_go_is_named(files, tmp_path):
    lines = lines_of(files)
    erased = next(each for each in lines if '"kind":"CaseOpened"' in each["entry"])
    erased["entry"] = erased["salt"] = None
    assert f"Zeile {erased['position']}: Ihr Inhalt fehlt" in told(with_lines(files, lines), tmp_path)


@pytest.mark.parametrize("rubbish", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_archive_is_said_to_be_none(rubbish, tmp_path, capsys):
    (tmp_path / "rubbish.zip").write_bytes(rubbish)
    assert export_check.main([str(tmp_path / "rubbish.zip")]) == 2
    assert "lässt sich nicht öffnen" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["akte.json", LINES, "dokumente.jsonl", "protokoll/pruefpunkt.txt", SUMS])
@pytest.mark.parametrize("content", [b"", b"{}", b"null\n", b"\xff\xfe", b"[1,2]\n"])
def test_nonsense_in_a_file_is_a_finding_and_never_a_crash(files, tmp_path, name, content):
    assert packed({**files, name: content}, tmp_path / "x.zip", repair_sums=name != SUMS).findings


def test_the_program_in_the_export_runs_alone(files, tmp_path):
    (tmp_path / "pruefen.py").write_bytes(files["pruefen.py"])
    packed(files, tmp_path / "sound.zip")
    command = [sys.executable, "-I", str(tmp_path / "pruefen.py")]
    plain = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [*command, str(tmp_path / "sound.zip")], capture_output=True, text=True, env=plain, timeout=30
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Alles stimmt" in ended.stdout
    packed({**files, LINES: flipped(files[LINES])}, tmp_path / "changed.zip")
    ended = subprocess.run([*command, str(tmp_path / "changed.zip")], capture_output=True, text=True, timeout=30)
    assert ended.returncode == 1
    assert LINES in ended.stdout


def test_the_readable_arithmetic_agrees_with_a_maintained_library():
    for length in range(6):
        secret = Ed25519PrivateKey.from_private_bytes(sha256(bytes([length])).digest())
        public, message = secret.public_key().public_bytes_raw(), b"x" * length
        signature = secret.sign(message)
        assert export_check.ed25519_verifies(public, message, signature)
        assert not export_check.ed25519_verifies(public, message + b".", signature)
        assert not export_check.ed25519_verifies(public, message, flipped(signature, 40))
        assert not export_check.ed25519_verifies(flipped(public, 3), message, signature)
