# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: search."""

from tests.matrix.row import RECORDS, get

ROWS = [
    get("/suche/?q=Seite"),
    get("/suche/eingrenzen/?q=Seite"),
    get("/suche/sprung/?q=Wohngeld"),
    get(lambda s: f"/suche/ausschnitt/{s.filed.document_id}/1.webp?q=Seite", RECORDS),
]
