# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines of a file plan, whatever format a file has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aktei.base.refusals import Refusal


@dataclass(frozen=True)
class Fault:
    """What is wrong, and in which line of the file (0: with the file as a whole)."""

    line: int
    reason: Refusal


@dataclass(frozen=True)
class PlanLine:
    """One entry as a file has it. `values` holds only what the file says, by the names an entry's columns have."""

    notation: str
    values: Mapping[str, Any]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Reading:
    """What was read from a file: entries, what could not be read, and fields nobody knows (kept out, but told)."""

    lines: Sequence[PlanLine] = ()
    faults: Sequence[Fault] = ()
    unknown: Sequence[str] = ()
