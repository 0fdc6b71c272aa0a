# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on mailroom."""

from django.utils import timezone

from aktei.procedures.mailroom.describing import Description
from aktei.records.documents.moving import add_document
from tests.matrix.example import ALL, ELSEWHERE, MACHINERY, OUTSIDE, Example
from tests.stage import PDF, SYSTEM

EXAMPLES: dict[str, Example] = {
    "aktei.procedures.mailroom.actions.receive_consignment": Example(
        "post",
        lambda s: {
            "unit": s.world.units["50.1"].id,
            "channel": "paper",
            "received_at": timezone.now(),
            "files": [PDF],
        },
        OUTSIDE,
    ),
    "aktei.procedures.mailroom.actions.file_consignment": Example(
        "sachbearbeitung", lambda s: {"consignment": s.ready.id, "dossier": s.dossier.id}, (*OUTSIDE, "post")
    ),
    "aktei.procedures.mailroom.actions.open_dossier_and_file": Example(
        "sachbearbeitung",
        lambda s: {
            "consignments": [s.ready.id],
            "entry": s.world.plan["50.30"].id,
            "dossier_subject_line": "Neu",
            "lead_unit": s.world.units["50.1"].id,
        },
        (*OUTSIDE, "post"),
    ),
    "aktei.procedures.mailroom.actions.open_case_and_file": Example(
        "sachbearbeitung",
        lambda s: {"consignments": [s.ready.id], "dossier": s.dossier.id, "case_subject_line": "Neu"},
        (*OUTSIDE, "post"),
    ),
    "aktei.procedures.mailroom.actions.undo": Example(
        "sachbearbeitung", lambda s: {"consignment": s.filed.id}, ELSEWHERE
    ),
    "aktei.procedures.mailroom.actions.forward": Example(
        "post", lambda s: {"consignment": s.received.id, "unit": s.world.units["63.1"].id}, OUTSIDE
    ),
    "aktei.procedures.mailroom.calling_back.undo_forward": Example(
        "sachbearbeitung", lambda s: {"consignment": s.forwarded.id}, (*OUTSIDE, "post", "vertretung", "leitung")
    ),
    "aktei.procedures.mailroom.actions.retry": Example("post", lambda s: {"consignment": s.quarantined.id}, OUTSIDE),
    "aktei.procedures.mailroom.actions.supply_password": Example(
        "post", lambda s: {"consignment": s.quarantined.id, "password": "geheim"}, OUTSIDE
    ),
    "aktei.procedures.mailroom.unlocking.unlock_version": Example(
        "sachbearbeitung",
        lambda s: {
            "document": add_document(SYSTEM, originals=[PDF], dossier=s.dossier.id).id,
            "number": 1,
            "password": "geheim",
        },
        ELSEWHERE,
    ),
    "aktei.procedures.mailroom.actions.accept_as_is": Example(
        "post", lambda s: {"consignment": s.quarantined.id}, OUTSIDE
    ),
    "aktei.procedures.mailroom.actions.return_to_sender": Example(
        "post", lambda s: {"consignment": s.received.id, "reason": "Irrläufer"}, OUTSIDE
    ),
    "aktei.procedures.mailroom.taking_out.ask_for_files_inside": Example(
        "post", lambda s: {"consignment": s.received.id}, OUTSIDE
    ),
    "aktei.procedures.mailroom.taking_out.take_out": Example(
        MACHINERY,
        lambda s: {"consignment": s.received.id, "version": s.received.document.current_id, "unpacked": []},
        ALL,
    ),
    "aktei.procedures.mailroom.settling.make_ready": Example(
        MACHINERY,
        lambda s: {"document": s.received.document_id, "description": Description(), "proposals": []},
        ALL,
    ),
    "aktei.procedures.mailroom.settling.quarantine": Example(
        MACHINERY,
        lambda s: {"document": s.received.document_id, "code": "broken", "reason": "Beschädigt.", "advice": "–"},
        ALL,
    ),
    "aktei.procedures.mailroom.settling.follow": Example(
        MACHINERY, lambda s: {"document": s.withdrawn.document_id}, ALL
    ),
}
