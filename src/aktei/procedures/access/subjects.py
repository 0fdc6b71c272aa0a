# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about: a dossier, case, document, file plan entry, or the post of a unit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.people import queries as people
from aktei.base.rights.queries import rights_on
from aktei.base.rights.record_access import is_reached_as
from aktei.base.rights.rules import AUDIT, FIND, MANAGE, is_protected
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan

_HEAD = "role:head@"
"""The name under which a grant reaches the head of a unit."""


@dataclass(frozen=True)
class Subject:
    """A node about whose access somebody asks. `lead` is the chain of the unit in charge, if there is one."""

    kind: str
    node: UUID
    chain: tuple[UUID, ...]
    title: str
    reference: str = ""
    lead: tuple[UUID, ...] = ()

    @property
    def protected(self) -> bool:
        """Whether rights from above end before it."""
        return is_protected(self.chain)


def subject(actor: Actor, kind: str, node: UUID) -> Subject:
    """What this is about, if the actor may at least find it; `Missing` otherwise."""
    return _KINDS[kind](actor, node)


def tells_all(actor: Actor, asked: Subject, now: datetime) -> bool:
    """Whether the actor may know about everybody: who manages or audits the record, and the head of its lead unit."""
    if rights_on(actor, asked.chain) & {MANAGE, AUDIT}:
        return True
    return bool(asked.lead) and is_reached_as(actor, [f"{_HEAD}{unit}" for unit in asked.lead], asked.chain, now)


def _dossier(actor: Actor, node: UUID) -> Subject:
    row = dossiers.dossier(actor, node, FIND)
    return Subject("dossier", row.id, tuple(row.chain), row.subject_line, row.reference, tuple(row.lead_unit.chain))


def _case(actor: Actor, node: UUID) -> Subject:
    row = cases.case(actor, node, FIND)
    above = row.dossier
    reference = f"{above.reference} · {row.number}"
    return Subject("case", row.id, tuple(row.chain), row.subject_line, reference, tuple(above.lead_unit.chain))


def _document(actor: Actor, node: UUID) -> Subject:
    row = documents.document(actor, node, FIND)
    unit = row.dossier.lead_unit if row.dossier else row.unit
    reference = row.dossier.reference if row.dossier else ""
    return Subject("document", row.id, tuple(row.chain), row.subject_line, reference, tuple(unit.chain))


def _plan_entry(actor: Actor, node: UUID) -> Subject:
    row = file_plan.entry(actor, node)
    return Subject("plan_entry", row.id, tuple(row.chain), row.title, row.notation)


def _unit(actor: Actor, node: UUID) -> Subject:
    row = people.unit(actor, node)
    return Subject("unit", row.id, tuple(row.chain), row.name, row.short_name, tuple(row.chain))


_KINDS: dict[str, Callable[[Actor, UUID], Subject]] = {
    "dossier": _dossier,
    "case": _case,
    "document": _document,
    "plan_entry": _plan_entry,
    "unit": _unit,
}
