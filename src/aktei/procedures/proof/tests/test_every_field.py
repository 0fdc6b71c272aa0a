# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every field in which an export speaks of itself is proven, or the verdict names it as not proven."""

import json
from pathlib import Path

from aktei.base.evidence.export_verdict import told
from aktei.procedures.proof import dossier_export
from aktei.procedures.proof.tests.forging import ABOUT, DOCUMENTS, judged, unpacked, with_sums, zipped

OLDER = Path(__file__).with_name("older_export.zip")
IN_OTHER_WORDS = {
    "sheets": "Blattzahlen",
    "number": "Reihenfolge",
    "path": "Dateinamen",
    "unproven": "nicht nachgewiesen",
}
"""How the verdict calls a field of the list of documents."""


def places(value, path=()):
    """Every place in a value where something stands."""
    if isinstance(value, dict | list) and value:
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(each, (*path, name))
    else:
        yield path


def other(value):
    """Something else of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 3
    if isinstance(value, str):
        return f"{value[:-1]}{'1' if value[-1:] != '1' else '2'}"
    return ["x"] if value is None or isinstance(value, list) else {"x": 1}


def changed(value, path):
    """The value with something else in this place."""
    if not path:
        return other(value)
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:])
    return copy


def altered(files):
    """The files with each field changed in turn: the field, its path, and the files."""
    about = json.loads(files[ABOUT])
    for path in places(about):
        said = json.dumps(changed(about, path), ensure_ascii=False, indent=1).encode()
        yield path, {**files, ABOUT: said}
    rows = [json.loads(line) for line in files[DOCUMENTS].splitlines()]
    for path in places(rows):
        said = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in changed(rows, path))
        yield path, {**files, DOCUMENTS: said}


def unnoticed(files, tmp_path):
    """Fields that may say anything without a finding and without a word in the verdict."""
    left = []
    for path, forged in altered(files):
        result = judged(zipped(with_sums(forged)), tmp_path)
        named = IN_OTHER_WORDS.get(path[-1], f"({path[0]})")
        if not result.findings and named not in told(result):
            left.append(path)
    return left


def test_every_field_of_an_older_export_is_proven_or_named(tmp_path):
    files = unpacked(OLDER)
    assert len(list(altered(files))) > 15
    assert unnoticed(files, tmp_path) == []


def test_what_an_older_export_says_of_left_out_documents_is_told_as_not_proven(tmp_path):
    files = unpacked(OLDER)
    about = json.loads(files[ABOUT]) | {"omitted_documents": 4711}
    said = told(
        judged(zipped(with_sums({**files, ABOUT: json.dumps(about, ensure_ascii=False, indent=1).encode()})), tmp_path)
    )
    assert "4711 (omitted_documents)" in said.partition("NICHT NACHGEWIESEN")[2]


def test_every_field_of_an_export_is_proven(hand_out, tmp_path, monkeypatch):
    for each in ("table", "prose"):
        monkeypatch.setattr(dossier_export.paper, each, lambda *words: b"%PDF-1.7")
    files = unpacked(hand_out().path)
    accepted = [path for path, forged in altered(files) if not judged(zipped(with_sums(forged)), tmp_path).findings]
    assert accepted == []
