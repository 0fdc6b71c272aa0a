# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a forger does with an export: take it apart, change it, and put it together so that it looks whole."""

import io
import json
import zipfile
from hashlib import sha256

from aktei.base.evidence import export_check
from aktei.base.evidence.commitments import canonical, commitment
from aktei.base.evidence.merkle import inclusion_proof, leaf_hash
from aktei.base.evidence.notes import Checkpoint, SignerKey
from aktei.base.evidence.tiles import tile_root
from aktei.procedures.proof.dossier_export import _base64_lines

LINES, PROOF, SUMS = "protokoll/zeilen.jsonl", "protokoll/nachweise/", "pruefsummen.sha256"
ABOUT, DOCUMENTS = "akte.json", "dokumente.jsonl"
HEAD, KEY = "protokoll/pruefpunkt.txt", "protokoll/schluessel.txt"


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_sums(files):
    """The list of hashes as anybody can write it anew."""
    kept = {name: content for name, content in files.items() if name != SUMS}
    listed = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in kept.items())
    return {**kept, SUMS: listed.encode()}


def zipped(files, when=None):
    """An archive as plain tools write it; with `when`, its fields are those it was handed out with."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            about = zipfile.ZipInfo(name, when or (2026, 1, 2, 3, 4, 6))
            about.external_attr = 0o644 << 16
            archive.writestr(about, content)
    return target.getvalue()


def judged(content, tmp_path, key=None):
    """What the judge says of these bytes."""
    place = tmp_path / "judged.zip"
    place.write_bytes(content)
    return export_check.check(str(place), key)


def is_accepted(content, tmp_path):
    try:
        return not judged(content, tmp_path).findings
    except (zipfile.BadZipFile, OSError):
        return False


def rows(files, name):
    return [json.loads(line) for line in files[name].splitlines()]


def spelled(told):
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in told).encode()


def about(files, **changes):
    """The export's own words, changed, in their spelling."""
    return {**files, ABOUT: json.dumps({**json.loads(files[ABOUT]), **changes}, ensure_ascii=False, indent=1).encode()}


def documents(files, change):
    told = rows(files, DOCUMENTS)
    change(told)
    return {**files, DOCUMENTS: spelled(told)}


def entries(files):
    """The lines as they speak, without the last one, which settles the export."""
    return [json.loads(each["entry"]) for each in rows(files, LINES)][:-1]


def resealed(files, told=None, key=None, **claims):
    """The export as somebody would make it who has a log and a key of their own: everything in it fits together.

    So a judge that still objects does so because of what the lines say, not because of a hash.
    """
    key = key or SignerKey.make("forger")
    told = entries(files) if told is None else told
    seal = json.loads(rows(files, LINES)[-1]["entry"])
    files = about(files, until=len(told), lines=len(told) + 1, **claims)
    sealed = [name for name in files if name not in (LINES, HEAD, KEY, SUMS) and not name.startswith(PROOF)]
    listed = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sealed)
    lines = [_line(at, each) for at, each in enumerate(told)]
    line_set = sha256(b"".join(at.to_bytes(8, "big") + bytes.fromhex(e["commitment"]) for at, e in enumerate(lines)))
    seal["payload"].update(until=len(told), lines=len(told), line_set=line_set.hexdigest())
    seal["payload"].update(files=len(sealed), contents=sha256(listed.encode()).hexdigest())
    lines.append(_line(len(told), seal))
    leaves = [leaf_hash(bytes.fromhex(each["commitment"])) for each in lines]

    def hash_at(level, index):
        return tile_root(leaves[index << level : (index + 1) << level])

    size = len(leaves)
    root = export_check.root_of(0, size, leaves[0], inclusion_proof(0, size, hash_at))
    head = key.sign(Checkpoint(key.verifier.name, size, root).text())
    made = {name: files[name] for name in sealed} | {LINES: spelled(lines)}
    for at in range(size):
        path = _base64_lines(inclusion_proof(at, size, hash_at))
        made[f"{PROOF}{at:09}.tlog-proof"] = f"c2sp.org/tlog-proof@v1\nindex {at}\n{path}\n{head}".encode()
    return with_sums({**made, HEAD: head.encode(), KEY: f"{key.verifier}\n".encode()})


def _line(position, entry):
    salt, text = bytes(16), canonical(entry)
    return {
        "position": position,
        "commitment": commitment(salt, text).hex(),
        "salt": salt.hex(),
        "entry": text.decode(),
    }
