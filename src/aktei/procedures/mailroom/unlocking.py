# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passwords of encrypted files, of post and of what lies in dossiers, kept sealed until they were tried."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import action, record
from aktei.procedures.mailroom import events, rules, sealing
from aktei.procedures.mailroom.models import SuppliedPassword
from aktei.records.documents.versions import held_unread


@action
def unlock_version(actor: Actor, *, document: UUID, number: int, password: str) -> Any:
    """Have an encrypted version of a document in a dossier read with this password; returns it. Needs `edit`.

    For post that waits in quarantine there is `supply_password`. The password is forgotten once it was tried.
    """
    version = held_unread(actor, document, number)
    reasons = rules.objections_to_words(password)
    if reasons:
        raise Refused(reasons)
    keep_until_tried(document, password)
    row = version.document
    record(actor, events.PasswordSupplied(node=row.id, within=row.context, version=version.id))
    return version


def keep_until_tried(document: UUID, password: str) -> None:
    """Seal a password for the rendition of this document; the one before it is gone."""
    SuppliedPassword.objects.update_or_create(
        document=document, defaults={"sealed": sealing.seal(password), "supplied_at": timezone.now()}
    )


def forget_tried(document: UUID, before: datetime) -> None:
    """Forget the password of a document, unless it was given after this moment and may not have been tried."""
    SuppliedPassword.objects.filter(document=document, supplied_at__lt=before).delete()
