# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier, its cases, its documents and every file of an export against what its lines say.

A part of `pruefen.py`; it imports nothing but the standard library.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from typing import Any

from aktei.base.evidence.export_opened import (
    ABOUT,
    DOCUMENTS,
    NEEDED,
    PROOFS,
    ROLES,
    SPELLING,
    STAMP,
    STAMPS,
    TOLD,
    VOUCHED,
    Opened,
)
from aktei.base.evidence.export_story import DocumentHistory


class Records(Opened):
    """The part of the examination that is about records."""

    def check_documents(self) -> None:
        """The dossier, its cases and its documents are what the lines say, and none is missing or too many."""
        self.check_dossier()
        here, sheet = self.story.here(), 1
        missing, paths = set(here), set[str]()
        for number, document in enumerate(self.rows(DOCUMENTS), start=1):
            node, place = document["id"], f"Dokument {number}"
            one = self.story.documents.get(node, DocumentHistory())
            sheets = pages_of(document) if self.has_gap(node) else one.sheets
            self.check_document(one, document, place, number, sheet if sheets else 0, sheets)
            sheet += sheets
            paths.update(file["path"] for file in document["files"])
            if node not in here:
                self.doubt(node, place, "Nach den Zeilen liegt es nicht in dieser Akte.")
            if node in self.seen:
                self.wrong(place, "Dieses Dokument steht mehrfach in der Liste.")
            self.seen.add(node)
        for each in sorted(missing - self.seen):
            self.wrong(f"Dokument {each}", "Es gehört zur Akte, fehlt aber im Export.")
        self.documents = len(self.seen)
        if self.documents != self.about["documents"]:
            self.wrong(DOCUMENTS, f"Es sind {self.documents} Dokumente, angegeben waren {self.about['documents']}.")
        self.check_world(paths)

    def check_dossier(self) -> None:
        """The dossier is called what the lines say last, and has the cases that they say."""
        story, about, dossier = self.story, self.about, self.story.dossier
        if not story.is_born:
            self.doubt(dossier, ABOUT, "Es fehlt die Zeile, mit der die Akte entstand.")
        for field, value in story.facts.items():
            if about["dossier"][field] != value:
                self.doubt(dossier, ABOUT, f"Die Zeilen sagen zur Akte etwas anderes ({field}).")
        if list(about["dossier"]) != ["id", *story.facts] or len(set(about["cases"])) != len(about["cases"]):
            self.wrong(ABOUT, "So schreibt kein Export seine Angaben; sie wurden verändert.")
        for case in about["cases"]:
            if story.cases.get(case) != dossier:
                self.doubt(case, f"Vorgang {case}", "Nach den Zeilen liegt er nicht in dieser Akte.")
        for case in sorted({each for each, lies_in in story.cases.items() if lies_in == dossier} - set(about["cases"])):
            self.wrong(f"Vorgang {case}", "Er gehört zur Akte, fehlt aber im Export.")

    def check_document(
        self, one: DocumentHistory, document: dict[str, Any], place: str, number: int, sheet: int, sheets: int
    ) -> None:
        """One document: what it is called, where it stands, and every file of it."""
        node = document["id"]
        if not one.is_born:
            self.doubt(node, place, "Es fehlt die Zeile, mit der es entstand.")
        for field, value in (("subject_line", one.subject_line), ("withdrawn", one.is_withdrawn)):
            if document[field] != value or type(document[field]) is not type(value):
                self.doubt(node, place, f"Die Zeilen sagen etwas anderes ({field}).")
        told = [sheet, sheet + sheets - 1] if sheets else None
        where = (
            f"-Blatt-{sheet}-bis-{sheet + sheets - 1}" if sheets else "-zurueckgezogen" if document["withdrawn"] else ""
        )
        if document["number"] != number or document["sheets"] != told:
            self.doubt(node, place, "Nummer oder Blätter stimmen nicht.")
        folders = {file["path"].rpartition("/")[0] for file in document["files"]}
        if len(folders) > 1 or any(not each.startswith(f"dokumente/{number:04}{where}-") for each in folders):
            self.doubt(node, place, "Der Ordner heißt nicht wie das Dokument.")
        wanted = {
            (version, role, at): digest
            for version, roles in one.versions.items()
            for role, digests in roles.items()
            for at, digest in enumerate(digests, start=1)
        }
        for file in document["files"]:
            self.check_file(node, file, wanted)
        for version, role, _at in wanted:
            self.doubt(
                node, place, f"Eine Datei ({role}), die das Protokoll nennt, fehlt im Export (Version {version})."
            )

    def check_file(self, node: str, file: dict[str, Any], wanted: dict[tuple[int, str, int], str]) -> None:
        """A file is the one that a line vouches for in this place."""
        path, role = file["path"], file["role"]
        named = re.fullmatch(r"v(\d+)-(?:([a-z]+)-(\d+)-.+|text\.jsonl)", path.rpartition("/")[2])
        if not named or file["version"] != int(named[1]) or named[2] != ROLES.get(role) or role not in (*ROLES, "text"):
            self.wrong(path, "Die Datei heißt anders als das, was sie sein soll (Version, Rolle).")
            return
        found = self.reading(path) if role == "text" else self.digest(path)
        vouched = wanted.pop((file["version"], role, int(named[3] or 1)), None)
        claims = file["unproven"] if self.is_older else found != vouched and self.has_gap(node)
        if list(file) not in SPELLING["file"] or (role in VOUCHED and claims is not (found != vouched)):
            self.wrong(path, "Das ist nicht die Datei, deren Prüfsumme im Protokoll steht.")
        elif found != vouched:
            self.unproven.append(path)

    def check_world(self, paths: set[str]) -> None:
        """Every file of the archive is one that an export has."""
        stamps = {f"{name[:-4]}{end}" for name in self.listed if name.endswith(".tsr") for end in STAMP}
        for name in self.archive.namelist():
            if TOLD.fullmatch(name):
                self.conveniences.append(name)
            elif name in paths or name in NEEDED or name.startswith(PROOFS):
                continue
            elif not (name in stamps and re.fullmatch(re.escape(STAMPS) + r"\d+\..+", name)) and name in self.listed:
                self.wrong(name, "Diese Datei gehört zu keinem Export.")

    def reading(self, path: str) -> str:
        """The hash of all pages' text and words, as the journal vouches for it."""
        whole = sha256()
        for page in self.rows(path, "text"):
            for part in (str(page["number"]).encode(), page["text"].encode(), base64.b64decode(page["words"])):
                whole.update(sha256(part).digest())
        return whole.hexdigest()


def pages_of(document: dict[str, Any]) -> int:
    """How many sheets the list claims for a document of which the lines do not tell it."""
    return document["sheets"][1] - document["sheets"][0] + 1 if document["sheets"] else 0
