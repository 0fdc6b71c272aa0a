# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an archive can hold beside its files, or say twice: each takes the files and returns the bytes of an archive."""

import io
import struct
import zipfile

from aktei.procedures.proof.tests.forging import (
    ABOUT,
    with_sums,
    zipped,
)


def duplicate(files):
    return zipped([*with_sums(files).items(), ("akte.json", files[ABOUT])])


def archive_with(files, change):
    """An archive whose members are written one by one, with a chance to say something odd about each."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            member.external_attr = 0o644 << 16
            change(member, archive)
            archive.writestr(member, content)
    return target.getvalue()


def odd(**facts):
    def change(member, _archive):
        if member.filename == ABOUT:
            for name, value in facts.items():
                setattr(member, name, value)

    return lambda files: archive_with(files, change)


def patched(where, offset, value):
    """A field of the first member's header (`local`) or of its line in the directory (`listed`) written over."""

    def do(files):
        content = bytearray(zipped(files))
        begin = 0 if where == "local" else struct.unpack_from("<L", content, len(content) - 6)[0]
        content[begin + offset : begin + offset + len(value)] = value
        return bytes(content)

    return do


def a_gap(files):
    """Bytes between the last member and the directory, with every offset right."""
    content = zipped(files)
    begin = struct.unpack_from("<L", content, len(content) - 6)[0]
    return content[:begin] + b"\0" * 9 + content[begin:-6] + struct.pack("<LH", begin + 9, 0)


def wide(files):
    """The first file with the fields of ZIP64, which only files of gigabytes need."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for at, (name, content) in enumerate(files.items()):
            member = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            member.external_attr = 0o644 << 16
            with archive.open(member, "w", force_zip64=at == 0) as file:
                file.write(content)
    return target.getvalue()


ODDITIES = {
    "a name twice": duplicate,
    "a name in other case": lambda f: zipped({**with_sums(f), "Akte.json": b"{}"}),
    "a folder": lambda f: zipped({**with_sums(f), "dokumente/": b""}),
    "a comment": lambda f: zipped(f)[:-2] + b"\x05\0Hallo",
    "something before": lambda f: b"#!/bin/sh\n" + zipped(f),
    "something behind": lambda f: zipped(f) + b"mehr",
    "something between": a_gap,
    "an extra field": odd(extra=b"\x55\x54\x05\x00\x01\x00\x00\x00\x00"),
    "a needless wide field": wide,
    "a comment on a file": odd(comment=b"Hallo"),
    "a link": odd(external_attr=0o120777 << 16),
    "a program": odd(external_attr=0o755 << 16),
    "another system": odd(create_system=0),
    "packed": odd(compress_type=zipfile.ZIP_DEFLATED),
    "packed otherwise": odd(compress_type=zipfile.ZIP_BZIP2),
    "encrypted, says the directory": patched("listed", 8, b"\x01\x00"),
    "encrypted, says the file": patched("local", 6, b"\x01\x00"),
    "another time in the file's header": patched("local", 10, b"\x11\x11"),
    "another hash in the file's header": patched("local", 14, b"\x11\x11\x11\x11"),
    "another name in the file's header": patched("local", 30, b"Dokumente"),
    "another name in the directory": patched("listed", 46, b"Dokumente"),
    "another method in the file's header": patched("local", 8, b"\x08\x00"),
    "another place": patched("listed", 42, b"\x01\x00\x00\x00"),
    "another disk": patched("listed", 34, b"\x01\x00"),
    "said to be text": patched("listed", 36, b"\x01\x00"),
    "truncated": lambda f: zipped(f)[:-30],
    "half": lambda f: zipped(f)[: len(zipped(f)) // 2],
    "empty": lambda f: zipped({}),
    "nothing": lambda f: b"",
}
