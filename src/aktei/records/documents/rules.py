# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a document may be filed, moved or taken back: all reasons at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from aktei.base.acts.refusals import REASON_MISSING
from aktei.base.refusals import Refusal
from aktei.base.rights.rules import EDIT, FILE
from aktei.records.documents import refusals


@dataclass(frozen=True)
class FilingState:
    """What the rules need to know of a document and the place it should go to."""

    is_rendered: bool
    is_filed: bool
    is_withdrawn: bool
    target_closed: bool = False


def objections_to_filing(state: FilingState) -> list[Refusal]:
    """Why a document may not be filed."""
    reasons = []
    if state.is_withdrawn:
        reasons.append(refusals.WITHDRAWN_NOT_FILED())
    if state.is_filed:
        reasons.append(refusals.FILED_ALREADY())
    if not state.is_rendered:
        reasons.append(refusals.STILL_READ())
    if state.target_closed:
        reasons.append(refusals.CHOOSE_ANOTHER_DOSSIER())
    return reasons


def objections_to_forwarding(*, is_filed: bool, is_withdrawn: bool) -> list[Refusal]:
    """Why a document may not go to another unit."""
    reasons = []
    if is_withdrawn:
        reasons.append(refusals.WITHDRAWN_NOT_FORWARDED())
    if is_filed:
        reasons.append(refusals.FILED_ALREADY())
    return reasons


def objections_to_withdrawing(
    *, reason: str, is_withdrawn: bool, is_closed: bool = False, held_by: str = ""
) -> list[Refusal]:
    """Why a document may not be taken out of use."""
    reasons = []
    if is_withdrawn:
        reasons.append(refusals.WITHDRAWN_ALREADY())
    if is_closed:
        reasons.append(refusals.PLACE_CLOSED())
    if held_by:
        reasons.append(refusals.CHECKED_OUT(holder=held_by))
    if not reason.strip():
        reasons.append(REASON_MISSING())
    return reasons


def objections_to_undo(
    state: FilingState, *, came_as_post: bool = True, with_attachments: bool = False, held_by: str = ""
) -> list[Refusal]:
    """Why a filing may not be taken back."""
    reasons = []
    if not came_as_post:
        reasons.append(refusals.NOT_POST())
    if with_attachments:
        reasons.append(refusals.HAS_ATTACHMENTS_OR_IS_ONE())
    if held_by:
        reasons.append(refusals.CHECKED_OUT(holder=held_by))
    if not state.is_filed:
        reasons.append(refusals.IN_NO_DOSSIER())
    if state.target_closed:
        reasons.append(refusals.DOSSIER_CLOSED())
    return reasons


def hash_of_reading(pages: Iterable[tuple[int, str, bytes]]) -> str:
    """SHA-256 (hex) over number, text and packed words of all pages in order: what the journal vouches for."""
    whole = sha256()
    for number, text, words in pages:
        for part in (str(number).encode(), text.encode(), words):
            whole.update(sha256(part).digest())
    return whole.hexdigest()


@dataclass(frozen=True)
class DocumentState:
    """What the rules need to know of a document before anything is done with it where it lies."""

    is_filed: bool = True
    is_withdrawn: bool = False
    is_closed: bool = False
    is_deleted: bool = False
    is_attachment: bool = False
    attachments: int = 0
    held_by: str = ""
    """The name of somebody else who works on it, and since when, as people read it; empty if nobody does."""
    is_checked_out: bool = False
    """Whether anybody works on it, oneself included."""


def right_to_change(*, is_filed: bool) -> str:
    """The right that changing what a document says or whether it is used takes, where it lies."""
    return EDIT if is_filed else FILE


def objections_to_changing(state: DocumentState) -> list[Refusal]:
    """What stands against every change of a document."""
    reasons = []
    if state.is_deleted:
        reasons.append(refusals.DELETED())
    elif state.is_withdrawn:
        reasons.append(refusals.WITHDRAWN())
    if state.is_closed:
        reasons.append(refusals.PLACE_CLOSED())
    if state.held_by:
        reasons.append(refusals.CHECKED_OUT(holder=state.held_by))
    return reasons


def objections_to_adding(*, files: int, target_closed: bool) -> list[Refusal]:
    """Why a document may not be laid directly into a dossier or case."""
    reasons = []
    if not files:
        reasons.append(refusals.NO_FILE())
    if target_closed:
        reasons.append(refusals.PLACE_CLOSED())
    return reasons


def objections_to_new_version(state: DocumentState, *, files: int = 1) -> list[Refusal]:
    """Why a document gets no further version, or may not be checked out for one."""
    reasons = objections_to_changing(state)
    if not state.is_filed:
        reasons.append(refusals.NOT_FILED_YET())
    if not files:
        reasons.append(refusals.NO_FILE())
    return reasons


def objections_to_release(*, is_checked_out: bool, reason: str) -> list[Refusal]:
    """Why somebody else's work on a document may not be ended."""
    reasons = []
    if not is_checked_out:
        reasons.append(refusals.NOT_CHECKED_OUT())
    if not reason.strip():
        reasons.append(REASON_MISSING())
    return reasons


def objections_to_moving(state: DocumentState, *, same_place: bool, target_closed: bool) -> list[Refusal]:
    """Why a document may not go to another dossier or case."""
    reasons = objections_to_changing(state)
    if not state.is_filed:
        reasons.append(refusals.FILE_IT_FROM_THE_POST())
    if state.is_attachment:
        reasons.append(refusals.MOVES_WITH_ITS_DOCUMENT())
    if same_place:
        reasons.append(refusals.ALREADY_THERE())
    if target_closed:
        reasons.append(refusals.TARGET_CLOSED())
    return reasons


def objections_to_attaching(
    state: DocumentState, target: DocumentState, *, is_same: bool, same_dossier: bool
) -> list[Refusal]:
    """Why a document may not become an attachment of another."""
    reasons = objections_to_changing(state)
    if is_same:
        reasons.append(refusals.ATTACHED_TO_ITSELF())
        return reasons
    if not (state.is_filed and target.is_filed and same_dossier):
        reasons.append(refusals.ATTACHED_ACROSS_DOSSIERS())
    if state.is_attachment:
        reasons.append(refusals.ATTACHED_ALREADY())
    if state.attachments:
        reasons.append(refusals.HAS_ATTACHMENTS())
    if target.is_attachment:
        reasons.append(refusals.MAIN_DOCUMENT_IS_ATTACHED())
    if target.is_withdrawn:
        reasons.append(refusals.MAIN_DOCUMENT_WITHDRAWN())
    return reasons


def objections_to_detaching(state: DocumentState) -> list[Refusal]:
    """Why an attachment may not become a document of its own."""
    reasons = objections_to_changing(state)
    if not state.is_attachment:
        reasons.append(refusals.NOT_ATTACHED())
    return reasons


def objections_to_restoring(state: DocumentState) -> list[Refusal]:
    """Why a withdrawal may not be taken back."""
    reasons = []
    if state.is_deleted:
        reasons.append(refusals.DELETED_FOR_GOOD())
    elif not state.is_withdrawn:
        reasons.append(refusals.NOT_WITHDRAWN())
    if state.is_closed:
        reasons.append(refusals.PLACE_CLOSED())
    return reasons


def objections_to_deleting(state: DocumentState, *, holds: Iterable[str], reason: str) -> list[Refusal]:
    """Why a document may not be deleted for good; whatever a retention rule or a hold covers stays."""
    reasons = []
    if state.is_deleted:
        reasons.append(refusals.DELETED_ALREADY())
    elif not state.is_withdrawn:
        reasons.append(refusals.WITHDRAW_IT_FIRST())
    if state.is_filed:
        reasons.append(refusals.UNDER_A_RETENTION_RULE())
    reasons += [refusals.UNDER_A_HOLD(reason=each) for each in holds]
    if not reason.strip():
        reasons.append(REASON_MISSING())
    return reasons
