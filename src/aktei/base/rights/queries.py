# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""May I, and which may I: one rule in two uses."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Forbidden
from aktei.base.rights.models import Grant, Principal
from aktei.base.rights.rules import FIND, READ, meets, rights_that_include

M = TypeVar("M", bound=Model)


def valid_at(at: datetime) -> Q:
    """Rows whose period contains this moment (from inclusive, until exclusive)."""
    return Q(valid_from__lte=at) & (Q(valid_until=None) | Q(valid_until__gt=at))


def reach(actor: Actor, right: str = READ, at: datetime | None = None) -> frozenset[UUID]:
    """The ids of the nodes on which one of the actor's principals holds this right at that moment.

    One query, whatever the size of the office. A system actor has no reach: it is nobody.
    """
    if actor.person_id is None:
        return frozenset()
    moment = at or timezone.now()
    names = Principal.objects.filter(valid_at(moment), person=actor.person_id).values("name")
    rows = Grant.objects.filter(valid_at(moment), principal__in=names, right__in=rights_that_include(right))
    return frozenset(rows.values_list("node", flat=True))


def visible(rows: QuerySet[M], actor: Actor, right: str = READ, at: datetime | None = None) -> QuerySet[M]:
    """Only the rows whose chain meets the actor's reach. The office's own machinery sees all."""
    if actor.is_system:
        return rows
    seen = reach(actor, right, at)
    return rows.filter(chain__overlap=list(seen)) if seen else rows.none()


def may(actor: Actor, right: str, chain: Iterable[UUID]) -> bool:
    """Whether the actor holds this right on a record with this chain, now."""
    return actor.is_system or meets(chain, reach(actor, right))


def require(actor: Actor, right: str, chain: Iterable[UUID]) -> None:
    """Refuse with `Forbidden` unless the actor holds the right. Names the right, never the content."""
    if not may(actor, right, chain):
        raise Forbidden(
            _("Ihnen fehlt die Berechtigung „{right}“. Vergeben kann sie die Schriftgutverwaltung.").format(
                right=right_name(right)
            )
        )


def right_name(right: str) -> str:
    """What people call a right."""
    return {
        FIND: _("Auffinden"),
        READ: _("Lesen"),
        "edit": _("Bearbeiten"),
        "file": _("Ablegen"),
        "close": _("Schließen"),
        "manage": _("Verwalten"),
        "dispose": _("Aussondern"),
        "audit": _("Protokoll einsehen"),
    }[right]
