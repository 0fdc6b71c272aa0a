# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a dossier may be opened or closed: all reasons at once."""


def objections_to_opening(*, subject_line: str, holds_dossiers: bool, disabled: bool) -> list[str]:
    """Why a dossier may not be opened below an entry, as German sentences."""
    reasons = []
    if not subject_line.strip():
        reasons.append("Bitte geben Sie einen Betreff an.")
    if len(subject_line) > 300:
        reasons.append("Der Betreff ist länger als 300 Zeichen.")
    if not holds_dossiers:
        reasons.append("Unter diesem Aktenplaneintrag werden keine Akten geführt.")
    if disabled:
        reasons.append("Dieser Aktenplaneintrag ist stillgelegt.")
    return reasons


def objections_to_closing(*, closed: bool, unrendered: int) -> list[str]:
    """Why a dossier may not be closed, as German sentences."""
    reasons = []
    if closed:
        reasons.append("Die Akte ist schon geschlossen.")
    if unrendered:
        reasons.append(f"Von {unrendered} Dokumenten fehlt noch die Archivfassung.")
    return reasons
