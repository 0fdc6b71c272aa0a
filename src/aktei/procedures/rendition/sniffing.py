# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is, judged by its bytes. Names and declared types are never asked."""

from pathlib import Path
from typing import BinaryIO, Literal

Kind = Literal["pdf", "tiff", "jpeg", "png", "heic"]

HEAD = 4096
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_RAW = "RAW-Foto einer Kamera"
_OTHER_BRANDS = {b"avif": "AVIF-Bild", b"avis": "AVIF-Bild", b"crx ": _RAW}
"""Files built like HEIC that hold something else; they name HEIC's brands beside their own."""
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
    (b"8BPS", "Photoshop-Bild, PSD"),
    (b"\xff\x0a", "JPEG-XL-Bild"),
    (b"\0\0\0\x0cJXL ", "JPEG-XL-Bild"),
    (b"\0\0\0\x0cjP  ", "JPEG-2000-Bild"),
    (b"\xff\x4f\xff\x51", "JPEG-2000-Bild"),
    (b"\x97JB2", "JBIG2-Bild"),
    (b"\0\0\x01\0", "Symbolbild, ICO"),
    (b"\xd7\xcd\xc6\x9a", "Windows-Metadatei, WMF"),
    (b"\x01\0\0\0l\0\0\0", "Windows-Metadatei, EMF"),
    (b"gimp xcf", "GIMP-Bild, XCF"),
    (b"icns", "Symbolbild, ICNS"),
    (b"\x0a\x05\x01", "PCX-Bild"),
    (b"v/1\x01", "OpenEXR-Bild"),
    (b"#?RADIANCE", "HDR-Bild"),
    (b"DDS ", "DDS-Bild"),
    (b"qoif", "QOI-Bild"),
    (b"AT&TFORM", "DjVu-Dokument"),
    (b"FUJIFILMCCD-RAW", _RAW),
    (b"IIRO", _RAW),
    (b"IIRS", _RAW),
    (b"MMOR", _RAW),
    (b"IIU\0", _RAW),
    (b"FOVb", _RAW),
    (b"OggS", "Tonaufnahme"),
    (b"ID3", "Tonaufnahme"),
    (b"fLaC", "Tonaufnahme"),
    (b"{\\rtf", "RTF-Dokument"),
    (b"%!PS", "PostScript-Datei"),
)
_IN_RIFF = {b"WEBP": "WebP-Bild", b"WAVE": "Tonaufnahme", b"AVI ": "Video"}
_IN_TEXT = ((b"<svg", "SVG-Zeichnung"), (b"<!doctype html", "HTML-Seite"), (b"<html", "HTML-Seite"))
_SUB_DIRECTORIES, _PHOTOMETRIC, _DNG_VERSION = 330, 262, 50706
_SENSOR = (32803, 34892)
"""What a camera's sensor saw, not yet colours."""
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
        kind = _kind(file.read(HEAD))
    return None if kind == "tiff" and _is_raw(path) else kind


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
    if head.startswith(b"RIFF"):
        return _IN_RIFF.get(head[8:12], "Ton- oder Videoaufnahme")
    if head[4:8] == b"ftyp":
        return _other_brand(head) or "Video oder unbekanntes Bildformat"
    if _kind(head) == "tiff":
        return _RAW
    return _name_of_text(head) if _is_text(head) else "unbekanntes Format"


def _kind(head: bytes) -> Kind | None:
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "tiff"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[4:8] == b"ftyp" and _heif_brands(head) & _HEIF_BRANDS and _other_brand(head) is None:
        return "heic"
    # Readers accept a PDF header within the first kilobyte; anything executable in front of it is not accepted.
    if b"%PDF-" in head[:1024] and not head.startswith((b"MZ", b"\x7fELF", b"PK", b"#!")):
        return "pdf"
    return None


def _heif_brands(head: bytes) -> set[bytes]:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12]} | {head[at : at + 4] for at in range(16, length, 4)}


def _other_brand(head: bytes) -> str | None:
    """What such a file holds instead of HEIC. The first brand decides; only where it is general, the others do."""
    if head[8:12] in _HEIF_BRANDS - {b"mif1", b"msf1"}:
        return None
    return next((name for brand, name in _OTHER_BRANDS.items() if brand in _heif_brands(head)), None)


def _name_of_text(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start.startswith(b"<"):
        return "Textdatei"
    found = next((name for mark, name in _IN_TEXT if mark in start), None)
    return found or ("XML-Datei" if start.startswith(b"<?xml") else "Textdatei")


def _is_raw(path: Path) -> bool:
    """Whether a TIFF is what a camera calls its negative: the pictures in front of it are only previews."""
    with path.open("rb") as file:
        head = file.read(16)
        if head[8:10] == b"CR":
            return True
        order: Literal["little", "big"] = "little" if head.startswith(b"II") else "big"
        first = _directory(file, int.from_bytes(head[4:8], order), order)
        below = [_directory(file, at, order) for at in first.get(_SUB_DIRECTORIES, [])[:16]]
    if _DNG_VERSION in first:
        return True
    return any(each.get(_PHOTOMETRIC, [0])[0] in _SENSOR for each in (first, *below))


def _directory(file: BinaryIO, at: int, order: Literal["little", "big"]) -> dict[int, list[int]]:
    """The whole numbers that a TIFF directory holds, by their tags."""
    file.seek(at)
    count = min(int.from_bytes(file.read(2), order), 512)
    rows = file.read(12 * count)
    found: dict[int, list[int]] = {}
    for start in range(0, len(rows) - 11, 12):
        tag, kind = (int.from_bytes(rows[start + each : start + each + 2], order) for each in (0, 2))
        size = {1: 1, 3: 2, 4: 4, 13: 4}.get(kind)
        number = int.from_bytes(rows[start + 4 : start + 8], order)
        if size is None or not 0 < number <= 64:
            continue
        values = rows[start + 8 : start + 12]
        if size * number > 4:
            file.seek(int.from_bytes(values, order))
            values = file.read(size * number)
        found[tag] = [int.from_bytes(values[each : each + size], order) for each in range(0, size * number, size)]
    return found


def _is_text(head: bytes) -> bool:
    try:
        head[: HEAD - 4].decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in head
