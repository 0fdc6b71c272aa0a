# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What in a PDF acts by itself: found before a rendition, left out of the archival copy."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, sanitize

_SUSPECT = re.compile(rb"/(JavaScript|JS|Launch|AA|RichMedia\w*|Movie|Sound|Rendition|3D|ImportData|EF|XFA)(?![\w.-])")
_ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "Aufruf eines Programms",
    "/ImportData": "Einlesen fremder Daten",
    "/Rendition": "Medien mit Skript",
    "/Movie": "Video",
    "/Sound": "Ton",
    "/RichMediaExecute": "Medien mit Skript",
}
_MEDIA = {
    "/RichMedia": "eingebettete Medien",
    "/Movie": "Video",
    "/Sound": "Ton",
    "/3D": "3D-Modell",
    "/Screen": "Video",
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PROGRAM_NAMES = re.compile(
    r"\.(exe|com|scr|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|dll|sh|docm|xlsm|pptm|iso|img)$", re.IGNORECASE
)
_DEPTH = 30


@pikepdf.explicit_conversion()
def found_in(pdf: pikepdf.Pdf) -> list[str]:
    """German names of the active contents, each once; empty for a document that only shows itself.

    Every object is looked at, whether anything refers to it or not.
    """
    found: dict[str, None] = {}
    for item in pdf.objects:
        dictionary = item.stream_dict if isinstance(item, Stream) else item
        if isinstance(dictionary, Dictionary | Array) and _SUSPECT.search(dictionary.unparse(resolved=True)):
            found.update(dict.fromkeys(_findings(dictionary, 0)))
    return list(found)


def remove_from(pdf: pikepdf.Pdf) -> None:
    """Take all of it out of the open document; what the pages show stays."""
    sanitize.remove_javascript(pdf)
    sanitize.remove_attachments(pdf)
    sanitize.remove_multimedia(pdf)
    sanitize.remove_external_access(pdf)
    for key in (Name.AA, Name.OpenAction):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        _without_actions(page.obj)
        for annotation in _annotations(page):
            _without_actions(annotation)


def _annotations(page: pikepdf.Page) -> list[Any]:
    annotations = page.obj.get(Name.Annots)
    if not isinstance(annotations, Array):
        return []
    return [item for item in annotations if isinstance(item, Dictionary)]


def _without_actions(holder: Any) -> None:
    if Name.AA in holder:
        del holder[Name.AA]


def _findings(item: Any, depth: int) -> Iterator[str]:
    if depth > _DEPTH:
        yield "ungewöhnlich tief verschachtelte Einträge"
        return
    if isinstance(item, Dictionary):
        yield from _own_findings(item)
        children = [item.get(key) for key in item.keys()]  # noqa: SIM118 (not a mapping)
    elif isinstance(item, Array):
        children = list(item)
    else:
        return
    for child in children:
        # Indirect objects are visited by themselves.
        if isinstance(child, Dictionary | Array) and not child.is_indirect:
            yield from _findings(child, depth + 1)


def _own_findings(item: Any) -> Iterator[str]:
    action = str(item.get(Name.S, ""))
    if action in _ACTIONS:
        yield _ACTIONS[action]
    if Name.JS in item:
        yield "JavaScript"
    events = item.get(Name.AA)
    if isinstance(events, Dictionary) and events.keys():
        yield "automatische Aktionen"
    if str(item.get(Name.Subtype, "")) in _MEDIA and Name.Rect in item:
        yield _MEDIA[str(item.get(Name.Subtype))]
    if Name.XFA in item and _xfa_script(item.get(Name.XFA)):
        yield "Formular mit Skript (XFA)"
    if isinstance(item.get(Name.EF), Dictionary):
        yield from _embedded(item)


def _embedded(spec: Any) -> Iterator[str]:
    names = [str(spec.get(key)) for key in (Name.F, Name.UF, Name.DOS, Name.Unix) if key in spec]
    program = any(_PROGRAM_NAMES.search(name.strip()) for name in names)
    files = spec.get(Name.EF)
    for key in files.keys():  # noqa: SIM118 (not a mapping)
        stream = files.get(key)
        program = program or (isinstance(stream, Stream) and _beginning(stream).startswith(_PROGRAMS))
    if program:
        yield f"eingebettetes Programm {names[0]}" if names else "eingebettetes Programm"


def _beginning(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes()[:8])
    except pikepdf.PdfError:
        return b""


def _xfa_script(xfa: Any) -> bool:
    parts = list(xfa) if isinstance(xfa, Array) else [xfa]
    try:
        return any(b"<script" in bytes(part.read_bytes()) for part in parts if isinstance(part, Stream))
    except pikepdf.PdfError:
        return True
