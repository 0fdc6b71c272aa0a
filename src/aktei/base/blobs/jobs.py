# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nightly sweep."""

import logging

from procrastinate.contrib.django import app

from aktei.base.blobs import references, store
from aktei.base.blobs.sweep import sweep
from aktei.base.outbox.jobs import job

logger = logging.getLogger(__name__)


@app.periodic(cron="17 2 * * *")
@job(queue="upkeep", name="blobs.sweep", attempts=2, wait=60)
def sweep_blobs(timestamp: int) -> int:
    """Delete bytes no record speaks of. `timestamp`: when the run was due (given by the queue)."""
    configured = store.configured()
    swept = sweep(
        configured.iterate(),
        is_referenced=references.is_referenced,
        look=configured.places[0].look,
        delete=configured.delete,
    )
    if swept:
        logger.info("swept %s blobs that no record speaks of", swept)
    return swept
