# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Incoming post: hand in, follow, file."""

import re
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, UploadedFile
from pydantic import AwareDatetime, Field, field_validator

from aktei.base.acts.errors import Missing, Refused
from aktei.base.people.queries import names
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.entrances.api import consignment_schemas, paging, schemas
from aktei.entrances.api.idempotency import once
from aktei.entrances.api.named import the_dossier, the_unit
from aktei.entrances.api.requests import takes_files, takes_json
from aktei.entrances.api.shapes import consignment_line, consignment_out, document_fields, taken_out
from aktei.entrances.api.tokens import actor_of
from aktei.procedures.mailroom import actions, queries
from aktei.procedures.rendition.keeping import keep
from aktei.records.documents import queries as documents
from aktei.records.documents.copies import copies
from aktei.records.envelopes import dividing
from aktei.records.envelopes.refusals import NO_SUCH_CONSIGNMENT
from aktei.records.envelopes.rules import spans_of

router = Router(tags=["consignments"])

EARLIEST = 1800  # the year from which old post may still come in


class ConsignmentIn(Schema):
    """What is known about a piece of post that comes in."""

    channel: str = Field("interface", description=f"Eingangskanal: {', '.join(sorted(actions.CHANNELS))}")
    received_at: AwareDatetime | None = Field(None, description="Eingang (ISO 8601 mit Zeitzone); ohne Angabe jetzt")
    unit: str | None = Field(None, max_length=120, description="Kurzname oder id; ohne Angabe die eigene Einheit")
    sender: str = Field("", max_length=300)
    subject_line: str = Field("", max_length=300)
    scanned_at: AwareDatetime | None = None
    scanned_by: str = Field("", max_length=200)
    scanner: str = Field("", max_length=200)
    separate_documents: bool = Field(
        False, description="jede Datei ein Dokument für sich, die erste das Schreiben; sonst alle zusammen eines"
    )

    @field_validator("channel")
    @classmethod
    def known_channel(cls, channel: str) -> str:
        """Only the channels of the glossary, however they are spelt: „E-Mail“, „FIT-Connect“."""
        plain = re.sub(r"[\s_-]+", "_", channel.strip().lower())
        channel = {"e_mail": "email", "fitconnect": "fit_connect"}.get(plain, plain)
        if channel not in actions.CHANNELS:
            message = _("Der Eingangskanal „{channel}“ ist unbekannt. Möglich sind: {known}.")
            raise ValueError(message.format(channel=channel[:40], known=", ".join(sorted(actions.CHANNELS))))
        return channel

    @field_validator("received_at", "scanned_at", mode="before")
    @classmethod
    def empty_means_none(cls, moment: object) -> object:
        """A form field left empty."""
        return moment or None

    @field_validator("received_at", "scanned_at")
    @classmethod
    def possible_moment(cls, moment: datetime | None) -> datetime | None:
        """Clocks differ by a little, not by a day; and no office has had post for centuries."""
        if moment and (moment - timezone.now()).total_seconds() > 24 * 60 * 60:
            raise ValueError(_("Eingang und Scan können nicht in der Zukunft liegen."))
        if moment and moment.year < EARLIEST:
            raise ValueError(_("Eingang und Scan können nicht vor dem Jahr {year} liegen.").format(year=EARLIEST))
        return moment


class Filter(paging.Piece):
    """Which consignments; without a state, those that wait."""

    state: str = Field("", max_length=40)
    unit: str = Field("", max_length=120)
    channel: str = Field("", max_length=40)


@router.post("", response={202: consignment_schemas.ConsignmentTaken}, summary="Sendung einreichen")
@takes_files
def receive_consignment(
    request: HttpRequest, payload: Form[ConsignmentIn], file: File[list[UploadedFile]]
) -> HttpResponse:
    """Hand in files as one consignment; it is read afterwards, follow its `state`. Needs `file` on the unit.

    What lies there already is taken in all the same, and told (`copies`, `notices`): the program decides.
    """
    actor = actor_of(request)
    unit = the_unit(actor, payload.unit)
    require(actor, FILE, unit.chain, known=True)  # before anything is kept for somebody who may not hand it in
    # Bytes are durable before the act begins; if it is refused, the sweep of orphans takes them away again.
    files = [keep(each, each.name or "") for each in file]
    found = copies(actor, [[each.sha256 for each in files]])
    handed_in_by = next(iter(names([actor.person_id] if actor.person_id else []).values()), actor.client)

    def act() -> consignment_schemas.ConsignmentTaken:
        made = actions.receive_consignment(
            actor,
            unit=unit.id,
            channel=payload.channel,
            received_at=payload.received_at or timezone.now(),
            documents=[[each] for each in files] if payload.separate_documents else [files],
            scanned_at=payload.scanned_at,
            scanned_by=payload.scanned_by,
            scanner=payload.scanner,
            sender=payload.sender,
            subject_line=payload.subject_line,
            confirmed_to=handed_in_by,
        )
        return taken_out(made, files, next(iter(found.values()), []))

    return once(request, act, status=202, sent=(payload, files), place="consignments")


@router.get("", response=consignment_schemas.Consignments, summary="Eingänge auflisten, neueste zuerst")
def list_consignments(request: HttpRequest, wanted: Query[Filter]) -> consignment_schemas.Consignments:
    """The post the caller may see."""
    actor = actor_of(request)
    found = queries.incoming(
        actor,
        state=wanted.state or None,
        unit=the_unit(actor, wanted.unit).id if wanted.unit else None,
        channel=wanted.channel or None,
        after=wanted.cursor or None,
        limit=wanted.limit,
    )
    readable = queries.readable_documents(actor, found.items)
    items = [consignment_line(each, readable) for each in found.items]
    return consignment_schemas.Consignments(items=items, next=found.after)


@router.get("/{uuid:consignment}", response=consignment_schemas.ConsignmentOut, summary="Eingang verfolgen")
def read_consignment(request: HttpRequest, consignment: UUID) -> consignment_schemas.ConsignmentOut:
    """Where a consignment stands, how many of its pages are read, and where it may belong."""
    actor = actor_of(request)
    found = queries.consignment(actor, consignment)
    suggestions = queries.suggestions(actor, consignment) if found.state == "ready" else []
    originals = [each for each in documents.components(actor, found.document.id) if each.role == "original"]
    return consignment_out(found, queries.readable_documents(actor, [found]), suggestions, originals)


@router.post("/{uuid:consignment}/filing", response=schemas.DocumentOut, summary="Eingang ablegen")
@takes_json
def file_consignment(request: HttpRequest, consignment: UUID, payload: schemas.FilingIn) -> HttpResponse:
    """File a consignment that is ready into a case or a dossier; every obstacle is told at once (409)."""
    actor = actor_of(request)

    def act() -> schemas.DocumentOut:
        queries.consignment(actor, consignment)
        row = actions.file_consignment(
            actor,
            consignment=consignment,
            dossier=the_dossier(actor, payload.dossier).id if payload.dossier else None,
            case=payload.case,
            subject_line=payload.subject_line,
            documents=payload.documents,
        )
        filed = payload.documents[0] if payload.documents else row.document.id
        return schemas.DocumentOut(**document_fields(documents.document(actor, filed)))

    return once(request, act)


@router.post(
    "/{uuid:consignment}/division", response={201: consignment_schemas.ConsignmentOut}, summary="Dokument aufteilen"
)
@takes_json
def divide_document(request: HttpRequest, consignment: UUID, payload: schemas.DivisionIn) -> HttpResponse:
    """Make several documents of one that waits; they are read anew, and the whole is withdrawn with its file."""
    actor = actor_of(request)

    def act() -> consignment_schemas.ConsignmentOut:
        found = queries.consignment(actor, consignment)
        spans, wrong = spans_of(payload.parts)
        if wrong:
            raise Refused(wrong)
        meant = payload.document or found.document.id
        if meant not in {each.id for each in found.held}:
            raise Missing(NO_SUCH_CONSIGNMENT())
        dividing.divide_document(actor, document=meant, parts=spans)
        now = queries.consignment(actor, consignment)
        return consignment_out(now, queries.readable_documents(actor, [now]), [], [])

    return once(request, act, status=201, place="consignments")
