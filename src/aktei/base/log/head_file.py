# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The last head, kept outside the database: it alone tells a database restored from yesterday from one never used.

Every machine that runs a sealer keeps its own file in the data directory. It is written after the commit, so it is
never ahead of the log; if it is, the database went back.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from aktei.base.evidence.merkle import ProofError, root
from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.evidence.notes import NoteError, VerifierKey, open_note
from aktei.base.evidence.tiles import hash_at
from aktei.base.log.models import Checkpoint
from aktei.base.log.signing import SealingError, all_keys
from aktei.base.log.tile_rows import tile_reader


class Rewound(SealingError):
    """The database holds an earlier or another state than a head that was already published."""


@dataclass(frozen=True)
class HeadFile:
    """The file with the note of the newest head this machine has seen."""

    place: Path

    def note(self) -> str | None:
        """What was kept, or nothing before the first head."""
        return self.place.read_text() if self.place.exists() else None

    def keep(self, note: str) -> None:
        """Replace what was kept; after a crash there is the old note or the new one, never half of it."""
        draft = self.place.with_name(f".{self.place.name}.{os.getpid()}")
        self.place.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.place)
        directory = os.open(self.place.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def put_aside(self) -> Path:
        """Take an abandoned head out of the way, without destroying it; returns where it lies now."""
        note = self.note()
        size = said_in(note).size if note else 0
        target = self.place.with_name(f"{self.place.name}.abandoned-{size}")
        self.place.replace(target)
        return target

    def follow(self) -> None:
        """See that the log continues what was kept, and keep its newest head. Raises `Rewound`."""
        newest = Checkpoint.objects.order_by("-size").values_list("note", flat=True).first()
        kept = self.note()
        if kept == newest:
            return
        if kept is not None:
            insist_on_continuing(kept, head_in(newest).size if newest else 0, self.place.name)
        if newest is not None:
            self.keep(newest)


def insist_on_continuing(note: str, size: int, source: str) -> None:
    """See that the log of this size contains the published head of `note`. Raises `Rewound`."""
    try:
        head = head_in(note)
    except SealingError as error:
        raise Rewound(f"Der bekannte Prüfpunkt ({source}) ist nicht von diesem Protokoll: {error}") from error
    if head.size > size:
        raise Rewound(
            f"Das Protokoll hat {size} Zeilen, aber ein Prüfpunkt über {head.size} Zeilen war schon veröffentlicht "
            f"({source}): Die Datenbank wurde zurückgesetzt. Spielen Sie die neuere zurück, oder erklären Sie den "
            "Verlust mit „aktei evidence resume“"
        )
    try:
        fits = root(head.size, hash_at(tile_reader())) == head.root
    except ProofError:
        fits = False
    if not fits:
        raise Rewound(
            f"Das Protokoll ist nicht das, dessen Prüfpunkt {head.size} schon veröffentlicht war ({source}): "
            "Die Datenbank wurde zurückgesetzt und weitergeschrieben, oder verändert. Spielen Sie die richtige zurück, "
            "oder erklären Sie es mit „aktei evidence resume“"
        )


def head_in(note: str) -> Head:
    """The head in a note that we signed ourselves, with any key the log ever had. Raises `SealingError`."""
    for _since, verifier in all_keys():
        try:
            return Head.parse(open_note(note, VerifierKey.parse(verifier)))
        except NoteError:
            continue  # perhaps with the next one
    if not all_keys():
        return said_in(note)
    raise SealingError("keiner seiner Schlüssel hat ihn unterschrieben; er wurde verändert oder ist fremd")


def said_in(note: str) -> Head:
    """The head in a note, whoever signed it. Raises `NoteError` if there is none."""
    return Head.parse(note.rpartition("\n\n")[0] + "\n")
