# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on records."""

from django.utils import timezone

from tests.matrix.example import ALL, ELSEWHERE, MACHINERY, NOT_RECORDS, OUTSIDE, Example
from tests.stage import PDF

EXAMPLES: dict[str, Example] = {
    "aktei.records.file_plan.actions.add_entry": Example(
        "schriftgut",
        lambda s: {"notation": "50.99", "title": "Neu", "parent": s.world.plan["50"].id},
        NOT_RECORDS,
    ),
    "aktei.records.dossiers.actions.open_dossier": Example(
        "sachbearbeitung",
        lambda s: {
            "entry": s.world.plan["50.30"].id,
            "subject_line": "Neu",
            "lead_unit": s.world.units["50.1"].id,
        },
        ELSEWHERE,
    ),
    "aktei.records.dossiers.actions.read_dossier": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id}, ELSEWHERE
    ),
    "aktei.records.dossiers.actions.close_dossier": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "with_cases": True}, ELSEWHERE
    ),
    "aktei.records.dossiers.actions.reopen_dossier": Example(
        "schriftgut", lambda s: {"dossier": s.closed.id, "reason": "Nachtrag"}, (*ELSEWHERE, "sachbearbeitung")
    ),
    "aktei.records.cases.actions.open_case": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "subject_line": "Neu"}, ELSEWHERE
    ),
    "aktei.records.parties.actions.involve_party": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "role": "Vermieter", "name": "Krüger"}, ELSEWHERE
    ),
    "aktei.records.documents.actions.receive_document": Example(
        "post",
        lambda s: {
            "unit": s.world.units["50.1"].id,
            "channel": "paper",
            "received_at": timezone.now(),
            "originals": [PDF],
        },
        OUTSIDE,
    ),
    "aktei.records.documents.actions.complete_rendition": Example(
        MACHINERY,
        lambda s: {
            "version": s.received.document.current_id,
            "archival": PDF,
            "thumbnail": None,
            "pages": [s.page()],
        },
        ALL,
    ),
    "aktei.records.documents.actions.describe_document": Example(
        MACHINERY, lambda s: {"document": s.received.document_id, "subject_line": "Antrag"}, ALL
    ),
    "aktei.records.documents.actions.file_document": Example(
        "sachbearbeitung", lambda s: {"document": s.ready.document_id, "dossier": s.dossier.id}, (*OUTSIDE, "post")
    ),
    "aktei.records.documents.actions.undo_filing": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id}, ELSEWHERE
    ),
    "aktei.records.documents.actions.forward_document": Example(
        "post", lambda s: {"document": s.received.document_id, "unit": s.world.units["63.1"].id}, OUTSIDE
    ),
    "aktei.records.documents.actions.rename_document": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "subject_line": "Neu"}, ELSEWHERE
    ),
    "aktei.records.documents.actions.withdraw_document": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "reason": "doppelt"}, ELSEWHERE
    ),
    "aktei.records.documents.reading.read_document": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id}, ELSEWHERE
    ),
    "aktei.records.documents.reading.download_component": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "version": 1, "role": "archival"}, ELSEWHERE
    ),
    "aktei.records.documents.reading.download_text": Example(
        "sachbearbeitung", lambda s: {"document": s.filed.document_id, "version": 1}, ELSEWHERE
    ),
}
