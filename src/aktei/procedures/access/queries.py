# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading break-glass accesses."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.rights.queries import asked_once, visible
from aktei.base.rights.rules import AUDIT
from aktei.procedures.access.models import Emergency


def emergencies(actor: Actor) -> QuerySet[Emergency]:
    """Every break-glass access to a dossier that the actor audits, newest first."""
    return visible(Emergency.objects.all(), actor, AUDIT).order_by("-begun_at", "-id")


def not_noted(actor: Actor) -> QuerySet[Emergency]:
    """Those of them that the actor's office has not taken note of, and that are not the actor's own."""
    rows = emergencies(actor).filter(acknowledged_at=None)
    return rows.exclude(person=actor.person_id) if actor.person_id else rows


def unread(actor: Actor) -> int:
    """How many of them the actor's office has not taken note of. One query while there is none at all."""
    return asked_once(lambda: _unread(actor), "unread emergencies", actor)


def _unread(actor: Actor) -> int:
    if not Emergency.objects.filter(acknowledged_at=None).exists():
        return 0
    return not_noted(actor).count()


def running(actor: Actor) -> list[Emergency]:
    """The actor's own accesses that run just now, the longest first."""
    if actor.person_id is None:
        return []
    rows = Emergency.objects.filter(person=actor.person_id, ended_at=None, until__gt=timezone.now())
    return list(rows.order_by("-until"))


def taken_alone(person: UUID, dossier: UUID, since: datetime) -> timedelta:
    """How long somebody has had this dossier open without a second person, in accesses that lasted after `since`."""
    rows = Emergency.objects.filter(person=person, node=dossier, approval=None, until__gt=since)
    return sum(((row.ended_at or row.until) - row.begun_at for row in rows), timedelta())


def on_record(chain: Sequence[UUID], since: datetime, until: datetime) -> list[Emergency]:
    """The accesses to this record at any moment of the period, oldest first. The caller has checked who may ask."""
    rows = Emergency.objects.filter(node__in=list(chain), begun_at__lt=until, until__gt=since)
    return list(rows.filter(Q(ended_at=None) | Q(ended_at__gt=since)).order_by("begun_at"))
