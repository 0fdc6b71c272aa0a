# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ZIP file of an export, byte by byte: nothing in it may lie outside its members, or be said in two ways.

A part of `pruefen.py`; it imports nothing but the standard library. An export is written member after member without a
gap, each with the same few fields; whatever a ZIP file can hold besides (comments, extra fields, directories, links,
encryption, two headers that disagree, bytes before, between or behind) has no place in it.
"""

from __future__ import annotations

import struct
import unicodedata
from typing import IO, Any

MOST_MEMBERS = 2_000_000
MOST_UNPACKED = 200
"""A packed archive (of the older format) may unpack to so many times its size; today's exports are not packed."""
_END, _END64, _LOCATOR = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_LISTED, _LOCAL = struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
_FULL, _FULL16, _PLAIN, _WITH64 = 0xFFFFFFFF, 0xFFFF, 20, 45
_ALLOWED_MODES = (0o644 << 16, 0o600 << 16)


class Broken(Exception):
    """The structure of the file cannot be followed any further; says why."""


class Container:
    """What the file holds: `names` in their order, `moments` and `modes` as they stand, and what does not fit."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.findings: list[tuple[str, str]] = []
        self.names: list[str] = []
        self.seen: dict[str, str] = {}
        self.moments: set[tuple[int, int]] = set()
        self.modes: set[int] = set()
        self.is_packed = self.has_needless_64 = False
        self.size = file.seek(0, 2)
        self.is_broken = False
        file.seek(max(self.size - _END.size - _FULL16, 0))
        self.has_end = b"PK\x05\x06" in file.read()
        try:
            self._walk()
        except (Broken, struct.error, UnicodeDecodeError) as error:
            self.break_off(str(error) if isinstance(error, Broken) else "Ihr Aufbau ist beschädigt")

    def break_off(self, why: str) -> None:
        """Nothing more of it can be examined."""
        if not self.is_broken:
            self.findings.insert(0, ("ZIP", f"{why}. Der Inhalt wurde nicht weiter geprüft."))
        self.is_broken = True

    def _walk(self) -> None:
        count, size, begin = self._end()
        if count > MOST_MEMBERS:
            raise Broken(f"Sie enthält mehr als {MOST_MEMBERS} Dateien")
        directory, position, unpacked = self._read(begin, size), 0, 0
        listing = 0
        for _each in range(count):
            fields = _LISTED.unpack_from(directory, listing)
            listing += _LISTED.size
            name, extra, comment = (directory[listing + a : listing + b] for a, b in _spans(fields[10:13]))
            listing += sum(fields[10:13])
            position, size = self._member(fields, name, extra, comment, position)
            unpacked += size
        if position != begin or listing != len(directory):
            raise Broken("Zwischen ihren Teilen stehen Bytes, die zu keiner Datei gehören")
        if unpacked > MOST_UNPACKED * self.size:
            raise Broken(f"Ausgepackt wäre sie mehr als {MOST_UNPACKED}-mal so groß (eine „ZIP-Bombe“)")

    def _end(self) -> tuple[int, int, int]:
        """Number of members, size of the directory and where it begins, as the very last bytes of the file tell."""
        at = self.size - _END.size
        mark, disk, first, here, count, size, begin, comment = _END.unpack(self._read(at, _END.size))
        if mark != b"PK\x05\x06" or comment:
            raise Broken(
                "Hinter dem Archiv steht noch etwas (ein Kommentar oder fremde Bytes), oder es ist abgeschnitten"
            )
        end, fits = at, (disk, first, here) == (0, 0, count)
        if at >= _LOCATOR.size and self._read(at - _LOCATOR.size, 4) == b"PK\x06\x07":
            locator = _LOCATOR.unpack(self._read(at - _LOCATOR.size, _LOCATOR.size))
            end = at - _LOCATOR.size - _END64.size
            told = _END64.unpack(self._read(end, _END64.size))
            fits = fits and locator[1:] == (0, end, 1) and told[6] == told[7]
            fits = fits and told[:6] == (b"PK\x06\x06", 44, _WITH64, _WITH64, 0, 0)
            small = (min(told[7], _FULL16), min(told[8], _FULL), min(told[9], _FULL))
            fits = fits and small == (count, size, begin)
            count, size, begin = told[7:10]
            # As Python writes it: only for more files, or beyond two gigabytes.
            self.has_needless_64 = count <= _FULL16 and max(size, begin) < 1 << 31
        if not fits or begin + size != end:
            raise Broken("Vor, in oder hinter dem Archiv stehen Bytes, die nicht dazugehören")
        return count, size, begin

    def _member(
        self, fields: tuple[Any, ...], raw: bytes, extra: bytes, comment: bytes, position: int
    ) -> tuple[int, int]:
        """Compare what the directory says of a member with its own header; returns where the next one begins."""
        made, need, flags, method, clock, day, crc, packed, size = fields[1:10]
        local = _LOCAL.unpack(self._read(position, _LOCAL.size))
        begin = position + _LOCAL.size
        own_name = self._read(begin, local[9])
        own_extra = self._read(begin + local[9], local[10])
        wide, rest = _wide(extra, size, packed, fields[16])
        own, own_rest = _wide(own_extra, local[8], local[7], 0)
        name = raw.decode("utf-8")
        version = _WITH64 if own_extra else _PLAIN
        sound = (
            fields[0] == b"PK\x01\x02",
            local[0] == b"PK\x03\x04",
            local[1:7] == (version, flags, method, clock, day, crc),
            need == made & 0xFF == (_WITH64 if own_extra or extra else _PLAIN),
            made >> 8 == 3,
            not rest and not own_rest and not comment and own_name == raw,
            own[:2] == wide[:2],
            wide[2] == position,
            fields[13:15] == (0, 0),
            flags == (0 if raw.isascii() else 0x800),
            method in (0, 8) and (method == 8 or own[0] == own[1]),
            fields[15] in _ALLOWED_MODES,
        )
        if not all(sound[:2]) or own[:2] != wide[:2] or wide[2] != position:
            raise Broken(f"Die Angaben zu „{name[:80]}“ widersprechen sich")
        if not all(sound):
            self.findings.append(
                (name, "Das Archiv sagt zu dieser Datei etwas, das ein Export nie sagt, oder zweierlei.")
            )
        self._name(name)
        self.moments.add((day, clock))
        self.modes.add(fields[15])
        self.is_packed = self.is_packed or method != 0
        self.has_needless_64 = self.has_needless_64 or (bool(own_extra) and own[0] < 2_000_000_000)
        return begin + local[9] + local[10] + own[1], own[0]

    def _name(self, name: str) -> None:
        """A name is a plain path inside the archive, and no other is the same in another spelling."""
        parts = name.split("/")
        odd = any(part in ("", ".", "..") or part[-1] in ". " for part in parts)
        odd = odd or any(each in '\\:*?"<>|' or unicodedata.category(each)[0] == "C" for each in name)
        if odd:
            self.findings.append(
                (name, "So heißt in einem Export keine Datei (Ordner, Sonderzeichen oder fremder Ort).")
            )
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in self.seen:
            told = "mehrfach" if self.seen[folded] == name else f"auch in anderer Schreibweise ({self.seen[folded]})"
            self.findings.append((name, f"Diese Datei kommt im Archiv {told} vor."))
        self.seen[folded] = name
        self.names.append(name)

    def _read(self, at: int, length: int) -> bytes:
        """Bytes that must be there."""
        if at < 0 or length < 0 or at + length > self.size:
            raise Broken("Sie ist abgeschnitten, oder ihr Aufbau ist beschädigt")
        self.file.seek(at)
        return self.file.read(length)


def _spans(lengths: tuple[int, ...]) -> list[tuple[int, int]]:
    """Begin and end of neighbouring pieces of these lengths."""
    return [(sum(lengths[:each]), sum(lengths[: each + 1])) for each in range(len(lengths))]


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[tuple[int, int, int], bytes]:
    """Size, packed size and offset with what a ZIP64 field says instead of them; and what is left of the fields."""
    values = [size, packed, offset]
    wanted = [each for each, value in enumerate(values) if value == _FULL]
    head = struct.pack("<HH", 1, 8 * len(wanted))
    if not wanted or extra[:4] != head or len(extra) < 4 + 8 * len(wanted):
        return (size, packed, offset), extra or (b"?" if wanted else b"")
    for place, each in enumerate(wanted):
        values[each] = struct.unpack_from("<Q", extra, 4 + 8 * place)[0]
    return (values[0], values[1], values[2]), extra[4 + 8 * len(wanted) :]
