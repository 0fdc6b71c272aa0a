# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can (or could) see a dossier, case, document, file plan entry or the post of a unit, and why."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field, field_validator

from aktei.entrances.api.schemas import Named
from aktei.entrances.api.tokens import actor_of
from aktei.procedures.access import tables
from aktei.procedures.access.answers import AccessLine, AccessPeriod, answer, day_asked, moment_asked, now_asked
from aktei.procedures.access.subjects import subject

router = Router(tags=["access"])
LARGEST = 1_000


class AccessAsked(Schema):
    """The moment or day asked about; now, unless given. And which piece of a long answer."""

    at: AwareDatetime | date | None = Field(
        None, description="Zeitpunkt (ISO 8601) oder Tag; ein Tag meint jeden Augenblick dieses Tages"
    )
    format: Literal["json", "csv"] = Field("json", description="csv: die ganze Antwort als Tabelle")
    limit: int = Field(200, ge=1, le=LARGEST, description="Höchstzahl der Personen")
    cursor: int = Field(0, ge=0, description="„next“ der vorigen Antwort")

    @field_validator("at", mode="before")
    @classmethod
    def plus_that_became_a_space(cls, at: object) -> object:
        """In an address, a `+` that was not encoded arrives as a space."""
        return re.sub(r"(T\S+) (\d\d:?\d\d)$", r"\1+\2", at) if isinstance(at, str) else at


class Cause(Schema):
    """One cause why a person has a right: a grant on a node of the record's chain, and the name it reaches them by."""

    right: str
    node: UUID
    principal: str
    cause: str
    grant: UUID
    stands_for: str = Field(description="wen die Person dabei vertritt; leer: niemanden")
    through: str = Field(description="worüber die Berechtigung die Person erreicht")
    where: str = Field(description="woran sie vergeben ist")
    reason: str = Field(description="der Grund in Worten")
    granted_by: str
    valid_from: datetime
    valid_until: datetime | None


class Accessor(Schema):
    """A person who can (or could) see a record, with every cause."""

    person: Named
    rights: list[str]
    causes: list[Cause]


class AccessOut(Schema):
    """Who can (or in that period could) see a record, and why, by name.

    `complete` is false where the caller may know only about themselves: others are left out.
    """

    node: UUID
    kind: str
    at: datetime
    since: datetime
    until: datetime
    complete: bool
    readers: int
    items: list[Accessor]
    next: int | None


Told = AccessOut | StreamingHttpResponse


@router.get("/dossiers/{uuid:dossier}/access", response=AccessOut, summary="Wer kann (oder konnte) die Akte sehen?")
def dossier_access(request: HttpRequest, dossier: UUID, asked: Query[AccessAsked]) -> Told:
    """Who can see the dossier. Of others, only `manage`, `audit` and the head of the lead unit are told."""
    return _told(request, "dossier", dossier, asked)


@router.get("/cases/{uuid:case}/access", response=AccessOut, summary="Wer kann (oder konnte) den Vorgang sehen?")
def case_access(request: HttpRequest, case: UUID, asked: Query[AccessAsked]) -> Told:
    """The same for a case."""
    return _told(request, "case", case, asked)


@router.get("/documents/{uuid:document}/access", response=AccessOut, summary="Wer kann (oder konnte) es sehen?")
def document_access(request: HttpRequest, document: UUID, asked: Query[AccessAsked]) -> Told:
    """The same for a document."""
    return _told(request, "document", document, asked)


@router.get("/plan-entries/{uuid:entry}/access", response=AccessOut, summary="Wer kann (oder konnte) es sehen?")
def entry_access(request: HttpRequest, entry: UUID, asked: Query[AccessAsked]) -> Told:
    """The same for a file plan entry: whom a right on it reaches, and so everything below that no barrier keeps."""
    return _told(request, "plan_entry", entry, asked)


@router.get("/units/{uuid:unit}/access", response=AccessOut, summary="Wer kann (oder konnte) die Post sehen?")
def unit_access(request: HttpRequest, unit: UUID, asked: Query[AccessAsked]) -> Told:
    """The same for the post of a unit that is not filed yet."""
    return _told(request, "unit", unit, asked)


def as_table(rows: Iterator[str], name: str) -> StreamingHttpResponse:
    """A table to download."""
    return StreamingHttpResponse(
        rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="zugriff-{name}.csv"', "Cache-Control": "no-store"},
    )


def _told(request: HttpRequest, kind: str, node: UUID, asked: AccessAsked) -> Told:
    actor = actor_of(request)
    about, period = subject(actor, kind, node), _period(asked.at)
    told = answer(actor, about, period)
    if asked.format == "csv":
        return as_table(tables.rows(told), str(node))
    lines = sorted(told.lines, key=lambda line: (line.name, str(line.person)))
    persons = [list(rows) for _person, rows in groupby(lines, key=lambda line: line.person)]
    end = asked.cursor + asked.limit
    return AccessOut(
        node=about.node,
        kind=kind,
        at=period.since,
        since=period.since,
        until=period.until,
        complete=told.complete,
        readers=told.readers,
        items=[_accessor(rows) for rows in persons[asked.cursor : end]],
        next=end if end < len(persons) else None,
    )


def _period(at: datetime | date | None) -> AccessPeriod:
    if at is None:
        return now_asked()
    return moment_asked(at) if isinstance(at, datetime) else day_asked(at)


def _accessor(rows: list[AccessLine]) -> Accessor:
    return Accessor(
        person=Named(id=rows[0].person, name=rows[0].name),
        rights=sorted({right for row in rows for right in row.rights}),
        causes=[_cause(row, right, grant) for row in rows for right, grant in row.held],
    )


def _cause(row: AccessLine, right: str, grant: UUID) -> Cause:
    return Cause(
        right=right,
        node=row.node,
        principal=row.principal,
        cause=row.cause_code,
        grant=grant,
        stands_for=row.stands_for,
        through=row.through,
        where=row.where,
        reason=row.cause,
        granted_by=row.granted_by,
        valid_from=row.since,
        valid_until=row.until,
    )
