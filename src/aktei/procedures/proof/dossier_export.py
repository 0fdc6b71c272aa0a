# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier as a ZIP that anybody can check: documents, history, proofs, and how to check them.

Everything is streamed: memory depends neither on the number of documents nor on the length of the history.
"""

import base64
import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.base.blobs.faults import BlobDamaged
from aktei.base.dates import moment_text
from aktei.base.evidence.export_program import program
from aktei.base.log import proofs
from aktei.base.log.erasing import append_to
from aktei.base.people.queries import names, office_name
from aktei.procedures.proof import access_table, actions, check_instructions, dossier_lines, journal_sentences, paper
from aktei.procedures.proof.archive import Archive
from aktei.procedures.proof.models import Export
from aktei.procedures.proof.rules import FORMAT, changes_a_dossier
from aktei.procedures.proof.sealer_wait import sealed_entry
from aktei.records.documents import queries as documents
from aktei.records.dossiers import queries as dossiers

_MACHINERY = Actor.system("proof")
_ROLES = {"original": "original", "archival": "archiv", "signature": "signatur", "transfer_note": "transfervermerk"}

Progress = Callable[[int, int], None]
"""`progress(done, total)`; called often, and cheap when nothing is to be said."""


class Overtaken(Exception):
    """Something happened in the dossier while it was packed, so that lines and documents do not fit any more."""


class Packing:
    """One export being written. `lines` and `documents` count what went in."""

    def __init__(self, row: Export, head: proofs.SealedHead, progress: Progress) -> None:
        self.row, self.head, self.progress = row, head, progress
        # What goes in is what the person who asked for it may read, now that it is made.
        self.reader = Actor(row.requested_by, row.requested_for, client="export")
        self.dossier = dossiers.dossier(_MACHINERY, row.node)
        self.whole = dossier_lines.whole(self.reader, row.node)
        self.lines = self.documents = 0
        self.line_set = sha256()
        self.positions: list[tuple[int, int]] = []
        self.gaps: set[UUID] = set()
        self.stamp = proofs.newest_stamp(head)

    def write(self, target: IO[bytes]) -> None:
        """Write the whole ZIP: what belongs in it, the line that settles that, and the proofs. Raises `Overtaken`."""
        with Archive(target, timezone.localtime(self.row.requested_at)) as self.archive, TemporaryFile("w+b") as lines:
            self._documents()
            self._lines(lines)
            if self.stamp:
                path = f"protokoll/zeitstempel/{self.stamp.size}"
                self.archive.add(f"{path}.tsr", self.stamp.response)
                self.archive.add(f"{path}.pruefpunkt.txt", self.stamp.note.encode())
            if self.row.asked.get("with_access"):
                self.archive.add("zugriff.csv", access_table.table(self.dossier.id, self._access_on))
            self._about()
            last, head = self._settle()
            lines.write(_plain(last))
            self.lines += 1
            self._prove(lines, head)

    def _documents(self) -> None:
        """Every version of every document, and a list that says which file is what."""
        total, leaf = len(self.whole.documents), 1
        with TemporaryFile("w+b") as listing:
            for number, row in enumerate(documents.everything_in(self.reader, self.dossier.id).iterator(), start=1):
                pages = 0 if row.withdrawn_at else row.page_count
                about = self._document(row, number, leaf, pages)
                listing.write(json.dumps(about, ensure_ascii=False).encode() + b"\n")
                leaf += pages
                self.documents = number
                self.progress(number, total + 1)
            listing.seek(0)
            self.archive.add_file("dokumente.jsonl", listing)

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
        return {"role": component.role, "version": version.number, "path": path}

    def _text(self, folder: str, version: Any) -> dict[str, Any]:
        """The text of the pages as it was read, for its hash stands in the journal too."""
        path = f"{folder}/v{version.number}-text.jsonl"
        with TemporaryFile("w+b") as file:
            for page in documents.pages(version.id).iterator(chunk_size=50):
                words = base64.b64encode(bytes(page.words)).decode()
                told = {"number": page.number, "text": page.text, "words": words}
                file.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
            file.seek(0)
            self.archive.add_file(path, file)
        return {"role": "text", "version": version.number, "path": path}

    def _lines(self, listing: IO[bytes]) -> None:
        """Every line, and the history on paper."""
        volume: list[list[str]] = []
        for batch in dossier_lines.lines(self.whole, size=self.head.size, gaps=self.gaps):
            told = {each.id: each for each in journal_sentences.tell(_MACHINERY, [line.entry for line in batch])}
            for line in batch:
                listing.write(_plain(line))
                self.line_set.update(line.position.to_bytes(8, "big") + line.commitment)
                append_to(self.positions, line.position)
                volume.append(_row(line, told[line.entry.id]))
                self.lines += 1
                self._volume(volume, paper.LINES_PER_VOLUME)
            self.progress(self.documents, self.documents + 1)
        self._volume(volume, 1)

    def _settle(self) -> tuple[proofs.SealedLine, proofs.SealedHead]:
        """Record what belongs in the export, and wait until that line is sealed."""
        if any(map(changes_a_dossier, proofs.later(self.whole.nodes, size=self.head.size))):
            raise Overtaken
        entry = actions.seal_contents(
            _MACHINERY,
            export=self.row.id,
            until=self.head.size,
            lines=self.lines,
            line_set=self.line_set.hexdigest(),
            documents=self.documents,
            files=self.archive.files,
            contents=self.archive.contents,
            positions=self.positions,
            omitted=len(self.whole.hidden),
        )
        last, head = sealed_entry(entry)
        if head.key != self.head.key:
            raise Overtaken
        return last, head

    def _prove(self, lines: IO[bytes], head: proofs.SealedHead) -> None:
        """The lines, the proof of each, and the head that covers the last of them."""
        tree = proofs.Proofs(head.size)
        lines.seek(0)
        self.archive.add_file("protokoll/zeilen.jsonl", lines)
        lines.seek(0)
        for line in lines:
            position = json.loads(line)["position"]
            proof = f"c2sp.org/tlog-proof@v1\nindex {position}\n{_base64_lines(tree.of(position))}\n{head.note}"
            self.archive.add(f"protokoll/nachweise/{position:09}.tlog-proof", proof.encode())
        if self.stamp:
            path = f"protokoll/zeitstempel/{self.stamp.size}.fortsetzung.txt"
            self.archive.add(path, _base64_lines(tree.continues(self.stamp.size)).encode())
        self.archive.add("protokoll/pruefpunkt.txt", head.note.encode())
        self.archive.add("protokoll/schluessel.txt", f"{head.key}\n".encode())

    def _volume(self, rows: list[list[str]], enough: int) -> None:
        """Put the collected lines on paper if there are enough of them."""
        if len(rows) < enough:
            return
        number = -(-self.lines // paper.LINES_PER_VOLUME)
        intro = [
            f"Betreff: {self.dossier.subject_line}",
            f"Besiegelt bis Prüfpunkt {self.head.size} am {moment_text(self.head.at)}. Teil {number}.",
        ]
        title = f"Verlauf der Akte {self.dossier.reference}"
        page = paper.table(title, intro, ("Platz", "Zeit", "Was geschah"), rows, f"{title}, Teil {number}")
        self.archive.add(f"protokoll/verlauf-{number}.pdf", page)
        rows.clear()

    def _about(self) -> None:
        """What this is, for machines and for people, and the judge."""
        facts = self._facts()
        asked = journal.entry(self.row.entry).at if self.row.entry else self.row.requested_at
        about = {
            "format": FORMAT,
            "export": str(self.row.id),
            "requested_at": asked.astimezone(UTC).isoformat(timespec="microseconds"),
            "purpose": facts.purpose,
            "packed_at": datetime(*self.archive.at).isoformat(),  # noqa: DTZ001 (as it stands in the ZIP)
            "dossier": {"id": str(self.dossier.id), "reference": facts.reference, "subject_line": facts.subject_line},
            "cases": [str(each) for each in self.whole.cases],
            "until": self.head.size,
            "lines": facts.lines,
            "documents": self.documents,
            "omitted_documents": facts.omitted,
            "gaps": sorted(map(str, self.gaps)),
        }
        self.archive.add("akte.json", json.dumps(about, ensure_ascii=False, indent=1).encode())
        self.archive.add("pruefen.py", judge())
        title = check_instructions.title(facts)
        self.archive.add("LIESMICH.html", check_instructions.page(facts).encode())
        self.archive.add("LIESMICH.pdf", paper.prose(title, check_instructions.sections(facts), title))

    @property
    def _access_on(self) -> date | None:
        asked = self.row.asked.get("access_on")
        return date.fromisoformat(asked) if asked else None

    def _facts(self) -> check_instructions.Facts:
        by = self.row.requested_by
        return check_instructions.Facts(
            office=office_name(settings.OFFICE_NAME),
            reference=self.dossier.reference,
            subject_line=self.dossier.subject_line,
            made=moment_text(self.row.requested_at),
            by=names([by]).get(by, "Aktei") if by else "Aktei",
            purpose=self.row.asked.get("purpose", ""),
            size=self.head.size,
            sealed=moment_text(self.head.at),
            lines=self.lines + 1,
            documents=self.documents,
            omitted=len(self.whole.hidden),
            origin=self.head.key.partition("+")[0],
            key=self.head.key,
            with_access=bool(self.row.asked.get("with_access")),
            access_on=f"{self._access_on:%d.%m.%Y}" if self._access_on else "",
            stamps=int(self.stamp is not None),
        )


def _base64_lines(hashes: Sequence[bytes]) -> str:
    return "".join(f"{base64.b64encode(each).decode()}\n" for each in hashes)


def _damaged(component: Any) -> str:
    told = {"name": component.filename or component.role, "sha256": component.sha256[:16]}
    return (
        _("Die Datei „%(name)s“ (%(sha256)s…) ist im Speicher beschädigt; so lässt sich nichts nachweisen. ") % told
    ) + _("Die Betreuung kann sie mit „aktei verify --repair“ aus dem zweiten Speicher zurückholen.")


def judge() -> bytes:
    """The program that checks an export, as it lies in every export: one file, made of the parts it has here."""
    return program().encode()


def readable(text: str, longest: int) -> str:
    """Something that is a safe file name everywhere: no separators, no control characters, no leading dot."""
    kept = re.sub(r"[^\w.-]+", "-", text.replace("\0", "")).strip("-._")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: longest - 12]}{dot}{ending[:10]}" if dot and len(kept) > longest else kept[:longest]


def _plain(line: proofs.SealedLine) -> bytes:
    """A line of the log as JSON; the content as the very text whose hash was sealed."""
    told = {
        "position": line.position,
        "commitment": line.commitment.hex(),
        "salt": line.salt.hex() if line.salt else None,
        "entry": line.content.decode() if line.content is not None else None,
    }
    if line.rows and line.content is not None:
        told["rows"] = line.rows.hex()
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _row(line: proofs.SealedLine, told: journal_sentences.ToldLine) -> list[str]:
    if line.content is None:
        return [str(line.position), "", "Diese Zeile ist rechtmäßig gelöscht; ihr Platz im Protokoll ist nachgewiesen."]
    who = f"{told.who} für {told.for_whom}" if told.for_whom else told.who
    return [str(line.position), moment_text(told.at), f"{who} {told.sentence}. ({told.client})"]
