# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""One piece of post as the list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.records.filing_targets import Target
from aktei.entrances.web.kit.records.unreadable import ENCRYPTED
from aktei.entrances.web.mailroom.filters import reason_name
from aktei.procedures.mailroom import queries


@dataclass(frozen=True)
class Row:
    """One piece of post in the list."""

    item: queries.Incoming
    own_units: frozenset[UUID] = frozenset()
    filename: str = ""
    sure: Target | None = None
    is_copy: bool = False

    @property
    def id(self) -> UUID:
        """The consignment."""
        return self.item.id

    @property
    def href(self) -> str:
        """Where it is opened."""
        return record_address("mailroom:item", self.item.id)

    @cached_property
    def title(self) -> str:
        """Who wrote, else what it is about, else the name under which it came."""
        document = self.item.document
        return str(document.sender or document.subject_line or self.filename or _("Absender unbekannt"))

    @property
    def choosing(self) -> str:
        """What a reader hears where it is chosen."""
        return _("%(title)s auswählen") % {"title": self.title}

    @property
    def line(self) -> str:
        """What it is about (or why it waits for a decision), and whose it is if it is another team's."""
        document = self.item.document
        about = document.subject_line if document.sender else ""
        about = reason_name(self.item.trouble.code) if self.is_quarantined else about
        unit = "" if document.unit_id in self.own_units else str(document.unit)
        return " · ".join(part for part in (about or self._unknown, unit) if part)

    @property
    def _unknown(self) -> str:
        """What is not known of it; by which way it came is no answer to what it is about."""
        document = self.item.document
        if self.is_running and not (document.sender or document.subject_line):
            return _("noch nicht gelesen")
        return _("ohne Betreff") if document.sender else _("Absender unbekannt")

    @property
    def received_at(self) -> datetime:
        """When it came."""
        moment: datetime = self.item.document.received_at
        return moment

    @cached_property
    def thumbnail(self) -> str | None:
        """The address of its first page in small; changes with the picture, so that browsers may keep it."""
        if not self.item.thumbnail:
            return None
        return f"{record_address('mailroom:thumbnail', self.item.id)}?{self.item.thumbnail[:12]}"

    @property
    def done(self) -> int:
        """Pages read."""
        return self.item.done

    @property
    def total(self) -> int:
        """Pages there are, 0 while nobody knows."""
        return self.item.total

    @property
    def is_running(self) -> bool:
        """Whether it is being read, or waits for it."""
        return self.item.state in ("received", "processing")

    @property
    def is_ready(self) -> bool:
        """Whether it can be filed."""
        return self.item.state == "ready"

    @property
    def is_quarantined(self) -> bool:
        """Whether it waits for a decision."""
        return self.item.state == "quarantined"

    @property
    def is_locked(self) -> bool:
        """Whether a password is what it waits for."""
        return self.item.trouble.code in ENCRYPTED

    @property
    def is_returned(self) -> bool:
        """Whether it went back to its sender."""
        return self.item.state == "returned"

    @property
    def pages_text(self) -> str:
        """How long it is."""
        count = self.item.page_count
        return ngettext("%(count)s Seite", "%(count)s Seiten", count) % {"count": count} if count else ""

    @cached_property
    def state_text(self) -> str:
        """Where it stands, as short as possible."""
        if self.item.state == "processing" and self.item.step == "assembling":
            return _("wird zusammengestellt")
        if self.item.state == "processing" and self.item.total:
            return _("Texterkennung %(done)s/%(total)s") % {"done": self.item.done, "total": self.item.total}
        if self.item.state == "processing":
            return _("wird geöffnet")
        if self.item.state == "received":
            return _("wartet auf das Einlesen")
        if self.is_quarantined:
            return _("Klärung")
        state = _("sicher") if self.sure else self.item.state_name
        more = _("liegt schon vor") if self.is_copy else ""
        return " · ".join(part for part in (self.pages_text, state, more) if part)
