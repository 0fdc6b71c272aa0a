# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the journal and what was handed out."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.people import queries as people
from aktei.base.rights.queries import chains_at, may, owns, rights_on
from aktei.base.rights.rules import AUDIT, FIND, READ
from aktei.procedures.proof import dossier_lines, journal_sentences, refusals
from aktei.procedures.proof.journal_question import JournalQuestion, kinds_of
from aktei.procedures.proof.models import Export, ExportKind, ExportState
from aktei.procedures.proof.rules import may_export
from aktei.records.dossiers import queries as dossiers

DOSSIER, WAITING, DONE = ExportKind.DOSSIER, ExportState.WAITING, ExportState.DONE


@dataclass(frozen=True)
class ShownExport:
    """An export with what pages say of it. `mine`: this reader may download it."""

    export: Export
    by: str
    done: int
    total: int
    mine: bool


def subject_of(asked: JournalQuestion) -> UUID:
    """What a look into the journal is about: the record, else the person, else the whole office."""
    return asked.node or asked.person or asked.for_person or people.OFFICE


def may_ask(actor: Actor, asked: JournalQuestion, *, to_keep: bool = False) -> bool:
    """Everybody about themselves and about records they read; auditors about everything.

    `to_keep`: and take it along. What is only lent lets somebody read, and ends.
    """
    if actor.is_system or is_about_oneself(actor, asked) or journal_sentences.audits_the_office(actor):
        return True
    holds = owns if to_keep else may
    return any(holds(actor, right, chain) for right, chain in ways_to_ask(asked)[1:])


def is_about_oneself(actor: Actor, asked: JournalQuestion) -> bool:
    """Whether the actor asks about nobody but themselves."""
    if actor.person_id is None or asked.node not in (None, actor.person_id):
        return False
    return asked.node is not None or actor.person_id in (asked.person, asked.for_person)


def ways_to_ask(asked: JournalQuestion) -> list[tuple[str, list[UUID]]]:
    """The rights that let somebody ask this: to audit the office or the record, or to read it."""
    chain = chains_at([asked.node]).get(asked.node) if asked.node else None
    return [(AUDIT, [people.OFFICE]), *([(READ, chain), (AUDIT, chain)] if chain else [])]


def lines(actor: Actor, asked: JournalQuestion, *, after: int | None = None) -> QuerySet[Any]:
    """The entries that fit, newest first. Raises `Missing` if the actor may not ask this."""
    if not may_ask(actor, asked):
        raise Missing(refusals.NOT_VISIBLE())
    persons = [asked.person] if asked.person else None
    if asked.unit:
        members = people.members_ever(asked.unit)
        persons = [each for each in members if each in persons] if persons else members
    return journal.lines(
        node=asked.node,
        persons=persons,
        for_person=asked.for_person,
        client=asked.client,
        kinds=kinds_of(asked.group),
        since=asked.begins,
        until=asked.ends,
        after=after,
    )


def can_export(actor: Actor, dossier: UUID) -> bool:
    """Whether the actor may take this dossier out with its proofs."""
    row = dossiers.dossiers(actor, FIND).filter(id=dossier).first()
    return row is not None and may_export(rights_on(actor, row.chain, lent=False))


def exports_of_dossier(actor: Actor, dossier: UUID) -> list[ShownExport]:
    """The exports of a dossier, newest first; nothing for whoever may not make one."""
    if not can_export(actor, dossier):
        return []
    return _shown(actor, Export.objects.filter(kind=ExportKind.DOSSIER, node=dossier))


def own_extracts(actor: Actor) -> list[ShownExport]:
    """The readings of the journal this person asked for, newest first."""
    return _shown(actor, _own(actor).filter(kind=ExportKind.JOURNAL))


def running(actor: Actor) -> list[ShownExport]:
    """What is being made for this person now."""
    return _shown(actor, _own(actor).filter(state=ExportState.WAITING))


def export(actor: Actor, export_id: UUID) -> ShownExport:
    """One export of the actor's own, or `Missing`."""
    found = _shown(actor, _own(actor).filter(id=export_id))
    if not found:
        raise Missing(refusals.NOT_FOR_YOU())
    return found[0]


def nodes_of(actor: Actor, dossier: UUID) -> list[UUID]:
    """Everything whose history may contain lines of this dossier, as far as the actor may read it."""
    return dossier_lines.whole(actor, dossier).nodes


def made(export_id: UUID) -> Export:
    """An export by its id. For the office's own machinery."""
    return Export.objects.get(id=export_id)


def expired() -> list[UUID]:
    """Exports whose time is over. For the office's own machinery."""
    rows = Export.objects.filter(state=ExportState.DONE, expires_at__lte=timezone.now())
    return list(rows.values_list("id", flat=True))


def _own(actor: Actor) -> QuerySet[Export]:
    if actor.is_system:
        return Export.objects.all()
    return Export.objects.filter(Q(requested_by=actor.person_id) | Q(requested_for=actor.person_id))


def _shown(actor: Actor, rows: QuerySet[Export]) -> list[ShownExport]:
    found = list(rows.select_related("progress").order_by("-requested_at")[:20])
    called = people.names(each.requested_by for each in found)
    return [
        ShownExport(
            export=each,
            by=called.get(each.requested_by, _("Aktei")) if each.requested_by else _("Aktei"),
            done=each.progress.done if hasattr(each, "progress") else 0,
            total=each.progress.total if hasattr(each, "progress") else 0,
            mine=actor.is_system or actor.person_id in (each.requested_by, each.requested_for),
        )
        for each in found
    ]


def is_short(actor: Actor, asked: JournalQuestion, limit: int) -> bool:
    """Whether at most so many lines fit; never counts more."""
    return not lines(actor, asked)[limit : limit + 1].exists()
