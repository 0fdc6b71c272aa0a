# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the lines vouch for outside the journal: the text and words of pages, and the bytes of files."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, Protocol

from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.lines import Told
from aktei.base.evidence.verifying.records import Records

WITH_ORIGINALS = frozenset({"DocumentReceived", "DocumentAdded", "VersionAdded"})
"""Kinds of lines that name the hashes of the files as they came in."""
VOUCHING = WITH_ORIGINALS | {"DocumentRendered"}
"""Kinds of lines that vouch for pages and files."""


class Contents(Records, Protocol):
    """Where records, pages and files are read."""

    def pages(self, version: str) -> Iterable[tuple[int, str, bytes]]:
        """Number, text and packed words of a version's pages, in order."""

    def archival(self, version: str) -> str | None:
        """The hash under which the records name the version's archival file."""

    def versions(self) -> Iterator[tuple[str, str]]:
        """Every version that has pages, and its document."""

    def chunks(self, digest: str) -> Iterable[bytes] | None:
        """The bytes of a file, or nothing if there is no such file."""


def check_contents(
    report: Report,
    told: Sequence[Told],
    contents: Contents,
    unknown: Collection[str],
    *,
    files: bool,
) -> None:
    """Compare pages and files with what the log says of them; `files`: re-read every file as well.

    `unknown`: documents of which lines are erased or altered; that nothing vouches for their pages is no news.
    """
    readings: dict[str, tuple[int, dict[str, Any]]] = {}
    digests: dict[str, int] = {}
    deleted = {each.content["node"]: each.position for each in told if each.kind == "DocumentDeleted"}
    for each in told:
        if each.kind not in VOUCHING:
            continue
        position, content = each.position, each.content
        payload = content["payload"]
        if deleted.get(content["node"], -1) > position:
            continue
        for digest in payload.get("originals", ()) if each.kind in WITH_ORIGINALS else ():
            digests.setdefault(digest, position)
        if each.kind == "DocumentRendered":
            readings[payload["version"]] = (position, payload)
            digests.setdefault(payload["archival"], position)
    for version, (position, payload) in readings.items():
        _check_reading(report, contents, version, position, payload)
    for version, document in contents.versions():
        if version not in readings and document not in unknown:
            report.find(f"Version {version}", "Ihre Seiten sind durch keine Zeile belegt.")
    for digest, position in digests.items() if files else ():
        _check_file(report, contents, digest, position)


def _check_reading(report: Report, contents: Contents, version: str, position: int, payload: dict[str, Any]) -> None:
    report.readings += 1
    place, whole, count = f"Version {version} (Zeile {position})", sha256(), 0
    for number, text, words in contents.pages(version):
        count += 1
        for part in (str(number).encode(), text.encode(), words):
            whole.update(sha256(part).digest())
    if count != payload["pages"]:
        report.find(place, f"Besiegelt sind {payload['pages']} Seiten, vorhanden {count}.")
    elif payload.get("reading") and whole.hexdigest() != payload["reading"]:
        report.find(place, "Der Text der Seiten ist nicht der besiegelte.")
    if contents.archival(version) != payload["archival"]:
        report.find(place, "Als Archivfassung ist eine andere Datei eingetragen als die besiegelte.")


def _check_file(report: Report, contents: Contents, digest: str, position: int) -> None:
    report.files += 1
    place, chunks = f"Datei {digest} (Zeile {position})", contents.chunks(digest)
    if chunks is None:
        report.find(place, "Die Datei fehlt.")
        return
    found = sha256()
    for chunk in chunks:
        found.update(chunk)
    if found.hexdigest() != digest:
        report.find(place, "Die Bytes der Datei sind nicht die besiegelten.")
