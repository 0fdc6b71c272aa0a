# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.desk.last_documents import LastDocument, of_kinds
from aktei.entrances.web.kit.desk.sections import Section, sections
from aktei.entrances.web.kit.desk.unit_post import Heap, heaps
from aktei.records.documents.events import DocumentFiled, DocumentRead


@dataclass(frozen=True)
class Desk:
    """Everything the page shows."""

    greeting: str
    heaps: list[Heap]
    read: list[LastDocument]
    filed: list[LastDocument]
    top: list[Section]
    sections: list[Section]
    below: list[Section]
    left: list[Section]
    right: list[Section]

    @property
    def first_step(self) -> Section | None:
        """What is to be done first by whoever has an office of their own and no post."""
        return next((each for each in self.sections if each.shared and each.href), None) if not self.heaps else None


def of(actor: Actor) -> Desk:
    """The desk of this person."""
    others = sections(actor)
    read, filed = of_kinds(actor, [[DocumentRead], [DocumentFiled]], of=actor.for_person_id)
    has_office = any(each.shared for each in others)
    return Desk(
        greeting=_greeting(),
        heaps=[each for each in heaps(actor) if not has_office or each.holds_post],
        read=read,
        filed=filed,
        top=sections(actor, "top"),
        sections=others,
        below=sections(actor, "below"),
        left=sections(actor, "left"),
        right=sections(actor, "right"),
    )


def _greeting() -> str:
    hour = timezone.localtime().hour
    if hour < 11:
        return _("Guten Morgen")
    return _("Guten Tag") if hour < 18 else _("Guten Abend")
