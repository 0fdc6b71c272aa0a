# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a document may be filed, moved or taken back: all reasons at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class FilingState:
    """What the rules need to know of a document and the place it should go to."""

    is_rendered: bool
    is_filed: bool
    is_withdrawn: bool
    target_closed: bool = False


def objections_to_filing(state: FilingState) -> list[str]:
    """Why a document may not be filed, as German sentences."""
    reasons = []
    if state.is_withdrawn:
        reasons.append("Das Dokument wurde zurückgezogen und kann nicht abgelegt werden.")
    if state.is_filed:
        reasons.append("Das Dokument ist schon abgelegt. Nehmen Sie die Ablage zuerst zurück.")
    if not state.is_rendered:
        reasons.append("Das Dokument wird noch eingelesen. Sobald es bereit ist, kann es abgelegt werden.")
    if state.target_closed:
        reasons.append("Die Akte ist geschlossen. Öffnen Sie sie wieder, oder wählen Sie eine andere Akte.")
    return reasons


def objections_to_forwarding(*, is_filed: bool, is_withdrawn: bool) -> list[str]:
    """Why a document may not go to another unit."""
    reasons = []
    if is_withdrawn:
        reasons.append("Das Dokument wurde zurückgezogen und kann nicht weitergeleitet werden.")
    if is_filed:
        reasons.append("Das Dokument ist schon abgelegt. Nehmen Sie die Ablage zuerst zurück.")
    return reasons


def objections_to_withdrawing(*, reason: str, is_withdrawn: bool) -> list[str]:
    """Why a document may not be taken out of use."""
    reasons = []
    if is_withdrawn:
        reasons.append("Das Dokument wurde schon zurückgezogen.")
    if not reason.strip():
        reasons.append("Bitte geben Sie einen Grund an.")
    return reasons


def objections_to_undo(state: FilingState) -> list[str]:
    """Why a filing may not be taken back."""
    reasons = []
    if not state.is_filed:
        reasons.append("Das Dokument liegt in keiner Akte.")
    if state.target_closed:
        reasons.append("Die Akte ist geschlossen; aus ihr wird nichts mehr herausgenommen.")
    return reasons


def hash_of_reading(pages: Iterable[tuple[int, str, bytes]]) -> str:
    """SHA-256 (hex) over number, text and packed words of all pages in order: what the journal vouches for."""
    whole = sha256()
    for number, text, words in pages:
        for part in (str(number).encode(), text.encode(), words):
            whole.update(sha256(part).digest())
    return whole.hexdigest()
