# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An index of its own for every test, and documents in it."""

from datetime import UTC, datetime

import pytest

from aktei.base.acts.actor import Actor
from aktei.procedures.search import indexing
from aktei.records.documents.actions import (
    RenderedPage,
    StoredFile,
    complete_rendition,
    file_document,
    receive_document,
)
from aktei.records.documents.words import Word, pack

SYSTEM = Actor.system("test")


@pytest.fixture
def index(settings, tmp_path):
    """The directory of an index that only this test uses."""
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    return tmp_path / "index"


class Post:
    """Post that comes in, is rendered, filed and indexed."""

    def __init__(self, world):
        self.world = world
        self.count = 0

    def receive(self, *texts, unit="50.1", channel="paper", received_at=None, subject_line=""):
        """Receive a document with these pages; not indexed yet."""
        self.count += 1
        document = receive_document(
            SYSTEM,
            unit=self.world.units[unit].id,
            channel=channel,
            received_at=received_at or datetime(2026, 11, 1, 12, tzinfo=UTC),
            originals=[StoredFile(f"{self.count:064x}", 1, "application/pdf")],
            subject_line=subject_line,
        )
        pages = [self.page(number, text) for number, text in enumerate(texts, start=1)]
        archival = StoredFile(f"{self.count:064x}", 1, "application/pdf")
        complete_rendition(SYSTEM, version=document.current_id, archival=archival, thumbnail=None, pages=pages)
        return document

    def page(self, number, text):
        words, line = [], 0
        for line, row in enumerate(text.split("\n")):
            for at, word in enumerate(row.split()):
                words.append(Word(word, at * 100, line * 100, at * 100 + 90, line * 100 + 80, line))
        return RenderedPage(number, 595, 842, 0, "digital", None, text, pack(words))

    def file(self, document, dossier, **more):
        """File a document in the dossier with this subject line."""
        return file_document(SYSTEM, document=document.id, dossier=self.world.dossiers[dossier].id, **more)

    def index(self, *records):
        """Index these records, as jobs would."""
        indexing.note([record.id for record in records])
        return indexing.write_waiting()

    def take_in(self, *texts, **more):
        """Receive and index a document."""
        document = self.receive(*texts, **more)
        self.index(document)
        return document


@pytest.fixture
def post(world, index):
    """Incoming post of Landkreis Musterland."""
    return Post(world)
