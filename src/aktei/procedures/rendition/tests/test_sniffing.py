# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import zipfile

import pytest

from aktei.entrances.demo.letters import letter, scan
from aktei.procedures.rendition import sniffing
from aktei.procedures.rendition.tests.tiff_files import written


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize("container", ["pdf", "tiff-g4", "tiff-lzw", "tiff-jpeg", "jpeg", "png", "heic"])
def test_the_bytes_tell_the_kind_whatever_the_name_says(container, tmp_path):
    path = tmp_path / "harmless.txt"
    path.write_bytes(scan(letter(1), dpi=75, container=container))
    assert sniffing.kind_of(path) == container.split("-")[0]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (_zip("word/document.xml"), "Word-Dokument, docx"),
        (_zip("xl/workbook.xml"), "Excel-Tabelle, xlsx"),
        (_zip("a.txt"), "ZIP-Archiv"),
        (b"MZ\x90\0" + bytes(100), "Windows-Programm"),
        (b"MZ\x90\0%PDF-1.7", "Windows-Programm"),
        (b"\x7fELF" + bytes(100), "Linux-Programm"),
        ("Grüße".encode(), "Textdatei"),
        (b"\0\x01\x02\x03" * 20, "unbekanntes Format"),
        (b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B", "AVIF-Bild"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "AVIF-Bild"),
        (b"\0\0\0\x18ftypcrx \0\0\0\0crx isom", "RAW-Foto einer Kamera"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG-XL-Bild"),
        (b"\xff\x0a" + bytes(30), "JPEG-XL-Bild"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG-2000-Bild"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP-Bild"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "Tonaufnahme"),
        (b"BM" + bytes(60), "BMP-Bild"),
        (b"GIF89a" + bytes(60), "GIF-Bild"),
        (b"\x01\0\0\0l\0\0\0" + bytes(60), "Windows-Metadatei, EMF"),
        (b"icns\0\0\x10\0" + bytes(60), "Symbolbild, ICNS"),
        (b"v/1\x01" + bytes(60), "OpenEXR-Bild"),
        (b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n", "HDR-Bild"),
        (b"8BPS\0\x01" + bytes(60), "Photoshop-Bild, PSD"),
        (b'<?xml version="1.0"?>\n<!-- Logo -->\n<svg xmlns="x"/>', "SVG-Zeichnung"),
        (b'\xef\xbb\xbf<svg xmlns="x"/>', "SVG-Zeichnung"),
        (b'<?xml version="1.0"?><rechnung/>', "XML-Datei"),
        (b"<!doctype html><html>", "HTML-Seite"),
        (b"II*\0\x10\0\0\0CR\x02\0" + bytes(60), "RAW-Foto einer Kamera"),
        (written([({254: 1, 256: 8, 257: 8, 262: 2, 50706: 0x401}, [bytes(64)])]), "RAW-Foto einer Kamera"),
        (written([({256: 8, 257: 8, 262: 32803}, [bytes(64)])], ">"), "RAW-Foto einer Kamera"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomiso2", "Video oder unbekanntes Bildformat"),
    ],
)
def test_everything_else_is_named_but_not_taken(content, name, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(content)
    assert sniffing.kind_of(path) is None
    assert sniffing.describe(path) == name
