# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on rendition."""

from tests.matrix.example import ALL, MACHINERY, Example
from tests.stage import PDF

EXAMPLES: dict[str, Example] = {
    "aktei.procedures.rendition.actions.complete": Example(
        MACHINERY,
        lambda s: {
            "version": s.received.document.current_id,
            "archival": PDF,
            "thumbnail": None,
            "pages": [s.page()],
        },
        ALL,
    ),
    "aktei.procedures.rendition.actions.refuse": Example(
        MACHINERY,
        lambda s: {
            "version": s.received.document.current_id,
            "code": "broken",
            "reason": "Beschädigt.",
            "advice": "Neu scannen.",
        },
        ALL,
    ),
    "aktei.procedures.rendition.actions.reopen": Example(
        MACHINERY, lambda s: {"version": s.quarantined.document.current_id}, ALL
    ),
}
