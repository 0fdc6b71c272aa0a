# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marks of sealed lines and of ended acts, where the key is at hand: that the office's own program made them.

Lines of before marks carry none. Marks before the first that fits may have been made with a key of before, which is not
at hand: they are counted. So the lines come first, in the order of the log, and then the acts.
"""

import hmac
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.lines import NAMED_ONE_BY_ONE, Batch, canonical

if TYPE_CHECKING:
    from hashlib import _Hash as HASH

LINE = "Ihr Echtheitsmerkmal ist nicht das der Anwendung."
ACT = "Das Echtheitsmerkmal an ihrem Abschluss ist nicht das der Anwendung."
_PURPOSE = b"aktei journal: genuine lines"


def keys_of(secrets: Sequence[str]) -> list[bytes]:
    """The keys of the marks that these secrets make."""
    return [HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(each.encode()) for each in secrets]


def fits(keys: Sequence[bytes], mac: bytes | None, what: bytes, said: Mapping[str, Any]) -> bool:
    """Whether one of the keys made this mark of what is said."""
    return _fits(keys, mac, what, canonical(said))


def fits_line(keys: Sequence[bytes], mac: bytes | None, text: str, number: int, salt: bytes) -> bool:
    """The same for a line that is spelled out already: marked is what it says without its number, with its salt.

    Nothing before the number can look like it: quotation marks within texts are escaped.
    """
    plain = text.replace(f'"id":{number},', "", 1)
    return _fits(keys, mac, b"line", f'{plain[:-1]},"salt":"{salt.hex()}"}}')


def fits_act(keys: Sequence[bytes], mac: bytes | None, act: str, lines: int, seals: int, rows: bytes) -> bool:
    """The same for the end of an act."""
    return _fits(keys, mac, b"act", f'{{"act":"{act}","lines":{lines},"rows":"{rows.hex()}","seals":{seals}}}')


def _fits(keys: Sequence[bytes], mac: bytes | None, what: bytes, said: str) -> bool:
    whole = b"aktei " + what + b"\x00" + said.encode()
    return mac is not None and any(hmac.compare_digest(mac, _mark(key, whole)) for key in keys)


def _mark(key: bytes, whole: bytes) -> bytes:
    """HMAC by the two hashes it is made of (RFC 2104): half the time of a call that prepares the key anew."""
    inner, outer = (begun.copy() for begun in _begun(key))
    inner.update(whole)
    outer.update(inner.digest())
    return outer.digest()


@cache
def _begun(key: bytes) -> "tuple[HASH, HASH]":
    padded = key.ljust(64, b"\0")
    return sha256(bytes(each ^ 0x36 for each in padded)), sha256(bytes(each ^ 0x5C for each in padded))


class Marks:
    """What became of the marks, portion by portion: of the lines, in the order of the log, or of the acts."""

    def __init__(self, report: Report) -> None:
        self.report, self.before, self.wrong = report, 0, 0

    def of_lines(self, batch: Batch) -> None:
        """The next lines."""
        self.report.marks += batch.marks
        if self.report.marked_from < 0:
            self.report.marked_from = batch.marked_from
        for position in batch.unmarked:
            if 0 <= self.report.marked_from < position:
                self._find(f"Zeile {position}", LINE)
            else:
                self.before += 1

    def of_act(self, act: str, position: int) -> None:
        """An act whose mark does not fit, and the place of its last line, which was counted if it is of before."""
        if 0 <= self.report.marked_from <= position:
            self._find(f"Handlung {act}", ACT)

    def _find(self, place: str, what: str) -> None:
        self.wrong += 1
        if self.wrong <= NAMED_ONE_BY_ONE:
            self.report.find(place, what)

    def tell(self) -> None:
        """What is left to say."""
        if self.before:
            self.report.mention(
                "Echtheitsmerkmale",
                f"{self.before} am Anfang des Protokolls sind mit einem Schlüssel gemacht, der nicht zur Hand ist; "
                "den früheren nennt AKTEI_SECRET_KEY_FALLBACKS.",
            )
        if self.wrong > NAMED_ONE_BY_ONE:
            self.report.find("Echtheitsmerkmale", f"Insgesamt stimmen {self.wrong} nicht.")
