# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a dossier may be opened, changed, moved, merged or closed: all reasons at once."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

LONGEST = 300
"""Characters of a subject line."""
PROTECTION = "Schutz der Akte"
"""The cause of rights that were given because the dossier is protected; lifting the protection ends them."""
_CLOSED = "Die Akte ist geschlossen. Öffnen Sie sie zuerst wieder."
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


def objections_to_subject_line(subject_line: str) -> list[str]:
    """Why this cannot be a subject line, as German sentences."""
    reasons = []
    if not subject_line.strip():
        reasons.append("Bitte geben Sie einen Betreff an.")
    if len(subject_line) > LONGEST:
        reasons.append(f"Der Betreff ist länger als {LONGEST} Zeichen.")
    return reasons


def objections_to_renaming(*, wanted: str, now: str, seen: str | None) -> list[str]:
    """Why a subject line may not be replaced: somebody else changed it while this person was typing.

    `seen` is what stood there when they began; None where nobody looked at it before.
    """
    if seen is None or seen.strip() == now.strip() or wanted.strip() == now.strip():
        return []
    return [
        f"Jemand hat den Betreff inzwischen geändert, er lautet jetzt „{now}“. Passt Ihrer („{wanted.strip()}“) noch, "
        "tragen Sie ihn noch einmal ein."
    ]


def objections_to_opening(*, subject_line: str, holds_dossiers: bool, disabled: bool) -> list[str]:
    """Why a dossier may not be opened below an entry, as German sentences."""
    return objections_to_subject_line(subject_line) + objections_to_entry(
        holds_dossiers=holds_dossiers, disabled=disabled
    )


def objections_to_entry(*, holds_dossiers: bool, disabled: bool) -> list[str]:
    """Why no dossier may come to lie below this entry."""
    reasons = []
    if not holds_dossiers:
        reasons.append("Unter diesem Aktenplaneintrag werden keine Akten geführt.")
    if disabled:
        reasons.append("Dieser Aktenplaneintrag ist stillgelegt.")
    return reasons


def objections_to_sub_dossier(*, subject_line: str, parent_closed: bool) -> list[str]:
    """Why no dossier may be opened in another."""
    reasons = objections_to_subject_line(subject_line)
    if parent_closed:
        reasons.append("Die Akte ist geschlossen und nimmt nichts mehr auf. Öffnen Sie sie zuerst wieder.")
    return reasons


def objections_to_changing(*, closed: bool) -> list[str]:
    """Why nothing about the dossier may be changed."""
    return [_CLOSED] if closed else []


def objections_to_closing(
    *, closed: bool, unrendered: int, open_cases: int = 0, open_sub_dossiers: int = 0
) -> list[str]:
    """Why a dossier or case may not be closed, as German sentences."""
    reasons = []
    if closed:
        reasons.append("Die Akte ist schon geschlossen.")
    if unrendered:
        reasons.append(
            "Von einem Dokument fehlt noch die Archivfassung. Warten Sie, bis es eingelesen ist, oder ziehen Sie es "
            "zurück."
            if unrendered == 1
            else f"Von {unrendered} Dokumenten fehlt noch die Archivfassung. Warten Sie, bis sie eingelesen sind, oder "
            "ziehen Sie sie zurück."
        )
    if open_cases:
        reasons.append(
            "Ein Vorgang ist noch offen. Schließen Sie ihn zuerst, oder schließen Sie ihn mit."
            if open_cases == 1
            else f"{open_cases} Vorgänge sind noch offen. Schließen Sie sie zuerst, oder schließen Sie sie mit."
        )
    if open_sub_dossiers:
        reasons.append(
            "Eine Teilakte ist noch offen. Schließen Sie sie zuerst."
            if open_sub_dossiers == 1
            else f"{open_sub_dossiers} Teilakten sind noch offen. Schließen Sie sie zuerst."
        )
    return reasons


@dataclass(frozen=True)
class Standing:
    """Where a record stands. `barrier` is the protected dossier it lies in (or is), if any."""

    id: UUID
    barrier: UUID | None
    closed: bool = False


def objections_to_moving(what: Standing, *, into: Standing | None, below: Collection[UUID] = ()) -> list[str]:
    """Why a dossier may not be moved into another dossier (or, `into` None, directly below a file plan entry).

    `below` are the dossiers inside `what`. Out of a protected dossier nothing is moved, as others would see it at its
    new place; what is protected itself may go anywhere, and what comes into a protected dossier is as protected as it.
    """
    reasons = []
    if into and (into.id == what.id or into.id in below):
        reasons.append("Eine Akte kann nicht in sich selbst oder in ihre eigene Teilakte verschoben werden.")
    if into and into.closed:
        reasons.append("Die Zielakte ist geschlossen und nimmt nichts mehr auf. Öffnen Sie sie zuerst wieder.")
    if what.barrier and what.barrier not in (what.id, into.barrier if into else None):
        reasons.append(
            "Die Akte liegt in einer geschützten Akte; am neuen Ort könnten andere sie sehen. "
            "Schützen Sie sie zuerst selbst."
        )
    return reasons


def objections_to_moving_a_case(*, barrier: UUID | None, closed: bool, into: Standing, here: UUID) -> list[str]:
    """Why a case may not be moved from the dossier `here` into another."""
    reasons = []
    if into.id == here:
        reasons.append("Der Vorgang liegt schon in dieser Akte.")
    if closed:
        reasons.append("Der Vorgang oder seine Akte ist geschlossen. Öffnen Sie sie zuerst wieder.")
    if into.closed:
        reasons.append("Die Zielakte ist geschlossen und nimmt nichts mehr auf. Öffnen Sie sie zuerst wieder.")
    if barrier and barrier != into.barrier:
        reasons.append("Die Akte ist geschützt; am neuen Ort könnten andere den Vorgang sehen.")
    return reasons


def objections_to_merging(source: Standing, target: Standing, *, below: Collection[UUID] = ()) -> list[str]:
    """Why `source` may not become part of `target`. `below` are the dossiers inside `source`."""
    reasons = []
    if target.id == source.id or target.id in below:
        reasons.append("Eine Akte kann nicht in sich selbst oder in ihre eigene Teilakte übergehen.")
    if source.closed:
        reasons.append("Die Akte ist geschlossen. Öffnen Sie sie zuerst wieder.")
    if target.closed:
        reasons.append("Die Zielakte ist geschlossen und nimmt nichts mehr auf. Öffnen Sie sie zuerst wieder.")
    if source.barrier and source.barrier != target.barrier:
        reasons.append("Die Akte ist geschützt; in der Zielakte könnten andere ihren Inhalt sehen.")
    return reasons


def objections_to_protecting(*, protected: bool, reason: str) -> list[str]:
    """Why a dossier may not be made a protected one."""
    reasons = ["Die Akte ist schon geschützt."] if protected else []
    return reasons if reason.strip() else [*reasons, "Bitte geben Sie einen Grund an."]


def objections_to_lifting(*, protected: bool, reason: str) -> list[str]:
    """Why the protection of a dossier may not be lifted."""
    reasons = [] if protected else ["Die Akte ist nicht geschützt."]
    return reasons if reason.strip() else [*reasons, "Bitte geben Sie einen Grund an."]


def term_of(*, opened: date, written: Iterable[date], closed: date) -> tuple[date, date]:
    """The term (Laufzeit) of what is being closed: from its first document, or its opening, to its closing."""
    return min([opened, *written]), closed
