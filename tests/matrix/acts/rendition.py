# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on rendition."""

from aktei.procedures.rendition.actions import complete
from aktei.procedures.rendition.remarks import Remark
from tests.matrix.example import ALL, ELSEWHERE, MACHINERY, Example
from tests.stage import PDF, SYSTEM


def _remarked(stage):
    """A document of whose file something was noted."""
    version = stage.received.document.current_id
    noted = [Remark("notes", (1,), ("Bitte zurückrufen",))]
    complete(SYSTEM, version=version, archival=PDF, thumbnail=None, pages=[stage.page()], remarks=noted)
    return {"document": stage.received.document_id}


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
    "aktei.procedures.rendition.actions.forget_remarks": Example(MACHINERY, _remarked, ALL),
    "aktei.procedures.rendition.taking_out.ask_for_files_inside": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id}, ELSEWHERE
    ),
    "aktei.procedures.rendition.taking_out.lay_beside": Example(
        MACHINERY, lambda s: {"version": s.filed.document.current_id, "unpacked": []}, ALL
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
}
