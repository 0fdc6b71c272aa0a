# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting an office up: its name, and the rights every office begins with."""

from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.transaction import action, record
from aktei.base.people import events, refusals
from aktei.base.people.models import OFFICE, Office, Role
from aktei.base.rights.actions import admit
from aktei.base.rights.queries import require
from aktei.base.rights.rules import AUDIT, CLOSE, DISPOSE, EDIT, FILE, MANAGE, OVERSIGHT, READ


@action
def found_office(actor: Actor, *, name: str, file_plan: UUID) -> Office:
    """Set the office up: its name, and what each role may do from the start. The machinery alone, and only once.

    `file_plan` is the node of the whole file plan. Rights on units come with the units, those on dossiers with the
    entries of the plan; here stands only what belongs to a role wherever it is held.
    """
    if not actor.is_system:
        raise Forbidden(refusals.FOUNDED_FROM_THE_SERVER())
    if Office.objects.exists():
        raise Refused(refusals.FOUNDED_ALREADY())
    office = Office.objects.create(id=OFFICE, name=name, founded_at=timezone.now())
    record(actor, events.OfficeFounded(node=OFFICE, name=name))
    for role, node, rights, cause in _basic_rights(file_plan):
        admit(actor, node, principals=[f"role:{role}"], rights=rights, cause=cause)
    return office


@action(personal=True)
def rename_office(actor: Actor, *, name: str) -> Office:
    """Call the office something else from now on. Needs `manage` on it."""
    require(actor, MANAGE, [OFFICE], known=True)
    office = Office.objects.select_for_update().filter(id=OFFICE).first()
    if office is None:
        raise Refused(refusals.NOT_FOUNDED())
    before, office.name = office.name, name
    office.save(update_fields=["name"])
    record(actor, events.OfficeRenamed(node=OFFICE, name=name, before=before))
    return office


def _basic_rights(file_plan: UUID) -> list[tuple[Role, UUID, list[str], str]]:
    return [
        (Role.POST_ROOM, OFFICE, [FILE, READ], "Poststelle"),
        (Role.RECORDS_MANAGER, file_plan, [EDIT, CLOSE, MANAGE], "Schriftgutverwaltung"),
        (Role.RECORDS_MANAGER, OFFICE, [DISPOSE], "Löschen von Fehlscans"),
        (Role.DATA_PROTECTION, OFFICE, [AUDIT], "Datenschutz"),
        (Role.DATA_PROTECTION, file_plan, [AUDIT], "Datenschutz"),
        (Role.DATA_PROTECTION, OVERSIGHT, [AUDIT], "Datenschutz"),
        (Role.ADMINISTRATOR, OFFICE, [MANAGE], "Systemverwaltung"),
    ]
