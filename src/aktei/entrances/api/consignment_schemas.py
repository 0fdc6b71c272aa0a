# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told about incoming post."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from aktei.entrances.api.schemas import UnitOut


class FileOut(Schema):
    """One original of a consignment, as it came."""

    filename: str
    media_type: str
    size: int
    sha256: str


class PagesOut(Schema):
    """How far the reading of the pages is."""

    done: int
    total: int


class SuggestionOut(Schema):
    """A place into which the caller may file, why, and how sure that is.

    `certain`: the letter names its reference, or a party with day of birth or address; at most one. `likely`: shown to
    people, chosen by them. `resembling`: only like other letters there; nothing in the letter itself points there.
    """

    dossier: UUID
    reference: str
    dossier_subject_line: str
    case: UUID | None
    case_subject_line: str | None
    kind: str
    level: Literal["certain", "likely", "resembling"]
    score: float
    reason: str
    page: int | None
    quote: str


class ConsignmentBrief(Schema):
    """What was taken in, and where it stands."""

    id: UUID
    state: Literal["received", "processing", "ready", "filed", "quarantined", "returned"]
    envelope: UUID
    document: UUID
    documents: list[UUID]


class FaultOut(Schema):
    """What was wrong at the door."""

    code: str
    text: str
    at: datetime


class ReceiptOut(Schema):
    """What was confirmed: that these files (by SHA-256) were taken in."""

    kind: str
    to: str
    hashes: list[str]
    at: datetime


class CopyOut(Schema):
    """A document that holds the same file."""

    document: UUID
    dossier: UUID | None


class ConsignmentTaken(ConsignmentBrief):
    """What was just handed in. `copies`: where the caller may read the same files already; `notices` in words."""

    copies: list[CopyOut]
    notices: list[str]


class ConsignmentOut(ConsignmentBrief):
    """A piece of incoming post. `reason` and `advice` say what is wrong while it is quarantined.

    `document` is the first of its `documents` that still waits, and what is said of subject, files and place is said of
    that one.
    """

    reason: str
    reason_code: str
    advice: str
    channel: str
    received_at: datetime
    scanned_at: datetime | None
    scanned_by: str
    sender: str
    subject_line: str
    unit: UnitOut
    dossier: UUID | None
    reference: str | None
    case: UUID | None
    pages: PagesOut
    suggestions: list[SuggestionOut]
    files: list[FileOut]
    faults: list[FaultOut]
    receipts: list[ReceiptOut]


class ConsignmentLine(ConsignmentBrief):
    """A piece of incoming post in a list."""

    reason: str
    channel: str
    received_at: datetime
    sender: str
    subject_line: str
    unit: UnitOut
    pages: PagesOut


class Consignments(Schema):
    """A piece of the list of incoming post, newest first."""

    items: list[ConsignmentLine]
    next: str | None
