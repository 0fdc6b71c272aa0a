# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal, as far as the reader may see what it tells."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.errors import ValidationError
from pydantic import Field

from aktei.base.acts.actor import Actor
from aktei.base.paging import Order, field
from aktei.entrances.api import paging, schemas
from aktei.entrances.api.tokens import actor_of
from aktei.procedures.mailroom.queries import consignments
from aktei.procedures.proof import actions, journal_question, journal_sentences, queries

router = Router(tags=["journal"])

BY_NUMBER = paging.NEWEST_ID
BY_TIME = Order("at", [field("at")], falling=True)


class JournalFilters(paging.Piece):
    """Whose history, and what of it."""

    node: UUID | None = Field(None, description="Akte, Vorgang, Dokument, Eingang, Einheit, Person oder Eintrag")
    person: UUID | None = Field(None, description="nur, was diese Person getan hat")
    unit: UUID | None = Field(None, description="nur, was Mitglieder dieser Einheit getan haben")
    for_person: UUID | None = Field(None, description="nur, was in Vertretung dieser Person getan wurde")
    client: str = Field("", max_length=40, description="nur über diesen Zugang (web, api …)")
    group: str = Field("", max_length=40, description="Art der Ereignisse: gelesen, akten, personen, rechte, post …")
    since: date | None = Field(None, description="ab diesem Tag")
    until: date | None = Field(None, description="bis zu diesem Tag, er selbst eingeschlossen")


@router.get("", response=schemas.Journal, summary="Protokoll nach Objekt, Person und Zeit, neueste Zeile zuerst")
def journal(request: HttpRequest, wanted: Query[JournalFilters]) -> schemas.Journal:
    """Lines of the journal. `node` needs `read` or `audit`; everybody may ask about themselves, auditors anything.

    Looking into the journal is itself noted, once per question.
    """
    actor = actor_of(request)
    node = _document_of(actor, wanted.node) if wanted.node else None
    filters = wanted.dict(exclude={"limit", "cursor", "node"})
    asked = journal_question.JournalQuestion(node=node, **filters)
    if not (node or wanted.person or wanted.for_person or journal_sentences.audits_the_office(actor)):
        raise ValidationError([_missing()])
    actions.read_journal(actor, asked=asked)
    order = BY_TIME if asked.since or asked.until else BY_NUMBER
    found, following = paging.piece_of(queries.lines(actor, asked), order, wanted)
    return schemas.Journal(items=[_line(each) for each in journal_sentences.tell(actor, found)], next=following)


def _missing() -> dict[str, object]:
    message = _("Bitte nennen Sie „node“, „person“ oder „for_person“; ohne sie fragen nur Prüfende der ganzen Behörde.")
    return {"type": "value_error", "loc": ("query", "node"), "ctx": {"error": message}}


def _document_of(actor: Actor, node: UUID) -> UUID:
    """Post has the history of its document; asked by its own id, it is meant as well."""
    found = consignments(actor, [node])
    return found[0].document.id if found else node


def _line(told: journal_sentences.ToldLine) -> schemas.JournalLine:
    return schemas.JournalLine(
        id=told.id,
        at=told.at,
        person=schemas.Named(id=told.person, name=told.who) if told.person else None,
        for_person=schemas.Named(id=told.for_person, name=told.for_whom) if told.for_person else None,
        client=told.client,
        kind=told.kind,
        node=told.node,
        reference=told.reference,
        position=told.position,
        sentence="" if told.hidden else told.sentence,
        data=dict(told.data),
    )
