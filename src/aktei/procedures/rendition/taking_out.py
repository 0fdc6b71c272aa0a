# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Laying the files inside a document of a dossier beside it: asked for by a person, done by the machinery."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.procedures.rendition import events, refusals
from aktei.procedures.rendition.refusals import LIES_IN_NO_DOSSIER_ANY_MORE, TAKEN_OUT_BY_THE_OFFICE_ALONE
from aktei.procedures.rendition.unpacking import Stored
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.copies import copies
from aktei.records.documents.locking import locked_where_it_lies, state_of
from aktei.records.documents.moving import add_document
from aktei.records.documents.queries import version_of
from aktei.records.documents.rules import objections_to_changing


@action
def ask_for_files_inside(actor: Actor, *, document: UUID) -> UUID:
    """Have what lies inside the files of a document laid beside it in its dossier. Needs `file` there.

    Returns the version that is unpacked.
    """
    row = locked_where_it_lies(document)
    require(actor, FILE, row.chain)
    reasons = objections_to_changing(state_of(actor, row))
    if row.dossier_id is None:
        reasons.append(refusals.TAKE_IT_OUT_IN_THE_POST())
    version = row.current_id
    if version is None:
        reasons.append(refusals.NOT_READ_YET())
    if reasons or version is None:
        raise Refused(reasons)
    record(actor, events.FilesInsideWantedBeside(node=row.id, within=row.context, version=version))
    return version


@action
def lay_beside(actor: Actor, *, version: UUID, unpacked: Sequence[tuple[str, Stored | None]]) -> int:
    """Lay each file into the dossier, attached to the document it lay in; what lies there already is not laid again.

    Only the office's own machinery does this. Returns how many there are; what could not be unpacked is told in the
    history.
    """
    if not actor.is_system:
        raise Forbidden(TAKEN_OUT_BY_THE_OFFICE_ALONE())
    row = locked_where_it_lies(version_of(version).document_id)
    reasons = objections_to_changing(state_of(actor, row))
    if reasons or row.dossier_id is None:
        raise Refused(reasons or [LIES_IN_NO_DOSSIER_ANY_MORE()])
    files = {stored[0]: StoredFile(*stored, filename=name) for name, stored in unpacked if stored}
    found = copies(actor, [[digest] for digest in files])
    there = {
        key[0]
        for key, each in found.items()
        if any(one.is_whole and one.document.dossier_id == row.dossier_id for one in each)
    }
    for digest, file in files.items():
        if digest not in there:
            add_document(
                actor,
                originals=[file],
                dossier=None if row.case_id else row.dossier_id,
                case=row.case_id,
                sender=row.sender,
                attached_to=row.attached_to_id or row.id,
            )
    record(
        actor,
        events.FilesInsideLaidBeside(
            node=row.id,
            within=row.context,
            taken=len(files) - len(there),
            known=len(there),
            failed=", ".join(name for name, stored in unpacked if stored is None) or _("keine"),
        ),
    )
    return len(files) - len(there)
