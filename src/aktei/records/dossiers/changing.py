# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing what a dossier is called, who leads it, and how confidential it is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import action, record
from aktei.base.four_eyes.actions import propose, use_approval
from aktei.base.four_eyes.kinds import ProposalKind, offer_kind
from aktei.base.people.queries import unit as the_unit
from aktei.base.rights.actions import admit, take_back
from aktei.base.rights.queries import require, require_own
from aktei.base.rights.rules import CLOSE, EDIT, MANAGE
from aktei.base.rights.subtree import move_subtree
from aktei.records.dossiers import events, refusals
from aktei.records.dossiers.locking import is_closed, locked, locked_branch
from aktei.records.dossiers.models import Confidentiality, Dossier
from aktei.records.dossiers.rules import (
    PROTECTION,
    objections_to_changing,
    objections_to_lifting,
    objections_to_protecting,
    objections_to_renaming,
    objections_to_subject_line,
)
from aktei.records.file_plan.models import FilePlanEntry

LIFTING = "lifting protection"
"""The kind of proposal that opens a protected dossier to whoever holds rights above it."""


@action
def rename_dossier(actor: Actor, *, dossier: UUID, subject_line: str, seen: str | None = None) -> Dossier:
    """Give a dossier another subject line. Needs `edit`; not while it is closed, nor if it is no longer as `seen`."""
    row = locked(dossier)
    require(actor, EDIT, row.chain)
    reasons = objections_to_changing(closed=is_closed(row.id)) + objections_to_subject_line(subject_line)
    reasons += objections_to_renaming(wanted=subject_line, now=row.subject_line, seen=seen)
    if reasons:
        raise Refused(reasons)
    before, row.subject_line = row.subject_line, subject_line.strip()
    if before != row.subject_line:
        row.save(update_fields=["subject_line"])
        record(actor, events.DossierRenamed(node=row.id, before=before, after=row.subject_line))
    return row


@action
def change_lead_unit(actor: Actor, *, dossier: UUID, unit: UUID) -> Dossier:
    """Put another unit in charge. Needs `edit`; also on closed dossiers, as units are dissolved and dossiers stay.

    Rights do not follow: they hang on the file plan, and on a protected dossier they are given one by one.
    """
    row = locked(dossier)
    require_own(actor, EDIT, row.chain)
    target = the_unit(actor, unit)
    if target.valid_until is not None and target.valid_until <= timezone.now():
        raise Refused(refusals.UNIT_DISSOLVED())
    if target.id == row.lead_unit_id:
        raise Refused(refusals.LEADS_ALREADY(unit=target.name))
    before, row.lead_unit = row.lead_unit, target
    row.save(update_fields=["lead_unit"])
    record(
        actor,
        events.LeadUnitChanged(
            node=row.id, before=before.name, after=target.name, from_unit=before.id, to_unit=target.id
        ),
    )
    return row


@action
def classify_dossier(actor: Actor, *, dossier: UUID, confidentiality: str) -> Dossier:
    """Give a dossier another protection class (Vertraulichkeitsstufe). Needs `manage`.

    The class says how to treat what is written; who may see it, only the protection (`protect_dossier`) changes.
    """
    row = locked(dossier)
    require(actor, MANAGE, row.chain)
    if confidentiality not in Confidentiality.values:
        raise Refused(refusals.NO_SUCH_CONFIDENTIALITY())
    if confidentiality == Confidentiality.CONFIDENTIAL and not row.protected:
        raise Refused(refusals.CONFIDENTIAL_NEEDS_PROTECTION())
    before, after = Confidentiality(row.confidentiality), Confidentiality(confidentiality)
    if before != after:
        row.confidentiality = after.value
        row.save(update_fields=["confidentiality"])
        record(actor, events.ConfidentialityChanged(node=row.id, before=str(before.label), after=str(after.label)))
    return row


@action
def protect_dossier(actor: Actor, *, dossier: UUID, reason: str, keep: Sequence[str] = ()) -> Dossier:
    """Make a dossier a barrier: rights from above end at it. Needs `manage`.

    In the same act whoever acts and the lead unit are admitted to everything, and the principals in `keep` may edit and
    close. What somebody was granted on the dossier itself, or on something in it, stays.
    """
    rows, _below = locked_branch(dossier)
    row = rows[dossier]
    require_own(actor, MANAGE, row.chain)
    reasons = objections_to_protecting(protected=row.protected, reason=reason)
    if reasons:
        raise Refused(reasons)
    row.protected = True
    row.chain = move_subtree(row.id, row.parent_id or row.entry_id, (), barrier=True)
    row.save(update_fields=["protected", "chain"])
    insiders = [f"unit:{row.lead_unit_id}", *([f"person:{actor.person_id}"] if actor.person_id else [])]
    admit(actor, row.id, principals=insiders, rights=(EDIT, CLOSE, MANAGE), cause=PROTECTION)
    others = [each for each in dict.fromkeys(keep) if each not in insiders]
    admit(actor, row.id, principals=others, rights=(EDIT, CLOSE), cause=PROTECTION)
    record(actor, events.DossierProtected(node=row.id, reason=reason.strip()))
    return row


@action
def propose_lifting(actor: Actor, *, dossier: UUID, reason: str) -> UUID:
    """Ask a second person to let the protection of a dossier be lifted. Needs `manage`; returns the proposal's id."""
    row = locked(dossier)
    require_own(actor, MANAGE, row.chain)
    reasons = objections_to_lifting(protected=row.protected, reason=reason)
    if reasons:
        raise Refused(reasons)
    what = _("Schutz der Akte {reference} aufheben").format(reference=row.reference)
    return propose(actor, kind=LIFTING, node=row.id, what=what, arguments={"reason": reason.strip()}, reason=reason)


@action
def lift_protection(actor: Actor, *, dossier: UUID, reason: str, approval: UUID | None = None) -> Dossier:
    """Let rights from above reach the dossier again. Needs `manage` and, as it opens the dossier to many, two people.

    Propose it with `propose_lifting`; confirming carries it out. Ends the rights that the protection had given.
    """
    rows, _below = locked_branch(dossier)
    row = rows[dossier]
    require_own(actor, MANAGE, row.chain)
    reasons = objections_to_lifting(protected=row.protected, reason=reason)
    if reasons:
        raise Refused(reasons)
    if not actor.is_system:
        use_approval(actor, approval, kind=LIFTING, node=row.id, arguments={"reason": reason.strip()})
    row.protected = False
    if row.confidentiality == Confidentiality.CONFIDENTIAL:
        row.confidentiality = Confidentiality.SENSITIVE
    row.chain = move_subtree(row.id, row.parent_id or row.entry_id, _chain_above(row))
    row.save(update_fields=["protected", "confidentiality", "chain"])
    record(actor, events.ProtectionLifted(node=row.id, reason=reason.strip()))
    take_back(actor, cause=PROTECTION, node=row.id)
    return row


def _chain_above(row: Dossier) -> list[UUID]:
    if row.parent_id:
        return list(Dossier.objects.get(id=row.parent_id).chain)
    return list(FilePlanEntry.objects.get(id=row.entry_id).chain)


def _carry_out(actor: Actor, proposal: Any, chain: Sequence[UUID]) -> None:
    lift_protection(actor, dossier=proposal.node, reason=proposal.arguments["reason"], approval=proposal.id)


def _basis(node: UUID) -> str:
    """Whether the dossier is protected, and where it hangs: what it would be opened to."""
    row = Dossier.objects.filter(id=node).values_list("protected", "entry", "parent").first()
    return ",".join(map(str, row or ()))


offer_kind(ProposalKind(LIFTING, needs=(MANAGE,), basis=_basis, carry_out=_carry_out))
