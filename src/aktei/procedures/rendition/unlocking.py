# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Having an encrypted file read with its password, wherever the document lies."""

from typing import Any
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import action, record
from aktei.procedures.rendition import events, password_box
from aktei.procedures.rendition.rules import objections_to_password
from aktei.records.documents.faults import settle_with_password, unread_version
from aktei.records.documents.queries import standing_faults


@action
def unlock_version(actor: Actor, *, document: UUID, password: str, number: int | None = None) -> Any:
    """Have an encrypted version read with this password; without a number the newest. Returns the version.

    The password is kept sealed and forgotten once it was tried. Needs `file` unfiled, `edit` filed.
    """
    version = unread_version(actor, document, number)
    reasons = objections_to_password(standing_faults([version.id])[version.id].code, password)
    if reasons:
        raise Refused(reasons)
    settle_with_password(actor, version)
    password_box.keep(document, password)
    row = version.document
    record(actor, events.PasswordSupplied(node=row.id, within=row.context, version=version.id))
    return version
