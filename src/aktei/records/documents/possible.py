# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody can do with a document, for pages that offer it: asked of the acts' own rights and rules."""

from collections.abc import Collection

from aktei.base.acts.actor import Actor
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import rights_on
from aktei.base.rights.rules import EDIT, FILE
from aktei.records.documents import rules
from aktei.records.documents.locking import state_of
from aktei.records.documents.models import DIRECT, Document
from aktei.records.documents.removing import standing_holds
from aktei.records.documents.rules import DocumentState, FilingState

_SAID = "–"
"""A reason that somebody will have given by then."""


def possible_acts(actor: Actor, row: Document) -> frozenset[str]:
    """The acts, by their names, that would not be refused the actor now.

    Whatever is still to be chosen (a reason, a place, a file) is taken to fit. Some five queries.
    """
    now = state_of(actor, row)
    rights, own = rights_on(actor, row.chain), rights_on(actor, row.chain, lent=False)
    change = rules.right_to_change(is_filed=now.is_filed)
    filed_it = row.filed_by is not None and row.filed_by == actor.person_id
    moving = rules.objections_to_moving(now, same_place=False, target_closed=False)
    version = rules.objections_to_new_version(now)
    asked: dict[str, tuple[str, Collection[str], list[Refusal]]] = {
        "rename_document": (change, rights, []),
        "set_hold": (change, rights, []),
        "withdraw_document": (change, rights, _withdrawing(now)),
        "restore_document": (change, rights, rules.objections_to_restoring(now)),
        "forward_document": (FILE, own, _forwarding(now)),
        "move_document": (FILE, own, moving),
        "undo_filing": (FILE, rights if filed_it else own, _undoing(row, now)),
        "attach_document": (FILE, rights, _attaching(now)),
        "detach_document": (FILE, rights, rules.objections_to_detaching(now)),
        "check_out": (EDIT, rights, version),
        "add_version": (EDIT, rights, version),
        "read_again": (change, rights, rules.objections_to_changing(now)),
        "ask_for_files_inside": (FILE, rights, rules.objections_to_changing(now)),
        "propose_deletion": (FILE, rights, _deleting(row, now)),
    }
    found = {act for act, (right, held, reasons) in asked.items() if right in held and not reasons}
    if now.is_checked_out:
        found.discard("check_out")
    if not now.is_filed:
        found.discard("ask_for_files_inside")
    return frozenset(found)


def _withdrawing(now: DocumentState) -> list[Refusal]:
    return rules.objections_to_withdrawing(
        reason=_SAID, is_withdrawn=now.is_withdrawn, is_closed=now.is_closed, held_by=now.held_by
    )


def _forwarding(now: DocumentState) -> list[Refusal]:
    return rules.objections_to_forwarding(is_filed=now.is_filed, is_withdrawn=now.is_withdrawn)


def _undoing(row: Document, now: DocumentState) -> list[Refusal]:
    filing = FilingState(
        is_rendered=True, is_filed=now.is_filed, is_withdrawn=now.is_withdrawn, target_closed=now.is_closed
    )
    return rules.objections_to_undo(
        filing,
        came_as_post=row.channel != DIRECT,
        with_attachments=now.is_attachment or now.attachments > 0,
        held_by=now.held_by,
    )


def _attaching(now: DocumentState) -> list[Refusal]:
    return rules.objections_to_attaching(now, DocumentState(), is_same=False, same_dossier=now.is_filed)


def _deleting(row: Document, now: DocumentState) -> list[Refusal]:
    holds = standing_holds([*row.chain, *row.context]).values_list("reason", flat=True) if now.is_withdrawn else ()
    return rules.objections_to_deleting(now, holds=holds, reason=_SAID)
