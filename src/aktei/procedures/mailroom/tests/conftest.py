# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post for tests: stored files, received consignments, and a worker that empties the queue."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from aktei.base.blobs import store
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.records.documents.actions import StoredFile
from aktei.records.envelopes.models import Consignment


def stored(content: bytes, filename: str = "brief.pdf") -> StoredFile:
    """Bytes in the blob store, as doors hand them over."""
    blob = store.put(content)
    return StoredFile(sha256=blob.sha256, size=blob.size, media_type="application/octet-stream", filename=filename)


@pytest.fixture
def receive(world: Any) -> Callable[..., Consignment]:
    """Take post in for Team Wohngeld, as the post room."""

    def take(*contents: bytes, **given: Any) -> Consignment:
        values = {
            "unit": world.units["50.1"].id,
            "channel": "paper",
            "received_at": timezone.now(),
            "files": [stored(each) for each in contents],
        }
        return receive_consignment(world.actor("post"), **values | given)

    return take


def work(*, most: int = 1_000) -> int:
    """Do everything that waits and what follows from it, in this process; returns how many jobs that were."""
    for number in range(most):
        with connection.cursor() as cursor:
            cursor.execute(_NEXT)
            found = cursor.fetchone()
        if found is None:
            return number
        name, arguments = found
        app.tasks[name].func(**json.loads(arguments))
    raise AssertionError("the queue never ends")


_NEXT = """
DELETE FROM procrastinate_jobs WHERE id = (
    SELECT id FROM procrastinate_jobs WHERE status = 'todo' ORDER BY priority DESC, id LIMIT 1
) RETURNING task_name, args::text
"""
