# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has to be worked out anew when somebody is back, or does not leave after all: others say so here.

People stand below deputies, so those register themselves: `returning(settle_anew)`.
"""

from collections.abc import Callable
from uuid import UUID

_steps: dict[str, Callable[[UUID], None]] = {}


def returning(step: Callable[[UUID], None]) -> None:
    """Register a step: called with the person, as part of the act that takes them back. Once per start, by name."""
    _steps[f"{step.__module__}.{step.__qualname__}"] = step


def work_out(person: UUID) -> None:
    """Do every registered step for this person. Part of the surrounding act, which records."""
    for step in _steps.values():
        step(person)
