# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: what a kind of dossier asks for."""

from tests.matrix.row import RECORDS, get, post

ROWS = [
    get(lambda s: f"/akten/{s.case_file.id}/felder/", RECORDS),
    post(lambda s: f"/akten/{s.case_file.id}/felder/", RECORDS, lambda s: {"specialist_key": "WG-9"}),
]
