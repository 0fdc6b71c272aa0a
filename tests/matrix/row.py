# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one row of the matrix of addresses says, and short ways to write it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.stage import Stage

STRANGER = "stranger"
EVERYBODY = frozenset(
    [
        "fremd",
        "post",
        "sachbearbeitung",
        "vertretung",
        "leitung",
        "schriftgut",
        "datenschutz",
        "verwaltung",
        "bauaufsicht",
    ]
)
POST = frozenset({"post", "sachbearbeitung", "vertretung", "leitung"})
"""Who reads the incoming post of the team."""
RECORDS = frozenset({"sachbearbeitung", "vertretung", "leitung", "schriftgut"})
"""Who reads the dossiers of the team."""
FINDERS = RECORDS | {"datenschutz"}
"""Who may at least know that such a dossier exists."""
DENIED = frozenset({403, 404})
FINE = frozenset({200, 201, 202, 204, 302, 303})


@dataclass(frozen=True)
class Row:
    """One call: where, by whom with success; everybody else is `denied`, strangers go to the log-in or get 401."""

    at: Callable[[Stage], str]
    may: frozenset[str] = EVERYBODY
    data: Callable[[Stage], dict[str, Any]] | None = None
    method: str = "GET"
    open_to_all: bool = False
    fine: frozenset[int] = FINE
    denied: frozenset[int] = DENIED
    acts: bool = field(default=True)


def get(at: Callable[[Stage], str] | str, may: frozenset[str] = EVERYBODY, **more: Any) -> Row:
    """A page."""
    return Row(at if callable(at) else lambda stage: at, may, **more)


def post(
    at: Callable[[Stage], str] | str,
    may: frozenset[str] | None = EVERYBODY,
    data: Callable[[Stage], dict[str, Any]] | None = None,
    **more: Any,
) -> Row:
    """A button: of those who may, the first presses it."""
    return Row(at if callable(at) else lambda stage: at, may, data or (lambda stage: {}), "POST", **more)


def unfiled(path: str) -> Callable[[Stage], str]:
    """An address about post that is ready to be filed."""
    return lambda stage: f"/posteingang/{stage.ready.id}/{path}"


def unclear(path: str) -> Callable[[Stage], str]:
    """An address about post in quarantine."""
    return lambda stage: f"/posteingang/{stage.quarantined.id}/{path}"


def dossier(path: str) -> Callable[[Stage], str]:
    """An address about a dossier."""
    return lambda stage: f"/akten/{stage.dossier.id}/{path}"


def case(path: str) -> Callable[[Stage], str]:
    """An address about a case."""
    return lambda stage: f"/vorgaenge/{stage.case.id}/{path}"


def document(path: str) -> Callable[[Stage], str]:
    """An address about a filed document."""
    return lambda stage: f"/dokumente/{stage.filed.document_id}/{path}"
