# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Prüft den Nachweis-Export einer Akte. Braucht nur Python ab 3.9: kein Netz, kein Aktei, keine weiteren Pakete.

    python3 -I pruefen.py export.zip [--schluessel DATEI]

This is the judge of an export; in every export lies a copy, made into one file of its parts. It is written apart from
whatever wrote the export and imports nothing but the standard library. Formats: C2SP signed-note, tlog-checkpoint,
tlog-proof; RFC 9162; RFC 8032. An export is a closed world: what is neither proven nor named in the verdict is a fault.
"""

from __future__ import annotations

import base64
import io
import json
import sys
import zipfile
from hashlib import sha256
from typing import IO, Any

from aktei.base.evidence.export_arithmetic import continues, ed25519_verifies, hash_of, root_of
from aktei.base.evidence.export_container import Container
from aktei.base.evidence.export_opened import (
    ABOUT,
    ABOUT_SPELLING,
    CHECKPOINT,
    DOCUMENTS,
    FORMATS,
    KEY,
    LINES,
    NEEDED,
    PROOFS,
    STAMP,
    STAMPS,
    SUMS,
    UNREADABLE,
    plain64,
)
from aktei.base.evidence.export_records import Records
from aktei.base.evidence.export_story import Story
from aktei.base.evidence.export_verdict import told


class Check(Records):
    """One run over one export, in order."""

    def run(self) -> Check:
        """Everything, in order."""
        if self.container and self.container.is_broken:
            return self
        names = self.archive.namelist()
        missing = [each for each in NEEDED if each not in names]
        for each in missing:
            self.wrong(each, "Die Datei fehlt im Archiv.")
        steps = {
            ABOUT: self.check_about,
            SUMS: self.check_sums,
            CHECKPOINT: self.check_head,
            LINES: self.check_lines,
            DOCUMENTS: self.check_documents,
            STAMPS: self.check_stamps,
            "Abschluss": self.check_seal,
        }
        for place, step in {} if missing else steps.items():
            try:
                step()
            except UNREADABLE:
                self.wrong(place, "Der Inhalt ist nicht lesbar oder verfälscht.")
        return self

    def check_about(self) -> None:
        """What the export says of itself, in the one spelling it has."""
        told = self.text(ABOUT)
        self.about = about = json.loads(told)
        self.format = about["format"]
        self.gaps = set(about.get("gaps", ()))
        self.story = Story(about["dossier"]["id"])
        if self.format not in FORMATS:
            self.wrong(ABOUT, "Dieses Format kennt dieses Programm nicht; nehmen Sie eine neuere Fassung von Aktei.")
        expected = ABOUT_SPELLING[0 if self.is_older else 1]
        if json.dumps(about, ensure_ascii=False, indent=1) != told or list(about) != expected:
            self.wrong(ABOUT, "So schreibt kein Export seine Angaben; sie wurden verändert.")
        if not self.is_older and self.container and (self.container.is_packed or self.container.has_needless_64):
            self.wrong("ZIP", "Das Archiv wurde neu gepackt. Prüfen Sie die Datei, die die Behörde herausgegeben hat.")

    def check_sums(self) -> None:
        """Every file is listed with its hash, in the order of the archive, and every listed file is there."""
        rows = [row.partition("  ") for row in self.text(SUMS).split("\n")[:-1]]
        listed = {name: digest for digest, _gap, name in rows}
        self.listed = [name for _digest, _gap, name in rows]
        self.head = [(name, digest) for digest, _gap, name in rows]
        names = self.archive.namelist()
        present = set(names) - {SUMS}
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
        spelled = "".join(f"{digest}  {name}\n" for digest, _gap, name in rows)
        if [each for each in names if each in listed or each == SUMS] != [*self.listed, SUMS] or not present:
            self.wrong(SUMS, "Die Dateien stehen nicht in der Reihenfolge der Liste der Prüfsummen.")
        if spelled != self.text(SUMS):
            self.wrong(SUMS, "So schreibt kein Export seine Liste; sie wurde verändert.")

    def check_head(self) -> None:
        """The checkpoint was signed by the key."""
        text, _gap, signatures = self.text(CHECKPOINT).rpartition("\n\n")
        origin, size, root = text.split("\n")[:3]  # what follows are extensions, signed like the rest
        self.size, self.root = int(size), base64.b64decode(root, validate=True)
        written = self.text(KEY)
        name, key_id, encoded = written.strip().split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
        sound = raw[:1] == b"\x01" and len(raw) == 33 and written == f"{name}+{key_id}+{plain64(raw)}\n"
        if not sound or sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != key_id:
            self.wrong(KEY, "Das ist kein unversehrter Prüfschlüssel.")
        if self.trusted and self.trusted.strip() != written.strip():
            self.wrong(KEY, "Das ist nicht der Schlüssel, den Sie zum Vergleich angegeben haben.")
        rows = [line.split(" ") for line in signatures.split("\n")[:-1]]
        signed = [base64.b64decode(each, validate=True) for _dash, signer, each in rows if signer == name]
        spelled = "".join(f"\u2014 {who} {plain64(base64.b64decode(each))}\n" for _dash, who, each in rows)
        self.witnesses = len(rows) - len(signed)
        fits = [each for each in signed if each[:4].hex() == key_id]
        sound = len(signed) == 1 == len(fits) and ed25519_verifies(raw[1:], f"{text}\n".encode(), fits[0][4:])
        if origin != name or not sound or f"{text}\n\n{spelled}" != self.text(CHECKPOINT):
            self.wrong(CHECKPOINT, "Die Unterschrift unter dem Prüfpunkt stimmt nicht.")

    def check_lines(self) -> None:
        """Every line is the one that was sealed, at its place in the log, and belongs to this dossier."""
        head, gone = self.text(CHECKPOINT), set()
        ours = {self.story.dossier, *self.about["cases"], *(each["id"] for each in self.rows(DOCUMENTS))}
        for line in self.rows(LINES):
            position, sealed, place = line["position"], bytes.fromhex(line["commitment"]), f"Zeile {line['position']}"
            if self.seal is not None:
                self.wrong(place, "Nach der Zeile, die diesen Export abschließt, steht noch eine.")
            if position <= self.before:
                self.wrong(place, "Die Zeilen stehen nicht in der Reihenfolge des Protokolls, oder eine steht doppelt.")
            if line["entry"] is None:
                gone.add(position)
            self.check_line(place, line, sealed, ours)
            self.check_proof(place, f"{PROOFS}{position:09}.tlog-proof", position, sealed, head)
            self.lines += 1
            if self.seal is None:
                self.set.update(position.to_bytes(8, "big") + sealed)
                self.before = position
        self.erased = len(gone)
        for position in sorted(gone - self.story.may_be_gone):
            self.wrong(f"Zeile {position}", "Ihr Inhalt fehlt, und keine Zeile sagt, dass er gelöscht werden durfte.")
        proofs = set(self.tail)
        for name in (each for each in self.archive.namelist() if each.startswith(PROOFS) and each not in proofs):
            self.wrong(name, "Zu diesem Nachweis fehlt die Protokollzeile.")
        if self.lines != self.about["lines"]:
            self.wrong(LINES, f"Es sind {self.lines} Zeilen, angegeben waren {self.about['lines']}.")

    def check_line(self, place: str, line: dict[str, Any], sealed: bytes, ours: set[str]) -> None:
        """What a line says is what was sealed; of an erased line only its place is left."""
        if line["entry"] is not None:
            if commitment_of(line) != sealed:
                self.wrong(place, "Der Inhalt ist nicht der besiegelte.")
            self.remember(place, json.loads(line["entry"]), ours)
        elif line["salt"] is not None or "rows" in line:
            self.wrong(place, "Zu einer gelöschten Zeile gehört kein Zufallswert.")

    def check_proof(self, place: str, name: str, position: int, sealed: bytes, head: str) -> None:
        """The inclusion proof of one line leads to the signed root."""
        self.tail.append(name)
        try:
            proof, _gap, _checkpoint = self.text(name).partition("\n\n")
            _kind, _index, *path = proof.split("\n")
            hashes = [base64.b64decode(each, validate=True) for each in path]
            found = root_of(position, self.size, sha256(b"\x00" + sealed).digest(), hashes)
            spelled = "".join(f"{plain64(each)}\n" for each in hashes)
            fits = self.text(name) == f"c2sp.org/tlog-proof@v1\nindex {position}\n{spelled}\n{head}"
        except UNREADABLE:
            self.wrong(place, "Der Nachweis dieser Zeile fehlt oder ist nicht lesbar.")
            return
        if found != self.root or not fits:
            self.wrong(place, "Der Nachweis führt nicht zum Prüfpunkt: Die Zeile steht so nicht im Protokoll.")

    def remember(self, place: str, entry: dict[str, Any], ours: set[str]) -> None:
        """Keep what the line tells; a line about nothing in this dossier is out of place."""
        if not ours.intersection(entry["nodes"]):
            self.wrong(place, "Die Zeile gehört nicht zu dieser Akte.")
        self.story.read(entry)
        if entry["kind"] == "ProofSealed" and entry["payload"]["export"] == self.about.get("export"):
            self.seal = {
                **entry["payload"],
                "position": int(place.split()[1]),
                "at": entry["at"],
                "node": entry["node"],
            }
        newer = "act" in entry or entry["kind"] == "ProofSealed"
        newer = newer or (entry["kind"] == "ProofRequested" and "format" in entry["payload"])
        if self.is_older and newer:
            self.wrong(
                place, "Als diese Zeile entstand, gab es schon vollständige Exporte; dieser gibt sich als älterer aus."
            )

    def check_seal(self) -> None:
        """The last line says which lines belong to the dossier, and of which files the export consists."""
        about, seal, names = self.about, self.seal, set(self.archive.namelist())
        requests = self.story.requests
        request = requests.get(next(reversed(requests), "") if self.is_older else about["export"])
        if self.is_older:
            if about["checkpoint"] != self.size:
                self.wrong(ABOUT, "Der Prüfpunkt ist ein anderer als der angegebene.")
        elif seal is None:
            self.wrong(LINES, "Es fehlt die Zeile, die diesen Export abschließt; ob er vollständig ist, weiß niemand.")
            return
        else:
            count = seal["files"]
            first = "".join(f"{digest}  {name}\n" for name, digest in self.head[:count])
            later = [f"{name[:-4]}{STAMP[2]}" for name in self.listed if name.endswith(STAMP[0])]
            if (seal["lines"], seal["line_set"]) != (self.lines - 1, self.set.hexdigest()):
                self.wrong(LINES, "Es sind nicht genau die Zeilen, die beim Export zur Akte gehörten.")
            if seal["contents"] != sha256(first.encode()).hexdigest():
                self.wrong(
                    SUMS, "Es sind nicht genau die Dateien, aus denen der Export bestand, oder ihre Reihenfolge."
                )
            if self.listed[count:] != [*self.tail, *later, CHECKPOINT, KEY]:
                self.wrong(SUMS, "Nach den besiegelten Dateien stehen andere als die Nachweise, oder in anderer Folge.")
            told = (seal["until"], seal["node"], seal["format"])
            if (
                told != (about["until"], self.story.dossier, self.format)
                or not self.before < told[0] <= seal["position"]
            ):
                self.wrong(ABOUT, "Die Zeile, die diesen Export abschließt, sagt etwas anderes über ihn.")
        self.check_request(request, names)

    def check_request(self, request: dict[str, Any] | None, names: set[str]) -> None:
        """The export is the one that was asked for."""
        about = self.about
        if request is None:
            self.doubt(self.story.dossier, LINES, "Es fehlt die Zeile, mit der dieser Export angefordert wurde.")
            return
        told = [request["purpose"], request["with_access"], self.format if self.is_older else request["format"]]
        here = [about["purpose"], "zugriff.csv" in names, self.format]
        if told != here or (not self.is_older and request["at"] != about["requested_at"]):
            self.wrong(ABOUT, "Zweck, Zeitpunkt oder Umfang sind nicht die, mit denen der Export angefordert wurde.")

    def check_stamps(self) -> None:
        """A timestamp names a head that this one continues. Whether its authority is to be trusted, openssl tells."""
        for name in (each for each in self.archive.namelist() if each.startswith(STAMPS) and each.endswith(STAMP[0])):
            self.stamps += 1
            try:
                note, written = self.small(f"{name[:-4]}{STAMP[1]}"), self.text(f"{name[:-4]}{STAMP[2]}")
                size, root = note.decode().split("\n")[1:3]
                path = [base64.b64decode(each) for each in written.split()]
                sound = sha256(note).digest() in self.small(name) and name == f"{STAMPS}{size}{STAMP[0]}"
                sound = sound and written == "".join(f"{plain64(each)}\n" for each in path)
                sound = sound and continues(int(size), self.size, base64.b64decode(root), self.root, path)
            except UNREADABLE:
                sound = False
            if not sound:
                self.wrong(name, "Der Zeitstempel gehört nicht zu diesem Protokoll.")


def commitment_of(line: dict[str, Any]) -> bytes:
    """What a leaf says of a line: its salted hash, and with it that of the rows its act wrote, if the line has them."""
    salt, rows = bytes.fromhex(line["salt"]), bytes.fromhex(line.get("rows", ""))
    inner = sha256(bytes([len(salt)]) + salt + line["entry"].encode()).digest()
    if len(salt) != 16 or len(rows) not in (0, 32) or ("rows" in line and not rows):
        raise ValueError("no salt, or no hash of rows")
    return sha256(b"rows\x00" + inner + rows).digest() if rows else inner


def check(path: str, key: str | None = None) -> Check:
    """Check an export. Raises `zipfile.BadZipFile` or `OSError` if it is no archive at all."""
    with open(path, "rb") as file:
        container = Container(file)
        with _opened(file, container) as archive:
            result = Check(archive, key, container).run()
        file.seek(0)
        result.sha256 = hash_of(file)
    return result


def _opened(file: IO[bytes], container: Container) -> zipfile.ZipFile:
    """The archive as others read it; an empty one if it contradicts itself so much that they do not read it either."""
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        if not container.has_end:
            raise
        container.break_off("Ihr Aufbau ist beschädigt")
        return zipfile.ZipFile(io.BytesIO(), "w")


def unopened(error: Exception) -> str:
    """Why a file could not be opened, for people."""
    if isinstance(error, FileNotFoundError):
        return "Es gibt sie nicht."
    if isinstance(error, PermissionError):
        return "Sie darf hier nicht gelesen werden."
    if isinstance(error, (zipfile.BadZipFile, ValueError)):
        return "Sie ist nicht, was sie sein soll, oder sie ist abgeschnitten. Holen Sie sie noch einmal."
    return str(error)


def main(arguments: list[str]) -> int:
    """Exit codes: 0 everything fits, 1 something does not, 2 the file cannot be read."""
    if len(arguments) != 1 and (len(arguments) != 3 or arguments[1] != "--schluessel"):
        print("Aufruf: python3 -I pruefen.py export.zip [--schluessel DATEI]")
        return 2
    try:
        key = None
        if len(arguments) == 3:
            with open(arguments[2], encoding="utf-8") as file:
                key = file.read()
        result = check(arguments[0], key)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        print(
            f"Die Datei {getattr(error, 'filename', None) or arguments[0]} lässt sich nicht öffnen: {unopened(error)}"
        )
        return 2
    print(told(result))
    return 1 if result.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
