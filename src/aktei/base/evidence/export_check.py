# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Prüft den Nachweis-Export einer Akte. Braucht nur Python ab 3.9: kein Netz, kein Aktei, keine weiteren Pakete.

    python3 -I pruefen.py export.zip [--schluessel DATEI]

This file is the judge of an export, and lies in every export too. It is written apart from whatever wrote the export
and imports nothing but the standard library. Formats: C2SP signed-note, tlog-checkpoint, tlog-proof; RFC 9162; RFC 8032.
"""

import base64
import json
import sys
import zipfile
from hashlib import sha256, sha512
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

SUMS, CHECKPOINT, KEY = "pruefsummen.sha256", "protokoll/pruefpunkt.txt", "protokoll/schluessel.txt"
LINES, PROOFS, DOCUMENTS, ABOUT = "protokoll/zeilen.jsonl", "protokoll/nachweise/", "dokumente.jsonl", "akte.json"
STAMPS = "protokoll/zeitstempel/"
NEEDED = (SUMS, CHECKPOINT, KEY, LINES, DOCUMENTS, ABOUT)
NOT_PROVEN = (
    "Ob dieser Schlüssel der Schlüssel der Behörde ist: Vergleichen Sie ihn mit dem, den sie veröffentlicht.",
    "Ob keine weitere Zeile zu dieser Akte gehört: Das zeigt nur die Prüfung des ganzen Protokolls bei der Behörde.",
    "Ob die Behörde vor dem Eintrag ins Protokoll die Wahrheit festgehalten hat.",
)


class Check:
    """One run over one export: what was looked at, what does not fit, and the head that the lines are proven against."""

    def __init__(self, archive: zipfile.ZipFile, key: Optional[str] = None) -> None:
        self.archive, self.trusted = archive, key
        self.findings: List[Tuple[str, str]] = []
        self.proven: List[str] = []
        self.files = self.lines = self.erased = self.documents = self.stamps = self.size = 0
        self.root = b""
        self.vouched: Dict[str, Dict[str, Set[str]]] = {}

    def wrong(self, place: str, what: str) -> None:
        """Note something that does not fit."""
        self.findings.append((place, what))

    def run(self) -> "Check":
        """Everything, in order."""
        names = self.archive.namelist()
        for twice in sorted({each for each in names if names.count(each) > 1} if len(set(names)) < len(names) else ()):
            self.wrong(twice, "Die Datei kommt im Archiv mehrfach vor.")
        missing = [each for each in NEEDED if each not in names]
        for each in missing:
            self.wrong(each, "Die Datei fehlt im Archiv.")
        if missing:
            return self
        for step in (self.check_sums, self.check_head, self.check_lines, self.check_documents, self.check_stamps):
            try:
                step()
            except (ValueError, KeyError, TypeError, IndexError, AttributeError, zipfile.BadZipFile, OSError) as error:
                part = {"check_sums": SUMS, "check_head": CHECKPOINT, "check_lines": LINES}.get(step.__name__, DOCUMENTS)
                self.wrong(part, "Der Inhalt ist nicht lesbar oder verfälscht (%s)." % type(error).__name__)
        return self

    def digest(self, name: str) -> str:
        """SHA-256 of a file in the archive, read in parts."""
        whole = sha256()
        with self.archive.open(name) as file:
            while part := file.read(1 << 20):
                whole.update(part)
        return whole.hexdigest()

    def check_sums(self) -> None:
        """Every file is listed with its hash, and every listed file is there."""
        listed: Dict[str, str] = {}
        for line in self.text(SUMS).splitlines():
            expected, _gap, name = line.partition("  ")
            listed[name] = expected
        present = set(self.archive.namelist()) - {SUMS}
        for name in sorted(set(listed) - present):
            self.wrong(name, "Die Datei steht in der Liste der Prüfsummen, fehlt aber im Archiv.")
        for name in sorted(present):
            self.files += 1
            try:
                fits = name in listed and self.digest(name) == listed[name]
            except (zipfile.BadZipFile, OSError, ValueError):
                fits = False
            if name not in listed:
                self.wrong(name, "Die Datei steht nicht in der Liste der Prüfsummen; sie kam später dazu.")
            elif not fits:
                self.wrong(name, "Die Datei wurde verändert: Ihre Prüfsumme ist nicht die der Liste.")

    def check_head(self) -> None:
        """The checkpoint was signed by the key."""
        written = self.text(KEY).strip()
        name, key_id, encoded = written.split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
        if raw[:1] != b"\x01" or len(raw) != 33 or sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != key_id:
            return self.wrong(KEY, "Das ist kein unversehrter Prüfschlüssel.")
        if self.trusted and self.trusted.strip() != written:
            self.wrong(KEY, "Das ist nicht der Schlüssel, den Sie zum Vergleich angegeben haben.")
        text, gap, signatures = self.text(CHECKPOINT).rpartition("\n\n")
        origin, size, root = text.split("\n")[:3]
        known = False
        for line in signatures.splitlines():
            signer, _space, value = line[2:].partition(" ")
            signature = base64.b64decode(value)
            if line[:2] == "\u2014 " and signer == name and signature[:4].hex() == key_id:
                known = ed25519_verifies(raw[1:], (text + "\n").encode(), signature[4:])
        if not known or origin != name or not gap:
            self.wrong(CHECKPOINT, "Die Unterschrift unter dem Prüfpunkt stimmt nicht.")
        self.size, self.root = int(size), base64.b64decode(root, validate=True)

    def check_lines(self) -> None:
        """Every line is the one that was sealed, at its place in the log, and belongs to this dossier."""
        about = json.loads(self.text(ABOUT))
        ours = {about["dossier"]["id"]} | {each["id"] for each in self.rows(DOCUMENTS)} | set(about["cases"])
        head, last, seen = self.text(CHECKPOINT), -1, set()
        for line in self.rows(LINES):
            place, position = "Zeile %s" % line["position"], line["position"]
            self.lines += 1
            if position <= last:
                self.wrong(place, "Die Zeilen stehen nicht in der Reihenfolge des Protokolls, oder eine steht doppelt.")
            last = position
            sealed = bytes.fromhex(line["commitment"])
            if line["entry"] is None:
                self.erased += 1
            else:
                salt = bytes.fromhex(line["salt"])
                if sha256(bytes([len(salt)]) + salt + line["entry"].encode()).digest() != sealed:
                    self.wrong(place, "Der Inhalt ist nicht der besiegelte.")
                self.remember(place, json.loads(line["entry"]), ours)
            name = "%s%09d.tlog-proof" % (PROOFS, position)
            seen.add(name)
            self.check_proof(place, name, position, sealed, head)
        for name in self.archive.namelist():
            if name.startswith(PROOFS) and name not in seen:
                self.wrong(name, "Zu diesem Nachweis fehlt die Protokollzeile.")
        if self.lines != about["lines"]:
            self.wrong(LINES, "Es sind %d Zeilen, angegeben waren %s." % (self.lines, about["lines"]))

    def check_proof(self, place: str, name: str, position: int, sealed: bytes, head: str) -> None:
        """The inclusion proof of one line leads to the signed root."""
        try:
            proof, _gap, checkpoint = self.text(name).partition("\n\n")
            kind, index, *path = proof.split("\n")
            hashes = [base64.b64decode(each, validate=True) for each in path]
            found = root_of(position, self.size, sha256(b"\x00" + sealed).digest(), hashes)
            sound = kind == "c2sp.org/tlog-proof@v1" and index == "index %d" % position and found == self.root
        except (KeyError, ValueError, zipfile.BadZipFile):
            return self.wrong(place, "Der Nachweis dieser Zeile fehlt oder ist nicht lesbar.")
        if not sound or checkpoint != head:
            self.wrong(place, "Der Nachweis führt nicht zum unterschriebenen Prüfpunkt: Die Zeile steht so nicht im Protokoll.")
        return None

    def remember(self, place: str, entry: Dict[str, Any], ours: Set[str]) -> None:
        """Keep what the line says of the bytes of a document; a line about nothing in this dossier is out of place."""
        if not ours.intersection(entry["nodes"]):
            self.wrong(place, "Die Zeile gehört nicht zu dieser Akte.")
        kept = self.vouched.setdefault(entry["node"], {})
        originals = entry["payload"].get("originals")
        for role, value in (("archival", "archival"), ("text", "reading")):
            if isinstance(entry["payload"].get(value), str) and entry["payload"][value]:
                kept.setdefault(role, set()).add(entry["payload"][value])
        if isinstance(originals, list):
            kept.setdefault("original", set()).update(originals)

    def check_documents(self) -> None:
        """Every file of a document is one that the journal vouches for, and none of those is missing."""
        for document in self.rows(DOCUMENTS):
            self.documents += 1
            place = "Dokument „%s“" % (document["subject_line"] or document["id"])
            present: Dict[str, Set[str]] = {}
            for file in document["files"]:
                found = self.reading(file["path"]) if file["role"] == "text" else self.digest(file["path"])
                present.setdefault(file["role"], set()).add(found)
                known = self.vouched.get(document["id"], {}).get(file["role"], set())
                if file["role"] in ("original", "archival", "text") and found not in known:
                    self.wrong(file["path"], "%s: Das ist nicht die Datei, deren Prüfsumme im Protokoll steht." % place)
            for role, wanted in self.vouched.get(document["id"], {}).items():
                if document["complete"] and wanted - present.get(role, set()):
                    self.wrong(place, "Eine Datei (%s), die das Protokoll nennt, fehlt im Export." % role)

    def reading(self, path: str) -> str:
        """The hash of all pages' text and words, as the journal vouches for it."""
        whole = sha256()
        for page in self.rows(path):
            for part in (str(page["number"]).encode(), page["text"].encode(), base64.b64decode(page["words"])):
                whole.update(sha256(part).digest())
        return whole.hexdigest()

    def check_stamps(self) -> None:
        """A timestamp names the hash of the checkpoint; whether its authority is to be trusted, openssl tells."""
        note = self.archive.read(CHECKPOINT)
        wanted = [sha256(note).digest(), sha256(note.rpartition(b"\n\n")[0] + b"\n").digest()]
        for name in self.archive.namelist():
            if name.startswith(STAMPS) and name.endswith(".tsr"):
                self.stamps += 1
                if not any(each in self.archive.read(name) for each in wanted):
                    self.wrong(name, "Der Zeitstempel gehört nicht zu diesem Prüfpunkt.")

    def text(self, name: str) -> str:
        """A small file as text."""
        return self.archive.read(name).decode("utf-8")

    def rows(self, name: str) -> Iterator[Any]:
        """A JSON value per line."""
        with self.archive.open(name) as file:
            for line in file:
                yield json.loads(line)


def root_of(index: int, size: int, leaf: bytes, path: List[bytes]) -> bytes:
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


P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = Tuple[int, int]


def ed25519_verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Check an Ed25519 signature with whole numbers alone (RFC 8032, 5.1.7). Slow, but every step can be read."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment, s = unpack(public), unpack(signature[:32]), int.from_bytes(signature[32:], "little")
    base = unpack((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    if key is None or commitment is None or base is None or s >= L:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % L
    return times(s, base) == add(commitment, times(challenge, key))


def unpack(encoded: bytes) -> Optional[Point]:
    """The point on the curve that 32 bytes stand for, None if they stand for none."""
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and encoded[31] >> 7):
        return None
    return (P - x if (x & 1) != encoded[31] >> 7 else x), y


def add(one: Point, two: Point) -> Point:
    """The sum of two points."""
    (x1, y1), (x2, y2) = one, two
    both = D * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + both, P - 2, P) % P, (y1 * y2 + x1 * x2) * pow(1 - both, P - 2, P) % P


def times(factor: int, point: Point) -> Point:
    """A point added to itself so many times."""
    total: Point = (0, 1)
    while factor:
        total, point, factor = (add(total, point) if factor & 1 else total), add(point, point), factor >> 1
    return total


def check(path: str, key: Optional[str] = None) -> Check:
    """Check an export. Raises `zipfile.BadZipFile` or `OSError` if it cannot be opened at all."""
    with zipfile.ZipFile(path) as archive:
        return Check(archive, key).run()


def told(result: Check) -> str:
    """The outcome as German sentences."""
    said = ["%d Dateien, %d Protokollzeilen, %d Dokumente geprüft." % (result.files, result.lines, result.documents)]
    said += ["  %s: %s" % finding for finding in result.findings]
    if result.findings:
        return "\n".join([*said, "Der Export stimmt NICHT."])
    said.append("Alles stimmt: Jede Zeile steht unverändert im besiegelten Protokoll (Prüfpunkt %d)," % result.size)
    said.append("und jede Datei ist die, deren Prüfsumme dort steht.")
    if result.erased:
        said.append("%d Zeilen sind rechtmäßig gelöscht; ihr Platz im Protokoll ist nachgewiesen." % result.erased)
    if result.stamps:
        said.append("%d Zeitstempel gehören zum Prüfpunkt; deren Unterschrift prüft „openssl ts“." % result.stamps)
    return "\n".join([*said, "Das beweist dieser Export allein nicht:", *("  " + each for each in NOT_PROVEN)])


def main(arguments: List[str]) -> int:
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
        print("Die Datei lässt sich nicht öffnen: %s" % error)
        return 2
    print(told(result))
    return 1 if result.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
