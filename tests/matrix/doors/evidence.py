# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: evidence."""

from tests.matrix.row import FINE, get

ROWS = [
    get("/evidence/checkpoint", open_to_all=True, fine=FINE | {404}),
    get("/evidence/key", open_to_all=True, fine=FINE | {404}),
    get("/evidence/checkpoint/3", open_to_all=True, fine=FINE | {404}),
    get("/evidence/witnessed", open_to_all=True, fine=FINE | {404}),
    get("/evidence/timestamp", open_to_all=True, fine=FINE | {404}),
    get("/evidence/timestamp/3", open_to_all=True, fine=FINE | {404}),
    get("/evidence/keys", open_to_all=True, fine=FINE | {404}),
    get("/evidence/tile/entries/000", open_to_all=True, fine=FINE | {404}),
    get("/evidence/tile/0/000", open_to_all=True, fine=FINE | {404}),
]
