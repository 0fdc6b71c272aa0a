# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Absences: a calendar or a staff system declares them, and asks who stands in."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from aktei.base.deputies import actions, queries
from aktei.base.deputies.rules import Choice
from aktei.entrances.api.idempotency import once
from aktei.entrances.api.requests import takes_json
from aktei.entrances.api.schemas import Strict
from aktei.entrances.api.tokens import actor_of

router = Router(tags=["absences"])


class DeputyShape(Strict):
    """Who stands in: for the whole desk, for the work of one unit, or below one file plan entry."""

    person: UUID
    unit: UUID | None = Field(None, description="nur die Arbeit in dieser Organisationseinheit")
    entry: UUID | None = Field(None, description="nur unterhalb dieses Aktenplaneintrags")
    protected: bool = Field(False, description="auch geschützte Akten, für die die Person selbst zugelassen ist")


class AbsenceIn(Strict):
    """An absence to declare."""

    person: UUID | None = Field(None, description="wessen Abwesenheit; ohne Angabe die eigene")
    begins_at: AwareDatetime | None = Field(None, description="ab wann vertreten wird; ohne Angabe sofort, nie früher")
    ends_at: AwareDatetime | None = Field(None, description="bis wann; ohne Angabe bis auf Weiteres")
    away_since: date | None = Field(None, description="erster Tag der Abwesenheit, wenn er früher war")
    deputies: list[DeputyShape] = Field([], max_length=20)


class AbsenceOut(Schema):
    """An absence as it stands."""

    id: UUID
    person: UUID
    away_since: date
    begins_at: datetime
    ends_at: datetime | None
    ended_at: datetime | None
    deputies: list[DeputyShape]


class Absences(Schema):
    """The caller's own absences."""

    items: list[AbsenceOut]


class Filter(Schema):
    """Whose absences."""

    person: UUID | None = Field(None, description="wessen; ohne Angabe die eigenen")


@router.get("", response=Absences, summary="Abwesenheiten auflisten, laufende und kommende zuerst")
def list_absences(request: HttpRequest, wanted: Query[Filter]) -> Absences:
    """The caller's own, or those of somebody for whom the caller may declare."""
    actor = actor_of(request)
    return Absences(items=[_out(each) for each in queries.absences_of(actor, wanted.person)])


@router.post("", response={201: AbsenceOut}, summary="Abwesenheit mit Vertretung eintragen")
@takes_json
def declare_absence(request: HttpRequest, payload: AbsenceIn) -> HttpResponse:
    """One's own; a head of unit for their people, an administrator for anybody. Rights never begin before now."""
    actor = actor_of(request)

    def act() -> AbsenceOut:
        given = payload.model_dump(exclude={"person", "deputies"})
        person = payload.person or actor.person_id
        assert person is not None
        chosen = [Choice(**each.model_dump()) for each in payload.deputies]
        return _out(actions.declare_absence(actor, person=person, deputies=chosen, **given))

    return once(request, act, status=201)


@router.post("/{uuid:absence}/end", response={201: AbsenceOut}, summary="Abwesenheit beenden oder absagen")
def end_absence(request: HttpRequest, absence: UUID) -> HttpResponse:
    """The person is back, or does not go; nobody stands in from this moment on."""
    actor = actor_of(request)
    return once(request, lambda: _out(actions.end_absence(actor, absence=absence)), status=201)


def _out(row: Any) -> AbsenceOut:
    shapes = [
        DeputyShape(person=each.person, unit=each.unit, entry=each.entry, protected=each.protected)
        for each in row.deputies.all()
        if each.removed_at is None
    ]
    return AbsenceOut(
        id=row.id,
        person=row.person,
        away_since=row.away_since,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        ended_at=row.ended_at,
        deputies=shapes,
    )
