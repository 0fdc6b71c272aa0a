# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signed heads and who signed them: C2SP signed notes, tlog-checkpoint, tlog-cosignature; and changes of key."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.lines import LineText

NEVER = 1 << 62
_NOTE, _COSIGNATURE = 1, 4


class Malformed(ValueError):
    """A key or note that cannot be read."""


@dataclass(frozen=True)
class Key:
    """A public key and from which size on (exclusive) it signs."""

    name: str
    kind: int
    public: bytes
    since: int = 0

    @property
    def id(self) -> bytes:
        """The four bytes before every signature."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @classmethod
    def read(cls, text: str, since: int = 0) -> "Key":
        """Read `name+hash+base64`. Raises `Malformed`."""
        try:
            name, key_id, encoded = text.strip().split("+", 2)
            raw = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise Malformed(text) from error
        key = cls(name, raw[0] if raw else 0, raw[1:], since)
        if key.kind not in (_NOTE, _COSIGNATURE) or len(key.public) != 32 or key.id.hex() != key_id:
            raise Malformed(text)
        return key

    def __str__(self) -> str:
        """As verifiers take it."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    def fits(self, signature: bytes, said: bytes) -> bool:
        """Whether this key made the signature."""
        try:
            _opened(self.public).verify(signature, said)
        except InvalidSignature:
            return False
        return True


@cache
def _opened(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


@dataclass(frozen=True)
class Head:
    """A head as it stands in a note; whether its signature holds is another question."""

    note: str
    text: str
    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes], ...]

    @classmethod
    def read(cls, note: str) -> "Head":
        """Read a note. Raises `Malformed`."""
        text, separator, rest = note.rpartition("\n\n")
        try:
            origin, size, root = text.split("\n")[:3]
            signatures = tuple(_signature(line) for line in rest.splitlines())
            head = cls(note, text + "\n", origin, int(size), base64.b64decode(root, validate=True), signatures)
        except ValueError as error:
            raise Malformed(note) from error
        if not separator or str(head.size) != size or len(head.root) != 32:
            raise Malformed(note)
        return head

    def beside(self, name: str) -> bytes | None:
        """The hash in the extension line that begins so; nothing if there is none."""
        said = [line[len(name) :] for line in self.text.split("\n")[3:] if line.startswith(name)]
        try:
            return base64.b64decode(said[0], validate=True) if said else None
        except ValueError:
            return b""

    def is_signed_by(self, key: Key) -> bool:
        """Whether the note bears a good signature of this key, under its own name."""
        own = [raw[4:] for name, raw in self.signatures if name == key.name and raw[:4] == key.id]
        return self.origin == key.name and any(key.fits(each, self.text.encode()) for each in own)

    def is_cosigned_by(self, witness: Key, line: str) -> bool:
        """Whether this line is the witness's signature on the head, with its time."""
        try:
            name, raw = _signature(line.strip("\n"))
        except ValueError:
            return False
        if name != witness.name or raw[:4] != witness.id or len(raw) != 76:
            return False
        seconds = int.from_bytes(raw[4:12], "big")
        return witness.fits(raw[12:], f"cosignature/v1\ntime {seconds}\n{self.text}".encode())


def _signature(line: str) -> tuple[str, bytes]:
    mark, name, encoded = line.split(" ")
    if mark != "\u2014":
        raise ValueError(line)
    return name, base64.b64decode(encoded, validate=True)


def read_heads(report: Report, notes: Iterable[str]) -> Iterator[Head]:
    """All heads that can be read; the others are named."""
    for note in notes:
        report.heads += 1
        try:
            yield Head.read(note)
        except Malformed:
            report.find(f"Prüfpunkt Nr. {report.heads}", "Das ist kein Prüfpunkt.")


def readable(notes: Iterable[str]) -> Iterator[Head]:
    """All heads that can be read; of the others nothing is said here."""
    for note in notes:
        with suppress(Malformed):
            yield Head.read(note)


def keys_of(report: Report, trusted: str, told: Iterable[LineText]) -> list[Key]:
    """The trusted keys, and those that the log itself announces, each following the one before.

    None at all if the trusted one is no key: then nobody can say who signed.
    """
    vouched = [each for each in trusted.split() if "+" in each]  # the list at /evidence/keys has sizes between them
    try:
        keys = [Key.read(each) for each in vouched][:1]
    except Malformed:
        keys = []
    if not keys:
        report.find("Schlüssel", "Das ist kein unversehrter Prüfschlüssel; wer unterschrieben hat, bleibt ungeprüft.")
        return []
    for each in told:
        if each.kind != "SigningKeyChanged":
            continue
        said, place = each.content["payload"], f"Zeile {each.position}"
        try:
            key = Key.read(said["new"], int(said["since"]))
        except (Malformed, KeyError, ValueError):
            report.find(place, "Der angekündigte Schlüssel ist keiner.")
            continue
        _judge_change(report, place, keys[-1], said, confirmed=said["new"] in vouched)
        keys.append(key)
    return keys


def check_registered(report: Report, keys: Sequence[Key], registered: Iterable[tuple[int, str]]) -> None:
    """The keys that the office hands out are the ones that the log announced."""
    told = [str(key) for key in keys]
    for number, (_since, verifier) in enumerate(registered):
        if keys and (number >= len(told) or told[number] != verifier.strip()):
            report.find(
                f"Schlüssel Nr. {number + 1}", "Er ist bei der Behörde eingetragen, gilt nach dem Protokoll aber nicht."
            )


def _judge_change(report: Report, place: str, old: Key, said: dict[str, Any], *, confirmed: bool) -> None:
    endorsement = said.get("endorsement", "")
    if endorsement:
        text, _separator, line = endorsement.rpartition("\n\n")
        wanted = f"aktei signing key\n{said['new']}\nsince {said['since']}"
        try:
            name, raw = _signature(line.strip("\n"))
        except ValueError:
            name, raw = "", b""
        if text != wanted or name != old.name or not old.fits(raw[4:], f"{text}\n".encode()):
            report.find(place, "Die Bestätigung des neuen Schlüssels durch den alten stimmt nicht.")
            return
    how = "vom alten bestätigt" if endorsement else "vom alten nicht bestätigt"
    how += "; Ihnen bekannt" if confirmed else ""
    report.mention(
        place, f"Ab Zeile {said['since']} gilt ein neuer Schlüssel ({how}): {said['new']} – {said.get('reason', '')}"
    )


def check_published(
    report: Report, note: str, keys: Sequence[Key], roots: dict[int, bytes], size: int, resumed: dict[str, str]
) -> None:
    """Compare with a head that somebody kept elsewhere; `resumed`: heads whose loss the log itself explains."""
    try:
        head = Head.read(note)
    except Malformed:
        report.find("Vorgelegter Prüfpunkt", "Das ist kein Prüfpunkt.")
        return
    place = f"Prüfpunkt {head.size}"
    if not any(head.is_signed_by(key) for key in keys):
        report.find(place, "Der vorgelegte Prüfpunkt trägt keine gültige Unterschrift dieses Protokolls.")
    elif head.size > size:
        report.find(place, f"Das Protokoll hat nur {size} Zeilen; es wurde verkürzt oder zurückgesetzt.")
    elif roots[head.size] != head.root:
        report.find(place, "Das Protokoll setzt den vorgelegten Prüfpunkt nicht fort; es wurde neu geschrieben.")
    else:
        return
    if (explained := resumed.get(head.text)) is not None:
        report.mention(place, f"Das Amt hat diesen Verlust selbst festgehalten: {explained}")
