# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post that was forwarded just now comes back."""

from typing import Any
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import action
from aktei.records.documents.calling_back import undo_forwarding
from aktei.records.envelopes.actions import locked_consignment
from aktei.records.envelopes.queries import documents_of


@action
def undo_forward(actor: Actor, *, consignment: UUID) -> Any:
    """Take forwarded post back, in whatever state it is; see `undo_forwarding`."""
    row = locked_consignment(consignment)
    waiting = [each for each in documents_of(row.id) if each.dossier_id is None and each.withdrawn_at is None]
    undo_forwarding(actor, document=(waiting or documents_of(row.id))[0].id)
    return row
