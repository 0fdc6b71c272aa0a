# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landkreis Musterland with one of everything that an act or a page can be about."""

from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

from django.utils import timezone

from aktei.base.blobs import store
from aktei.base.journal.acts import Actor
from aktei.base.people.actions import create_token, register_person
from aktei.base.rights.actions import grant
from aktei.entrances.demo.world import World
from aktei.procedures.mailroom import settling
from aktei.procedures.mailroom.actions import file_consignment, receive_consignment
from aktei.procedures.mailroom.describing import describe
from aktei.procedures.rendition import actions as rendition
from aktei.records.cases.queries import cases
from aktei.records.documents.actions import RenderedPage, StoredFile, complete_rendition
from aktei.records.documents.words import Word, pack
from aktei.records.dossiers.actions import close_dossier, open_dossier

SYSTEM = Actor.system("test")
PDF = StoredFile("a" * 64, 1, "application/pdf", "brief.pdf")


@dataclass
class Stage:
    """Everything here is made when it is first asked for, by the office's own machinery."""

    world: World
    anna: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.anna = self.world.actor("sachbearbeitung")

    @cached_property
    def nobody(self) -> Actor:
        """Someone with an account and without any right."""
        person = register_person(SYSTEM, login="fremd", given_name="Frieda", family_name="Fremd")
        self.world.persons["fremd"] = person
        return Actor(person_id=person.id)

    @property
    def dossier(self):
        """An open dossier."""
        return self.world.dossiers["Wohngeld Köster, Bernd"]

    @property
    def case(self):
        """A case in it."""
        return cases(SYSTEM, self.dossier.id)[0]

    @cached_property
    def closed(self):
        """A closed dossier."""
        entry, unit = self.world.plan["50.30"].id, self.world.units["50.1"].id
        made = open_dossier(SYSTEM, entry=entry, subject_line="Erledigt", lead_unit=unit)
        close_dossier(SYSTEM, dossier=made.id)
        return made

    @cached_property
    def received(self):
        """Post that is not read yet."""
        blob = store.put(b"%PDF-1.7 Brief")
        return receive_consignment(
            SYSTEM,
            unit=self.world.units["50.1"].id,
            channel="paper",
            received_at=timezone.now(),
            files=[StoredFile(blob.sha256, blob.size, "application/pdf", "brief.pdf")],
        )

    @cached_property
    def ready(self):
        """Post that can be filed."""
        self._render(self.received)
        text = ["Sehr geehrte Damen und Herren"]
        settling.make_ready(SYSTEM, document=self.received.document_id, description=describe(text), proposals=[])
        return self.received

    @cached_property
    def quarantined(self):
        """Post that is encrypted."""
        version = self.received.document.current_id
        rendition.refuse(SYSTEM, version=version, code="encrypted", reason="Verschlüsselt.", advice="Kennwort.")
        settling.quarantine(
            SYSTEM,
            document=self.received.document_id,
            code="encrypted",
            reason="Verschlüsselt.",
            advice="Kennwort eingeben.",
        )
        return self.received

    @cached_property
    def filed(self):
        """Post in a dossier."""
        return file_consignment(SYSTEM, consignment=self.ready.id, case=self.case.id, subject_line="Antrag")

    @cached_property
    def token(self):
        """A bearer token of Anna's."""
        row, _text = create_token(SYSTEM, person=self.anna.person_id, label="Test")
        return row

    @cached_property
    def grant(self):
        """A grant on a file plan entry."""
        entry = self.world.plan["50.30"]
        given = grant(
            SYSTEM, node=entry.id, chain=entry.chain, right="read", principal="role:member", cause="Amtshilfe"
        )
        return SimpleNamespace(id=given, chain=entry.chain)

    def page(self, text: str = "Seite 1") -> RenderedPage:
        """One page of text."""
        words = [Word(each, 100 + 900 * at, 500, 900 + 900 * at, 700, 1) for at, each in enumerate(text.split())]
        return RenderedPage(1, 595.0, 842.0, 0, "ocr", 0.95, text, pack(words))

    def _render(self, consignment) -> None:
        blob = store.put(ONE_PAGE)
        archival = StoredFile(blob.sha256, blob.size, "application/pdf")
        complete_rendition(
            SYSTEM,
            version=consignment.document.current_id,
            archival=archival,
            thumbnail=None,
            pages=[self.page()],
        )


ONE_PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
"""
