# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An export that was opened: its files, each read within limits and in its one spelling, and what was found so far.

A part of `pruefen.py`; it imports nothing but the standard library.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from aktei.base.evidence.export_arithmetic import hash_of
from aktei.base.evidence.export_container import Container
from aktei.base.evidence.export_story import Story

SUMS, CHECKPOINT, KEY = "pruefsummen.sha256", "protokoll/pruefpunkt.txt", "protokoll/schluessel.txt"
LINES, PROOFS, DOCUMENTS, ABOUT = "protokoll/zeilen.jsonl", "protokoll/nachweise/", "dokumente.jsonl", "akte.json"
STAMPS = "protokoll/zeitstempel/"
NEEDED = (SUMS, CHECKPOINT, KEY, LINES, DOCUMENTS, ABOUT)
FORMATS = ("aktei-nachweis-1", "aktei-nachweis-2")
MOST_AT_ONCE = 64 << 20
"""A line of a list, or a file that is read in one piece, has at most so many bytes."""
ROLES = {"original": "original", "archival": "archiv", "signature": "signatur", "transfer_note": "transfervermerk"}
VOUCHED = ("original", "archival", "text")
TOLD = re.compile(r"protokoll/verlauf-\d+\.pdf|zugriff\.csv|LIESMICH\.(html|pdf)|pruefen\.py")
"""Files for people: no line says what stands in them."""
STAMP = (".tsr", ".pruefpunkt.txt", ".fortsetzung.txt")
SPELLING = {
    LINES: (["position", "commitment", "salt", "entry"], ["position", "commitment", "salt", "entry", "rows"]),
    DOCUMENTS: (["id", "number", "subject_line", "sheets", "withdrawn", "files"],),
    "file": (["role", "version", "path"], ["role", "version", "path", "unproven"]),
    "text": (["number", "text", "words"],),
}
ABOUT_SPELLING = (
    ["format", "made_at", "purpose", "dossier", "cases", "checkpoint", "lines", "documents", "omitted_documents"],
    [
        *("format", "export", "requested_at", "purpose", "packed_at", "dossier", "cases", "until", "lines"),
        *("documents", "omitted_documents", "gaps"),
    ],
)
COMING = {"DocumentMoved", "MoveUndone", "CaseMoved", "DossierMergedIn"}
"""Lines after which something may be here whose earlier lines belong to another dossier."""
UNREADABLE = (
    *(ValueError, KeyError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError),
    *(zipfile.BadZipFile, OSError, EOFError, RuntimeError, struct.error, zlib.error),
)


class Opened:
    """One export under examination: what was looked at, and what does not fit (place and what)."""

    def __init__(self, archive: zipfile.ZipFile, key: str | None = None, container: Container | None = None) -> None:
        self.archive, self.trusted, self.container = archive, key, container
        self.findings: list[tuple[str, str]] = list(container.findings) if container else []
        self.files = self.lines = self.erased = self.documents = self.stamps = self.size = self.witnesses = 0
        self.root, self.sha256, self.format = b"", "", ""
        self.unproven: list[str] = []
        self.conveniences: list[str] = []
        self.listed: list[str] = []
        self.head: list[tuple[str, str]] = []
        self.set, self.tail, self.before = sha256(), [LINES], -1
        self.seal: dict[str, Any] | None = None
        self.about: dict[str, Any] = {}
        self.gaps: set[str] = set()
        self.seen: set[str] = set()
        self.story = Story("")

    @property
    def is_older(self) -> bool:
        """Made in a format that could not prove that nothing is left out."""
        return self.format == FORMATS[0]

    @property
    def is_complete(self) -> bool:
        """Whether it is proven that no line and no file was left out."""
        return not self.findings and self.seal is not None

    @property
    def is_repacked(self) -> bool:
        """Whether the fields of the archive that prove nothing (times, modes) are not those it was handed out with."""
        if self.container is None or self.is_older:
            return False
        clock = [int(each) for each in re.split("[-T:]", self.about["packed_at"])]
        day, time = (clock[0] - 1980) << 9 | clock[1] << 5 | clock[2], clock[3] << 11 | clock[4] << 5 | clock[5] // 2
        return (self.container.moments, self.container.modes) != ({(day, time)}, {0o644 << 16})

    def wrong(self, place: str, what: str) -> None:
        """Note something that does not fit."""
        self.findings.append((place, what))

    def doubt(self, node: str, place: str, what: str) -> None:
        """Something that the lines do not say: a fault, unless lines about it are rightly not in this export."""
        if self.has_gap(node):
            self.unproven.append(f"{place}: {what}")
        else:
            self.wrong(place, what)

    def has_gap(self, node: str) -> bool:
        """Whether lines about it are rightly not here. An export of before does not say it; there it is possible."""
        return node in self.gaps or (self.is_older and bool(self.erased or COMING & self.story.kinds))

    def digest(self, name: str) -> str:
        """SHA-256 of a file in the archive, read in parts."""
        with self.archive.open(name) as file:
            return hash_of(file)

    def small(self, name: str) -> bytes:
        """A file that is read in one piece."""
        if self.archive.getinfo(name).file_size > MOST_AT_ONCE:
            raise ValueError("too large")
        return self.archive.read(name)

    def text(self, name: str) -> str:
        """A small file as text."""
        return self.small(name).decode("utf-8")

    def rows(self, name: str, kind: str = "") -> Iterator[Any]:
        """A JSON value per line, each in the one spelling that an export has."""
        with self.archive.open(name) as file:
            for raw in iter(lambda: file.readline(MOST_AT_ONCE), b""):
                row = json.loads(raw, parse_float=_no_number, parse_constant=_no_number)
                if (
                    list(row) not in SPELLING[kind or name]
                    or f"{json.dumps(row, ensure_ascii=False)}\n" != raw.decode()
                ):
                    raise ValueError("spelled otherwise")
                yield row


def _no_number(said: str) -> None:
    """Everything that is counted in an export is counted in whole numbers."""
    raise ValueError(said)


def plain64(raw: bytes) -> str:
    """Base64 in its one spelling."""
    return base64.b64encode(raw).decode()
