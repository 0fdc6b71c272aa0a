# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking dossiers in hand for an act: whoever puts something in, takes it out or closes holds the dossier's row.

Several are always locked in the order of their ids, so that two acts never wait for each other.
"""

from collections.abc import Iterable
from uuid import UUID

from aktei.base.acts.errors import Missing
from aktei.base.rights.rules import is_protected
from aktei.records.dossiers import refusals
from aktei.records.dossiers.models import Closure, Dossier
from aktei.records.dossiers.rules import DossierStanding


def locked(dossier: UUID) -> Dossier:
    """The dossier, locked until the act ends. Raises `Missing`."""
    return locked_all([dossier])[dossier]


def locked_all(dossiers: Iterable[UUID]) -> dict[UUID, Dossier]:
    """These dossiers, locked until the act ends. Raises `Missing` if one is not there."""
    wanted = set(dossiers)
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("entry", "lead_unit")
    found = {row.id: row for row in rows.filter(id__in=wanted).order_by("id")}
    if len(found) < len(wanted):
        raise Missing(refusals.MISSING())
    return found


def locked_branch(*tops: UUID) -> tuple[dict[UUID, Dossier], dict[UUID, set[UUID]]]:
    """These dossiers with all dossiers in them, locked; and for each top the ids of what lies in it.

    Looked for again once locked, as a dossier may have been put in while the lock was waited for.
    """
    seen: set[UUID] = set()
    while True:
        below = {top: inside(top) for top in tops}
        wanted = {*tops, *(each for ids in below.values() for each in ids)}
        if wanted <= seen:
            return locked_all(wanted), below
        locked_all(wanted)
        seen = wanted


def inside(dossier: UUID) -> set[UUID]:
    """The ids of all dossiers inside this one, at any depth."""
    found: set[UUID] = set()
    layer = {dossier}
    while layer:
        rows = Dossier.objects.filter(parent__in=layer).exclude(id__in=found).values_list("id", flat=True)
        layer = set(rows)
        found |= layer
    return found


def is_closed(*nodes: UUID | None) -> bool:
    """Whether one of these dossiers or cases is closed."""
    return Closure.objects.filter(node__in=[each for each in nodes if each], reopened_at=None).exists()


def standing(row: Dossier) -> DossierStanding:
    """What the rules need to know of where a dossier stands."""
    return DossierStanding(row.id, barrier_of(row.chain), is_closed(row.id))


def barrier_of(chain: list[UUID]) -> UUID | None:
    """The protected dossier in which a record with this chain lies, or which it is."""
    return chain[-2] if is_protected(chain) else None
