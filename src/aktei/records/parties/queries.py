# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading parties and their dossiers."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from aktei.base.journal.acts import Actor
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FIND
from aktei.records.dossiers.models import Dossier
from aktei.records.parties.models import Involvement


def involvements(actor: Actor, dossier: UUID) -> QuerySet[Involvement]:
    """The parties of a dossier the actor may find, by role."""
    seen = visible(Dossier.objects.filter(id=dossier), actor, FIND)
    return Involvement.objects.filter(dossier__in=seen).select_related("party").order_by("role", "party__name")


def involvements_named(actor: Actor, folded_names: Iterable[str], right: str = FIND) -> QuerySet[Involvement]:
    """Involvements in dossiers the actor may find of parties with one of these folded names."""
    seen = visible(Dossier.objects.all(), actor, right)
    rows = Involvement.objects.filter(party__folded_name__in=list(folded_names), dossier__in=seen)
    return rows.select_related("party", "dossier__entry")
