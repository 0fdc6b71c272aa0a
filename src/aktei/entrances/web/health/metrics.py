# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures in Prometheus's text format."""

from collections.abc import Iterator

from aktei.base.journal.watches import Condition


def lines(condition: Condition) -> str:
    """All figures, one per line, each with its help and type."""
    return "\n".join(_all(condition)) + "\n"


def _all(condition: Condition) -> Iterator[str]:
    yield from _gauge("unsealed_lines", "Journal lines that wait for the sealer.", condition.waiting)
    yield from _gauge("unsealed_age_seconds", "Age of the oldest line that waits.", condition.unsealed_age)
    yield from _gauge("log_lines", "Lines under the newest signed head.", condition.size)
    sealed = condition.sealed_at.timestamp() if condition.sealed_at else 0
    yield from _gauge("checkpoint_seconds", "When the newest head was signed, since 1970.", sealed)
    yield from _gauge("timestamped_lines", "Lines under the newest timestamped head.", condition.timestamped_size)
    yield from _gauge("alarms", "Reasons for alarm right now.", len(condition.alarms))
    yield "# HELP aktei_evidence_trouble Companions of the sealer that are in trouble."
    yield "# TYPE aktei_evidence_trouble gauge"
    for each in condition.troubles:
        yield f'aktei_evidence_trouble{{companion="{_escaped(each.name)}"}} 1'


def _gauge(name: str, says: str, value: float) -> Iterator[str]:
    yield f"# HELP aktei_evidence_{name} {says}"
    yield f"# TYPE aktei_evidence_{name} gauge"
    yield f"aktei_evidence_{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
