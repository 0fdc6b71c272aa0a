# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: the handbook."""

from tests.matrix.row import get

ROWS = [
    get("/hilfe/", open_to_all=True),
    get("/hilfe/posteingang/", open_to_all=True),
    get("/hilfe/bilder/desk.png", open_to_all=True),
]
