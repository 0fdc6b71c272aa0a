# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be done with a consignment in which state, without a database."""


def objections_to_receiving(*, channel: str, channels: frozenset[str], files: int) -> list[str]:
    """Why post may not be taken in, as German sentences; empty means it may."""
    reasons = []
    if channel not in channels:
        reasons.append(f"Der Eingangskanal „{channel}“ ist unbekannt. Möglich sind: {', '.join(sorted(channels))}.")
    if not files:
        reasons.append("Es wurde keine Datei übergeben.")
    return reasons


def objections_to_filing(state: str) -> list[str]:
    """Why a consignment in this state may not be filed."""
    return {
        "received": ["Die Sendung wird noch eingelesen. Sobald sie bereit ist, kann sie abgelegt werden."],
        "quarantined": ["Die Sendung ist in Klärung. Lösen Sie zuerst die Klärung, dann kann sie abgelegt werden."],
        "filed": ["Die Sendung ist schon abgelegt. Nehmen Sie die Ablage zuerst zurück."],
        "returned": ["Die Sendung wurde zurückgegeben."],
    }.get(state, [])


def objections_to_undoing(state: str) -> list[str]:
    """Why a filing may not be taken back."""
    return [] if state == "filed" else ["Die Sendung ist nicht abgelegt."]


def objections_to_moving(state: str) -> list[str]:
    """Why a consignment may not go to another unit or back to its sender."""
    return {
        "filed": ["Die Sendung ist schon abgelegt. Nehmen Sie die Ablage zuerst zurück."],
        "returned": ["Die Sendung wurde schon zurückgegeben."],
    }.get(state, [])


def objections_to_resolving(state: str) -> list[str]:
    """Why a consignment cannot be taken out of quarantine."""
    return [] if state == "quarantined" else ["Die Sendung ist nicht in Klärung."]


def objections_to_password(state: str, code: str, password: str) -> list[str]:
    """Why a password cannot be tried."""
    reasons = objections_to_resolving(state)
    if not reasons and code not in ("encrypted", "wrong_password"):
        reasons.append("Die Datei verlangt kein Kennwort.")
    return reasons + objections_to_words(password)


def objections_to_words(password: str) -> list[str]:
    """Why this cannot be the password of any file."""
    reasons = []
    if not password:
        reasons.append("Bitte geben Sie das Kennwort ein.")
    if len(password) > 500:
        reasons.append("Das Kennwort ist länger als 500 Zeichen.")
    return reasons
