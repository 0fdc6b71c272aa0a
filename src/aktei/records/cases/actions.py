# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening cases."""

from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing, Refused, action, record
from aktei.base.journal.models_base import new_id
from aktei.base.rights.actions import place
from aktei.base.rights.queries import require
from aktei.base.rights.rules import FILE
from aktei.records.cases.events import CaseOpened
from aktei.records.cases.models import Case
from aktei.records.dossiers.models import Closure, Dossier


@action
def open_case(actor: Actor, *, dossier: UUID, subject_line: str) -> Case:
    """Open a case in a dossier under its next number. Needs `file` on the dossier."""
    above = Dossier.objects.select_for_update().filter(id=dossier).first()
    if above is None:
        raise Missing(_("Diese Akte gibt es nicht."))
    require(actor, FILE, above.chain)
    reasons = []
    if not subject_line.strip():
        reasons.append(_("Bitte geben Sie einen Betreff an."))
    if Closure.objects.filter(node=above.id, reopened_at=None).exists():
        reasons.append(_("Die Akte ist geschlossen. Öffnen Sie sie zuerst wieder."))
    if reasons:
        raise Refused(reasons)
    last = Case.objects.filter(dossier=above).aggregate(last=Max("number"))["last"] or 0
    case_id = new_id()
    case = Case.objects.create(
        id=case_id,
        dossier=above,
        number=last + 1,
        subject_line=subject_line.strip(),
        opened_at=timezone.now(),
        opened_by=actor.person_id,
        chain=place(case_id, above.id, above.chain),
    )
    record(
        actor,
        CaseOpened(node=case.id, within=(above.id,), number=case.number, subject_line=case.subject_line),
    )
    return case
