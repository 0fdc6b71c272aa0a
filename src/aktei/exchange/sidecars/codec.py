# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sidecars: what a scanner or another program says about files it puts into a watched folder.

Pure. Whatever is wrong with a sidecar becomes a remark for the clerk; the post is taken in regardless.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aktei.exchange.tables.letters import decoded

_TEXTS = {"unit": 120, "scanned_by": 200, "scanner": 200, "sender": 300, "subject_line": 300}
_MOMENTS = ("received_at", "scanned_at")
LARGEST = 1 << 20  # bytes
_EARLIEST = 1800  # the year from which old post may still come in
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: *Uhr)?)?")


@dataclass
class Sidecar:
    """What was said; empty where nothing (usable) was.

    `files` are the names that form one consignment, in order: one document, or each a document of its own, the first of
    them the letter (`separate_documents`).
    """

    channel: str = ""
    unit: str = ""
    scanned_by: str = ""
    scanner: str = ""
    sender: str = ""
    subject_line: str = ""
    received_at: datetime | None = None
    scanned_at: datetime | None = None
    files: list[str] = field(default_factory=list)
    separate_documents: bool = False
    remarks: list[str] = field(default_factory=list)


def read(content: bytes, *, channels: Collection[str], now: datetime) -> Sidecar:
    """Understand a sidecar as far as possible. `now` is in the office's zone, which times without one are in."""
    sidecar = Sidecar()
    if len(content) > LARGEST:
        sidecar.remarks.append("Die Begleitdatei ist größer als 1 MB und wurde nicht beachtet.")
        return sidecar
    told = _parsed(content)
    if told is None:
        sidecar.remarks.append("Die Begleitdatei ist kein gültiges JSON-Objekt und wurde nicht beachtet.")
        return sidecar
    for name, longest in _TEXTS.items():
        setattr(sidecar, name, _text(told, name, longest, sidecar.remarks))
    channel = _text(told, "channel", 40, sidecar.remarks)
    if channel and channel not in channels:
        sidecar.remarks.append(f"Die Begleitdatei nennt den unbekannten Eingangskanal „{channel}“.")
    else:
        sidecar.channel = channel
    for name in _MOMENTS:
        setattr(sidecar, name, _moment(told, name, now, sidecar.remarks))
    sidecar.files = _files(told, sidecar.remarks)
    sidecar.separate_documents = _is_true(told, "separate_documents", sidecar.remarks)
    unknown = sorted(set(told) - {*_TEXTS, *_MOMENTS, "channel", "files", "separate_documents"})
    if unknown:
        sidecar.remarks.append(f"Die Begleitdatei enthält unbekannte Angaben: {plain(', '.join(unknown))[:200]}.")
    return sidecar


def _parsed(content: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(decoded(content) or "")
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _text(told: dict[str, Any], name: str, longest: int, remarks: list[str]) -> str:
    value = told.get(name)
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or len(value) > longest:
        remarks.append(f"Die Angabe „{name}“ in der Begleitdatei ist kein Text von höchstens {longest} Zeichen.")
        return ""
    return plain(value)


def _is_true(told: dict[str, Any], name: str, remarks: list[str]) -> bool:
    value = told.get(name, False)
    if not isinstance(value, bool):
        remarks.append(f"Die Angabe „{name}“ in der Begleitdatei ist weder true noch false.")
        return False
    return value


def _moment(told: dict[str, Any], name: str, now: datetime, remarks: list[str]) -> datetime | None:
    value = told.get(name)
    if value in (None, ""):
        return None
    try:
        moment = _read_moment(str(value).strip(), now)
    except ValueError:
        remarks.append(f"Die Zeitangabe „{name}“ in der Begleitdatei ist unverständlich: {plain(str(value))[:60]}.")
        return None
    if not _EARLIEST <= moment.year <= now.year + 1 or moment - now > timedelta(days=1):
        remarks.append(f"Die Zeitangabe „{name}“ in der Begleitdatei kann nicht stimmen: {plain(str(value))[:60]}.")
        return None
    return min(moment, now)  # clocks differ by a little


def _read_moment(text: str, now: datetime) -> datetime:
    """ISO 8601 or as Germans write it: `30.11.2026 08:15`."""
    german = _GERMAN.fullmatch(text)
    if german:
        day, month, year, hour, minute, second = (int(each or 0) for each in german.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=now.tzinfo)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def plain(text: str) -> str:
    """One line of it, without signs that no database keeps and nobody sees."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _files(told: dict[str, Any], remarks: list[str]) -> list[str]:
    value = told.get("files")
    if value is None:
        return []
    names = value if isinstance(value, list) else [value]
    simple = [name for name in names if isinstance(name, str) and is_plain_name(name)]
    if len(simple) < len(names):
        remarks.append(
            "Die Begleitdatei nennt Dateien, die keine einfachen Dateinamen sind; sie wurden nicht beachtet."
        )
    return list(dict.fromkeys(simple))


def is_plain_name(name: str) -> bool:
    """Whether a name stays in its folder and is not hidden."""
    return bool(name) and not name.startswith(".") and not any(each in name for each in "/\\\0") and len(name) <= 255
