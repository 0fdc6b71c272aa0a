# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the file plan."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing
from aktei.base.rights.lasting import lasting_grants
from aktei.base.rights.queries import may, visible
from aktei.base.rights.rules import FIND, MANAGE
from aktei.records.file_plan.models import FILE_PLAN as FILE_PLAN  # the node itself is no secret
from aktei.records.file_plan.models import FilePlanEntry

FIELDS = (
    "title",
    "reference_pattern",
    "retention_years",
    "disposal_type",
    "note",
    "holds_dossiers",
    "dossier_kinds",
)
"""What an entry says about itself and may be edited."""


def entries(actor: Actor, right: str = FIND) -> QuerySet[FilePlanEntry]:
    """The entries on which the actor holds this right, in the order of their notation; disabled ones aside."""
    return all_entries(actor, right).filter(disabled_at=None)


def all_entries(actor: Actor, right: str = FIND) -> QuerySet[FilePlanEntry]:
    """The entries on which the actor holds this right, disabled ones among them."""
    return visible(FilePlanEntry.objects.all(), actor, right).order_by("notation")


def entry(actor: Actor, entry_id: UUID, right: str = FIND) -> FilePlanEntry:
    """One entry, or `Missing`."""
    found = visible(FilePlanEntry.objects.filter(id=entry_id), actor, right).first()
    if found is None:
        raise Missing(_("Diesen Aktenplaneintrag gibt es nicht, oder Sie dürfen ihn nicht sehen."))
    return found


def titles(ids: list[UUID]) -> dict[UUID, str]:
    """Notation and title of these entries, for breadcrumbs; the plan itself is no secret."""
    return {row.id: str(row) for row in FilePlanEntry.objects.filter(id__in=ids)}


def values_of(row: FilePlanEntry) -> dict[str, Any]:
    """What an entry says about itself, by the names of `FIELDS`."""
    return {name: getattr(row, name) for name in FIELDS}


def manages_plan(actor: Actor) -> bool:
    """Whether the actor may add entries at the top and take over a whole plan."""
    return may(actor, MANAGE, [FILE_PLAN])


def default_rights(entry_id: UUID) -> list[Any]:
    """The grants on an entry that have no end. The caller has checked that the actor may ask."""
    return list(lasting_grants(entry_id))
