# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an uploaded table of units or persons to its lines.

A table is what a spreadsheet saves as CSV: a head line, semicolons (or what else separates), one line each.
"""

from aktei.base.acts.errors import Refused
from aktei.base.people import refusals
from aktei.base.people.importing import LINE, Lines
from aktei.exchange.tables import reading

LARGEST = 2**21
"""Bytes of a table; 20,000 persons fit."""
MOST_LINES = 50_000


def read(table: bytes) -> Lines:
    """The lines of a table by the names of its head. Raises `Refused` for what is no table."""
    if len(table) > LARGEST:
        raise Refused(refusals.TABLE_TOO_LARGE())
    try:
        found = reading.read(table, named=lambda name: " ".join(name.lower().split()), most=MOST_LINES)
    except reading.NoTable as trouble:
        raise Refused(trouble.reason) from trouble
    if found.flaws:
        raise Refused([refusals.AT_LINE(number=str(each.line), reason=each.reason) for each in found.flaws])
    return [
        {LINE: str(row.line), **{name: " ".join(row.cells.get(name, "").split()) for name in found.head if name}}
        for row in found.rows
    ]
