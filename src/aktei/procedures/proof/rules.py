# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may take proof out of the house, and what of the journal a reader is told."""

from collections.abc import Iterable, Mapping
from typing import Any

from aktei.base.refusals import Refusal
from aktei.base.rights.rules import AUDIT, CLOSE, MANAGE, READ
from aktei.procedures.proof import refusals

LONGEST_PURPOSE = 300

FORMAT = "aktei-nachweis-2"
"""How an export is laid out; exports that named "aktei-nachweis-1" could not prove that nothing was left out."""

HARMLESS = frozenset(
    {
        "reference", "number", "version", "pages", "role", "right", "cause", "valid_from", "valid_until", "channel",
        "received_at", "scanned_at", "state", "code", "suggestions", "format", "unit_name", "to_name", "sha256",
        "expires_at", "size", "notation", "position", "until", "since", "at", "principal",
    }
)  # fmt: skip
"""Fields of an event that tell nothing of what a document or dossier says. Whatever is not named here counts as
content, so that a new event tells too little rather than too much."""


def may_export(rights: Iterable[str]) -> bool:
    """Whoever may close the dossier, or may read it and also manages or audits it."""
    held = set(rights)
    return CLOSE in held or (READ in held and bool(held & {MANAGE, AUDIT}))


def objections_to_export(*, purpose: str, running: bool, ahead: bool = False) -> list[Refusal]:
    """Why an export may not be asked for now. `ahead`: the day asked about is still to come."""
    reasons = []
    if not purpose.strip():
        reasons.append(refusals.PURPOSE_MISSING())
    if len(purpose) > LONGEST_PURPOSE:
        reasons.append(refusals.PURPOSE_TOO_LONG(longest=LONGEST_PURPOSE))
    if ahead:
        reasons.append(refusals.DAY_TO_COME())
    if running:
        reasons.append(refusals.BEING_MADE())
    return reasons


def changes_a_dossier(kind: str) -> bool:
    """Whether a line of this kind may say that a dossier has become another one; looking at it does not change it."""
    return not kind.endswith(("Read", "Downloaded")) and not kind.startswith(("Export", "Proof", "Journal", "Extract"))


def without_content(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload with everything that could tell of the content replaced by an ellipsis."""
    return {name: value if name in HARMLESS or value in (None, "") else "…" for name, value in payload.items()}
