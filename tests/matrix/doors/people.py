# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: people."""

from tests.matrix.row import get, post

ROWS = [
    get("/anmelden/", open_to_all=True),
    get("/einrichten/", frozenset(), open_to_all=True, fine=frozenset({404})),
    get("/anmelden/code/", open_to_all=True),
    get("/anmelden/zweiter-faktor/", open_to_all=True),
    get("/anmelden/oidc/", open_to_all=True, fine=frozenset({404, 302})),
    get("/anmelden/oidc/rueckkehr/", open_to_all=True, fine=frozenset({404, 302})),
    get("/konto/"),
    get("/konto/passwort/"),
    get("/konto/zweiter-faktor/"),
    post("/konto/zweiter-faktor/entfernen/", data=lambda s: {"password": ""}),
    post("/konto/sitzungen-beenden/"),
    post(
        lambda s: f"/konto/schluessel/{s.token.id}/widerrufen/", frozenset({"sachbearbeitung", "verwaltung"}), acts=True
    ),
    post("/abmelden/"),
]
