# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier as a ZIP that anybody can check: documents, history, proofs, and how to check them.

Everything is streamed: memory depends neither on the number of documents nor on the length of the history.
"""

import base64
import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobDamaged
from aktei.base.dates import moment_text
from aktei.base.journal import proving
from aktei.base.journal.acts import Actor
from aktei.base.people.queries import names, office_name
from aktei.procedures.proof import accessing, belonging, explaining, paper, telling
from aktei.procedures.proof.archive import Archive
from aktei.procedures.proof.models import Export
from aktei.records.documents import queries as documents
from aktei.records.documents.rules import hash_of_reading
from aktei.records.dossiers import queries as dossiers

FORMAT = "aktei-nachweis-1"
_MACHINERY = Actor.system("proof")
_ROLES = {"original": "original", "archival": "archiv", "signature": "signatur", "transfer_note": "transfervermerk"}

Progress = Callable[[int, int], None]
"""`progress(done, total)`; called often, and cheap when nothing is to be said."""


class Packing:
    """One export being written. `lines` and `documents` count what went in."""

    def __init__(self, row: Export, head: proving.SealedHead, progress: Progress) -> None:
        self.row, self.head, self.progress = row, head, progress
        # What goes in is what the person who asked for it may read, now that it is made.
        self.reader = Actor(row.requested_by, row.requested_for, client="export")
        self.dossier = dossiers.dossier(_MACHINERY, row.node)
        self.whole = belonging.whole(self.reader, row.node)
        self.lines = self.documents = self.stamps = 0
        self.vouched: set[tuple[str, str]] = set()
        self.elsewhere: set[str] = set()
        self.erased: set[str] = set()

    def write(self, target: BinaryIO) -> None:
        """Write the whole ZIP."""
        with Archive(target, timezone.localtime(self.row.requested_at)) as self.archive:
            with TemporaryFile("w+b") as listing:
                self._documents(listing)
                self._lines()
                self._list(listing)
            self._head()
            if self.row.asked.get("with_access"):
                self.archive.add("zugriff.csv", accessing.table(self.dossier.id, self._access_on))
            self._about()

    def _documents(self, listing: BinaryIO) -> None:
        """Every version of every document, and a list that says which file is what."""
        total, leaf = len(self.whole.documents), 1
        for number, row in enumerate(documents.everything_in(self.reader, self.dossier.id).iterator(), start=1):
            pages = 0 if row.withdrawn_at else row.page_count
            about = self._document(row, number, leaf, pages)
            listing.write(json.dumps(about, ensure_ascii=False).encode() + b"\n")
            leaf += pages
            self.documents = number
            self.progress(number, total + 1)

    def _list(self, listing: BinaryIO) -> None:
        """The list, now that it is known for which files only lines vouch that are erased or belong elsewhere."""
        listing.seek(0)
        with TemporaryFile("w+b") as target:
            for line in listing:
                about = json.loads(line)
                for file in about["files"]:
                    digest = file.pop("hash")
                    silent = digest in self.elsewhere or about["id"] in self.erased
                    file["unproven"] = silent and (about["id"], digest) not in self.vouched
                target.write(json.dumps(about, ensure_ascii=False).encode() + b"\n")
            target.seek(0)
            self.archive.add_file("dokumente.jsonl", target)

    def _document(self, row: Any, number: int, leaf: int, pages: int) -> dict[str, Any]:
        where = f"-Blatt-{leaf}-bis-{leaf + pages - 1}" if pages else "-zurueckgezogen" if row.withdrawn_at else ""
        folder = f"dokumente/{number:04}{where}-{readable(row.subject_line, 50) or 'ohne-Betreff'}"
        files = []
        for version in documents.versions(_MACHINERY, row.id):
            for component in version.components.all():
                if component.role in _ROLES:
                    files.append(self._component(folder, version, component))
            if version.rendered_at:
                files.append(self._text(folder, version))
        return {
            "id": str(row.id),
            "number": number,
            "subject_line": row.subject_line,
            "sheets": [leaf, leaf + pages - 1] if pages else None,
            "withdrawn": bool(row.withdrawn_at),
            "files": files,
        }

    def _component(self, folder: str, version: Any, component: Any) -> dict[str, Any]:
        name = readable(component.filename, 80) or f"datei{'.pdf' if component.media_type == 'application/pdf' else ''}"
        path = f"{folder}/v{version.number}-{_ROLES[component.role]}-{component.position}-{name}"
        with store.open(component.sha256) as source:
            if self.archive.add_file(path, source) != component.sha256:
                raise BlobDamaged(_damaged(component))
        return {"role": component.role, "version": version.number, "path": path, "hash": component.sha256}

    def _text(self, folder: str, version: Any) -> dict[str, Any]:
        """The text of the pages as it was read, for its hash stands in the journal too."""
        path = f"{folder}/v{version.number}-text.jsonl"
        with TemporaryFile("w+b") as file:

            def written() -> Iterator[tuple[int, str, bytes]]:
                for page in documents.pages(version.id).iterator(chunk_size=50):
                    packed = bytes(page.words)
                    words = base64.b64encode(packed).decode()
                    told = {"number": page.number, "text": page.text, "words": words}
                    file.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
                    yield page.number, page.text, packed

            reading = hash_of_reading(written())
            file.seek(0)
            self.archive.add_file(path, file)
        return {"role": "text", "version": version.number, "path": path, "hash": reading}

    def _lines(self) -> None:
        """Every line with its proof, and the history on paper."""
        proofs = proving.Proofs(self.head.size)
        volume: list[list[str]] = []
        with TemporaryFile("w+b") as listing:
            for batch in belonging.lines(self.whole, size=self.head.size, elsewhere=self.elsewhere):
                told = {each.id: each for each in telling.tell(_MACHINERY, [line.entry for line in batch])}
                for line in batch:
                    node = str(line.entry.node)
                    self.vouched.update((node, each) for each in belonging.vouched(line.entry.payload))
                    if line.content is None:
                        self.erased.add(node)
                    listing.write(_plain(line))
                    self.archive.add(
                        f"protokoll/nachweise/{line.position:09}.tlog-proof", self._proof(line.position, proofs)
                    )
                    volume.append(_row(line, told[line.entry.id]))
                    self.lines += 1
                    self._volume(volume, paper.LINES_PER_VOLUME)
                self.progress(self.documents, self.documents + 1)
            self._volume(volume, 1)
            listing.seek(0)
            self.archive.add_file("protokoll/zeilen.jsonl", listing)

    def _volume(self, rows: list[list[str]], enough: int) -> None:
        """Put the collected lines on paper if there are enough of them."""
        if len(rows) < enough:
            return
        number = -(-self.lines // paper.LINES_PER_VOLUME)
        intro = [
            f"Betreff: {self.dossier.subject_line}",
            f"Besiegelt bis Prüfpunkt {self.head.size} am {_moment(self.head.at)}. Teil {number}.",
        ]
        title = f"Verlauf der Akte {self.dossier.reference}"
        page = paper.table(title, intro, ("Platz", "Zeit", "Was geschah"), rows, f"{title}, Teil {number}")
        self.archive.add(f"protokoll/verlauf-{number}.pdf", page)
        rows.clear()

    def _proof(self, position: int, proofs: proving.Proofs) -> bytes:
        """An inclusion proof as C2SP tlog-proof has it."""
        path = _base64_lines(proofs.of(position))
        return f"c2sp.org/tlog-proof@v1\nindex {position}\n{path}\n{self.head.note}".encode()

    def _head(self) -> None:
        self.archive.add("protokoll/pruefpunkt.txt", self.head.note.encode())
        self.archive.add("protokoll/schluessel.txt", f"{self.head.key}\n".encode())
        stamp = proving.newest_stamp(self.head)
        if stamp:
            self.stamps = 1
            path = f"protokoll/zeitstempel/{stamp.size}"
            self.archive.add(f"{path}.tsr", stamp.response)
            self.archive.add(f"{path}.pruefpunkt.txt", stamp.note.encode())
            self.archive.add(f"{path}.fortsetzung.txt", _base64_lines(stamp.consistency).encode())

    def _about(self) -> None:
        """What this is, for machines and for people, and the judge."""
        facts = self._facts()
        about = {
            "format": FORMAT,
            "made_at": self.row.requested_at.isoformat(),
            "purpose": facts.purpose,
            "dossier": {"id": str(self.dossier.id), "reference": facts.reference, "subject_line": facts.subject_line},
            "cases": [str(each) for each in self.whole.cases],
            "checkpoint": self.head.size,
            "lines": self.lines,
            "documents": self.documents,
            "omitted_documents": facts.omitted,
        }
        self.archive.add("akte.json", json.dumps(about, ensure_ascii=False, indent=1).encode())
        self.archive.add("pruefen.py", judge())
        title = explaining.title(facts)
        self.archive.add("LIESMICH.html", explaining.page(facts).encode())
        self.archive.add("LIESMICH.pdf", paper.prose(title, explaining.sections(facts), title))

    @property
    def _access_on(self) -> date | None:
        asked = self.row.asked.get("access_on")
        return date.fromisoformat(asked) if asked else None

    def _facts(self) -> explaining.Facts:
        by = self.row.requested_by
        return explaining.Facts(
            office=office_name(settings.OFFICE_NAME),
            reference=self.dossier.reference,
            subject_line=self.dossier.subject_line,
            made=_moment(self.row.requested_at),
            by=names([by]).get(by, "Aktei") if by else "Aktei",
            purpose=self.row.asked.get("purpose", ""),
            size=self.head.size,
            sealed=_moment(self.head.at),
            lines=self.lines,
            documents=self.documents,
            omitted=len(self.whole.hidden),
            origin=self.head.key.partition("+")[0],
            key=self.head.key,
            with_access=bool(self.row.asked.get("with_access")),
            access_on=f"{self._access_on:%d.%m.%Y}" if self._access_on else "",
            stamps=self.stamps,
        )


def _base64_lines(hashes: Sequence[bytes]) -> str:
    return "".join(f"{base64.b64encode(each).decode()}\n" for each in hashes)


def _damaged(component: Any) -> str:
    told = {"name": component.filename or component.role, "sha256": component.sha256[:16]}
    return (
        _("Die Datei „%(name)s“ (%(sha256)s…) ist im Speicher beschädigt; so lässt sich nichts nachweisen. ") % told
    ) + _("Die Betreuung kann sie mit „aktei verify --repair“ aus dem zweiten Speicher zurückholen.")


def judge() -> bytes:
    """The program that checks an export, as it lies in every export."""
    found = importlib.util.find_spec("aktei.base.evidence.export_check")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).read_bytes()


def readable(text: str, longest: int) -> str:
    """Something that is a safe file name everywhere: no separators, no control characters, no leading dot."""
    kept = re.sub(r"[^\w.-]+", "-", text.replace("\0", "")).strip("-._")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: longest - 12]}{dot}{ending[:10]}" if dot and len(kept) > longest else kept[:longest]


def _plain(line: proving.SealedLine) -> bytes:
    """A line of the log as JSON; the content as the very text whose hash was sealed."""
    told = {
        "position": line.position,
        "commitment": line.commitment.hex(),
        "salt": line.salt.hex() if line.salt else None,
        "entry": line.content.decode() if line.content is not None else None,
    }
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _row(line: proving.SealedLine, told: telling.Told) -> list[str]:
    if line.content is None:
        return [str(line.position), "", "Diese Zeile ist rechtmäßig gelöscht; ihr Platz im Protokoll ist nachgewiesen."]
    who = f"{told.who} für {told.for_whom}" if told.for_whom else told.who
    return [str(line.position), _moment(told.at), f"{who} {told.sentence}. ({told.client})"]


def _moment(at: Any) -> str:
    return moment_text(at)
