# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sidecars: what a scanner or another program says about files it puts into a watched folder.

Pure. Whatever is wrong with a sidecar becomes a remark for the clerk; the post is taken in regardless.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from aktei.base.tables.letters import decoded

_TEXTS = {"unit": 120, "scanned_by": 200, "scanner": 200, "sender": 300, "subject_line": 300}
_MOMENTS = ("received_at", "scanned_at")
_LARGEST = 1 << 20  # bytes


@dataclass
class Sidecar:
    """What was said; empty where nothing (usable) was. `files` are the names that form one consignment, in order."""

    channel: str = ""
    unit: str = ""
    scanned_by: str = ""
    scanner: str = ""
    sender: str = ""
    subject_line: str = ""
    received_at: datetime | None = None
    scanned_at: datetime | None = None
    files: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read(content: bytes, *, channels: Collection[str], zone: tzinfo) -> Sidecar:
    """Understand a sidecar as far as possible. Times without a zone are the office's."""
    sidecar = Sidecar()
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
        setattr(sidecar, name, _moment(told, name, zone, sidecar.remarks))
    sidecar.files = _files(told, sidecar.remarks)
    unknown = sorted(set(told) - {*_TEXTS, *_MOMENTS, "channel", "files"})
    if unknown:
        sidecar.remarks.append(f"Die Begleitdatei enthält unbekannte Angaben: {', '.join(unknown)[:200]}.")
    return sidecar


def _parsed(content: bytes) -> dict[str, Any] | None:
    if len(content) > _LARGEST:
        return None
    try:
        told = json.loads(decoded(content) or "")
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _text(told: dict[str, Any], name: str, longest: int, remarks: list[str]) -> str:
    value = told.get(name)
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        remarks.append(f"Die Angabe „{name}“ in der Begleitdatei ist kein Text von höchstens {longest} Zeichen.")
        return ""
    return value.strip()


def _moment(told: dict[str, Any], name: str, zone: tzinfo, remarks: list[str]) -> datetime | None:
    value = told.get(name)
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        remarks.append(f"Die Zeitangabe „{name}“ in der Begleitdatei ist unverständlich: {str(value)[:60]}.")
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _files(told: dict[str, Any], remarks: list[str]) -> list[str]:
    value = told.get("files")
    if value is None:
        return []
    names = value if isinstance(value, list) else [value]
    plain = [name for name in names if isinstance(name, str) and is_plain_name(name)]
    if len(plain) < len(names):
        remarks.append(
            "Die Begleitdatei nennt Dateien, die keine einfachen Dateinamen sind; sie wurden nicht beachtet."
        )
    return list(dict.fromkeys(plain))


def is_plain_name(name: str) -> bool:
    """Whether a name stays in its folder and is not hidden."""
    return bool(name) and not name.startswith(".") and not any(each in name for each in "/\\\0") and len(name) <= 255
