# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Things by id or by the name that letters and people use."""

from typing import TYPE_CHECKING
from uuid import UUID

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.people import queries as people
from aktei.entrances.api.refusals import UNIT_MISSING
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan

if TYPE_CHECKING:
    from aktei.base.people.models import Unit
    from aktei.records.dossiers.models import Dossier
    from aktei.records.file_plan.models import FilePlanEntry


def the_unit(actor: Actor, name: str | None) -> "Unit":
    """The unit with this id or short name; without a name the caller's own, if there is just one."""
    if name:
        found = _uuid(name)
        return people.unit(actor, found) if found else people.unit_by_short_name(actor, name)
    own = list(people.own_units(actor)[:2])
    if len(own) != 1:
        raise Refused(UNIT_MISSING())
    return own[0]


def the_dossier(actor: Actor, name: str) -> "Dossier":
    """The dossier with this id or reference, if the caller may find it."""
    found = _uuid(name)
    return dossiers.dossier(actor, found, "find") if found else dossiers.by_reference(actor, name)


def the_entry(actor: Actor, name: str) -> "FilePlanEntry":
    """The file plan entry with this id or notation, if the caller may find it."""
    found = _uuid(name)
    if found:
        return file_plan.entry(actor, found)
    row = file_plan.all_entries(actor).filter(notation=name).first()
    if row is None:
        raise Missing()
    return row


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
