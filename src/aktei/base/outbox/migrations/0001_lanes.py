# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indexes by which a job is found at the same cost whatever waits; what waits already gets its lane."""

from typing import ClassVar

from django.db import migrations

_INDEXES = """
CREATE INDEX outbox_next_of_queue ON procrastinate_jobs (queue_name, (-priority), id) WHERE status = 'todo';
CREATE INDEX outbox_same_lock ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing');
CREATE INDEX outbox_failed ON procrastinate_jobs (queue_name, id) WHERE status = 'failed';
"""
_GONE = "DROP INDEX outbox_next_of_queue, outbox_same_lock, outbox_failed;"

_LANES = """
UPDATE procrastinate_jobs SET queue_name = 'rendition.today', args = args || '{"lane": "today"}'
WHERE queue_name = 'rendition' AND status IN ('todo', 'doing', 'failed')
  AND task_name IN ('rendition.render_version', 'rendition.render_again', 'rendition.render_trusted');
UPDATE procrastinate_jobs SET args = args - 'tries'
WHERE task_name = 'mailroom.settle' AND status IN ('todo', 'doing', 'failed');
"""
_NO_LANES = """
UPDATE procrastinate_jobs SET queue_name = 'rendition', args = args - 'lane'
WHERE queue_name LIKE 'rendition.%' AND status IN ('todo', 'doing', 'failed');
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procrastinate", "0041_post_retry_failed_job")]

    operations: ClassVar = [migrations.RunSQL(_INDEXES, _GONE), migrations.RunSQL(_LANES, _NO_LANES)]
