# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers with something in them."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.records.cases.models import Case
from aktei.records.documents.actions import StoredFile, complete_rendition, file_document, receive_document
from aktei.records.documents.models import Document
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.models import Dossier

SYSTEM = Actor.system("test")
PDF = StoredFile("a" * 64, 1, "application/pdf")


@dataclass
class Shelf:
    """Puts things where a test wants them, as the office's own machinery."""

    world: Any

    def dossier(self, subject_line: str = "Akte", entry: str = "50.30", **more: Any) -> Dossier:
        """A new dossier."""
        unit = self.world.units["50.1"].id
        place = self.world.plan[entry].id
        return open_dossier(SYSTEM, entry=place, subject_line=subject_line, lead_unit=unit, **more)

    def letter(self, *, rendered: bool = True) -> Document:
        """A letter that waits in the post of Team Wohngeld."""
        unit = self.world.units["50.1"].id
        row = receive_document(SYSTEM, unit=unit, channel="paper", received_at=timezone.now(), originals=[PDF])
        if rendered:
            complete_rendition(SYSTEM, version=row.current_id, archival=PDF, thumbnail=None, pages=[])
        return row

    def filed(self, dossier: Dossier | None = None, case: Case | None = None) -> Document:
        """A letter in a dossier or case."""
        row = self.letter()
        where = {"case": case.id} if case else {"dossier": dossier.id}
        return file_document(SYSTEM, document=row.id, **where)


@pytest.fixture
def shelf(world):
    return Shelf(world)


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def rolf(world):
    """The records manager: may manage every dossier that is not protected."""
    return world.actor("schriftgut")
