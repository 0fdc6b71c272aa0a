# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the lines, read one after another, say of every dossier, case and document in the end.

Only what a line tells is known; what no line tells, or what only erased lines told, stays unknown and is not compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DOSSIER, CASE, DOCUMENT = "dossier", "case", "document"

_SAYS: dict[str, tuple[str, dict[str, str]]] = {
    "DossierOpened": (DOSSIER, {name: name for name in ("reference", "subject_line", "lead_unit", "protected")}),
    "DossierRenamed": (DOSSIER, {"subject_line": "after"}),
    "ReferenceReissued": (DOSSIER, {"reference": "after"}),
    "LeadUnitChanged": (DOSSIER, {"lead_unit": "to_unit"}),
    "LeadUnitInherited": (DOSSIER, {"lead_unit": "to_unit"}),
    "DossierMoved": (DOSSIER, {"place": "to_node"}),
    "DossierMergedAway": (DOSSIER, {"merged_into": "target"}),
    "CaseOpened": (CASE, {"number": "number", "subject_line": "subject_line"}),
    "CaseRenamed": (CASE, {"subject_line": "after"}),
    "CaseMoved": (CASE, {"dossier": "to_dossier", "number": "to_number"}),
    "DocumentReceived": (
        DOCUMENT,
        {name: name for name in ("channel", "received_at", "originals", "subject_line", "sender")},
    ),
    "DocumentAdded": (DOCUMENT, {name: name for name in ("dossier", "case", "subject_line", "sender", "originals")}),
    "DocumentFiled": (DOCUMENT, {"dossier": "dossier", "case": "case", "subject_line": "subject_line"}),
    "DocumentForwarded": (DOCUMENT, {"unit": "to_unit"}),
    "ForwardingUndone": (DOCUMENT, {"unit": "to_unit"}),
    "DocumentRenamed": (DOCUMENT, {"subject_line": "after"}),
    "DocumentMoved": (DOCUMENT, {"dossier": "to_dossier", "case": "to_case"}),
    "MoveUndone": (DOCUMENT, {"dossier": "to_dossier", "case": "to_case"}),
    "DocumentAttached": (DOCUMENT, {"attached_to": "to"}),
}
"""Which fields a line sets, and under what name it tells them."""

_SETS: dict[str, tuple[str, dict[str, Any]]] = {
    "DossierOpened": (DOSSIER, {"closed": False, "merged_into": None}),
    "DossierClosed": (DOSSIER, {"closed": True}),
    "DossierMergedAway": (DOSSIER, {"closed": True}),
    "ClosingUndone": (DOSSIER, {"closed": False}),
    "DossierReopened": (DOSSIER, {"closed": False}),
    "DossierProtected": (DOSSIER, {"protected": True}),
    "ProtectionLifted": (DOSSIER, {"protected": False}),
    "CaseOpened": (CASE, {"closed": False}),
    "CaseClosed": (CASE, {"closed": True}),
    "CaseReopened": (CASE, {"closed": False}),
    "DocumentReceived": (DOCUMENT, {"dossier": None, "case": None, "attached_to": None, "withdrawn": False}),
    "DocumentAdded": (DOCUMENT, {"attached_to": None, "withdrawn": False}),
    "FilingUndone": (DOCUMENT, {"dossier": None, "case": None}),
    "DocumentDetached": (DOCUMENT, {"attached_to": None}),
    "DocumentWithdrawn": (DOCUMENT, {"withdrawn": True}),
    "DocumentRestored": (DOCUMENT, {"withdrawn": False}),
    "DocumentDeleted": (DOCUMENT, {"subject_line": "", "sender": "", "deleted": True}),
}
"""What a line says by its kind alone."""

_HANGS_IN = {"DossierOpened": "place", "CaseOpened": "dossier", "DocumentReceived": "unit"}
"""Lines that tell the place by the first other node in whose history they stand."""

Fact = tuple[Any, int]
"""A value, and the line that told it last."""


@dataclass(frozen=True)
class Version:
    """A version of a document as the lines tell it; `originals` are hashes, `None` if no line told them."""

    document: str
    number: int
    originals: list[str] | None
    position: int


class Replay:
    """The records as the lines leave them: by kind and id, each field with the line that told it."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, dict[str, Fact]]] = {DOSSIER: {}, CASE: {}, DOCUMENT: {}}
        self.versions: dict[str, Version] = {}
        self.successors: dict[str, str] = {}
        self._more: dict[str, Callable[[int, dict[str, Any]], None]] = {
            "DocumentDescribed": self._described,
            "DocumentAttached": self._attached,
            "DossierMergedAway": self._merged,
            "VersionReceived": self._version,
            "VersionAdded": self._version,
            "DocumentRendered": self._rendered,
            "UnitDissolved": self._dissolved,
        }

    def read(self, told: Iterable[tuple[int, dict[str, Any]]]) -> "Replay":
        """Let these lines happen, in their order."""
        for position, content in told:
            kind, node, payload = content["kind"], content["node"], content["payload"]
            if kind in _SAYS:
                of, names = _SAYS[kind]
                self._know(of, node, {field: payload.get(name, ...) for field, name in names.items()}, position)
            if kind in _SETS:
                of, fixed = _SETS[kind]
                self._know(of, node, fixed, position)
            if kind in _HANGS_IN and len(content["nodes"]) > 1:
                self._know(_SAYS[kind][0], node, {_HANGS_IN[kind]: content["nodes"][1]}, position)
            if kind in self._more:
                self._more[kind](position, content)
        return self

    def after(self, unit_or_dossier: str) -> Iterator[str]:
        """It, and whatever took its place, one after another."""
        seen = set()
        following: str | None = unit_or_dossier
        while following is not None and following not in seen:
            yield following
            seen.add(following)
            following = self.successors.get(following)

    def _know(self, of: str, node: str, facts: Mapping[str, Any], position: int) -> None:
        """Keep facts; what a line of its kind ought to tell and does not (`...`) is unknown from there on."""
        kept = self.records[of].setdefault(node, {})
        for field, value in facts.items():
            if value is ...:
                kept.pop(field, None)
            else:
                kept[field] = (value, position)

    def _described(self, position: int, content: dict[str, Any]) -> None:
        """Only what was still empty was filled in."""
        facts = {field: value for field in ("subject_line", "sender") if (value := content["payload"].get(field))}
        self._know(DOCUMENT, content["node"], facts, position)

    def _attached(self, position: int, content: dict[str, Any]) -> None:
        """An attachment follows into the case of what it is attached to."""
        above = self.records[DOCUMENT].get(content["payload"]["to"], {})
        self._know(DOCUMENT, content["node"], {"case": above.get("case", (...,))[0]}, position)

    def _merged(self, _position: int, content: dict[str, Any]) -> None:
        self.successors[content["node"]] = content["payload"]["target"]

    def _dissolved(self, _position: int, content: dict[str, Any]) -> None:
        if content["payload"].get("successor"):
            self.successors[content["node"]] = content["payload"]["successor"]

    def _version(self, position: int, content: dict[str, Any]) -> None:
        """The first version consists of the files that came in; every further one names its own."""
        node, payload = content["node"], content["payload"]
        first = self.records[DOCUMENT].get(node, {}).get("originals", (None,))[0]
        originals = payload["originals"] if content["kind"] == "VersionAdded" else first
        self.versions[payload["version"]] = Version(node, payload["number"], originals, position)

    def _rendered(self, position: int, content: dict[str, Any]) -> None:
        """People read the newest version that is rendered."""
        node, new = content["node"], self.versions.get(content["payload"]["version"])
        now = self.versions.get(self.records[DOCUMENT].get(node, {}).get("current", ("",))[0])
        if new is not None and (now is None or now.number <= new.number):
            self._know(DOCUMENT, node, {"current": content["payload"]["version"]}, position)


HEEDED = frozenset({*_SAYS, *_SETS, "DocumentDescribed", "VersionReceived", "VersionAdded", "UnitDissolved"})
"""The kinds of lines a replay listens to, besides those that vouch for pages and files."""
