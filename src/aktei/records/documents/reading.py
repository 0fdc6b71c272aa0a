# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading is an act: opening and downloading leave a line in the history."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.acts.queries import happened_since, recorded_since
from aktei.base.acts.transaction import action, record
from aktei.base.rights.emergency_reading import note_emergency_reading
from aktei.base.rights.queries import require
from aktei.base.rights.rules import READ
from aktei.records.documents import refusals
from aktei.records.documents.events import ComponentDownloaded, DocumentRead
from aktei.records.documents.models import Component, Document, Page, Version

ONE_READING = timedelta(minutes=30)
"""Turning pages within this time is one reading, and one line in the history."""


@action
def read_document(actor: Actor, *, document: UUID) -> Document:
    """Open a document's pages. Journalled once per reading; needs `read`."""
    row = Document.objects.select_related("current").filter(id=document).first()
    if row is None:
        raise Missing(refusals.MISSING())
    require(actor, READ, row.chain)
    if not happened_since(actor, DocumentRead, row.id, timezone.now() - ONE_READING):
        version = row.current.number if row.current else 0
        record(actor, DocumentRead(node=row.id, within=row.context, version=version))
        note_emergency_reading(actor, row.chain, row.context)
    return row


@action
def download_component(
    actor: Actor, *, document: UUID, version: int, role: str, position: int = 1, goes_on: bool = False
) -> Component:
    """Take a copy of a stored file; every download is journalled. Needs `read`.

    `goes_on`: only a part is asked for, as by who leafs through a large file or whose line broke. It belongs to the
    download of the same file that was noted before, and only without one it is one.
    """
    row = (
        Component.objects.select_related("version__document")
        .filter(version__document=document, version__number=version, role=role, position=position)
        .first()
    )
    if row is None:
        raise Missing(refusals.NO_SUCH_FILE())
    owner = row.version.document
    require(actor, READ, owner.chain)
    taken = ComponentDownloaded(node=owner.id, within=owner.context, version=version, role=role, sha256=row.sha256)
    if not (goes_on and recorded_since(actor, taken, timezone.now() - ONE_READING)):
        record(actor, taken)
        note_emergency_reading(actor, owner.chain, owner.context)
    return row


@action
def download_text(actor: Actor, *, document: UUID, version: int) -> str:
    """Take a copy of the text of all pages, one form feed between two. Journalled like any download. Needs `read`."""
    row = Version.objects.select_related("document").filter(document=document, number=version).first()
    if row is None:
        raise Missing(refusals.NO_SUCH_VERSION())
    owner = row.document
    require(actor, READ, owner.chain)
    if row.rendered_at is None:
        raise Missing(refusals.TEXT_NOT_READ_YET())
    text = "\f".join(Page.objects.filter(version=row).order_by("number").values_list("text", flat=True))
    digest = hashlib.sha256(text.encode()).hexdigest()
    record(
        actor,
        ComponentDownloaded(node=owner.id, within=owner.context, version=version, role="text", sha256=digest),
    )
    note_emergency_reading(actor, owner.chain, owner.context)
    return text
