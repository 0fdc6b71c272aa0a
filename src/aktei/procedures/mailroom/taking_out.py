# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking the files inside a file in as post of their own: asked for by a person, done by the machinery."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.procedures.mailroom import events
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.mailroom.models import Consignment
from aktei.procedures.mailroom.ports import Unpacked
from aktei.records.documents.actions import StoredFile


@action
def ask_for_files_inside(actor: Actor, *, consignment: UUID) -> Consignment:
    """Have what lies inside the files of this post taken in as post of its own. Needs `file` where it lies."""
    row = Consignment.objects.select_related("document").filter(id=consignment).first()
    if row is None:
        raise Missing(_("Diese Sendung gibt es nicht."))
    require(actor, FILE, row.chain)
    version = row.document.current_id
    if version is None:
        raise Refused(_("Diese Sendung ist noch nicht eingelesen."))
    record(
        actor,
        events.FilesInsideWanted(
            node=row.document_id, within=row.document.context, version=version, consignment=row.id
        ),
    )
    return row


@action
def take_out(actor: Actor, *, consignment: UUID, version: UUID, unpacked: Sequence[Unpacked]) -> int:
    """Receive each file as post of the same unit, once however often it is asked for. Returns how many there are.

    Only the office's own machinery does this; what could not be unpacked is told in the history.
    """
    if not actor.is_system:
        raise Forbidden(_("Enthaltene Dateien packt nur Aktei selbst aus."))
    row = Consignment.objects.select_related("document").get(id=consignment)
    subject_line = row.document.subject_line or _("ohne Betreff")
    taken, failed = 0, []
    for number, each in enumerate(unpacked, 1):
        if each.file is None:
            failed.append(each.name)
            continue
        receive_consignment(
            actor,
            unit=row.unit_id,
            channel=row.channel,
            received_at=row.received_at,
            files=[StoredFile(*each.file, filename=each.name)],
            sender=row.document.sender,
            note=_("Lag in der Sendung „%(subject_line)s“.") % {"subject_line": subject_line},
            idempotency_key=f"{version}-{number}",
        )
        taken += 1
    record(
        actor,
        events.FilesInsideTakenOut(
            node=row.document_id,
            within=row.document.context,
            taken=taken,
            failed=", ".join(failed) or _("keine"),
        ),
    )
    return taken
