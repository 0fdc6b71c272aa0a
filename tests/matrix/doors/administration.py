# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: administration."""

from tests.matrix.row import get

OFFICE = frozenset({"verwaltung"})
LOOKING = frozenset({"verwaltung", "schriftgut", "datenschutz"})
ROWS = [
    get("/verwaltung/", LOOKING),
]
