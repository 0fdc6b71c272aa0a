# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures in Prometheus's text format."""

from collections.abc import Iterator

from aktei.base.journal.watches import Condition
from aktei.procedures.search.engines.port import Condition as ConditionOfSearch
from aktei.procedures.search.engines.port import State


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


def search_lines(condition: ConditionOfSearch) -> str:
    """The figures of the search index."""
    done, total = condition.rebuilt or (0, 0)
    answers = condition.state not in {State.UNUSABLE, State.MISSING}
    figures = (
        ("answers", "Whether the index can be searched.", int(answers)),
        ("current", "Whether it was written by this version.", int(answers and condition.state is not State.OUTDATED)),
        ("rebuilt_records", "Records a running rebuild has taken in.", done),
        ("rebuild_records", "Records a running rebuild has to take in; 0 without one.", total),
    )
    return "\n".join(line for figure in figures for line in _gauge(*figure, about="search")) + "\n"


def _gauge(name: str, says: str, value: float, *, about: str = "evidence") -> Iterator[str]:
    yield f"# HELP aktei_{about}_{name} {says}"
    yield f"# TYPE aktei_{about}_{name} gauge"
    yield f"aktei_{about}_{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
