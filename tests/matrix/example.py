# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one row of the matrix of acts says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.stage import Stage


@dataclass(frozen=True)
class Example:
    """A call that `who` may make and `refused` may not."""

    who: str
    arguments: Callable[[Stage], dict[str, Any]]
    refused: tuple[str, ...] = ("nobody",)


MACHINERY = "the machinery"
ALL = ("nobody", "post", "sachbearbeitung", "leitung", "schriftgut", "datenschutz", "verwaltung")
NOT_IT = tuple(login for login in ALL if login != "verwaltung")
NOT_RECORDS = tuple(login for login in ALL if login != "schriftgut")
OUTSIDE = ("nobody", "bauaufsicht", "schriftgut", "datenschutz", "verwaltung")
"""Who has nothing to do with the post of another team."""
ELSEWHERE = ("nobody", "bauaufsicht", "post", "datenschutz", "verwaltung")
"""Who has nothing to do with the dossiers of another team."""
