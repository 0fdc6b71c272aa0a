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


def objections_to_withdrawing(
    *, reason: str, is_withdrawn: bool, is_closed: bool = False, held_by: str = ""
) -> list[str]:
    """Why a document may not be taken out of use."""
    reasons = []
    if is_withdrawn:
        reasons.append("Das Dokument wurde schon zurückgezogen.")
    if is_closed:
        reasons.append("Die Akte oder der Vorgang ist geschlossen. Öffnen Sie zuerst wieder, was geschlossen ist.")
    if held_by:
        reasons.append(f"Das Dokument ist in Bearbeitung bei {held_by}.")
    if not reason.strip():
        reasons.append("Bitte geben Sie einen Grund an.")
    return reasons


def objections_to_undo(
    state: FilingState, *, came_as_post: bool = True, with_attachments: bool = False, held_by: str = ""
) -> list[str]:
    """Why a filing may not be taken back."""
    reasons = []
    if not came_as_post:
        reasons.append(
            "Das Dokument kam nicht als Post; es gibt keinen Eingang, in den es zurück könnte. Verschieben Sie es, "
            "oder ziehen Sie es zurück."
        )
    if with_attachments:
        reasons.append("Das Dokument hat Anlagen oder ist selbst eine. Lösen Sie die Anlagen zuerst.")
    if held_by:
        reasons.append(f"Das Dokument ist in Bearbeitung bei {held_by}.")
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


def objections_to_changing(state: DocumentState) -> list[str]:
    """What stands against every change of a document, as German sentences."""
    reasons = []
    if state.is_deleted:
        reasons.append("Das Dokument wurde gelöscht.")
    elif state.is_withdrawn:
        reasons.append("Das Dokument wurde zurückgezogen. Nehmen Sie zuerst die Zurückziehung zurück.")
    if state.is_closed:
        reasons.append("Die Akte oder der Vorgang ist geschlossen. Öffnen Sie zuerst wieder, was geschlossen ist.")
    if state.held_by:
        reasons.append(f"Das Dokument ist in Bearbeitung bei {state.held_by}.")
    return reasons


def objections_to_adding(*, files: int, target_closed: bool) -> list[str]:
    """Why a document may not be laid directly into a dossier or case."""
    reasons = []
    if not files:
        reasons.append("Es wurde keine Datei übergeben.")
    if target_closed:
        reasons.append("Die Akte oder der Vorgang ist geschlossen. Öffnen Sie zuerst wieder, was geschlossen ist.")
    return reasons


def objections_to_new_version(state: DocumentState, *, files: int = 1) -> list[str]:
    """Why a document gets no further version, or may not be checked out for one."""
    reasons = objections_to_changing(state)
    if not state.is_filed:
        reasons.append("Das Dokument liegt noch im Posteingang. Legen Sie es zuerst ab.")
    if not files:
        reasons.append("Es wurde keine Datei übergeben.")
    return reasons


def objections_to_release(*, is_checked_out: bool, reason: str) -> list[str]:
    """Why somebody else's work on a document may not be ended."""
    reasons = []
    if not is_checked_out:
        reasons.append("Das Dokument ist bei niemandem in Bearbeitung.")
    if not reason.strip():
        reasons.append("Bitte geben Sie einen Grund an.")
    return reasons


def objections_to_moving(state: DocumentState, *, same_place: bool, target_closed: bool) -> list[str]:
    """Why a document may not go to another dossier or case."""
    reasons = objections_to_changing(state)
    if not state.is_filed:
        reasons.append("Das Dokument liegt in keiner Akte. Legen Sie es aus dem Posteingang ab.")
    if state.is_attachment:
        reasons.append("Das Dokument ist eine Anlage und wandert mit ihrem Hauptdokument. Lösen Sie die Anlage zuerst.")
    if same_place:
        reasons.append("Das Dokument liegt schon dort.")
    if target_closed:
        reasons.append("Das Ziel ist geschlossen. Öffnen Sie es wieder, oder wählen Sie ein anderes.")
    return reasons


def objections_to_attaching(
    state: DocumentState, target: DocumentState, *, is_same: bool, same_dossier: bool
) -> list[str]:
    """Why a document may not become an attachment of another."""
    reasons = objections_to_changing(state)
    if is_same:
        reasons.append("Ein Dokument kann nicht seine eigene Anlage sein.")
        return reasons
    if not (state.is_filed and target.is_filed and same_dossier):
        reasons.append("Beide Dokumente müssen in derselben Akte liegen.")
    if state.is_attachment:
        reasons.append("Das Dokument ist schon eine Anlage.")
    if state.attachments:
        reasons.append("Das Dokument hat selbst Anlagen und kann deshalb keine werden.")
    if target.is_attachment:
        reasons.append("Das gewählte Hauptdokument ist selbst eine Anlage.")
    if target.is_withdrawn:
        reasons.append("Das gewählte Hauptdokument wurde zurückgezogen.")
    return reasons


def objections_to_detaching(state: DocumentState) -> list[str]:
    """Why an attachment may not become a document of its own."""
    reasons = objections_to_changing(state)
    if not state.is_attachment:
        reasons.append("Das Dokument ist keine Anlage.")
    return reasons


def objections_to_restoring(state: DocumentState) -> list[str]:
    """Why a withdrawal may not be taken back."""
    reasons = []
    if state.is_deleted:
        reasons.append("Das Dokument wurde gelöscht; es lässt sich nicht zurückholen.")
    elif not state.is_withdrawn:
        reasons.append("Das Dokument ist nicht zurückgezogen.")
    if state.is_closed:
        reasons.append("Die Akte oder der Vorgang ist geschlossen. Öffnen Sie zuerst wieder, was geschlossen ist.")
    return reasons


def objections_to_deleting(state: DocumentState, *, holds: Iterable[str], reason: str) -> list[str]:
    """Why a document may not be deleted for good; whatever a retention rule or a hold covers stays."""
    reasons = []
    if state.is_deleted:
        reasons.append("Das Dokument wurde schon gelöscht.")
    elif not state.is_withdrawn:
        reasons.append("Gelöscht wird nur, was zurückgezogen ist. Ziehen Sie das Dokument zuerst zurück.")
    if state.is_filed:
        reasons.append(
            "Das Dokument liegt in einer Akte; für sie gilt eine Aufbewahrungsregel. Es bleibt zurückgezogen dort."
        )
    reasons += [f"Es gilt eine Löschsperre: {each}" for each in holds]
    if not reason.strip():
        reasons.append("Bitte geben Sie einen Grund an.")
    return reasons
