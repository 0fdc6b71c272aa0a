# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judge of whole logs spells lines as they were sealed, and its memory does not grow with what it looks at."""

import gc
import json
import tracemalloc
from dataclasses import dataclass
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from aktei.base.evidence.commitments import canonical
from aktei.base.evidence.notes import Checkpoint, SignerKey
from aktei.base.evidence.verifying import Batch, Finding, attested, findings, verify
from aktei.base.evidence.verifying.lines import LogLine, check, content_as_text
from aktei.base.evidence.verifying.tree import Forest

KEY = SignerKey.make("musterland.example/aktei")
plain = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
said = plain | st.lists(plain, max_size=2) | st.dictionaries(st.text(max_size=3), plain, max_size=2)
ids = st.sampled_from(["0193b2f5-18e7-75ea-b8f3-c25b493bbf94", "00000000-0000-7000-8000-000000000001"])


@settings(max_examples=25)
@given(
    st.integers(1, 2**62), st.none() | ids, st.none() | ids, st.text(max_size=9), st.text(max_size=9), ids,
    st.lists(ids, max_size=3), st.dictionaries(st.text(max_size=5), said, max_size=3),
    st.none() | st.tuples(ids, st.integers(0, 9)),
)  # fmt: skip
def test_a_line_is_spelled_by_the_judge_as_by_whoever_sealed_it(
    number, person, for_person, client, kind, node, nodes, payload, place
):
    at = "2026-11-30T16:35:09.000001+00:00"
    content = {
        "id": number, "at": at, "person": person, "for_person": for_person, "client": client, "kind": kind,
        "node": node, "nodes": nodes, "payload": payload,
        **({} if place is None else {"act": place[0], "ordinal": place[1]}),
    }  # fmt: skip
    text = content_as_text(
        number,
        at,
        person,
        for_person,
        client,
        kind,
        node,
        '","'.join(nodes),
        json.dumps(payload),
        *place or (None, None),
    )
    assert text.encode() == canonical(content)


@dataclass
class Grown:
    """A log of so many lines, each with a head of its own; nothing of it is kept."""

    size: int
    wrong_root: int = -1

    def lines(self):
        for place in range(self.size):
            yield sha256(b"\x00" + place.to_bytes(32, "big")).digest()

    def batches(self):
        for place, leaf in enumerate(self.lines()):
            yield Batch(place, leaf)

    def __iter__(self):
        tree = Forest()
        for place, leaf in enumerate(self.lines(), 1):
            true = tree.add(leaf, (place,))[place]
            root = bytes(32) if place == self.wrong_root else true
            yield KEY.sign(Checkpoint(KEY.name, place, root).text())


def verdict(log, **more):
    return verify(key=str(KEY.verifier), heads=log, batches=log.batches(), **more)


def memory_for(log):
    gc.collect()
    tracemalloc.start()
    report = verdict(log)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (report.findings, report.heads) == ([Finding("Kachel 1/0", "Die Kachel fehlt.")], log.size)
    return most


def test_memory_does_not_grow_with_the_number_of_heads(monkeypatch):
    verdict(Grown(1))  # what is loaded only once
    monkeypatch.setattr(attested, "AT_ONCE", 20)
    # A head that is kept takes more than 1,200 bytes; what comes and goes, a tenth of a megabyte.
    assert memory_for(Grown(600)) < memory_for(Grown(260)) + 200_000


def test_heads_that_can_be_read_only_once_are_checked_all_the_same():
    log = Grown(9, wrong_root=4)
    report = verify(key=str(KEY.verifier), heads=iter(log), batches=log.batches())
    assert [each.place for each in report.findings] == ["Prüfpunkt 4"]
    forged = (note.replace("— ", "— x", 1) for note in log)
    report = verify(key=str(KEY.verifier), heads=forged, batches=log.batches())
    assert {f"Prüfpunkt {size}" for size in range(1, 10)} <= {each.place for each in report.findings}


def test_signatures_may_be_checked_by_others_and_none_is_left_out(monkeypatch):
    monkeypatch.setattr(attested, "AT_ONCE", 2)
    log, portions = Grown(5), []
    notes = [note.replace("— ", "— x", 1) if note.split("\n")[1] in "34" else note for note in log]

    def share(task, questions):
        for each in questions:
            portions.append(len(each[1]))
            yield task(None, each)

    report = verify(key=str(KEY.verifier), heads=notes, batches=log.batches(), share=share)
    assert [each.place for each in report.findings] == ["Prüfpunkt 3", "Prüfpunkt 4"]
    assert portions == [2, 2, 1]


def test_whatever_lies_beside_heads_is_told_from_what_lies_beside_none():
    stamps = [(0, b""), (3, b""), (9, b"")]
    report = verdict(Grown(5), timestamps=stamps, cosignatures=[(4, "— w x"), (8, "— w x")])
    told = {(each.place, each.what.split()[0]) for each in report.findings}
    assert told == {
        ("Zeitstempel 0", "Den"), ("Zeitstempel 3", "Das"), ("Zeitstempel 9", "Den"), ("Bestätigung für 8", "Den")
    }  # fmt: skip
    assert (report.timestamps, report.cosignatures) == (3, 2)


def test_of_very_many_altered_lines_some_are_named_and_the_others_counted():
    lines = [LogLine(place, bytes(32), text="{}", salt=b"x") for place in range(2_000)]
    batch = check(lines, 0, {})
    assert (len(batch.findings), len(batch.findings) + batch.unnamed) == (50, 2_000 + 8)
    log = Grown(1)
    report = verify(key=str(KEY.verifier), heads=log, batches=[batch])
    assert any("1958 weitere" in each.what for each in report.findings)
    assert len(report.findings) < 60


def test_content_that_is_gone_unlawfully_is_named_and_of_very_much_the_number_is_told():
    batch = Batch(0, bytes(32) * 300, erased=list(range(100, 300)))
    told = {"positions": [[100, 149], [290, 5_000_000_000]], "reason": "Aussonderung"}
    erased = {"id": 1, "kind": "LinesErased", "payload": told}
    report = verify(key=str(KEY.verifier), heads=Grown(0), batches=[batch], unsealed=[erased])
    gone = [each for each in report.findings if "Inhalt" in each.what]
    assert [each.place for each in gone] == [*(f"Zeile {place}" for place in range(150, 200)), "Zeilen"]
    assert "140-mal" in gone[-1].what


def test_whatever_is_found_a_great_many_times_is_named_some_times_and_then_counted(monkeypatch):
    """A log that is signed with another key has as many wrong heads as there are heads."""
    monkeypatch.setattr(findings, "MOST_NAMED", 3)
    notes = [note.replace("— ", "— x", 1) for note in Grown(9)]
    report = verify(key=str(KEY.verifier), heads=notes, batches=Grown(9).batches())
    signatures = [each for each in report.findings if "Unterschrift" in each.what]
    assert [each.place for each in signatures] == ["Prüfpunkt 1", "Prüfpunkt 2", "Prüfpunkt 3", "Prüfpunkt"]
    assert "noch 6, zuletzt Prüfpunkt 9" in signatures[-1].what
    assert any(each.what.startswith("Nach dem letzten gültigen") for each in report.findings)
