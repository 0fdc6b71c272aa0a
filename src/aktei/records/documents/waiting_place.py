# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which unit an unfiled document waits."""

from typing import Any

from aktei.base.people.queries import living_heir
from aktei.base.rights.actions import place
from aktei.records.documents.locking import waiting_beside
from aktei.records.documents.models import Document


def hang_in(row: Document, unit: Any) -> None:
    """Let unfiled post wait in this unit. Part of an act, which records."""
    row.unit = unit
    row.chain = place(row.id, unit.id, unit.chain)
    row.save(update_fields=["unit", "chain"])


def where_it_waits(row: Document) -> Any:
    """The unit in which a document that comes back to the post waits: all of one consignment waits in one unit.

    If nothing of it waits any more, that which received it, or where that one's post went since it was dissolved.
    """
    beside = waiting_beside(row)
    return beside[0].unit if beside else living_heir(row.unit)
