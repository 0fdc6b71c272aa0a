# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the file plan."""

from dataclasses import dataclass
from math import ceil
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.expressions import called_or_numbered
from aktei.base.rights.queries import may, reach, visible
from aktei.base.rights.record_access import open_ended_grants
from aktei.base.rights.rules import FILE, FIND, MANAGE, meets
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan import refusals
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


def entries_named(rows: QuerySet[FilePlanEntry], typed: str) -> QuerySet[FilePlanEntry]:
    """Those of these entries whose notation (`5030` for `50.30`, too) or title somebody means who types this."""
    return rows.filter(called_or_numbered(FilePlanEntry, ("notation", "title"), "notation", typed))


def way_to(actor: Actor, row: FilePlanEntry) -> list[tuple[UUID, str, bool]]:
    """The entries from the top of the plan down to this one, with title, and whether the actor may find each."""
    reached = reach(actor, FIND)
    rows = {each.id: each for each in FilePlanEntry.objects.filter(id__in=row.chain)}
    found = (rows[node] for node in reversed(row.chain) if node in rows)
    return [(each.id, str(each), actor.is_system or meets(each.chain, reached)) for each in found]


def takes_dossiers_of(actor: Actor) -> bool:
    """Whether there is any entry under which the actor may open a dossier."""
    return entries(actor, FILE).filter(holds_dossiers=True).exists()


def entry(actor: Actor, entry_id: UUID, right: str = FIND) -> FilePlanEntry:
    """One entry, or `Missing`."""
    found = visible(FilePlanEntry.objects.filter(id=entry_id), actor, right).first()
    if found is None:
        raise Missing(refusals.NOT_VISIBLE())
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


@dataclass(frozen=True)
class Weight:
    """How much hangs below an entry and moves with it; what is in protected dossiers keeps its chain and stays out."""

    dossiers: int
    documents: int

    @property
    def seconds(self) -> int:
        """About how long moving it takes, in steps of five seconds; 0 if hardly noticeable.

        Measured: every document has its chain rewritten in its own table and in that of the post, and both in every
        index, about 0.15 ms altogether.
        """
        expected = self.documents * 0.000_15
        return ceil(expected / 5) * 5 if expected >= 1 else 0


def weight(actor: Actor, entry_id: UUID) -> Weight:
    """How much would move with an entry. Needs `manage` on it, else `Missing`."""
    below = entry(actor, entry_id, MANAGE).id
    return Weight(*(table.objects.filter(chain__contains=[below]).count() for table in (Dossier, Document)))


def default_rights(entry_id: UUID) -> list[Any]:
    """The grants on an entry that have no end. The caller has checked that the actor may ask."""
    return list(open_ended_grants(entry_id))
