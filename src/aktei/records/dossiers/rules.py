# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a dossier may be opened, changed, moved, merged or closed: all reasons at once."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from aktei.base.acts.refusals import REASON_MISSING, SUBJECT_LINE_MISSING
from aktei.base.refusals import Refusal
from aktei.records.dossiers import refusals

LONGEST = 300
"""Characters of a subject line."""
PROTECTION = "Schutz der Akte"
"""The cause of rights that were given because the dossier is protected; lifting the protection ends them."""
LOOKALIKES = ("OQDILZSBG", "000112586")
"""Letters that readers take for digits and the other way round."""
_AS_READ = str.maketrans(*LOOKALIKES)
_GAP = re.compile(r"[^A-Z0-9]+")


def reference_parts(text: str) -> tuple[str, ...]:
    """What a reference consists of, however it is written: `50.30-2026/2` and `5O.30 – 2026 / 00002` have the same.

    Parts lie between signs that are no letter or digit; zeros before a part say nothing, nor does a part of zeros.
    """
    parts = (part.translate(_AS_READ).lstrip("0") for part in _GAP.split(_upper(text)))
    return tuple(part for part in parts if part)


def reference_key(text: str) -> str:
    """A reference as a reader with poor eyes sees it: `50.30-2026/00042` and `5O.3O 2026/OOO42` are the same."""
    return _GAP.sub("", _upper(text)).translate(_AS_READ)


def short_reference_key(text: str) -> str:
    """The same without the zeros that people leave out: `50.30-2026/00042` and `50.30-2026/42` are the same.

    References of different parts may share it (`5.12/3` and `51.2/3`); `reference_parts` tells them apart.
    """
    return "".join(reference_parts(text))


def _upper(text: str) -> str:
    return text.replace("ß", "ẞ").upper()  # one letter stays one, as in the database


def objections_to_subject_line(subject_line: str) -> list[Refusal]:
    """Why this cannot be a subject line."""
    reasons = []
    if not subject_line.strip():
        reasons.append(SUBJECT_LINE_MISSING())
    if len(subject_line) > LONGEST:
        reasons.append(refusals.SUBJECT_LINE_TOO_LONG(longest=LONGEST))
    return reasons


def objections_to_renaming(*, wanted: str, now: str, seen: str | None) -> list[Refusal]:
    """Why a subject line may not be replaced: somebody else changed it while this person was typing.

    `seen` is what stood there when they began; None where nobody looked at it before.
    """
    if seen is None or seen.strip() == now.strip() or wanted.strip() == now.strip():
        return []
    return [refusals.SUBJECT_LINE_CHANGED(now=now, wanted=wanted.strip())]


def objections_to_opening(*, subject_line: str, holds_dossiers: bool, disabled: bool) -> list[Refusal]:
    """Why a dossier may not be opened below an entry."""
    return objections_to_subject_line(subject_line) + objections_to_entry(
        holds_dossiers=holds_dossiers, disabled=disabled
    )


def objections_to_entry(*, holds_dossiers: bool, disabled: bool) -> list[Refusal]:
    """Why no dossier may come to lie below this entry."""
    reasons = []
    if not holds_dossiers:
        reasons.append(refusals.ENTRY_HOLDS_NO_DOSSIERS())
    if disabled:
        reasons.append(refusals.ENTRY_DISABLED())
    return reasons


def objections_to_sub_dossier(*, subject_line: str, parent_closed: bool) -> list[Refusal]:
    """Why no dossier may be opened in another."""
    reasons = objections_to_subject_line(subject_line)
    if parent_closed:
        reasons.append(refusals.CLOSED_TO_NEW_CONTENT())
    return reasons


def objections_to_changing(*, closed: bool) -> list[Refusal]:
    """Why nothing about the dossier may be changed."""
    return [refusals.CLOSED()] if closed else []


def objections_to_closing(
    *, closed: bool, unrendered: int, open_cases: int = 0, open_sub_dossiers: int = 0
) -> list[Refusal]:
    """Why a dossier or case may not be closed."""
    reasons = []
    if closed:
        reasons.append(refusals.CLOSED_ALREADY())
    if unrendered:
        reasons.append(refusals.UNRENDERED(count=unrendered))
    if open_cases:
        reasons.append(refusals.OPEN_CASES(count=open_cases))
    if open_sub_dossiers:
        reasons.append(refusals.OPEN_SUB_DOSSIERS(count=open_sub_dossiers))
    return reasons


@dataclass(frozen=True)
class DossierStanding:
    """Where a record stands. `barrier` is the protected dossier it lies in (or is), if any."""

    id: UUID
    barrier: UUID | None
    closed: bool = False


def objections_to_moving(
    what: DossierStanding, *, into: DossierStanding | None, below: Collection[UUID] = ()
) -> list[Refusal]:
    """Why a dossier may not be moved into another dossier (or, `into` None, directly below a file plan entry).

    `below` are the dossiers inside `what`. Out of a protected dossier nothing is moved, as others would see it at its
    new place; what is protected itself may go anywhere, and what comes into a protected dossier is as protected as it.
    """
    reasons = []
    if into and (into.id == what.id or into.id in below):
        reasons.append(refusals.INTO_ITSELF())
    if into and into.closed:
        reasons.append(refusals.TARGET_CLOSED())
    if what.barrier and what.barrier not in (what.id, into.barrier if into else None):
        reasons.append(refusals.LIES_IN_A_PROTECTED_DOSSIER())
    return reasons


def objections_to_moving_a_case(
    *, barrier: UUID | None, closed: bool, into: DossierStanding, here: UUID
) -> list[Refusal]:
    """Why a case may not be moved from the dossier `here` into another."""
    reasons = []
    if into.id == here:
        reasons.append(refusals.CASE_ALREADY_THERE())
    if closed:
        reasons.append(refusals.CASE_OR_DOSSIER_CLOSED())
    if into.closed:
        reasons.append(refusals.TARGET_CLOSED())
    if barrier and barrier != into.barrier:
        reasons.append(refusals.CASE_WOULD_BE_SEEN())
    return reasons


def objections_to_merging(
    source: DossierStanding, target: DossierStanding, *, below: Collection[UUID] = ()
) -> list[Refusal]:
    """Why `source` may not become part of `target`. `below` are the dossiers inside `source`."""
    reasons = []
    if target.id == source.id or target.id in below:
        reasons.append(refusals.MERGED_INTO_ITSELF())
    if source.closed:
        reasons.append(refusals.CLOSED())
    if target.closed:
        reasons.append(refusals.TARGET_CLOSED())
    if source.barrier and source.barrier != target.barrier:
        reasons.append(refusals.CONTENT_WOULD_BE_SEEN())
    return reasons


def objections_to_protecting(*, protected: bool, reason: str) -> list[Refusal]:
    """Why a dossier may not be made a protected one."""
    reasons = [refusals.PROTECTED_ALREADY()] if protected else []
    return reasons if reason.strip() else [*reasons, REASON_MISSING()]


def objections_to_lifting(*, protected: bool, reason: str) -> list[Refusal]:
    """Why the protection of a dossier may not be lifted."""
    reasons = [] if protected else [refusals.NOT_PROTECTED()]
    return reasons if reason.strip() else [*reasons, REASON_MISSING()]


def term_of(*, opened: date, written: Iterable[date], closed: date) -> tuple[date, date]:
    """The term (Laufzeit) of what is being closed: from its first document, or its opening, to its closing."""
    return min([opened, *written]), closed
