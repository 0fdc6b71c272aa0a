# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is, judged by its bytes. Names and declared types are never asked."""

from pathlib import Path
from typing import Literal

Kind = Literal["pdf", "tiff", "jpeg", "png", "heic"]

HEAD = 4096
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_FOREIGN = (
    (b"MZ", "Windows-Programm"),
    (b"\x7fELF", "Linux-Programm"),
    (b"\xca\xfe\xba\xbe", "Java- oder macOS-Programm"),
    (b"#!", "Skript"),
    (b"\xd0\xcf\x11\xe0", "älteres Microsoft-Office-Dokument oder Outlook-Nachricht"),
    (b"Rar!", "RAR-Archiv"),
    (b"7z\xbc\xaf", "7-Zip-Archiv"),
    (b"\x1f\x8b", "gzip-Archiv"),
    (b"GIF8", "GIF-Bild"),
    (b"BM", "BMP-Bild"),
    (b"RIFF", "WebP-Bild oder Tonaufnahme"),
    (b"{\\rtf", "RTF-Dokument"),
    (b"<?xml", "XML-Datei"),
    (b"<!DOCTYPE html", "HTML-Seite"),
    (b"<html", "HTML-Seite"),
    (b"%!PS", "PostScript-Datei"),
)
_IN_ZIP = (
    (b"word/", "Word-Dokument, docx"),
    (b"xl/", "Excel-Tabelle, xlsx"),
    (b"ppt/", "PowerPoint-Präsentation, pptx"),
    (b"opendocument.text", "OpenDocument-Text, odt"),
    (b"opendocument", "OpenDocument-Datei"),
)


def kind_of(path: Path) -> Kind | None:
    """The kind of an original we can render; None for every other file, also an empty one."""
    with path.open("rb") as file:
        return _kind(file.read(HEAD))


def describe(path: Path) -> str:
    """A German name for a file we cannot render, as far as its bytes tell."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        whole = path.read_bytes() if path.stat().st_size < 2**24 else head
        return next((name for mark, name in _IN_ZIP if mark in whole), "ZIP-Archiv")
    for mark, name in _FOREIGN:
        if head.startswith(mark):
            return name
    if head[4:8] == b"ftyp":
        return "Video oder unbekanntes Bildformat"
    return "Textdatei" if _is_text(head) else "unbekanntes Format"


def _kind(head: bytes) -> Kind | None:
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "tiff"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[4:8] == b"ftyp" and _heif_brands(head) & _HEIF_BRANDS:
        return "heic"
    # Readers accept a PDF header within the first kilobyte; anything executable in front of it is not accepted.
    if b"%PDF-" in head[:1024] and not head.startswith((b"MZ", b"\x7fELF", b"PK", b"#!")):
        return "pdf"
    return None


def _heif_brands(head: bytes) -> set[bytes]:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12]} | {head[at : at + 4] for at in range(16, length, 4)}


def _is_text(head: bytes) -> bool:
    try:
        head[: HEAD - 4].decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in head
