# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens when a job has failed for the last time.

`wiring.connect` says it: `when_exhausted("rendition.render", put_into_quarantine)`. The hook gets the job's arguments
and the last error in one line, runs outside any transaction, and should itself be an act. Without a hook the failure is
logged; with one that fails, too. In either case the job stays in the queue's table as failed, with its history.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.tasks import Task

logger = logging.getLogger(__name__)

Hook = Callable[[Mapping[str, Any], str], None]
_hooks: dict[str, Hook] = {}

KILLED = "Der Arbeitsprozess wurde mehrfach beendet, während er daran arbeitete."


def when_exhausted(job_name: str, hook: Hook) -> None:
    """Have `hook(arguments, error)` called when the job of this name has failed for the last time."""
    _hooks[job_name] = hook


def notice_the_last_failure(call_next: Callable[[], Any], context: JobContext, _worker: Any) -> Any:
    """Around every job: if it fails and will not be retried, tell whoever is to be told."""
    try:
        return call_next()
    except Exception as error:
        task = context.app.tasks.get(context.job.task_name)
        if task is None or task.get_retry_exception(exception=error, job=context.job) is None:
            tell(context.job, f"{type(error).__name__}: {error}".splitlines()[0][:500])
        raise


def may_be_retried(task: Task[Any, Any, Any] | None, job: Job) -> bool:
    """Whether a job whose worker died has attempts left. Dying counts as one, or a poisonous job would run forever."""
    return task is not None and task.get_retry_exception(exception=WorkerDied(KILLED), job=job) is not None


def tell(job: Job, error: str) -> None:
    """Call the hook of this job."""
    hook = _hooks.get(job.task_name)
    if hook is None:
        logger.error("job %s (%s) failed for the last time: %s", job.id, job.task_name, error)
        return
    try:
        hook(job.task_kwargs, error)
    except Exception:
        logger.exception("job %s (%s) failed for the last time, and so did what was to follow", job.id, job.task_name)


class WorkerDied(Exception):
    """The process that did the job was killed."""
