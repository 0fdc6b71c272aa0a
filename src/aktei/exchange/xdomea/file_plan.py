# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file plan as the xdomea message 0301 (Aktenplan.Aktenplan): written as 3.1.0, read from 3.x and later. Pure.

What xdomea has no element for (pattern of references, kinds of dossiers, the note) goes into its extension for
applications, so that Aktei reads back what it wrote; other systems pass over it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from lxml import etree

from aktei.exchange.plan_lines import Fault, PlanLine, Reading
from aktei.exchange.xdomea import refusals

VERSION: Final = "3.1.0"
ROOT: Final = "Aktenplan.Aktenplan.0301"
LARGEST: Final = 20 * 2**20
"""Bytes of a message."""
MOST_ENTRIES: Final = 20_000
_FAMILY: Final = "urn:xoev-de:xdomea:schema:"
_TESTED: Final = ("3.0.0", "3.1.0")
_EXTENSION: Final = "aktei"
_FIELDS: Final = ("reference_pattern", "holds_dossiers", "dossier_kinds", "note")
_KNOWN: Final = frozenset(
    {"Kennzeichen", "Inhaltsangabe", "BetreffKurz", "Aussonderungsart", "Stillgelegt", "Aufbewahrungsdauer", "Einheit"}
)
_DISPOSALS: Final = {"a": "A", "archivwürdig": "A", "archivieren": "A", "b": "B", "bewerten": "B", "v": "V"} | {
    "vernichten": "V"
}


def write(lines: Iterable[PlanLine], *, office: str, created: datetime, process: UUID, product: str = "Aktei") -> bytes:
    """The plan as a message; `created` with a time zone, `process` is the id of this exchange."""
    root = etree.Element(_tag(ROOT), nsmap={"xdomea": _FAMILY + VERSION})
    head = _add(root, "Kopf")
    _add(head, "ProzessID", str(process))
    _code(_add(head, "Nachrichtentyp"), "nachrichtentyp", "0301", "2.0")
    _add(head, "Erstellungszeitpunkt", created.isoformat(timespec="seconds"))
    _add(_add(_add(head, "Absender"), "Institution"), "Name", office)
    _add(head, "Empfaenger")
    _add(_add(head, "SendendesSystem"), "Produktname", product)
    _add(head, "Empfangsbestaetigung", "false")
    plan = _add(root, "Aktenplan")
    _add(plan, "Bezeichnung", f"Aktenplan {office}")
    _add(plan, "Version", created.date().isoformat())
    rows = list(lines)
    here = {each.notation for each in rows}
    below: dict[str | None, list[PlanLine]] = {}
    for each in rows:
        above = each.values["parent"]
        below.setdefault(above if above in here else None, []).append(each)
    _units(plan, None, below)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read(data: bytes) -> Reading:
    """What a message says. Hostile XML (a DTD, entities, endless nesting) is refused before anything of it is used."""
    if len(data) > LARGEST:
        return Reading(faults=[Fault(0, refusals.TOO_LARGE(most=LARGEST // 2**20))])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        return Reading(faults=[Fault(line, refusals.NO_XML())])
    if root.getroottree().docinfo.internalDTD is not None or root.getroottree().docinfo.doctype:
        return Reading(faults=[Fault(1, refusals.HAS_A_DTD())])
    space, name = _split(root)
    if name != ROOT or not space.startswith(_FAMILY):
        return Reading(faults=[Fault(1, refusals.ANOTHER_MESSAGE(name=name))])
    version = space.removeprefix(_FAMILY)
    remarks = {} if version in _TESTED else {f"xdomea {version}: gelesen wie {VERSION}, bitte genau prüfen": 0}
    plan = _child(root, "Aktenplan")
    if plan is None:
        return Reading(faults=[Fault(1, refusals.NO_FILE_PLAN())])
    found = _Found(remarks)
    for unit in _children(plan, "Einheit"):
        found.take(unit, None)
    if not found.lines and not found.faults:
        found.faults.append(Fault(0, refusals.EMPTY_FILE_PLAN()))
    return Reading(found.lines, found.faults, list(found.unknown))


class _Found:
    """What was read so far."""

    def __init__(self, unknown: dict[str, int]) -> None:
        self.lines: list[PlanLine] = []
        self.faults: list[Fault] = []
        self.unknown = unknown

    def take(self, top: Any, parent: str | None) -> None:
        """An entry with all below it; no recursion, so that deep nesting costs nothing."""
        waiting = [(top, parent)]
        while waiting:
            unit, above = waiting.pop()
            if len(self.lines) >= MOST_ENTRIES:
                self.faults.append(Fault(unit.sourceline, refusals.TOO_MANY_ENTRIES(most=MOST_ENTRIES)))
                return
            notation = _text(unit, "Kennzeichen")
            if not notation:
                self.faults.append(Fault(unit.sourceline, refusals.NOTATION_MISSING()))
                continue
            self.lines.append(PlanLine(notation, {"parent": above, **self._values(unit)}, unit.sourceline))
            waiting += [(each, notation) for each in reversed(list(_children(unit, "Einheit")))]

    def _values(self, unit: Any) -> dict[str, Any]:
        values: dict[str, Any] = {}
        extension = next((one for one in _children(unit, "AnwendungsspezifischeErweiterung") if _is_ours(one)), None)
        long, short = _text(unit, "Inhaltsangabe"), _text(unit, "BetreffKurz")
        values["title"] = long or short
        if extension is None and long and short and long != short:
            values |= {"title": short, "note": long}
        self._disposal(unit, values)
        self._retention(unit, values)
        if (disabled := _text(unit, "Stillgelegt")) in {"true", "1", "false", "0"}:
            values["disabled"] = disabled in {"true", "1"}
        for each in unit:
            _space, name = _split(each)
            if name not in _KNOWN and each is not extension:
                self.unknown.setdefault(name, 0)
        return values | (_extended(extension) if extension is not None else {})

    def _disposal(self, unit: Any, values: dict[str, Any]) -> None:
        said = _child(unit, "Aussonderungsart")
        text = "" if said is None else " ".join("".join(said.itertext()).split())
        first = text.lower().split(" ")[0] if text else ""
        if first in _DISPOSALS:
            values["disposal_type"] = _DISPOSALS[first]
        elif text:
            self.faults.append(Fault(unit.sourceline, refusals.NO_DISPOSAL(text=text)))

    def _retention(self, unit: Any, values: dict[str, Any]) -> None:
        said = _child(unit, "Aufbewahrungsdauer")
        if said is None:
            return
        years = _text(said, "AnzahlJahre")
        if years.isascii() and years.isdecimal() and len(years) < 6:
            values["retention_years"] = int(years)
        elif _text(said, "Unbefristet") in {"1", "true"}:
            values["retention_years"] = None
        else:
            self.faults.append(Fault(unit.sourceline, refusals.NO_RETENTION(text=years)))


def _units(into: Any, parent: str | None, below: Mapping[str | None, list[PlanLine]]) -> None:
    for each in below.get(parent, ()):
        unit, values = _add(into, "Einheit"), each.values
        _add(unit, "Kennzeichen", each.notation)
        _add(unit, "Inhaltsangabe", values["title"])
        _code(
            _add(_add(unit, "Aussonderungsart"), "Aussonderungsart"), "aussonderungsart", values["disposal_type"], "1.0"
        )
        _add(unit, "Stillgelegt", "true" if values["disabled"] else "false")
        retention = _add(unit, "Aufbewahrungsdauer")
        if values["retention_years"] is None:
            _add(retention, "Unbefristet", "1")
        else:
            _add(retention, "AnzahlJahre", str(values["retention_years"]))
        _units(unit, each.notation, below)
        _extension(unit, values)


def _extension(unit: Any, values: Mapping[str, Any]) -> None:
    said = {
        "reference_pattern": values["reference_pattern"],
        "holds_dossiers": "true" if values["holds_dossiers"] else "false",
        "dossier_kinds": " ".join(values["dossier_kinds"]),
        "note": values["note"],
    }
    extension = _add(unit, "AnwendungsspezifischeErweiterung")
    _add(extension, "Kennung", _EXTENSION)
    _add(extension, "Name", "Aktei")
    for name in _FIELDS:
        field = _add(extension, "Feld")
        _add(field, "Name", name)
        _add(field, "Wert", said[name])


def _extended(extension: Any) -> dict[str, Any]:
    said = {_text(field, "Name"): _text(field, "Wert") for field in _children(extension, "Feld")}
    values: dict[str, Any] = {name: said[name] for name in ("reference_pattern", "note") if name in said}
    if said.get("holds_dossiers") in {"true", "false"}:
        values["holds_dossiers"] = said["holds_dossiers"] == "true"
    if "dossier_kinds" in said:
        values["dossier_kinds"] = said["dossier_kinds"].split()
    return values


def _is_ours(extension: Any) -> bool:
    return _text(extension, "Kennung") == _EXTENSION


def _tag(name: str) -> str:
    return f"{{{_FAMILY}{VERSION}}}{name}"


def _add(into: Any, name: str, text: str | None = None) -> Any:
    element = etree.SubElement(into, _tag(name))
    element.text = text
    return element


def _code(element: Any, codes: str, value: str, version: str) -> None:
    element.set("listURI", f"urn:xoev-de:xdomea:codeliste:{codes}")
    element.set("listVersionID", version)
    etree.SubElement(element, "code").text = value


def _split(element: Any) -> tuple[str, str]:
    if not isinstance(element.tag, str):  # an entity that was not resolved
        return "", "?"
    name = etree.QName(element)
    return name.namespace or "", name.localname


def _children(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element if _split(each)[1] == name)


def _child(element: Any, name: str) -> Any:
    return next(_children(element, name), None)


def _text(element: Any, name: str) -> str:
    found = _child(element, name)
    return "" if found is None else (found.text or "").strip()
