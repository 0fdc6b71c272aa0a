# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What ends by itself is noted when it has ended."""

from procrastinate.contrib.django import app

from aktei.base.acts.actor import Actor
from aktei.base.four_eyes.actions import expire_proposals
from aktei.base.outbox.jobs import job
from aktei.procedures.access.actions import expire_emergencies

_MACHINERY = Actor.system("access")


@app.periodic(cron="*/5 * * * *")
@job(queue="access", name="access.expire", attempts=0, queueing_lock="access.expire")
def expire(timestamp: int = 0) -> int:
    """Note break-glass accesses whose time is over and proposals that nobody decided. Returns how many."""
    return expire_emergencies(_MACHINERY) + expire_proposals(_MACHINERY)
