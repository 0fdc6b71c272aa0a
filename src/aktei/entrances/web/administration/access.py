# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes into „Verwaltung“ at all."""

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.people.queries import OFFICE
from aktei.base.rights.queries import require, rights_on
from aktei.base.rights.rules import AUDIT, MANAGE
from aktei.entrances.web.administration.refusals import ONLY_FOR_ADMINISTRATION
from aktei.records.file_plan.queries import FILE_PLAN


def has_any(actor: Actor) -> bool:
    """Whether the actor manages or audits the office or its file plan. One query."""
    return bool(rights_on(actor, [OFFICE, FILE_PLAN]) & {MANAGE, AUDIT})


def require_any(actor: Actor) -> None:
    """Refuse with `Forbidden` whoever neither manages nor audits anything."""
    if not has_any(actor):
        raise Forbidden(ONLY_FOR_ADMINISTRATION())


def require_manager(actor: Actor) -> None:
    """Refuse whoever does not manage the office, before a form is offered; the act checks again."""
    require(actor, MANAGE, [OFFICE], known=True)


def manages(actor: Actor) -> bool:
    """Whether the actor manages the office: pages then offer what can be done."""
    return MANAGE in rights_on(actor, [OFFICE])


def tidies(actor: Actor) -> bool:
    """Whether the actor hands on what waits for leavers: who manages the office or its file plan. One query."""
    return MANAGE in rights_on(actor, [OFFICE, FILE_PLAN])
