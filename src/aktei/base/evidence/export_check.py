# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Prüft den Nachweis-Export einer Akte. Braucht nur Python ab 3.9: kein Netz, kein Aktei, keine weiteren Pakete.

    python3 -I pruefen.py export.zip [--schluessel DATEI]

This file is the judge of an export and lies in every export. It is written apart from whatever wrote the export and
imports nothing but the standard library. Formats: C2SP signed-note, tlog-checkpoint, tlog-proof; RFC 9162; RFC 8032.
"""

from __future__ import annotations

import base64
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256, sha512
from typing import IO, Any

SUMS, CHECKPOINT, KEY = "pruefsummen.sha256", "protokoll/pruefpunkt.txt", "protokoll/schluessel.txt"
LINES, PROOFS, DOCUMENTS, ABOUT = "protokoll/zeilen.jsonl", "protokoll/nachweise/", "dokumente.jsonl", "akte.json"
STAMPS = "protokoll/zeitstempel/"
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, zipfile.BadZipFile, OSError, zlib.error)
NOT_PROVEN = (
    "Ob der Schlüssel der Schlüssel der Behörde ist: Vergleichen Sie ihn mit dem, den sie veröffentlicht.",
    "Ob keine weitere Zeile zu dieser Akte gehört: Das zeigt nur die Prüfung des ganzen Protokolls bei der Behörde.",
    "Ob „verlauf-….pdf“, „zugriff.csv“ und die Betreffe in den Listen wiedergeben, was die Zeilen sagen: Es gelten die "
    "Zeilen. Ob die ZIP-Datei die herausgegebene ist, sagt die Behörde; ihre Prüfsumme steht dort im Protokoll.",
    "Ob die Behörde die Wahrheit festgehalten hat.",
)


class Check:
    """One run over one export: what was looked at, and what does not fit (place and what)."""

    def __init__(self, archive: zipfile.ZipFile, key: str | None = None) -> None:
        self.archive, self.trusted = archive, key
        self.findings: list[tuple[str, str]] = []
        self.files = self.lines = self.erased = self.documents = self.stamps = self.size = 0
        self.root, self.sha256 = b"", ""
        self.unproven: list[str] = []
        self.may_be_gone: set[int] = set()
        self.vouched: dict[str, dict[str, set[str]]] = {}

    def wrong(self, place: str, what: str) -> None:
        """Note something that does not fit."""
        self.findings.append((place, what))

    def run(self) -> Check:
        """Everything, in order."""
        names = self.archive.namelist()
        if len(set(names)) < len(names):
            self.wrong("ZIP", "Eine Datei kommt im Archiv mehrfach vor.")
        missing = [each for each in (SUMS, CHECKPOINT, KEY, LINES, DOCUMENTS, ABOUT) if each not in names]
        for each in missing:
            self.wrong(each, "Die Datei fehlt im Archiv.")
        steps = {
            SUMS: self.check_sums,
            CHECKPOINT: self.check_head,
            LINES: self.check_lines,
            DOCUMENTS: self.check_documents,
            STAMPS: self.check_stamps,
        }
        for place, step in {} if missing else steps.items():
            try:
                step()
            except UNREADABLE as error:
                self.wrong(place, f"Der Inhalt ist nicht lesbar oder verfälscht ({type(error).__name__}).")
        return self

    def digest(self, name: str) -> str:
        """SHA-256 of a file in the archive, read in parts."""
        with self.archive.open(name) as file:
            return hash_of(file)

    def check_sums(self) -> None:
        """Every file is listed with its hash, and every listed file is there."""
        listed = {name: digest for digest, _gap, name in (row.partition("  ") for row in self.text(SUMS).splitlines())}
        present = set(self.archive.namelist()) - {SUMS}
        for name in sorted(set(listed) - present):
            self.wrong(name, "Die Datei steht in der Liste der Prüfsummen, fehlt aber im Archiv.")
        for name in sorted(present):
            self.files += 1
            try:
                found = self.digest(name)
            except UNREADABLE:
                found = ""
            if name not in listed:
                self.wrong(name, "Die Datei steht nicht in der Liste der Prüfsummen; sie kam später dazu.")
            elif found != listed[name]:
                self.wrong(name, "Die Datei wurde verändert: Ihre Prüfsumme ist nicht die der Liste.")

    def check_head(self) -> None:
        """The checkpoint was signed by the key."""
        text, _gap, signatures = self.text(CHECKPOINT).rpartition("\n\n")
        origin, size, root = text.split("\n")[:3]
        self.size, self.root = int(size), base64.b64decode(root, validate=True)
        written = self.text(KEY).strip()
        name, key_id, encoded = written.split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
        if raw[:1] != b"\x01" or len(raw) != 33 or sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != key_id:
            self.wrong(KEY, "Das ist kein unversehrter Prüfschlüssel.")
        if self.trusted and self.trusted.strip() != written:
            self.wrong(KEY, "Das ist nicht der Schlüssel, den Sie zum Vergleich angegeben haben.")
        known = [line.split(" ")[2] for line in signatures.splitlines() if line.startswith(f"\u2014 {name} ")]
        signed = [base64.b64decode(each) for each in known]
        sound = [each for each in signed if ed25519_verifies(raw[1:], f"{text}\n".encode(), each[4:])]
        if origin != name or not sound:
            self.wrong(CHECKPOINT, "Die Unterschrift unter dem Prüfpunkt stimmt nicht.")

    def check_lines(self) -> None:
        """Every line is the one that was sealed, at its place in the log, and belongs to this dossier."""
        about, head, last, proofs, gone = json.loads(self.text(ABOUT)), self.text(CHECKPOINT), -1, set(), []
        ours = {about["dossier"]["id"], *about["cases"], *(each["id"] for each in self.rows(DOCUMENTS))}
        for line in self.rows(LINES):
            position, sealed = line["position"], bytes.fromhex(line["commitment"])
            place, name = f"Zeile {position}", f"{PROOFS}{position:09}.tlog-proof"
            self.lines += 1
            if position <= last:
                self.wrong(place, "Die Zeilen stehen nicht in der Reihenfolge des Protokolls, oder eine steht doppelt.")
            last = position
            proofs.add(name)
            if line["entry"] is None:
                self.erased += 1
                gone.append(position)
            else:
                salt = bytes.fromhex(line["salt"])
                if sha256(bytes([len(salt)]) + salt + line["entry"].encode()).digest() != sealed:
                    self.wrong(place, "Der Inhalt ist nicht der besiegelte.")
                self.remember(place, json.loads(line["entry"]), ours)
            self.check_proof(place, name, position, sealed, head)
        for position in set(gone) - self.may_be_gone:
            self.wrong(f"Zeile {position}", "Ihr Inhalt fehlt, und keine Zeile sagt, dass er gelöscht werden durfte.")
        for name in self.archive.namelist():
            if name.startswith(PROOFS) and name not in proofs:
                self.wrong(name, "Zu diesem Nachweis fehlt die Protokollzeile.")
        if self.lines != about["lines"]:
            self.wrong(LINES, f"Es sind {self.lines} Zeilen, angegeben waren {about['lines']}.")

    def check_proof(self, place: str, name: str, position: int, sealed: bytes, head: str) -> None:
        """The inclusion proof of one line leads to the signed root."""
        try:
            proof, _gap, checkpoint = self.text(name).partition("\n\n")
            kind, index, *path = proof.split("\n")
            hashes = [base64.b64decode(each, validate=True) for each in path]
            found = root_of(position, self.size, sha256(b"\x00" + sealed).digest(), hashes)
        except UNREADABLE:
            self.wrong(place, "Der Nachweis dieser Zeile fehlt oder ist nicht lesbar.")
            return
        told = (kind, index, checkpoint, found)
        if told != ("c2sp.org/tlog-proof@v1", f"index {position}", head, self.root):
            self.wrong(place, "Der Nachweis führt nicht zum Prüfpunkt: Die Zeile steht so nicht im Protokoll.")

    def remember(self, place: str, entry: dict[str, Any], ours: set[str]) -> None:
        """Keep what the line says of the bytes of a document; a line about nothing in this dossier is out of place."""
        if not ours.intersection(entry["nodes"]):
            self.wrong(place, "Die Zeile gehört nicht zu dieser Akte.")
        for first, last in entry["payload"]["positions"] if entry["kind"] == "LinesErased" else ():
            self.may_be_gone.update(range(first, last + 1))
        kept = self.vouched.setdefault(entry["node"], {})
        for role, field in (("original", "originals"), ("archival", "archival"), ("text", "reading")):
            value = entry["payload"].get(field)
            kept.setdefault(role, set()).update(value if isinstance(value, list) else [value] if value else [])

    def check_documents(self) -> None:
        """Every file of a document is one that the journal vouches for, and none of those is missing."""
        for document in self.rows(DOCUMENTS):
            self.documents += 1
            known, present = self.vouched.get(document["id"], {}), set()
            for file in document["files"]:
                found = self.reading(file["path"]) if file["role"] == "text" else self.digest(file["path"])
                present.add(found)
                if found not in known.get(file["role"], ()) and file["role"] in ("original", "archival", "text"):
                    if file.get("unproven"):
                        self.unproven.append(file["path"])
                    else:
                        self.wrong(file["path"], "Das ist nicht die Datei, deren Prüfsumme im Protokoll steht.")
            for role, wanted in known.items():
                if wanted - present:
                    place = f"Dokument „{document['subject_line'] or document['id']}“"
                    self.wrong(place, f"Eine Datei ({role}), die das Protokoll nennt, fehlt im Export.")

    def reading(self, path: str) -> str:
        """The hash of all pages' text and words, as the journal vouches for it."""
        whole = sha256()
        for page in self.rows(path):
            for part in (str(page["number"]).encode(), page["text"].encode(), base64.b64decode(page["words"])):
                whole.update(sha256(part).digest())
        return whole.hexdigest()

    def check_stamps(self) -> None:
        """A timestamp names a head that this one continues. Whether its authority is to be trusted, openssl tells."""
        for name in (each for each in self.archive.namelist() if each.startswith(STAMPS) and each.endswith(".tsr")):
            self.stamps += 1
            try:
                note = self.archive.read(f"{name[:-4]}.pruefpunkt.txt")
                size, root = note.decode().split("\n")[1:3]
                path = [base64.b64decode(each) for each in self.text(f"{name[:-4]}.fortsetzung.txt").split()]
                sound = sha256(note).digest() in self.archive.read(name)
                sound = sound and continues(int(size), self.size, base64.b64decode(root), self.root, path)
            except UNREADABLE:
                sound = False
            if not sound:
                self.wrong(name, "Der Zeitstempel gehört nicht zu diesem Protokoll.")

    def text(self, name: str) -> str:
        """A small file as text."""
        return self.archive.read(name).decode("utf-8")

    def rows(self, name: str) -> Iterator[Any]:
        """A JSON value per line."""
        with self.archive.open(name) as file:
            yield from map(json.loads, file)


def hash_of(file: IO[bytes]) -> str:
    """SHA-256 of a file, read in parts."""
    whole = sha256()
    while part := file.read(1 << 20):
        whole.update(part)
    return whole.hexdigest()


def root_of(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """The root that follows from a leaf and its audit path (RFC 9162, 2.1.3.2)."""
    node, last, found = index, size - 1, leaf
    if not 0 <= index < size:
        raise ValueError("outside the tree")
    for sibling in path:
        if last == 0:
            raise ValueError("too long")
        if node & 1 or node == last:
            found = sha256(b"\x01" + sibling + found).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + sibling).digest()
        node, last = node >> 1, last >> 1
    if last:
        raise ValueError("too short")
    return found


def continues(old: int, new: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> bool:
    """Whether the tree of `new` leaves continues the one of `old` (RFC 9162, 2.1.4.2)."""
    if old == new or not path or not 0 < old < new:
        return old == new and old_root == new_root and not path
    if old & (old - 1) == 0:
        path = [old_root, *path]
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = sha256(b"\x01" + sibling + first).digest(), sha256(b"\x01" + sibling + second).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            second = sha256(b"\x01" + second + sibling).digest()
        node, last = node >> 1, last >> 1
    return (first, second, last) == (old_root, new_root, 0)


P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]
"""x/z, y/z, z and xy/z: the extended coordinates of RFC 8032, 5.1.4."""


def ed25519_verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Check an Ed25519 signature with whole numbers alone (RFC 8032, 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment, s = unpack(public), unpack(signature[:32]), int.from_bytes(signature[32:], "little")
    base = unpack((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    if key is None or commitment is None or base is None or s >= L:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % L
    (x1, y1, z1, _), (x2, y2, z2, _) = times(s, base), add(commitment, times(challenge, key))
    return (x1 * z2 - x2 * z1) % P == 0 == (y1 * z2 - y2 * z1) % P


def unpack(encoded: bytes) -> Point | None:
    """The point on the curve that 32 bytes stand for, None if they stand for none."""
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and encoded[31] >> 7):
        return None
    x = P - x if (x & 1) != encoded[31] >> 7 else x
    return x, y, 1, x * y % P


def add(one: Point, two: Point) -> Point:
    """The sum of two points."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor: int, point: Point) -> Point:
    """A point added to itself so many times."""
    total: Point = (0, 1, 1, 0)
    while factor:
        total, point, factor = (add(total, point) if factor & 1 else total), add(point, point), factor >> 1
    return total


def told(result: Check) -> str:
    """The outcome as German sentences."""
    said = [f"{result.files} Dateien, {result.lines} Protokollzeilen, {result.documents} Dokumente geprüft."]
    if result.findings:
        return "\n".join(
            [*said, *(f"  {place}: {what}" for place, what in result.findings), "Der Export stimmt NICHT."]
        )
    said.append(f"Alles stimmt: Jede Zeile steht unverändert im besiegelten Protokoll (Prüfpunkt {result.size}),")
    said.append(
        "und jede Datei ist die, deren Prüfsumme dort steht" + (", außer den folgenden." if result.unproven else ".")
    )
    for each in result.unproven:
        said.append(f"  {each}: NICHT NACHGEWIESEN. Die Zeile dazu gehört zu einer anderen Akte oder ist gelöscht.")
    if result.erased:
        said.append(f"Rechtmäßig gelöschte Zeilen: {result.erased}; ihr Platz im Protokoll ist nachgewiesen.")
    if result.stamps:
        said.append(f"Zeitstempel auf dieses Protokoll: {result.stamps}; ihre Unterschrift prüft „openssl ts“.")
    said.append(f"Prüfsumme der ZIP-Datei (SHA-256): {result.sha256}")
    return "\n".join([*said, "Das beweist dieser Export allein nicht:", *(f"  {each}" for each in NOT_PROVEN)])


def check(path: str, key: str | None = None) -> Check:
    """Check an export. Raises `zipfile.BadZipFile` or `OSError` if it cannot be opened at all."""
    with zipfile.ZipFile(path) as archive:
        result = Check(archive, key).run()
    with open(path, "rb") as file:
        result.sha256 = hash_of(file)
    return result


def main(arguments: list[str]) -> int:
    """Exit codes: 0 everything fits, 1 something does not, 2 the file cannot be read."""
    key = None
    if len(arguments) == 3 and arguments[1] == "--schluessel":
        with open(arguments[2], encoding="utf-8") as file:
            key = file.read()
    elif len(arguments) != 1:
        print("Aufruf: python3 -I pruefen.py export.zip [--schluessel DATEI]")
        return 2
    try:
        result = check(arguments[0], key)
    except (OSError, zipfile.BadZipFile) as error:
        print(f"Die Datei lässt sich nicht öffnen: {error}")
        return 2
    print(told(result))
    return 1 if result.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
