# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading cases."""

from uuid import UUID

from django.db.models import QuerySet

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FIND
from aktei.records.cases import refusals
from aktei.records.cases.models import Case


def cases(actor: Actor, dossier: UUID | None = None, right: str = FIND) -> QuerySet[Case]:
    """The cases the actor may find (in one dossier), by number."""
    rows = Case.objects.select_related("dossier")
    if dossier:
        rows = rows.filter(dossier=dossier)
    return visible(rows, actor, right).order_by("dossier", "number")


def case(actor: Actor, case_id: UUID, right: str = FIND) -> Case:
    """One case, or `Missing`."""
    found = cases(actor, right=right).filter(id=case_id).first()
    if found is None:
        raise Missing(refusals.NOT_VISIBLE())
    return found
