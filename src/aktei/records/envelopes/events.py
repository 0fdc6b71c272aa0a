# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to what comes in. The node is always the document, so that one history tells the whole way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import Event


@dataclass(frozen=True, kw_only=True)
class ConsignmentReceived(Event):
    """Something came in; lines of before there were envelopes name none."""

    consignment: UUID
    envelope: UUID | None = None
    received_at: datetime
    channel: str
    unit_name: str
    sentence = _("hat den Eingang für {unit_name} angenommen, eingegangen am {received_at}")


@dataclass(frozen=True, kw_only=True)
class ConsignmentScanned(Event):
    """The paper went through a scanner before it came in."""

    scanned_at: datetime | None
    scanned_by: str
    scanner: str
    sentence = _("hat vermerkt: gescannt am {scanned_at} von {scanned_by} (Scanner: {scanner})")


@dataclass(frozen=True, kw_only=True)
class DocumentDivided(Event):
    """Several documents were made of one that waited; `into` are they, `pages` the pages of each."""

    into: tuple[UUID, ...]
    pages: str
    count: int
    sentence = _("hat das Dokument in {count} Dokumente aufgeteilt (Seiten: {pages})")


@dataclass(frozen=True, kw_only=True)
class DivisionUndone(Event):
    """A divided document waits as a whole again, and its parts are withdrawn."""

    count: int
    sentence = _("hat das Dokument wieder zusammengefügt (Teile: {count})")
