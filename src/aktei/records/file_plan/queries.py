# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the file plan."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FIND
from aktei.records.file_plan.models import FILE_PLAN as FILE_PLAN  # the node itself is no secret
from aktei.records.file_plan.models import FilePlanEntry


def entries(actor: Actor, right: str = FIND) -> QuerySet[FilePlanEntry]:
    """The entries on which the actor holds this right, in the order of their notation."""
    return visible(FilePlanEntry.objects.filter(disabled_at=None), actor, right).order_by("notation")


def entry(actor: Actor, entry_id: UUID) -> FilePlanEntry:
    """One entry, or `Missing`."""
    found = visible(FilePlanEntry.objects.filter(id=entry_id), actor, FIND).first()
    if found is None:
        raise Missing(_("Diesen Aktenplaneintrag gibt es nicht, oder Sie dürfen ihn nicht sehen."))
    return found


def titles(ids: list[UUID]) -> dict[UUID, str]:
    """Notation and title of these entries, for breadcrumbs; the plan itself is no secret."""
    return {row.id: str(row) for row in FilePlanEntry.objects.filter(id__in=ids)}
