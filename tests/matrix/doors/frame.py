# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: frame."""

from tests.matrix.row import get, post

ROWS = [
    get("/rahmen/zaehler/"),
    get("/rahmen/laufend/"),
    post("/rahmen/darstellung/", data=lambda s: {"theme": "dark"}, acts=False, open_to_all=True),
    post("/rahmen/sprache/", data=lambda s: {"language": "en"}, acts=False, open_to_all=True),
    get("/static/00000000/aktei/favicon.svg", open_to_all=True),
    get("/rahmen/bausteine/", open_to_all=True, fine=frozenset({404})),
    get("/"),
    get("/waehlen/person/?who=a"),
]
