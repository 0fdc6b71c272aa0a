# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a withdrawal back, holding against deletion, and the deletion of what may be deleted."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.acts.transaction import action, record
from aktei.base.four_eyes.actions import propose, use_approval
from aktei.base.four_eyes.kinds import ProposalKind, offer_kind
from aktei.base.log.erasing import forget_what_was
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import require
from aktei.base.rights.rules import DISPOSE, FILE, MANAGE
from aktei.records.cases.models import Case
from aktei.records.documents import events, refusals, rules
from aktei.records.documents.locking import locked_where_it_lies, state_of
from aktei.records.documents.models import Component, Deletion, Document, Hold, Page, PageRange, ReadingFault, Version
from aktei.records.documents.waiting_place import hang_in, where_it_waits
from aktei.records.dossiers.models import Dossier
from aktei.records.envelopes.erasing import forget_with

DELETION = "deletion"
"""The kind of proposal that erases a document."""


@action
def restore_document(actor: Actor, *, document: UUID) -> Document:
    """Take a withdrawal back, and that of the attachments withdrawn with it. Needs `file` unfiled, `edit` filed."""
    row = locked_where_it_lies(document)
    require(actor, rules.right_to_change(is_filed=row.dossier_id is not None), row.chain)
    reasons = rules.objections_to_restoring(state_of(actor, row))
    if reasons:
        raise Refused(reasons)
    together = Document.objects.select_for_update().filter(attached_to=row, withdrawn_at=row.withdrawn_at)
    for each in (row, *together.order_by("position")):
        each.withdrawn_at = None
        each.save(update_fields=["withdrawn_at"])
        if each.dossier_id is None and (unit := where_it_waits(each)).id != each.unit_id:
            hang_in(each, unit)
        record(actor, events.DocumentRestored(node=each.id, within=each.context))
    return row


@action
def set_hold(actor: Actor, *, node: UUID, reason: str) -> Hold:
    """Let nothing of a document, case or dossier be deleted until the hold is lifted. Needs `edit` (unfiled: `file`).

    Several holds may stand side by side; each is lifted for itself.
    """
    # A deletion under way holds the document, too: either it sees this hold, or this act sees what is left.
    Document.objects.select_for_update().filter(id=node).first()
    chain, context = _place_of(node)
    require(actor, rules.right_to_change(is_filed=bool(context)), chain)
    if not reason.strip():
        raise Refused(REASON_MISSING())
    row = Hold.objects.create(node=node, reason=reason.strip()[:300], set_at=timezone.now(), set_by=actor.person_id)
    record(actor, events.HoldSet(node=node, within=context, hold=row.id, reason=row.reason))
    return row


@action
def lift_hold(actor: Actor, *, hold: UUID, reason: str) -> Hold:
    """Lift a hold, with a reason. Needs `manage` on what it stands on."""
    row = Hold.objects.select_for_update().filter(id=hold).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_HOLD())
    chain, context = _place_of(row.node)
    require(actor, MANAGE, chain)
    reasons = [refusals.HOLD_LIFTED_ALREADY()] if row.lifted_at else []
    if not reason.strip():
        reasons.append(REASON_MISSING())
    if reasons:
        raise Refused(reasons)
    row.lifted_at, row.lifted_by, row.lifted_because = timezone.now(), actor.person_id, reason.strip()[:300]
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    record(actor, events.HoldLifted(node=row.node, within=context, hold=row.id, reason=row.lifted_because))
    return row


@action
def propose_deletion(actor: Actor, *, document: UUID, reason: str) -> UUID:
    """Lay a deletion before a second person; returns the proposal's id. Needs `file`."""
    row = locked_where_it_lies(document)
    require(actor, FILE, row.chain)
    reasons = objections_to_deletion(actor, row, reason)
    if reasons:
        raise Refused(reasons)
    what = _("Dokument „{subject}“ löschen").format(subject=row.subject_line or _("Ohne Betreff"))
    arguments = {"reason": reason.strip()}
    return propose(actor, kind=DELETION, node=row.id, what=what, arguments=arguments, reason=reason)


@action
def delete_document(actor: Actor, *, document: UUID, reason: str, approval: UUID | None = None) -> Deletion:
    """Erase files, pages and names of a withdrawn, unfiled document that nothing holds. Needs `dispose`.

    Takes two people: `propose_deletion`, and the confirmed proposal as `approval`.

    An empty shell with its history stays: who, when, why, and the hashes of what was erased. The bytes themselves go
    with the nightly sweep, once no other record speaks of them.
    """
    row = locked_where_it_lies(document)
    require(actor, DISPOSE, row.chain)
    reasons = objections_to_deletion(actor, row, reason)
    if reasons:
        raise Refused(reasons)
    use_approval(actor, approval, kind=DELETION, node=row.id, arguments={"reason": reason.strip()})
    versions = Version.objects.filter(document=row)
    files = Component.objects.filter(version__in=versions)
    ranges = PageRange.objects.filter(version__in=versions)
    # Of a file whose other pages are others' this is not the end: its hash is told once it is.
    hashes = tuple(files.order_by("version__number", "role", "position").values_list("sha256", flat=True))
    pages = Page.objects.filter(version__in=versions)
    told = events.DocumentDeleted(
        node=row.id,
        within=row.context,
        subject_line=row.subject_line,
        reason=reason.strip(),
        versions=versions.count(),
        pages=pages.count(),
        hashes=hashes,
    )
    pages.delete()
    files.delete()
    ranges.delete()
    versions.update(comment="")
    ReadingFault.objects.filter(version__in=versions).delete()
    row.subject_line = row.sender = ""
    row.written_on, row.page_count = None, 0
    row.save(update_fields=["subject_line", "sender", "written_on", "page_count"])
    forget_what_was(Document, [row.id])
    forget_what_was(Version, versions.values_list("id", flat=True))
    made = Deletion.objects.create(document=row, at=timezone.now(), by=actor.person_id, reason=told.reason[:300])
    forget_with(row)
    record(actor, told)
    return made


def objections_to_deletion(actor: Actor, row: Document, reason: str) -> list[Refusal]:
    """Everything that stands against deleting a document; pages ask before they offer it."""
    holds = standing_holds([*row.chain, *row.context]).values_list("reason", flat=True)
    return rules.objections_to_deleting(state_of(actor, row), holds=holds, reason=reason)


def standing_holds(nodes: Sequence[UUID]) -> QuerySet[Hold]:
    """The holds that stand on any of these nodes, oldest first."""
    return Hold.objects.filter(node__in=list(nodes), lifted_at=None).order_by("set_at")


def _place_of(node: UUID) -> tuple[list[UUID], tuple[UUID, ...]]:
    """Chain of a document, case or dossier, and the other nodes in whose history it appears."""
    document = Document.objects.filter(id=node).first()
    if document is not None:
        return document.chain, document.context if document.dossier_id else ()
    case = Case.objects.filter(id=node).first()
    if case is not None:
        return case.chain, (case.dossier_id,)
    dossier = Dossier.objects.filter(id=node).first()
    if dossier is not None:
        return dossier.chain, (dossier.id,)
    raise Missing(refusals.NOTHING_THERE())


def _basis(document: UUID) -> str:
    """What a decision about a deletion rests on: the newest version, and where the document lies."""
    row = Document.objects.filter(id=document).values_list("withdrawn_at", "dossier", "current", "unit").first()
    return repr(row)


offer_kind(
    ProposalKind(
        name=DELETION,
        needs=(DISPOSE,),
        basis=_basis,
        carry_out=lambda actor, proposal, chain: delete_document(
            actor, document=proposal.node, reason=proposal.arguments["reason"], approval=proposal.id
        ),
    )
)
