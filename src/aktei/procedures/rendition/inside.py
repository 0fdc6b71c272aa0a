# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files inside a PDF: of a portfolio, attached to the document, or pinned to a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from os.path import splitext
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from aktei.procedures.rendition import finished, stream_size
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.remarks import LONGEST_NAME, printable

MOST_FILES = 500
_MOST_LOOKED_AT = 50_000
_DEPTH = 30
_CHUNK = 2**20


@dataclass(frozen=True)
class Inside:
    """One file inside: its name without any path, and where its bytes are."""

    name: str
    stream: Any


def listed(pdf: pikepdf.Pdf) -> list[Inside]:
    """Every file inside, each once."""
    found: dict[tuple[int, int], Inside] = {}
    for spec in islice(_specifications(pdf), _MOST_LOOKED_AT):
        files = spec.get("/EF")
        stream = next((files.get(key) for key in ("/UF", "/F", "/DOS", "/Mac", "/Unix") if key in files), None)
        if isinstance(stream, Stream) and stream.objgen not in found:
            found[stream.objgen] = Inside(_name(spec, len(found) + 1), stream)
    return list(found.values())


def unpack(original: str, target: str, limits: dict[str, Any], password: str | None) -> list[list[str]]:
    """Write the files inside a PDF to `target`; returns name and path of each, no path for one that is broken.

    A step of a child. All of them together may be as large as one original, and there may be `MOST_FILES`; the rest is
    told as broken, and so is what has no bytes at all.
    """
    written, left = [], Limits.from_dict(limits).file_bytes
    with pikepdf.open(original, password=password or "", suppress_warnings=True) as pdf:
        files = listed(pdf)
        for number, file in enumerate(files[:MOST_FILES], 1):
            path = Path(target) / f"{number:04}"
            content = _content(file.stream, left)
            left -= len(content)
            if content:
                finished.write(path, content)
            written.append([file.name, str(path) if content else ""])
    if len(files) > MOST_FILES:
        written.append([f"{len(files) - MOST_FILES} weitere Dateien", ""])
    return written


def _content(stream: Any, most: int) -> bytes:
    """The bytes of a file inside; nothing if they cannot be unpacked or are more than may be."""
    if stream_size.unpacked_too_large(stream, most):
        return b""
    try:
        content = bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return b""
    return content if len(content) <= most else b""


def _specifications(pdf: pikepdf.Pdf) -> Iterator[Any]:
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        yield from _of_tree(names.get("/EmbeddedFiles"), 0, set())
    yield from _specs(pdf.Root.get("/AF"))
    for page in pdf.pages:
        yield from _specs(page.obj.get("/AF"))
        annotations = page.obj.get("/Annots")
        for item in annotations if isinstance(annotations, Array) else []:
            if isinstance(item, Dictionary) and item.get("/Subtype") == Name.FileAttachment:
                yield from _specs(Array([item.get("/FS")]) if "/FS" in item else None)


def _of_tree(node: Any, depth: int, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The specifications in a tree of names; a branch that leads back into itself is gone into once."""
    if not isinstance(node, Dictionary) or depth > _DEPTH or (node.is_indirect and node.objgen in seen):
        return
    seen.add(node.objgen)
    names = node.get("/Names")
    if isinstance(names, Array):
        yield from _specs(Array(list(names)[1::2]))
    children = node.get("/Kids")
    for child in children if isinstance(children, Array) else []:
        yield from _of_tree(child, depth + 1, seen)


def _specs(array: Any) -> Iterator[Any]:
    for item in array if isinstance(array, Array) else []:
        if isinstance(item, Dictionary) and isinstance(item.get("/EF"), Dictionary):
            yield item


def _name(spec: Any, number: int) -> str:
    """The last part of the name it claims, with its ending; nothing of a path, nothing that does not print."""
    claimed = next((str(spec.get(key)) for key in ("/UF", "/F", "/DOS", "/Unix") if str(spec.get(key, ""))), "")
    stem, ending = splitext(claimed.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    last = f"{printable(stem) if stem else ''}{printable(ending) if ending else ''}".strip(" .")
    last = last if len(last) <= LONGEST_NAME else f"{last[: LONGEST_NAME - 10]}{last[-10:]}"
    return last if last not in ("", "?") else f"Datei {number}"
