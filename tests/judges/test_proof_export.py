# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is handed out convinces judges that are not ours: veraPDF, public Go modules for the C2SP formats, openssl."""

import json
import shutil
import subprocess
import zipfile
from hashlib import sha256
from html import unescape

import pytest

from aktei.base.blobs import store
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.proof.actions import request_extract, request_proof
from aktei.procedures.proof.export_file import make
from aktei.procedures.proof.journal_question import JournalQuestion
from aktei.procedures.proof.models import Export
from tests.judges import verapdf
from tests.judges.building import cache, go
from tests.stage import Stage

pytestmark = pytest.mark.outside_judge

JUDGE = """\
// Checks C2SP tlog-proof files with public modules: verifier key, then pairs of proof and commitment (hex).
package main

import (
	"encoding/hex"
	"fmt"
	"os"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(verifier note.Verifier, path, commitment string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var read proof.TLogProof
	if err := read.Unmarshal(raw); err != nil {
		return err
	}
	head, _, _, err := log.ParseCheckpoint(read.Checkpoint, verifier.Name(), verifier)
	if err != nil {
		return err
	}
	var root tlog.Hash
	copy(root[:], head.Hash)
	path_ := make(tlog.RecordProof, len(read.Hashes))
	for i, each := range read.Hashes {
		copy(path_[i][:], each[:])
	}
	leaf, err := hex.DecodeString(commitment)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path_, int64(head.Size), root, int64(read.Index), tlog.RecordHash(leaf))
}

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	if err != nil {
		panic(err)
	}
	for i := 2; i < len(os.Args); i += 2 {
		if err := check(verifier, os.Args[i], os.Args[i+1]); err != nil {
			fmt.Println(os.Args[i], err)
			os.Exit(1)
		}
	}
	fmt.Println("sound")
}
"""
MODULES = ["github.com/transparency-dev/formats@v0.1.1", "golang.org/x/mod@v0.42.0"]


@pytest.fixture
def export(world, settings, tmp_path):
    """An export, unpacked."""
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    stage = Stage(world)
    assert stage.filed
    asked = request_proof(stage.anna, dossier=stage.dossier.id, purpose="Klage", with_access=True)
    seal_all()
    make(asked.id)
    with zipfile.ZipFile(store.path(Export.objects.get(id=asked.id).sha256)) as archive:
        archive.extractall(tmp_path / "export")
    return tmp_path / "export"


@pytest.fixture(scope="session")
def foreign():
    """The compiled judge, kept in the user's cache between runs."""
    place = cache() / f"tlog-proof-{sha256(JUDGE.encode()).hexdigest()[:8]}"
    if not (place / "judge").exists():
        place.mkdir(parents=True, exist_ok=True)
        (place / "main.go").write_text(JUDGE)
        if not (place / "go.mod").exists():
            go("mod", "init", "judge", cwd=place)
        go("get", *MODULES, cwd=place)
        go("build", "-o", "judge", ".", cwd=place)
    return place / "judge"


def proofs_of(export):
    for line in (export / "protokoll/zeilen.jsonl").read_text().splitlines():
        told = json.loads(line)
        yield export / f"protokoll/nachweise/{told['position']:09}.tlog-proof", told["commitment"]


def test_a_foreign_library_finds_every_line_in_the_signed_log_and_no_other(export, foreign):
    key = (export / "protokoll/schluessel.txt").read_text().strip()
    pairs = [str(word) for pair in proofs_of(export) for word in pair]

    def judge(words):
        return subprocess.run([foreign, key, *words], capture_output=True, text=True, timeout=30)

    assert judge(pairs).stdout == "sound\n"
    swapped = [pairs[0], pairs[3]]
    assert judge(swapped).returncode == 1


@pytest.mark.skipif(verapdf.missing() is not None, reason=f"veraPDF: {verapdf.missing()}")
def test_the_papers_are_pdfa(export, world, tmp_path):
    extract = request_extract(world.actor("datenschutz"), asked=JournalQuestion(), format="pdf")
    make(extract.id)
    (tmp_path / "auszug.pdf").write_bytes(store.read(Export.objects.get(id=extract.id).sha256))
    papers = [export / "LIESMICH.pdf", export / "protokoll/verlauf-1.pdf", tmp_path / "auszug.pdf"]
    assert verapdf.check(papers) == {path: [] for path in papers}


@pytest.mark.skipif(not all(map(shutil.which, ("openssl", "jq", "xxd", "bash"))), reason="openssl, jq, xxd or bash")
def test_the_steps_by_hand_work_as_they_are_written(export):
    page = unescape((export / "LIESMICH.html").read_text())
    typed = [part.partition("</pre>")[0] for part in page.split('<pre tabindex="0">')[1:]]
    sums, signature, line = (next(each for each in typed if word in each) for word in ("--check", "openssl", "jq"))

    def do(command):
        ended = subprocess.run(["bash", "-ec", command], cwd=export, capture_output=True, text=True, timeout=30)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    assert do(sums) == ""
    assert "Signature Verified Successfully" in do(signature)
    computed, sealed = do(line).splitlines()
    assert computed.split()[0] == sealed
    contents, contents_told, line_set, line_set_told = do(next(each for each in typed if "abschluss" in each)).split()
    assert (contents, line_set) == (contents_told, line_set_told)


def test_the_explanation_asks_nothing_of_the_network_and_runs_no_script(export):
    page = (export / "LIESMICH.html").read_text()
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page
