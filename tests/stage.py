# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landkreis Musterland with one of everything that an act or a page can be about."""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from io import BytesIO
from types import SimpleNamespace

import pikepdf
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.blobs import store
from aktei.base.four_eyes.models import Proposal
from aktei.base.granting.actions import grant
from aktei.base.people.actions import create_token, register_person
from aktei.entrances.demo.world import World
from aktei.procedures.mailroom import machine_actions
from aktei.procedures.mailroom.actions import file_consignment, forward, receive_consignment
from aktei.procedures.mailroom.describing import describe
from aktei.procedures.rendition import actions as rendition
from aktei.procedures.work.actions import assign_task, finish_task
from aktei.records.cases.actions import close_case, open_case
from aktei.records.cases.queries import cases
from aktei.records.documents.actions import RenderedPage, StoredFile, complete_rendition, withdraw_document
from aktei.records.documents.words import Word, pack
from aktei.records.dossiers.actions import close_dossier, open_dossier
from aktei.records.dossiers.changing import propose_lifting
from aktei.records.dossiers.events import DossierRead
from aktei.records.dossiers.linking import link_records
from aktei.records.envelopes.dividing import divide_document
from aktei.records.file_plan.actions import add_entry, disable_entry
from aktei.records.file_plan.queries import entry, values_of
from aktei.records.file_plan.rules import fingerprint

SYSTEM = Actor.system("test")
PDF = StoredFile("a" * 64, 1, "application/pdf", "brief.pdf")


@dataclass
class Stage:
    """Everything here is made when it is first asked for, by the office's own machinery, and stands for itself."""

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
    def case_file(self):
        """A dossier that a specialist system leads under its key."""
        entry, unit = self.world.plan["50.30"].id, self.world.units["50.1"].id
        return open_dossier(
            SYSTEM, entry=entry, subject_line="Fall", lead_unit=unit, kind="case_file", specialist_key="WG-1"
        )

    @cached_property
    def disabled_entry(self):
        """A file plan entry that takes no new dossiers."""
        made = add_entry(SYSTEM, notation="50.98", title="Früher", parent=self.world.plan["50"].id)
        return disable_entry(SYSTEM, entry=made.id, reason="entfallen")

    @cached_property
    def just_closed(self):
        """A dossier that Anna closed just now."""
        entry, unit = self.world.plan["50.30"].id, self.world.units["50.1"].id
        made = open_dossier(SYSTEM, entry=entry, subject_line="Zu früh", lead_unit=unit)
        close_dossier(self.anna, dossier=made.id)
        return made

    @cached_property
    def guarded(self):
        """A protected dossier of Team Wohngeld."""
        entry, unit = self.world.plan["50.30"].id, self.world.units["50.1"].id
        return open_dossier(SYSTEM, entry=entry, subject_line="Kollegin", lead_unit=unit, protected=True)

    @cached_property
    def lifting(self):
        """Anna's proposal to lift the protection, as confirmed by her deputy but not carried out."""
        made = propose_lifting(self.anna, dossier=self.guarded.id, reason="erledigt")
        with acting("test"):
            deputy = self.world.actor("vertretung").person_id
            Proposal.objects.filter(id=made).update(outcome="confirmed", decided_by=deputy)
            record(SYSTEM, DossierRead(node=self.guarded.id))
        return made

    @cached_property
    def task(self):
        """A task that Anna gave to somebody of another department, on another dossier of her own."""
        other = self.world.dossiers["Wohngeld Müller, Sabine"]
        to = f"person:{self.world.persons['bauaufsicht'].id}"
        return assign_task(self.anna, node=other.id, assignee=to, instruction="review")

    @cached_property
    def link(self):
        """A link from the dossier to another."""
        other = self.world.dossiers["Wohngeld Yıldız, Ute"]
        return link_records(SYSTEM, source=self.dossier.id, target=other.id)

    @cached_property
    def closed_case(self):
        """A closed case in an open dossier."""
        made = open_case(SYSTEM, dossier=self.world.dossiers["Wohngeld Yıldız, Ute"].id, subject_line="Erledigt")
        close_case(SYSTEM, case=made.id)
        return made

    @cached_property
    def received(self):
        """Post that is not read yet."""
        return self._receive()

    @cached_property
    def read(self):
        """Post that was read and not offered yet."""
        consignment = self._receive()
        self._render(consignment)
        return consignment

    @cached_property
    def ready(self):
        """Post that can be filed."""
        consignment = self._receive()
        self._render(consignment)
        text = ["Sehr geehrte Damen und Herren"]
        document = consignment.document.id
        machine_actions.make_ready(
            SYSTEM, consignment=consignment.id, descriptions={document: describe(text)}, proposals=[]
        )
        return consignment

    @cached_property
    def several_pages(self):
        """Post of two pages that waits."""
        consignment = self._receive()
        self._render(consignment, pages=2)
        return consignment

    @cached_property
    def divided(self):
        """Post that was divided into two documents just now."""
        consignment = Stage(self.world).several_pages
        divide_document(SYSTEM, document=consignment.document_id, parts=[(1, 1), (2, 2)])
        return consignment

    @cached_property
    def quarantined(self):
        """Post that is encrypted."""
        consignment = self._receive()
        why = {"code": "encrypted", "reason": "Verschlüsselt.", "advice": "Kennwort eingeben."}
        rendition.refuse(SYSTEM, version=consignment.document.current_id, **why)
        return consignment

    @cached_property
    def filed(self):
        """Post in a case."""
        ready = Stage(self.world).ready
        return file_consignment(SYSTEM, consignment=ready.id, case=self.case.id, subject_line="Antrag")

    @cached_property
    def forwarded(self):
        """Post that Anna handed to another unit just now."""
        return forward(self.anna, consignment=self._receive().id, unit=self.world.units["63.1"].id)

    @cached_property
    def finished_task(self):
        """A task that somebody of another department finished just now."""
        other = self.world.dossiers["Wohngeld Müller, Sabine"]
        to = f"person:{self.world.persons['bauaufsicht'].id}"
        made = assign_task(self.anna, node=other.id, assignee=to, instruction="review")
        return finish_task(self.world.actor("bauaufsicht"), task=made.id)

    @cached_property
    def withdrawn(self):
        """Post whose document was withdrawn behind the mailroom's back."""
        consignment = self._receive()
        withdraw_document(SYSTEM, document=consignment.document.id, reason="doppelt")
        return consignment

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
            SYSTEM, node=entry.id, chain=entry.chain, right="read", principal="role:unfilled", cause="Amtshilfe"
        )
        return SimpleNamespace(id=given, chain=entry.chain)

    def seen(self, notation: str) -> str:
        """What a form about a file plan entry says it was filled from."""
        return fingerprint(values_of(entry(SYSTEM, self.world.plan[notation].id)))

    def complete(self) -> "Stage":
        """Make everything now."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)
        return self

    def page(self, text: str = "Seite 1") -> RenderedPage:
        """One page of text."""
        words = [Word(each, 100 + 900 * at, 500, 900 + 900 * at, 700, 1) for at, each in enumerate(text.split())]
        return RenderedPage(1, 595.0, 842.0, 0, "ocr", 0.95, text, pack(words))

    def _receive(self):
        blob = store.put(b"%PDF-1.7 Brief")
        return receive_consignment(
            SYSTEM,
            unit=self.world.units["50.1"].id,
            channel="paper",
            received_at=timezone.now(),
            files=[StoredFile(blob.sha256, blob.size, "application/pdf", "brief.pdf")],
        )

    def _render(self, consignment, pages: int = 1) -> None:
        archival, picture = store.put(empty_pages(pages)), store.put(b"RIFF")
        complete_rendition(
            SYSTEM,
            version=consignment.document.current_id,
            archival=StoredFile(archival.sha256, archival.size, "application/pdf"),
            thumbnail=StoredFile(picture.sha256, picture.size, "image/webp"),
            pages=[replace(self.page(), number=number) for number in range(1, pages + 1)],
        )


@cache
def empty_pages(number: int) -> bytes:
    """A PDF with so many empty pages."""
    target = BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(number):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.save(target)
    return target.getvalue()
