# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units and persons to read: for directories, time recording and whoever checks access."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from aktei.base.acts.errors import Forbidden
from aktei.base.people import organisation, queries
from aktei.base.rights.person_access import access_reasons_of
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import AUDIT, MANAGE
from aktei.entrances.api import paging
from aktei.entrances.api.access import as_table
from aktei.entrances.api.refusals import ACCESS_ONLY_FOR_THE_PERSON, PERSONS_ONLY_FOR_ADMINISTRATION
from aktei.entrances.api.schemas import Named, UnitOut
from aktei.entrances.api.shapes import unit_out
from aktei.entrances.api.tokens import actor_of
from aktei.procedures.access.answers import AccessLine, AccessPeriod, day_asked, lines_of, moment_asked, now_asked
from aktei.procedures.access.tables import rows_of_person
from aktei.records.dossiers.counting import COUNTED, counts_below

router = Router(tags=["people"])
LARGEST = 1_000


class UnitsOut(Schema):
    """A piece of the list of units."""

    items: list[UnitOut]
    next: str | None


class PersonOut(Named):
    """Somebody with an account."""

    login: str
    email: str
    external_id: str
    source: str
    left_at: datetime | None
    locked: bool


class PersonsOut(Schema):
    """A piece of the list of persons."""

    items: list[PersonOut]
    next: str | None


class PersonsAsked(paging.Piece):
    """Which persons."""

    q: str = Field("", max_length=200, description="Teil von Name, Anmeldename oder E-Mail")
    unit: str = Field("", max_length=40, description="nur in dieser Einheit oder darunter (Kurzzeichen)")
    role: str = Field("", max_length=40, description="nur mit dieser Rolle")
    state: str = Field("here", pattern="^(here|locked|left|all)$", description="here, locked, left oder all")


class SeesAsked(Schema):
    """The moment or day asked about; now, unless given. And which piece of a long answer."""

    at: AwareDatetime | date | None = Field(
        None, description="Zeitpunkt (ISO 8601) oder Tag; ein Tag meint jeden Augenblick dieses Tages"
    )
    format: Literal["json", "csv"] = Field("json", description="csv: die ganze Antwort als Tabelle")
    limit: int = Field(200, ge=1, le=LARGEST, description="Höchstzahl der Einträge")
    cursor: int = Field(0, ge=0, description="„next“ der vorigen Antwort")


class SeesItem(Schema):
    """One place that the person can see, with the rights there and the cause. Everything below it is meant, too."""

    node: UUID
    where: str
    rights: list[str]
    principal: str
    through: str
    stands_for: str
    cause: str
    granted_by: str
    grants: list[UUID]
    valid_from: datetime
    valid_until: datetime | None
    dossiers: int | None = Field(description="Zahl der Akten dort heute; null: mehr als 1000")


class SeesOut(Schema):
    """What a person can (or in that period could) see, and why."""

    person: UUID
    since: datetime
    until: datetime
    items: list[SeesItem]
    next: int | None


@router.get("/units", response=UnitsOut, summary="Organisationseinheiten auflisten")
def list_units(request: HttpRequest, piece: Query[paging.Piece]) -> UnitsOut:
    """The units that exist now; open to everybody who has an account."""
    found, following = paging.piece_of(queries.units(actor_of(request)), paging.BY_ID, piece)
    return UnitsOut(items=[unit_out(each) for each in found], next=following)


@router.get("/persons", response=PersonsOut, summary="Personen auflisten")
def list_persons(request: HttpRequest, wanted: Query[PersonsAsked]) -> PersonsOut:
    """The persons asked for. Needs `manage` or `audit` on the office."""
    actor = actor_of(request)
    if not rights_on(actor, [queries.OFFICE]) & {MANAGE, AUDIT}:
        raise Forbidden(PERSONS_ONLY_FOR_ADMINISTRATION())
    unit = queries.unit_by_short_name(actor, wanted.unit).id if wanted.unit else None
    rows = organisation.roster(actor, organisation.WantedOffice(wanted.q, unit, wanted.role, wanted.state))
    found, following = paging.piece_of(rows, paging.BY_ID, wanted)
    return PersonsOut(
        items=[
            PersonOut(
                id=each.id,
                name=each.full_name,
                login=each.login,
                email=each.email,
                external_id=each.external_id,
                source=each.source,
                left_at=each.left_at,
                locked=each.locked_at is not None,
            )
            for each in found
        ],
        next=following,
    )


@router.get("/persons/{uuid:person}/access", response=SeesOut, summary="Was kann (oder konnte) die Person sehen?")
def person_access(request: HttpRequest, person: UUID, asked: Query[SeesAsked]) -> SeesOut | StreamingHttpResponse:
    """What the person can see, and why. For the person, and whoever holds `manage` or `audit` on the office."""
    actor = actor_of(request)
    if actor.person_id != person and not rights_on(actor, [queries.OFFICE]) & {MANAGE, AUDIT}:
        raise Forbidden(ACCESS_ONLY_FOR_THE_PERSON())
    organisation.person(actor, person)
    period = _period(asked.at)
    lines = sorted(
        lines_of(access_reasons_of(person, period.since, period.until)), key=lambda each: (each.where, each.cause)
    )
    if asked.format == "csv":
        return as_table(rows_of_person(lines), str(person))
    piece = lines[asked.cursor : asked.cursor + asked.limit]
    counts = counts_below({each.node for each in piece})
    last = asked.cursor + asked.limit
    return SeesOut(
        person=person,
        since=period.since,
        until=period.until,
        items=[_item(each, counts.get(each.node, 0)) for each in piece],
        next=last if last < len(lines) else None,
    )


def _period(at: datetime | date | None) -> AccessPeriod:
    if at is None:
        return now_asked()
    return moment_asked(at) if isinstance(at, datetime) else day_asked(at)


def _item(line: AccessLine, dossiers: int) -> SeesItem:
    return SeesItem(
        node=line.node,
        where=line.where,
        rights=list(line.rights),
        principal=line.principal,
        through=line.through,
        stands_for=line.stands_for,
        cause=line.cause,
        granted_by=line.granted_by,
        grants=list(line.grants),
        valid_from=line.since,
        valid_until=line.until,
        dossiers=dossiers if dossiers <= COUNTED else None,
    )
