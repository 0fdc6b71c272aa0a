# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading that only a break-glass access allows is journalled as such."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from aktei.base.journal.acts import Actor, record
from aktei.base.rights.events import ReadInEmergency
from aktei.base.rights.models import Grant, Held
from aktei.base.rights.queries import valid_at
from aktei.base.rights.rules import EMERGENCY, READ, rights_that_include


def note_exception(actor: Actor, chain: Sequence[UUID], within: Sequence[UUID] = ()) -> None:
    """Add a line to that of a reading if nothing but break-glass lets the actor read the first node of `chain`.

    Part of the act of reading, which has checked the right. One query.
    """
    if actor.person_id is None:
        return
    now = timezone.now()
    names = Held.objects.filter(valid_at(now), person=actor.person_id).values("name")
    grants = Grant.objects.filter(
        valid_at(now), node__in=list(chain), right__in=rights_that_include(READ), principal__in=names
    )
    causes = list(grants.values_list("cause", flat=True))
    if causes and all(cause.startswith(EMERGENCY) for cause in causes):
        emergency = causes[0].removeprefix(EMERGENCY)
        record(actor, ReadInEmergency(node=chain[0], within=tuple(within), emergency=emergency))
