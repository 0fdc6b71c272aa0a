# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An export is a closed world: whatever somebody changes, adds, leaves out or renames in it is refused.

Each forger repairs what anybody can repair (hashes, lists, counts). Those who own a log and a key of their own can
repair every hash; they are refused by what the lines say.
"""

import io
import json
import random
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktei.base.blobs import store
from aktei.base.evidence import export_container
from aktei.base.evidence.export_verdict import told
from aktei.procedures.mailroom.actions import file_consignment
from aktei.procedures.proof.tests.forgeries import FORGERIES, INSIDERS, ordered, renamed, swapped, without
from aktei.procedures.proof.tests.forging import (
    ABOUT,
    KEY,
    SUMS,
    is_accepted,
    judged,
    resealed,
    unpacked,
    with_sums,
    zipped,
)
from aktei.procedures.proof.tests.oddities import ODDITIES
from aktei.procedures.proof.tests.zip_by_hand import BY_HAND, members, put_together
from aktei.records.cases.actions import rename_case
from aktei.records.documents.actions import StoredFile, withdraw_document
from aktei.records.documents.versions import add_version
from tests.stage import SYSTEM, Stage

_made: dict[str, bytes] = {}


@pytest.fixture
def export(request, db):
    """The bytes of an export with three documents, one withdrawn, one in two versions, after an earlier export."""
    if not _made:
        stage, hand_out = request.getfixturevalue("stage"), request.getfixturevalue("hand_out")
        boss = stage.world.actor("leitung")
        _made["before"] = hand_out().path.read_bytes()
        second, third = (Stage(stage.world).ready for _each in range(2))
        file_consignment(SYSTEM, consignment=second.id, dossier=stage.dossier.id, subject_line="Anlage ä")
        blob = store.put(b"%PDF-1.7 zweite Fassung")
        files = [StoredFile(blob.sha256, blob.size, "application/pdf", "zweite.pdf")]
        add_version(boss, document=second.document_id, originals=files)
        file_consignment(SYSTEM, consignment=third.id, dossier=stage.dossier.id, subject_line="Doppelt")
        withdraw_document(boss, document=third.document_id, reason="doppelt")
        rename_case(boss, case=stage.case.id, subject_line="Umbenannt")
        _made["export"] = hand_out(with_access=True).path.read_bytes()
    return _made["export"]


@pytest.fixture
def files(export):
    return unpacked(io.BytesIO(export))


def test_what_the_office_hands_out_is_accepted_and_complete(export, files, tmp_path):
    """And so is, with its name, what was merely put into a new archive; and a world of its own, but for its key."""
    result = judged(export, tmp_path)
    assert (result.findings, result.is_complete, result.is_repacked, result.documents) == ([], True, False, 3)
    repacked = judged(zipped(files), tmp_path)
    assert (repacked.findings, repacked.is_repacked) == ([], True)
    assert "neu gepackt" in told(repacked)
    assert is_accepted(zipped(resealed(files)), tmp_path)
    own = judged(zipped(resealed(files)), tmp_path, files[KEY].decode())
    assert [place for place, _what in own.findings] == [KEY]


def test_every_file_for_people_is_named_as_not_proven_in_the_verdict(export, tmp_path):
    verdict = told(judged(export, tmp_path)).partition("NICHT NACHGEWIESEN")[2]
    for name in ("protokoll/verlauf-1.pdf", "zugriff.csv", "LIESMICH.html", "LIESMICH.pdf", "pruefen.py", "Schlüssel"):
        assert name in verdict


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forger_who_repairs_every_hash_is_refused(files, tmp_path, name):
    forged = FORGERIES[name](dict(files))
    assert forged != files or list(forged) != list(files)
    assert not is_accepted(zipped(with_sums(forged)), tmp_path)


@pytest.mark.parametrize("name", INSIDERS)
def test_whoever_can_seal_is_refused_by_what_the_lines_say(files, tmp_path, name):
    forge, why = INSIDERS[name]
    forged = forge(dict(files))
    forged = resealed(forged) if forged[KEY] == files[KEY] else forged
    findings = judged(zipped(forged), tmp_path).findings
    assert any(why in what for _place, what in findings), findings


@pytest.mark.parametrize("name", ODDITIES)
def test_an_archive_that_holds_more_than_its_files_or_says_two_things_is_refused(files, tmp_path, name):
    assert not is_accepted(ODDITIES[name](dict(files)), tmp_path)


def test_an_archive_put_together_by_hand_is_accepted_when_all_it_says_fits(files, tmp_path):
    result = judged(put_together(members(files)), tmp_path)
    assert (result.findings, result.is_complete) == ([], True)


@pytest.mark.parametrize("name", BY_HAND)
def test_an_archive_whose_parts_say_different_things_is_refused_in_plain_german(files, tmp_path, name):
    refused_in_german(BY_HAND[name](dict(files)), tmp_path)


def refused_in_german(content, tmp_path):
    result = judged(content, tmp_path)
    verdict = told(result)
    assert result.findings
    assert not result.is_complete
    assert verdict.endswith("Der Export stimmt NICHT.")
    assert not re.search("Error|Exception|Traceback|zipfile|struct", verdict), verdict


def mixed(one, other, *names):
    """The files of one export, those named from the other."""
    taken = {name: content for name, content in other.items() if name.startswith(names)}
    return {**without(one, *names), **taken}


MIXTURES = {
    "another export's lines": lambda one, other: mixed(one, other, "protokoll/"),
    "another export's documents": lambda one, other: mixed(one, other, "dokumente"),
    "another export's own words": lambda one, other: mixed(one, other, "akte.json"),
    "another export's head": lambda one, other: mixed(one, other, "protokoll/pruefpunkt.txt"),
    "both exports' files": lambda one, other: {**other, **one},
    "a document's folder of the other beside": lambda one, other: {
        **one, **{f"{name}.alt": content for name, content in other.items() if name.startswith("dokumente/")}
    },
}  # fmt: skip


@pytest.mark.parametrize("turned", [False, True], ids=["later", "earlier"])
@pytest.mark.parametrize("name", MIXTURES)
def test_two_exports_of_one_dossier_cannot_be_mixed(files, tmp_path, name, turned):
    """Both are genuine, of one log and signed with one key."""
    one, other = unpacked(io.BytesIO(_made["before"])), files
    one, other = (other, one) if turned else (one, other)
    forged = MIXTURES[name](one, other)
    assert with_sums(forged) not in (one, other)
    refused_in_german(zipped(with_sums(forged)), tmp_path)
    refused_in_german(zipped({**forged, SUMS: one[SUMS]}), tmp_path)


def test_an_older_export_is_not_taken_for_one_of_today_nor_one_of_today_for_an_older(files, tmp_path):
    older = unpacked(OLDER)
    said = {**json.loads(files[ABOUT]), **{each: json.loads(older[ABOUT])[each] for each in ("dossier", "cases")}}
    as_of_today = {**older, ABOUT: json.dumps(said, ensure_ascii=False, indent=1).encode()}
    refused_in_german(zipped(with_sums(as_of_today)), tmp_path)
    refused_in_german(zipped(with_sums({**older, **mixed({}, files, ABOUT, "protokoll/")})), tmp_path)
    refused_in_german(zipped(with_sums({**files, ABOUT: older[ABOUT]})), tmp_path)
    refused_in_german(zipped(with_sums({**files, **mixed({}, older, ABOUT, "protokoll/")})), tmp_path)


OLDER = Path(__file__).with_name("older_export.zip")
"""An export as it was handed out before completeness could be proven (format aktei-nachweis-1)."""


def test_an_older_export_is_judged_by_what_it_can_prove_and_never_called_complete(tmp_path):
    result = judged(OLDER.read_bytes(), tmp_path)
    assert (result.findings, result.is_complete, result.documents) == ([], False, 2)
    verdict = told(result)
    assert "Älteres Format" in verdict
    assert "ob eine Zeile oder Datei fehlt" in verdict.partition("NICHT NACHGEWIESEN")[2]
    assert "Alles stimmt" not in verdict
    assert "vollständig" not in verdict


OLDER_FORGERIES = (
    *("an extra file in a document's folder", "an extra file beside", "an extra file among the proofs"),
    *("an unknown role", "a role in capitals", "withdrawn all at once", "another title"),
    *("another reference", "another subject", "another purpose", "no cases", "a strange case", "another format"),
    *("the birth of the dossier gone", "the birth of documents gone", "a line said to be erased", "other sheets"),
    *("a line with a word more", "a line in another spelling", "a proof of another line", "a key with a blank"),
    *("a word more about a document", "a word more in the export's own words", "the text that was read"),
    *("the text with a word more", "a folder under another name", "who can see it, gone", "a document twice"),
)


@pytest.mark.parametrize("name", [each for each in OLDER_FORGERIES if each in FORGERIES])
def test_what_an_older_export_can_prove_is_refused_when_it_is_forged(tmp_path, name):
    files = unpacked(OLDER)
    assert judged(zipped(files), tmp_path).findings == []
    forged = FORGERIES[name](files)
    assert not is_accepted(zipped(with_sums({**forged, KEY: forged[KEY]})), tmp_path)


def test_an_archive_that_unpacks_to_far_more_than_it_weighs_is_not_unpacked(files, tmp_path):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("akte.json", b"\0" * (1 << 24))
    result = judged(target.getvalue(), tmp_path)
    assert (result.files, result.findings[0][0]) == (0, "ZIP")
    assert f"mehr als {export_container.MOST_UNPACKED}-mal so groß" in told(result)


bounded = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@settings(bounded, max_examples=60)
@given(data=st.data())
def test_no_byte_of_an_export_can_be_changed(export, tmp_path, data):
    """Any byte, anywhere: in a file, in its header, in the directory, at the end; one changed, one more, one less."""
    content = export
    at = data.draw(st.integers(0, len(content) - 1))
    new = data.draw(st.binary(max_size=2).filter(lambda new: new != content[at : at + 1]))
    assert not is_accepted(content[:at] + new + content[at + 1 :], tmp_path)


@settings(bounded, max_examples=60)
@given(data=st.data())
def test_no_file_line_name_or_order_of_an_export_can_be_changed(export, tmp_path, data):
    """Any file edited, dropped, doubled, renamed or moved, any line of a list likewise, with every hash repaired."""
    files = unpacked(io.BytesIO(export))
    forged = data.draw(st.sampled_from(_EDITS))(dict(files), data.draw)
    if with_sums(forged) == files and list(with_sums(forged)) == list(files):
        return
    assert not is_accepted(zipped(with_sums(forged)), tmp_path)


def _a_name(files, draw):
    return draw(st.sampled_from([name for name in files if name != SUMS]))


def _edit_bytes(files, draw):
    name = _a_name(files, draw)
    at = draw(st.integers(0, len(files[name])))
    return {**files, name: files[name][:at] + draw(st.binary(max_size=3)) + files[name][at + draw(st.integers(0, 3)) :]}


def _edit_rows(files, draw):
    name = draw(st.sampled_from([each for each in files if each.endswith((".jsonl", ".csv", ".json", ".txt"))]))
    lines = files[name].splitlines(keepends=True)
    at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    line = lines.pop(at)
    lines[to:to] = [line] * draw(st.integers(0, 2))
    return {**files, name: b"".join(lines)}


def _edit_names(files, draw):
    name = _a_name(files, draw)
    return renamed(files, name, name + draw(st.sampled_from([".bak", " ", "x", "/", "\u0301"])))


def _edit_order(files, draw):
    names = list(files)
    random.Random(draw(st.integers(0, 999))).shuffle(names)
    return ordered(files, names)


def _drop(files, draw):
    return without(files, _a_name(files, draw))


def _exchange(files, draw):
    return swapped(files, _a_name(files, draw), _a_name(files, draw))


_EDITS = [_edit_bytes, _edit_rows, _edit_names, _edit_order, _drop, _exchange]
