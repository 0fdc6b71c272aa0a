# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs of people: what was announced happens on its day, and what ran out is cleared away."""

import logging
from importlib import import_module

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.outbox.jobs import job
from aktei.base.people import organisation
from aktei.base.people.units import complete_dissolution

QUEUE = "people"
_MACHINERY = Actor.system("people")
log = logging.getLogger(__name__)


@app.periodic(cron="*/5 * * * *")
@job(queue=QUEUE, name="people.dissolve_due_units", attempts=0, queueing_lock="people.dissolve_due_units")
def dissolve_due_units(timestamp: int = 0) -> int:
    """End the units whose announced day has come; their page shows what stands in the way by now. Returns how many."""
    ended = 0
    for unit in organisation.due(timezone.now()):
        try:
            complete_dissolution(_MACHINERY, unit=unit)
            ended += 1
        except Refused as refusal:
            log.warning("unit %s cannot end as announced: %s", unit, refusal)
    return ended


@app.periodic(cron="41 3 * * *")
@job(queue=QUEUE, name="people.clear_sessions", attempts=0, queueing_lock="people.clear_sessions")
def clear_sessions(timestamp: int = 0) -> None:
    """Delete sessions that have run out; nobody can use them, but they would pile up."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
