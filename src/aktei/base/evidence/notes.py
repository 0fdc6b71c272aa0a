# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signed notes and checkpoints (C2SP signed-note and tlog-checkpoint), with Ed25519 keys."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_SIGNATURE = "\u2014 "


class NoteError(ValueError):
    """A note that is malformed, or that nobody known has signed."""


@dataclass(frozen=True)
class VerifierKey:
    """A name and a public key, written `name+hash+base64` as the Go tools write it."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_b64(_ED25519 + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read `name+hash+base64`. Raises `NoteError` if it is malformed or its hash does not fit."""
        try:
            name, key_id, encoded = text.strip().split("+", 2)
            raw = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error) as error:
            raise NoteError("this is not a verifier key") from error
        key = cls(name, raw[1:])
        if raw[:1] != _ED25519 or len(key.public) != 32 or key.key_id.hex() != key_id:
            raise NoteError("this verifier key is damaged")
        return key


@dataclass(frozen=True)
class SignerKey:
    """The secret half of a verifier key."""

    name: str
    secret: Ed25519PrivateKey

    @classmethod
    def make(cls, name: str) -> "SignerKey":
        """A new key for this name."""
        return cls(name, Ed25519PrivateKey.generate())

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        raw = self.secret.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return VerifierKey(self.name, raw)

    def sign(self, text: str) -> str:
        """The note: the text, a blank line, one signature line. Raises `NoteError` if the text lacks its newline."""
        if not text.endswith("\n"):
            raise NoteError("the text of a note ends with a newline")
        return f"{text}\n{signature_line(self.verifier, self.secret.sign(text.encode()))}"


def signature_line(key: VerifierKey, signature: bytes) -> str:
    """One signature line of a note, with its newline."""
    return f"{_SIGNATURE}{key.name} {_b64(key.key_id + signature)}\n"


def open_note(note: str, known: VerifierKey) -> str:
    """The text of a note that this key has signed. Other keys' signatures are passed over, as the format asks."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise NoteError("this is not a signed note")
    text += "\n"
    for line in signatures.splitlines():
        name, _space, encoded = line.removeprefix(_SIGNATURE).partition(" ")
        raw = base64.b64decode(encoded)
        if name == known.name and raw[:4] == known.key_id:
            try:
                Ed25519PublicKey.from_public_bytes(known.public).verify(raw[4:], text.encode())
            except InvalidSignature as error:
                raise NoteError("the signature does not fit the text") from error
            return text
    raise NoteError(f"{known.name} has not signed this note")


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log: its origin, how many leaves it has, its root hash, and lines of its own after these."""

    origin: str
    size: int
    root: bytes
    extension: tuple[str, ...] = ()

    def text(self) -> str:
        """The body of the checkpoint's note."""
        return "\n".join((self.origin, str(self.size), _b64(self.root), *self.extension, ""))

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the body of a checkpoint's note. Raises `NoteError`."""
        lines = text.split("\n")
        try:
            origin, size, root = lines[0], lines[1], base64.b64decode(lines[2], validate=True)
            extension = tuple(lines[3:-1])
        except (IndexError, binascii.Error) as error:
            raise NoteError("this is not a checkpoint") from error
        if not origin or not size.isascii() or not size.isdigit() or str(int(size)) != size or len(root) != 32:
            raise NoteError("this is not a checkpoint")
        return cls(origin, int(size), root, extension)


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
