# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: health."""

from tests.matrix.row import FINE, get

ROWS = [
    get("/health", open_to_all=True),
    get("/health/evidence", open_to_all=True, fine=FINE | {503}),
    get("/health/search", open_to_all=True, fine=FINE | {503}),
    get("/metrics", open_to_all=True, fine=FINE | {401, 404}),
]
