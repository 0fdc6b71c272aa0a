# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures for Prometheus. They are asked for when they are wanted and kept nowhere: each process would keep others."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from aktei.base.log.sealer_health import LogCondition
from aktei.base.outbox.lanes import Lane
from aktei.base.outbox.queries import COUNTED, Queue
from aktei.procedures.search.engines.port import Condition as ConditionOfSearch
from aktei.procedures.search.engines.port import State

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class _Now(Collector):
    """Figures of this moment."""

    def __init__(self, figures: Iterable[Metric]) -> None:
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        """What the registry asks for."""
        return self._figures


def page(*figures: Iterable[Metric]) -> bytes:
    """All figures, one per line, each with its help and type."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Now([each for some in figures for each in some]))
    return generate_latest(registry)


def evidence_figures(condition: LogCondition) -> Iterator[Metric]:
    """The figures of the evidence log."""
    yield _gauge("evidence_unsealed_lines", "Journal lines that wait for the sealer.", condition.waiting)
    yield _gauge("evidence_unsealed_age_seconds", "Age of the oldest line that waits.", condition.unsealed_age)
    yield _gauge("evidence_log_lines", "Lines under the newest signed head.", condition.size)
    sealed = condition.sealed_at.timestamp() if condition.sealed_at else 0
    yield _gauge("evidence_checkpoint_seconds", "When the newest head was signed, since 1970.", sealed)
    stamped = condition.timestamped_size
    yield _gauge("evidence_timestamped_lines", "Lines under the newest timestamped head.", stamped)
    yield _gauge("evidence_alarms", "Reasons for alarm right now.", len(condition.alarms))
    says = "Companions of the sealer that are in trouble."
    troubles = GaugeMetricFamily("aktei_evidence_trouble", says, labels=["companion"])
    for each in condition.troubles:
        troubles.add_metric([each.name], 1)
    yield troubles


def search_figures(condition: ConditionOfSearch) -> Iterator[Metric]:
    """The figures of the search index."""
    done, total = condition.rebuilt or (0, 0)
    answers = condition.state not in {State.UNUSABLE, State.MISSING}
    current = answers and condition.state is not State.OUTDATED
    yield _gauge("search_answers", "Whether the index can be searched.", answers)
    yield _gauge("search_current", "Whether it was written by this version.", current)
    yield _gauge("search_rebuilt_records", "Records a running rebuild has taken in.", done)
    yield _gauge("search_rebuild_records", "Records a running rebuild has to take in; 0 without one.", total)


def queue_figures(
    queues: Iterable[Queue], pages: Mapping[str, tuple[int, int, int]], now: datetime
) -> Iterator[Metric]:
    """What waits in which queue, since when; and what each lane of the reading has done within the last hour."""
    waiting = GaugeMetricFamily("aktei_jobs_waiting", f"Jobs that wait, counted to {COUNTED}.", labels=["queue"])
    oldest = GaugeMetricFamily("aktei_jobs_oldest_seconds", "Age of the oldest job that waits.", labels=["queue"])
    running = GaugeMetricFamily("aktei_jobs_running", "Jobs that are being done.", labels=["queue"])
    failed = GaugeMetricFamily("aktei_jobs_failed", "Jobs that failed for the last time.", labels=["queue"])
    for each in queues:
        waiting.add_metric([each.name], each.waiting)
        oldest.add_metric([each.name], (now - each.oldest).total_seconds() if each.oldest else 0)
        running.add_metric([each.name], each.running)
        failed.add_metric([each.name], each.failed)
    read = GaugeMetricFamily("aktei_pages_read_last_hour", "Pages read within the last hour.", labels=["lane"])
    refused = GaugeMetricFamily("aktei_documents_refused_last_hour", "Documents refused within it.", labels=["lane"])
    for lane in Lane:
        _documents, of_pages, not_read = pages.get(lane, (0, 0, 0))
        read.add_metric([lane], of_pages)
        refused.add_metric([lane], not_read)
    yield from (waiting, oldest, running, failed, read, refused)


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(f"aktei_{name}", says, value=value)
