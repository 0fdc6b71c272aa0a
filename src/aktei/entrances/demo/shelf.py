# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers with pages in them at once: filed through the acts, but without waiting for a rendition.

For tests and benchmarks of reading. What comes in through a door goes the whole way instead.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pypdfium2
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.procedures.rendition.digital import frame_of, words_of
from aktei.records.documents.actions import (
    RenderedPage,
    StoredFile,
    complete_rendition,
    file_document,
    receive_document,
)
from aktei.records.documents.models import Document
from aktei.records.documents.words import pack, text_of

FILLER = Actor.system("demo")


@dataclass(frozen=True)
class Volume:
    """A PDF that is stored and read, ready to be filed any number of times."""

    file: StoredFile
    pages: list[RenderedPage]


def prepared(pdf: bytes, filename: str = "brief.pdf", *, text_of_pdf: bytes | None = None) -> Volume:
    """Store a PDF and read its own text; a scan takes it from the PDF it was made of (`text_of_pdf`)."""
    blob = store.put(pdf)
    pages = []
    with pypdfium2.PdfDocument(text_of_pdf or pdf) as document:
        for number, page in enumerate(document, start=1):
            frame = frame_of(page)
            width, height = frame.displayed
            words = words_of(page, page.get_textpage())
            pages.append(
                RenderedPage(number, width, height, frame.rotation, "digital", 100.0, text_of(words), pack(words))
            )
    return Volume(StoredFile(blob.sha256, blob.size, "application/pdf", filename), pages)


def receive(unit: UUID, volume: Volume, title: str, *, received_at: datetime | None = None) -> Document:
    """Take a volume in for a unit, ready to be filed."""
    document = receive_document(
        FILLER,
        unit=unit,
        channel="paper",
        received_at=received_at or timezone.now(),
        originals=[volume.file],
        subject_line=title,
    )
    assert document.current_id is not None
    complete_rendition(FILLER, version=document.current_id, archival=volume.file, thumbnail=None, pages=volume.pages)
    return document


def fill(
    unit: UUID,
    volume: Volume,
    title: str,
    *,
    dossier: UUID,
    case: UUID | None = None,
    received_at: datetime | None = None,
) -> Document:
    """Take a volume in and file it."""
    document = receive(unit, volume, title, received_at=received_at)
    return file_document(FILLER, document=document.id, dossier=None if case else dossier, case=case)
