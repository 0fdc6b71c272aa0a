# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents of Landkreis Musterland."""

import pytest
from django.utils import timezone

from aktei.entrances.demo.world import BUILDER
from aktei.records.documents.actions import RenderedPage, StoredFile, complete_rendition, receive_document
from aktei.records.documents.words import pack


@pytest.fixture
def receive(world):
    """`receive()` gives a document that came in for a unit, rendered unless told otherwise."""

    def make(unit="50.1", *, rendered=True, pages=1, actor=BUILDER):
        document = receive_document(
            actor,
            unit=world.units[unit].id,
            channel="paper",
            received_at=timezone.now(),
            originals=[StoredFile("a" * 64, 1, "application/pdf", "brief.pdf")],
        )
        if rendered:
            render(document, pages)
        return document

    return make


def render(document, pages=1):
    """Complete the rendition of a document's current version."""
    return render_version(document.current_id, pages)


def render_version(version, pages=1):
    """Complete the rendition of a version."""
    made = [RenderedPage(n, 595, 842, 0, "ocr", 0.9, f"Seite {n}", pack([])) for n in range(1, pages + 1)]
    archival = StoredFile("b" * 64, 2, "application/pdf")
    return complete_rendition(BUILDER, version=version, archival=archival, thumbnail=archival, pages=made)
