# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speaking with witnesses: C2SP tlog-witness (`add-checkpoint`) and tlog-cosignature (Ed25519, v1)."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from aktei.base.evidence.notes import NoteError

_COSIGNATURE = b"\x04"
_MARK = "\u2014 "
_SIGNATURE_SIZE = 4 + 8 + 64


@dataclass(frozen=True)
class WitnessKey:
    """The name and public key of a witness, written `name+hash+base64`."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes before each of its signatures."""
        return sha256(self.name.encode() + b"\n" + _COSIGNATURE + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_COSIGNATURE + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "WitnessKey":
        """Read `name+hash+base64`. Raises `NoteError` if it is malformed or not the key of a witness."""
        try:
            name, key_id, encoded = text.strip().split("+", 2)
            raw = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error) as error:
            raise NoteError("this is not a witness's key") from error
        key = cls(name, raw[1:])
        if raw[:1] != _COSIGNATURE or len(key.public) != 32 or key.key_id.hex() != key_id:
            raise NoteError("this is not a witness's key, or it is damaged")
        return key


def request(old: int, proof: Sequence[bytes], note: str) -> bytes:
    """The body of `add-checkpoint`: the size the witness saw last, the proof from there, and the signed head."""
    lines = [f"old {old}", *(base64.b64encode(each).decode() for each in proof), "", note]
    return "\n".join(lines).encode()


def signature_in(answer: str, key: WitnessKey, text: str) -> tuple[str, int]:
    """The witness's signature line (with its newline) on a head's text, and its time in seconds since 1970.

    Raises `NoteError` if the answer holds none that fits.
    """
    for line in answer.splitlines():
        name, _space, encoded = line.removeprefix(_MARK).partition(" ")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            continue  # not a signature line
        if name != key.name or raw[:4] != key.key_id or len(raw) != _SIGNATURE_SIZE:
            continue
        seconds = int.from_bytes(raw[4:12], "big")
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(raw[12:], message(text, seconds))
        except InvalidSignature as error:
            raise NoteError("the witness's signature does not fit the head") from error
        return f"{line}\n", seconds
    raise NoteError("the witness's answer holds no signature of its key")


def message(text: str, seconds: int) -> bytes:
    """What a witness signs: the time, and the head's text."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
