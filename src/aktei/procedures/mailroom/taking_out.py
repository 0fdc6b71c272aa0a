# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking the files inside a file in as post of their own: asked for by a person, done by the machinery."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.procedures.mailroom import events, refusals
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.mailroom.ports import Unpacked
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.locking import locked
from aktei.records.documents.queries import version_of


@action
def ask_for_files_inside(actor: Actor, *, document: UUID) -> UUID:
    """Have what lies inside the files of this document taken in as post of its own. Needs `file` where it lies.

    Returns the version that is unpacked.
    """
    row = locked(document)
    require(actor, FILE, row.chain)
    reasons = [] if row.consignment_id else [refusals.NOT_POST()]
    if row.current_id is None:
        reasons.append(refusals.NOT_READ_YET())
    if reasons or row.current_id is None or row.consignment_id is None:
        raise Refused(reasons)
    record(
        actor,
        events.FilesInsideWanted(
            node=row.id, within=row.context, version=row.current_id, consignment=row.consignment_id
        ),
    )
    return row.current_id


@action
def take_out(actor: Actor, *, version: UUID, unpacked: Sequence[Unpacked]) -> int:
    """Receive each file as post of the same unit, once however often it is asked for. Returns how many there are.

    Only the office's own machinery does this; what could not be unpacked is told in the history.
    """
    if not actor.is_system:
        raise Forbidden(refusals.TAKEN_OUT_BY_THE_OFFICE_ALONE())
    row = version_of(version).document
    subject_line = row.subject_line or _("ohne Betreff")
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
            sender=row.sender,
            note=_("Lag im Eingang „%(subject_line)s“.") % {"subject_line": subject_line},
            idempotency_key=f"{version}-{number}",
        )
        taken += 1
    record(
        actor,
        events.FilesInsideTakenOut(
            node=row.id,
            within=row.context,
            taken=taken,
            failed=", ".join(failed) or _("keine"),
        ),
    )
    return taken
