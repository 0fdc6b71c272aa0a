# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who signs the heads of the log: a key in a file, or a signer elsewhere whose key never leaves it.

Which public key signs from which size on stands in the database (`SigningKey`) and, from the second key on, in the
journal itself: a key is never silently replaced.
"""

import os
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils import timezone

from aktei.base.evidence.notes import NoteError, SignerKey, VerifierKey, open_note, signature_line
from aktei.base.log.models import Checkpoint, SigningKey
from aktei.base.log.outside_services import NoAnswer, ask, called

_KEY = "AKTEI_EVIDENCE_KEY"
"""What a trouble with the key's file names: the setting, not where the file lies."""


class SealingError(RuntimeError):
    """The log cannot be continued; nothing is sealed until that is explained."""


class SignerDown(RuntimeError):
    """The signer elsewhere did not answer, or not with a signature; entries wait until it does."""


class Signer(Protocol):
    """What the sealer needs of a key."""

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""

    def sign(self, text: str) -> str:
        """The signed note over this text."""


class RemoteSigner:
    """A signer behind a URL: `GET` tells its verifier key, `POST` of a note's text answers 64 bytes of Ed25519.

    `token`, if given, is sent as bearer token; `known` is its verifier key, if one
    was announced already. Every signature is checked before it is used.
    """

    def __init__(self, url: str, token: str = "", known: str | None = None) -> None:
        self.url = url
        self.token = token
        self._verifier = VerifierKey.parse(known) if known else None

    @property
    def verifier(self) -> VerifierKey:
        """The public half, as it is known or as the signer tells it. Raises `SignerDown`."""
        if self._verifier is None:
            try:
                self._verifier = VerifierKey.parse(self._ask(None).decode("utf-8", "replace"))
            except NoteError as error:
                raise SignerDown(f"{called(self.url)} antwortet nicht mit einem Prüfschlüssel: {error}") from error
        return self._verifier

    def sign(self, text: str) -> str:
        """The signed note over this text. Raises `SignerDown`."""
        key, signature = self.verifier, self._ask(text.encode())
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
        except InvalidSignature as error:
            raise SignerDown(f"{called(self.url)} antwortet mit einer Unterschrift, die nicht passt") from error
        return f"{text}\n{signature_line(key, signature)}"

    def _ask(self, body: bytes | None) -> bytes:
        try:
            answer = ask(self.url, body, token=self.token)
        except NoAnswer as error:
            raise SignerDown(str(error)) from error
        if answer.status != 200:
            raise SignerDown(f"Der Signaturdienst {called(self.url)} antwortet mit {answer.status}")
        return answer.body


def signer(place: Path, name: str, url: str = "", token: str = "") -> Signer:
    """The signer of the log: the one behind `url`, else the key kept at `place` (PEM, readable to us alone).

    A key file is made on first use, and never after a checkpoint exists. Raises `SealingError` if checkpoints exist
    but the key is gone, is another than the last announced one, or lies open to others.
    """
    if url:
        return RemoteSigner(url, token, current_key())
    _finish_replacing(place)
    if not place.exists():
        if Checkpoint.objects.exists():
            raise SealingError(
                f"Der Schlüssel ({_KEY}) fehlt. Spielen Sie ihn aus der Sicherung zurück, oder geben Sie, wenn er "
                "verloren ist, mit „aktei evidence new-key“ einen neuen aus"
            )
        make_key(place)
    return read_key(place, name)


def read_key(place: Path, name: str) -> SignerKey:
    """The key in this file. Raises `SealingError` if it holds none, or others may read it."""
    if place.stat().st_mode & 0o077:
        raise SealingError(f"Den Schlüssel ({_KEY}) können auch andere lesen; schützen Sie ihn mit „chmod 600“")
    try:
        secret = serialization.load_pem_private_key(place.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise SealingError(f"In {_KEY} steht kein Schlüssel: {error}") from error
    if not isinstance(secret, Ed25519PrivateKey):
        raise SealingError(f"In {_KEY} steht kein Ed25519-Schlüssel")
    return SignerKey(name, secret)


def make_key(place: Path) -> None:
    """A new key in a new file that nobody else can read; it is there completely or not at all."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)
    except FileExistsError:
        pass  # another process of the same start was first
    finally:
        draft.unlink()


def successor_of(place: Path) -> Path:
    """Where a new key waits until its announcement is committed."""
    return place.with_name(f"{place.name}.new")


def replace_key(place: Path) -> None:
    """Put the successor into the key's place; the old secret is gone."""
    successor_of(place).replace(place)


def all_keys() -> list[tuple[int, str]]:
    """Every public key of the log, oldest first, with the size from which on (exclusive) it signs."""
    return list(SigningKey.objects.order_by("since", "id").values_list("since", "verifier"))


def current_key() -> str | None:
    """The public key that signs now, or nothing before the first head."""
    return SigningKey.objects.order_by("-since", "-id").values_list("verifier", flat=True).first()


def insist_on(key: Signer) -> None:
    """See that this key is the one that was announced to sign now. Raises `SealingError`."""
    current = current_key()
    if current is None:
        last = Checkpoint.objects.order_by("-size").first()
        if last is not None:  # heads from before the keys were noted
            try:
                open_note(last.note, key.verifier)
            except NoteError as error:
                raise SealingError(f"Der letzte Prüfpunkt ist nicht mit unserem Schlüssel gemacht: {error}") from error
    elif current != str(key.verifier):
        raise SealingError(
            f"Der letzte Prüfpunkt ist nicht mit unserem Schlüssel unterschrieben. Der des Protokolls ist {current}; "
            "einen neuen gibt „aktei evidence new-key“ aus"
        )


def note_first(key: Signer) -> None:
    """Note the log's first key, with its first head."""
    if current_key() is None:
        SigningKey.objects.create(since=0, verifier=str(key.verifier), at=timezone.now())


def _finish_replacing(place: Path) -> None:
    """After a crash between announcing a key and putting it into its place, finish."""
    waiting = successor_of(place)
    current = current_key() if waiting.exists() else None
    if current and str(read_key(waiting, VerifierKey.parse(current).name).verifier) == current:
        replace_key(place)
