# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names that reach a person now: their own, and those of whom they stand in for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.rights.models import Held
from aktei.base.rights.queries import asked_once, valid_at


@dataclass(frozen=True)
class ReachingPrincipal:
    """A name under which something reaches the actor: as themselves, or for somebody they stand in for.

    With a `scope`, what is reached as a deputy must lie at or below that node.
    """

    principal: str
    stands_for: UUID | None
    scope: UUID | None


def reaching_principals(actor: Actor, at: datetime | None = None) -> list[ReachingPrincipal]:
    """Every name that reaches the actor at that moment, own ones first; while acting for somebody, only theirs."""
    if at is not None:
        return _reaching(actor, at)
    return list(asked_once(lambda: _reaching(actor, timezone.now()), "names", actor))


def _reaching(actor: Actor, at: datetime) -> list[ReachingPrincipal]:
    if actor.person_id is None:
        return []
    rows = Held.objects.filter(valid_at(at), person=actor.person_id)
    if actor.for_person_id is not None:
        rows = rows.filter(stands_for=actor.for_person_id)
    found = [ReachingPrincipal(*row) for row in rows.values_list("name", "stands_for", "scope").distinct()]
    return sorted(found, key=lambda each: (each.stands_for is not None, each.principal, str(each.stands_for)))
