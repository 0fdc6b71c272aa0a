# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post that was forwarded just now comes back."""

from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.acts.transaction import action
from aktei.procedures.mailroom.models import Consignment
from aktei.records.documents.calling_back import undo_forwarding


@action
def undo_forward(actor: Actor, *, consignment: UUID) -> Consignment:
    """Take forwarded post back, in whatever state it is; see `undo_forwarding`."""
    rows = Consignment.objects.select_for_update(of=("self",)).select_related("document", "unit")
    row = rows.filter(id=consignment).first()
    if row is None:
        raise Missing(_("Diese Sendung gibt es nicht."))
    row.document = undo_forwarding(actor, document=row.document_id)
    row.unit_id, row.chain = row.document.unit_id, row.document.chain
    row.save(update_fields=["unit", "chain"])
    return row
