# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making several documents of one that waits as post: a stack that went through the scanner in one piece.

Nothing is copied: each new document names its pages of the file. The divided one is withdrawn with the file and stays
what it was; who later reads a part gets the archival copy of its pages alone.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.outbox.lanes import Lane
from aktei.base.rights.queries import require_own
from aktei.base.rights.rules import FILE
from aktei.records.documents.actions import StoredFile, StoredPages, receive_document, withdraw_document
from aktei.records.documents.locking import locked
from aktei.records.documents.models import UNFILED, Document
from aktei.records.documents.queries import counted_files, originals_of, page_ranges_of, standing_faults
from aktei.records.documents.removing import restore_document
from aktei.records.envelopes import events, refusals, rules
from aktei.records.envelopes.actions import locked_consignment
from aktei.records.envelopes.rules import Dividing, Span

_SOON = 50
"""Of a document with so many pages somebody waits for the parts; of a longer one others would wait for them."""


@action
def divide_document(actor: Actor, *, document: UUID, parts: Sequence[Span]) -> list[Document]:
    """Make a document of each of these parts of a waiting one, and withdraw that. Needs `file` of the actor's own.

    Every page has to be in exactly one part. The new documents wait beside it, in the order of the parts, and are read
    anew; the first keeps the subject line.
    """
    row = _locked(actor, document)
    ((_row, now),) = _states([row])
    reasons = rules.objections_to_dividing(now, parts)
    if reasons:
        raise Refused(reasons)
    pages = _pages_of(row)
    made = []
    for number, (first, last) in enumerate(parts):
        before = pages.first - 1
        made.append(
            receive_document(
                actor,
                unit=row.unit_id,
                channel=row.channel,
                received_at=row.received_at,
                pages=[StoredPages(pages.file, before + first, before + last, cut_from=row.id)],
                subject_line=row.subject_line if number == 0 else "",
                sender=row.sender,
                consignment=row.consignment_id,
                place_in_consignment=_next_place(row),
                lane=Lane.COUNTER if row.page_count <= _SOON else Lane.TODAY,
            )
        )
    withdraw_document(actor, document=row.id, reason=_("In {count} Dokumente aufgeteilt").format(count=len(made)))
    _note_offered(row, offered=False)
    record(
        actor,
        events.DocumentDivided(
            node=row.id,
            within=(row.unit_id,),
            into=tuple(each.id for each in made),
            pages=", ".join(rules.pages_text(range(first, last + 1)) for first, last in parts),
            count=len(made),
        ),
    )
    return made


@action
def undo_division(actor: Actor, *, document: UUID) -> Document:
    """Put a divided document together again: it waits once more, its parts are withdrawn. Needs `file`.

    Only while all parts that are left wait.
    """
    row = _locked(actor, document)
    parts = _parts_of(row)
    if not parts or row.withdrawn_at is None:
        raise Refused(refusals.NOT_DIVIDED())
    if any(each.dossier_id is not None for each in parts):
        raise Refused(refusals.PARTS_ARE_IN_USE())
    restored = restore_document(actor, document=row.id)
    for each in parts:
        withdraw_document(actor, document=each.id, reason=_("Wieder zusammengefügt"))
    _note_offered(row, offered=not _beside(row).filter(current__rendered_at=None).exists())
    record(actor, events.DivisionUndone(node=row.id, within=(row.unit_id,), count=len(parts)))
    return restored


def divisible(rows: Sequence[Document]) -> set[UUID]:
    """Those of these documents that could be divided now, for pages that offer it; three queries at most."""
    return {row.id for row, now in _states(rows) if not rules.objections_to_dividing(now)}


def _locked(actor: Actor, document: UUID) -> Document:
    """The document with its consignment, which whoever files or forwards takes first, too."""
    consignment = Document.objects.filter(id=document).values_list("consignment", flat=True).first()
    if consignment is not None:
        locked_consignment(consignment)
    row = locked(document)
    require_own(actor, FILE, row.chain)
    if row.consignment_id is None or row.consignment_id != consignment:
        raise Missing(refusals.NO_SUCH_CONSIGNMENT())
    return row


def _states(rows: Sequence[Document]) -> list[tuple[Document, Dividing]]:
    """What the rules need to know of each."""
    versions = [row.current_id for row in rows if row.current_id]
    files, faults = counted_files(versions), standing_faults(versions)
    return [
        (
            row,
            Dividing(
                waits=row.consignment_id is not None and row.dossier_id is None and row.withdrawn_at is None,
                is_read=bool(row.current and row.current.rendered_at) and row.current_id not in faults,
                files=files[row.current_id],
                pages=row.page_count,
            ),
        )
        for row in rows
    ]


def _pages_of(row: Document) -> StoredPages:
    """The one file of the document, or those pages of one that it consists of itself."""
    version: Any = row.current
    kept: Any = [*originals_of(version.id), *page_ranges_of(version.id)][0]
    file = StoredFile(kept.sha256, kept.size, kept.media_type, kept.filename)
    return StoredPages(file, getattr(kept, "first_page", 1), getattr(kept, "last_page", row.page_count))


def _parts_of(row: Document) -> list[Document]:
    """What was made of it and is still in use."""
    rows = Document.objects.filter(versions__page_ranges__cut_from=row, withdrawn_at=None)
    return list(rows.order_by("place_in_consignment").distinct())


def _beside(row: Document) -> Any:
    return Document.objects.filter(UNFILED, consignment=row.consignment_id)


def _next_place(row: Document) -> int:
    places = Document.objects.filter(consignment=row.consignment_id)
    return int(places.aggregate(last=Max("place_in_consignment"))["last"]) + 1


def _note_offered(row: Document, *, offered: bool) -> None:
    """What waits unread is not offered for filing; it is once all of it was read."""
    consignment = locked_consignment(row.consignment_id)  # type: ignore[arg-type]  # checked by `_locked`
    consignment.offered_at = timezone.now() if offered else None
    consignment.save(update_fields=["offered_at"])
