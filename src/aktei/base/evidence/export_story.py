# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the lines of an export say, one after another, of the dossier, its cases and its documents.

A part of `pruefen.py`; it imports nothing but the standard library. The newest line wins. What no line of the export
says (because it belongs to another dossier, or was lawfully erased) stays unknown (`None`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Payload = dict[str, Any]


class DocumentHistory:
    """A document as the lines tell it; `versions`: the hashes of each version's files by role, in their order."""

    def __init__(self) -> None:
        self.is_born = self.is_withdrawn = self.is_deleted = False
        self.subject_line: str | None = None
        self.dossier: str | None = None
        self.case: str | None = None
        self.versions: dict[int, dict[str, list[str]]] = {}
        self.numbers: dict[str, int] = {}
        self.pages: dict[int, int] = {}
        self.first: list[str] = []

    @property
    def sheets(self) -> int:
        """Pages of what people read: the newest version that is rendered. Withdrawn documents are not counted."""
        newest = max(self.pages, default=0)
        return 0 if self.is_withdrawn or self.is_deleted or not newest else self.pages[newest]


class Story:
    """Everything the lines tell of one dossier."""

    def __init__(self, dossier: str) -> None:
        self.dossier = dossier
        self.is_born = False
        self.facts: dict[str, str | None] = {"reference": None, "subject_line": None}
        self.cases: dict[str, str] = {}
        self.documents: dict[str, DocumentHistory] = {}
        self.may_be_gone: set[int] = set()
        self.requests: dict[str, dict[str, Any]] = {}
        self.seals: list[dict[str, Any]] = []
        self.kinds: set[str] = set()
        self._of_dossier: dict[str, Callable[[Payload], None]] = {
            "DossierOpened": self._opened,
            "DossierRenamed": lambda told: self._name("subject_line", told["after"]),
            "ReferenceReissued": lambda told: self._name("reference", told["after"]),
            "DossierMergedAway": lambda told: self._all_move(self.dossier, told["target"]),
            "DossierMergedIn": lambda told: self._all_move(told["source"], self.dossier),
        }
        self._of_document: dict[str, Callable[[DocumentHistory, Payload], None]] = {
            "DocumentReceived": _born,
            "DocumentAdded": _born,
            "DocumentDescribed": lambda one, told: _called(one, told.get("subject_line") or one.subject_line),
            "DocumentRenamed": lambda one, told: _called(one, told["after"]),
            "DocumentFiled": _filed,
            "FilingUndone": lambda one, told: _lies(one, None, None),
            "DocumentMoved": lambda one, told: _lies(one, told.get("to_dossier"), told.get("to_case")),
            "MoveUndone": lambda one, told: _lies(one, told.get("to_dossier"), told.get("to_case")),
            "DocumentAttached": self._attached,
            "DocumentWithdrawn": lambda one, told: setattr(one, "is_withdrawn", True),
            "DocumentRestored": lambda one, told: setattr(one, "is_withdrawn", False),
            "DocumentDeleted": _deleted,
            "VersionReceived": _version,
            "VersionAdded": _version,
            "DocumentRendered": _rendered,
        }

    def read(self, entry: dict[str, Any]) -> None:
        """Let one line happen."""
        kind, node, told = entry["kind"], entry["node"], entry["payload"]
        self.kinds.add(kind)
        if kind in self._of_dossier and node == self.dossier:
            self._of_dossier[kind](told)
        elif kind == "CaseOpened":
            self.cases[node] = entry["nodes"][1]
        elif kind == "CaseMoved":
            self.cases[node] = told["to_dossier"]
        elif kind in self._of_document:
            self._of_document[kind](self.documents.setdefault(node, DocumentHistory()), told)
        elif kind == "LinesErased":
            for first, last in told["positions"]:
                self.may_be_gone.update(range(first, last + 1))
        elif kind == "ProofRequested" and node == self.dossier:
            self.requests[told["export"]] = {**told, "at": entry["at"]}
        elif kind == "ProofSealed":
            self.seals.append({**told, "node": node})

    def here(self) -> set[str]:
        """The documents that lie in this dossier in the end."""
        return {each for each, one in self.documents.items() if self._place(one) == self.dossier}

    def _place(self, one: DocumentHistory) -> str | None:
        return self.cases.get(one.case, one.dossier) if one.case else one.dossier

    def _opened(self, told: Payload) -> None:
        self.is_born = True
        self.facts.update(reference=told["reference"], subject_line=told["subject_line"])

    def _name(self, field: str, value: str) -> None:
        self.facts[field] = value

    def _all_move(self, source: str, target: str) -> None:
        """Everything in one dossier went into another."""
        self.cases = {case: target if lies_in == source else lies_in for case, lies_in in self.cases.items()}
        for one in self.documents.values():
            if one.dossier == source:
                one.dossier = target

    def _attached(self, one: DocumentHistory, told: Payload) -> None:
        above = self.documents.get(told["to"])
        if above is not None:
            one.case = above.case


def _called(one: DocumentHistory, subject_line: str | None) -> None:
    one.subject_line = subject_line


def _lies(one: DocumentHistory, dossier: str | None, case: str | None) -> None:
    one.dossier, one.case = dossier, case


def _born(one: DocumentHistory, told: Payload) -> None:
    """The first version consists of the files that came in."""
    one.is_born, one.first = True, list(told["originals"])
    one.subject_line = told.get("subject_line")
    _lies(one, told.get("dossier"), told.get("case"))


def _filed(one: DocumentHistory, told: Payload) -> None:
    _lies(one, told["dossier"], told.get("case"))
    _called(one, told.get("subject_line"))


def _deleted(one: DocumentHistory, told: Payload) -> None:
    one.is_deleted, one.subject_line = True, ""
    one.versions.clear()


def _version(one: DocumentHistory, told: Payload) -> None:
    one.numbers[told["version"]] = told["number"]
    one.versions[told["number"]] = {"original": list(told["originals"]) if "originals" in told else one.first}


def _rendered(one: DocumentHistory, told: Payload) -> None:
    number = one.numbers.get(told["version"])
    if number is not None:
        one.pages[number] = told["pages"]
        one.versions[number].update(archival=[told["archival"]], text=[told["reading"]] if told.get("reading") else [])
