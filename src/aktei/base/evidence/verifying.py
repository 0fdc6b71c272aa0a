# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judge of the evidence log. Written apart from the writer: it imports nothing of ours, on purpose.

It reads lines, tiles and signed heads as they are stored, computes everything anew from RFC 9162 and the C2SP formats,
and names each thing that does not fit.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Tiles = dict[tuple[int, int], Any]
"""A running SHA-256 over the hashes of each tile, by level and index: the whole log fits into little memory."""


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: where, and what (German, for people)."""

    place: str
    what: str


@dataclass(frozen=True)
class Line:
    """A sealed journal line as stored. Content and salt are gone (both `None`) after lawful disposal."""

    position: int
    commitment: bytes
    content: dict[str, Any] | None
    salt: bytes | None


@dataclass(frozen=True)
class StoredTile:
    """A tile as stored."""

    level: int
    index: int
    hashes: bytes


@dataclass
class Report:
    """What was looked at, and what does not fit."""

    lines: int = 0
    erased: int = 0
    heads: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return not self.findings


def verify(
    *, key: str, heads: Iterable[str], lines: Iterable[Line], tiles: Iterable[StoredTile], published: str | None = None
) -> Report:
    """Check a whole log. `heads` and `lines` come in ascending order; `published` is a head somebody kept elsewhere.

    A published head larger than the log, or at whose size the log has another root, means it was rewound or rewritten.
    """
    report = Report()
    wanted = _open_heads(report, key, [*heads, *([published] if published else [])])
    roots, computed = _read_lines(report, lines, set(wanted))
    for size, root in sorted(wanted.items()):
        if size > report.lines:
            report.findings.append(
                Finding(
                    f"Prüfpunkt {size}",
                    f"Das Protokoll hat nur {report.lines} Zeilen; es wurde verkürzt oder zurückgesetzt.",
                )
            )
        elif roots[size] != root:
            report.findings.append(Finding(f"Prüfpunkt {size}", "Die Zeilen bis hierher sind nicht die besiegelten."))
    if report.lines and report.lines not in wanted:
        report.findings.append(
            Finding(f"Zeile {report.lines}", "Nach dem letzten Prüfpunkt stehen unbesiegelte Zeilen.")
        )
    _check_tiles(report, tiles, computed)
    return report


def _open_heads(report: Report, key: str, notes: Iterable[str]) -> dict[int, bytes]:
    """Sizes and roots of all heads that the key has signed."""
    name, _id, encoded = key.strip().split("+", 2)
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded)[1:])
    wanted: dict[int, bytes] = {}
    for note in notes:
        report.heads += 1
        try:
            size, root = _open_head(note, name, public)
        except (ValueError, IndexError, binascii.Error, InvalidSignature):
            report.findings.append(Finding(f"Prüfpunkt Nr. {report.heads}", "Die Unterschrift stimmt nicht."))
            continue
        if wanted.setdefault(size, root) != root:
            report.findings.append(Finding(f"Prüfpunkt {size}", "Es gibt zwei verschiedene Prüfpunkte dieser Größe."))
    return wanted


def _open_head(note: str, name: str, public: Ed25519PublicKey) -> tuple[int, bytes]:
    text, signatures = note.split("\n\n")
    line = next(each for each in signatures.splitlines() if each.startswith(f"\u2014 {name} "))
    public.verify(base64.b64decode(line.rsplit(" ", 1)[1])[4:], f"{text}\n".encode())
    origin, size, root = text.split("\n")[:3]
    if origin != name:
        raise ValueError(origin)
    return int(size), base64.b64decode(root)


def _read_lines(report: Report, lines: Iterable[Line], sizes: set[int]) -> tuple[dict[int, bytes], Tiles]:
    """The root at each asked size, and every tile as it should be; one pass."""
    roots = {0: sha256(b"").digest()}
    forest: list[tuple[int, bytes]] = []
    tiles: Tiles = {}
    for line in lines:
        _check_line(report, line)
        report.lines += 1
        leaf = sha256(b"\x00" + line.commitment).digest()
        for level, index, found in _add(forest, leaf, report.lines - 1):
            key = (level, index // 256)
            tiles.setdefault(key, sha256()).update(found)
        if report.lines in sizes:
            roots[report.lines] = _fold(forest)
    return roots, tiles


def _check_line(report: Report, line: Line) -> None:
    place = f"Zeile {line.position}"
    if line.position != report.lines:
        report.findings.append(Finding(place, f"Erwartet war Zeile {report.lines}: Es fehlt etwas, oder es kam dazu."))
    if line.content is None or line.salt is None:
        report.erased += 1
        return
    said = json.dumps(line.content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if sha256(bytes([len(line.salt)]) + line.salt + said).digest() != line.commitment:
        report.findings.append(Finding(place, "Der Inhalt ist nicht der besiegelte."))


def _add(forest: list[tuple[int, bytes]], leaf: bytes, position: int) -> Iterator[tuple[int, int, bytes]]:
    """Add a leaf to the forest of complete subtrees; tell each hash that belongs into a tile (level, index, hash)."""
    level, found = 0, leaf
    yield 0, position, leaf
    while forest and forest[-1][0] == level:
        found = sha256(b"\x01" + forest.pop()[1] + found).digest()
        level += 1
        if level % 8 == 0:
            yield level // 8, position >> level, found
    forest.append((level, found))


def _fold(forest: list[tuple[int, bytes]]) -> bytes:
    """The root over a forest of complete subtrees, from the smallest to the largest."""
    found = forest[-1][1]
    for _level, larger in reversed(forest[:-1]):
        found = sha256(b"\x01" + larger + found).digest()
    return found


def _check_tiles(report: Report, tiles: Iterable[StoredTile], computed: Tiles) -> None:
    for tile in tiles:
        expected = computed.pop((tile.level, tile.index), None)
        if expected is None or expected.digest() != sha256(tile.hashes).digest():
            place = f"Kachel {tile.level}/{tile.index}"
            report.findings.append(Finding(place, "Die Prüfsummen sind nicht die der besiegelten Zeilen."))
    report.findings += [Finding(f"Kachel {level}/{index}", "Die Kachel fehlt.") for level, index in sorted(computed)]
