# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: saved views, and lists on paper and for spreadsheets."""

from aktei.entrances.web.kit.lists.actions import save_view
from tests.matrix.row import get, post
from tests.stage import Stage

_OWNER = frozenset({"sachbearbeitung"})


def _of_a_view(act: str):
    """An address about a view that somebody saved."""

    def at(stage: Stage) -> str:
        view = save_view(stage.anna, page="records:dossiers", name="Offene", query="zustand=offen")
        return f"/ansichten/{view.id}/{act}/"

    return at


def _view(stage: Stage) -> dict[str, str]:
    return {"page": "records:dossiers", "name": "Offene", "query": "zustand=offen"}


ROWS = [
    get("/ansichten/"),
    post("/ansichten/speichern/", data=_view, acts=False),
    post(_of_a_view("umbenennen"), _OWNER, lambda s: {"name": "Anders"}, acts=False),
    post(_of_a_view("standard"), _OWNER, lambda s: {"usual": "1"}, acts=False),
    post(_of_a_view("loeschen"), _OWNER, acts=False),
    *(
        get(f"/{page}/?ausgabe={kind}")
        for page in ("akten", "aufgaben", "beteiligte", "posteingang", "posteingang/klaerung")
        for kind in ("csv", "druck")
    ),
]
