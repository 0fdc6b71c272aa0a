# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search tells its siblings without knowing them."""

from collections.abc import Sequence
from uuid import UUID

from aktei.base.questions import question


@question
def taken_in(records: Sequence[UUID]) -> None:
    """These records are found as they are now. Nobody need hear of it."""
