# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an envelope says of its sender goes with its last document, in the same act."""

from uuid import UUID

from aktei.base.log.erasing import forget_what_was
from aktei.records.documents.models import Document
from aktei.records.envelopes.models import Consignment, Envelope, Fault


def forget_with(document: Document) -> None:
    """After a document was deleted: empty its envelope, if no other document of it is left. Part of that act.

    When and through which door it came stays, and so do the hashes that were confirmed.
    """
    if document.consignment_id is None:
        return
    envelope = Consignment.objects.values_list("envelope", flat=True).get(id=document.consignment_id)
    Envelope.objects.select_for_update().get(id=envelope)  # whoever deletes another document of it comes after
    if not _is_left(consignment=document.consignment_id):
        Consignment.objects.filter(id=document.consignment_id).update(returned_because="")
        forget_what_was(Consignment, [document.consignment_id])
    if _is_left(consignment__envelope=envelope):
        return
    faults = list(Fault.objects.filter(envelope=envelope).values_list("id", flat=True))
    Fault.objects.filter(id__in=faults).update(text="")
    Envelope.objects.filter(id=envelope).update(
        sender="", note="", raw_sha256="", raw_size=None, raw_media_type="", raw_filename=""
    )
    forget_what_was(Fault, faults)
    forget_what_was(Envelope, [envelope])


def _is_left(**of_what: UUID) -> bool:
    return Document.objects.filter(deletion=None, **of_what).exists()
