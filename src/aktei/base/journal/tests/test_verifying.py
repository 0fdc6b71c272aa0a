# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judge finds every kind of tampering, and says where."""

import dataclasses

import pytest

from aktei.base.evidence import verifying
from aktei.base.evidence.notes import SignerKey
from aktei.base.journal import evidence
from aktei.base.journal.acts import Actor, action, record
from aktei.base.journal.sealing import seal
from aktei.base.people.events import LoggedIn
from aktei.base.people.models import OFFICE

KEY = SignerKey.make("musterland.example/aktei")


@action
def some_acts(actor, number):
    for _each in range(number):
        record(actor, LoggedIn(node=OFFICE))


@pytest.fixture
def log(db):
    for number in (1, 255, 300, 7):
        some_acts(Actor.system("test"), number)
        seal(KEY)
    return {"heads": list(evidence.heads()), "lines": list(evidence.lines()), "tiles": list(evidence.tiles())}


def verdict(log, **changes):
    report = verifying.verify(key=str(KEY.verifier), **(log | changes))
    return {finding.place for finding in report.findings}


def test_an_untouched_log_is_sound(log):
    report = verifying.verify(key=str(KEY.verifier), **log)
    assert report.sound
    assert (report.lines, report.heads) == (563, 4)


def test_a_changed_content_is_found(log):
    lines = log["lines"]
    lines[42] = dataclasses.replace(lines[42], content=lines[42].content | {"client": "fälscher"})
    assert verdict(log) == {"Zeile 42"}


def test_a_change_of_content_and_commitment_together_is_found(log):
    lines = log["lines"]
    lines[300] = dataclasses.replace(lines[300], commitment=b"\0" * 32, content=None, salt=None)
    assert verdict(log) == {"Prüfpunkt 556", "Prüfpunkt 563", "Kachel 0/1", "Kachel 1/0"}


def test_a_missing_line_is_found(log):
    del log["lines"][100]
    assert {"Zeile 101", "Prüfpunkt 563"} <= verdict(log)


def test_swapped_lines_are_found(log):
    lines = log["lines"]
    lines[10], lines[11] = lines[11], lines[10]
    assert {"Zeile 11", "Zeile 10", "Prüfpunkt 256"} <= verdict(log)


def test_an_inserted_line_is_found(log):
    log["lines"].insert(5, log["lines"][5])
    assert "Zeile 5" in verdict(log)


def test_a_flipped_bit_in_a_tile_is_found(log):
    tile = log["tiles"][0]
    log["tiles"][0] = dataclasses.replace(tile, hashes=bytes([tile.hashes[0] ^ 1]) + tile.hashes[1:])
    assert verdict(log) == {"Kachel 0/0"}


def test_a_missing_tile_is_found(log):
    assert verdict(log, tiles=log["tiles"][1:]) == {"Kachel 0/0"}


def test_a_forged_head_is_found(log):
    forged = log["heads"][-1].replace("\n563\n", "\n562\n")
    assert "Prüfpunkt Nr. 4" in verdict(log, heads=[*log["heads"][:-1], forged])


def test_a_rewound_log_is_found_by_a_published_head(log):
    shorter = {
        "heads": log["heads"][:2],
        "lines": log["lines"][:256],
        "tiles": [
            tile if tile.level == 0 else dataclasses.replace(tile, hashes=tile.hashes[:32])
            for tile in log["tiles"]
            if tile.index == 0
        ],
    }
    assert verdict(shorter) == set()
    assert verdict(shorter, published=log["heads"][-1]) == {"Prüfpunkt 563"}


def test_after_lawful_erasure_every_other_proof_holds(log):
    lines = log["lines"]
    lines[7] = dataclasses.replace(lines[7], content=None, salt=None)
    report = verifying.verify(key=str(KEY.verifier), **log)
    assert report.sound
    assert report.erased == 1
