# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on mailroom."""

from django.utils import timezone

from aktei.procedures.mailroom.describing import Description
from aktei.records.envelopes.actions import NewConsignment, NewDocument, Origin
from tests.matrix.example import ALL, ELSEWHERE, MACHINERY, OUTSIDE, Example
from tests.stage import PDF

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
    "aktei.records.envelopes.dividing.divide_document": Example(
        "post", lambda s: {"document": s.several_pages.document_id, "parts": [(1, 1), (2, 2)]}, OUTSIDE
    ),
    "aktei.records.envelopes.dividing.undo_division": Example(
        "post", lambda s: {"document": s.divided.document_id}, OUTSIDE
    ),
    "aktei.procedures.rendition.unlocking.unlock_version": Example(
        "post", lambda s: {"document": s.quarantined.document_id, "password": "geheim"}, OUTSIDE
    ),
    "aktei.records.documents.faults.read_again": Example(
        "post", lambda s: {"document": s.quarantined.document_id}, OUTSIDE
    ),
    "aktei.records.envelopes.actions.receive_envelope": Example(
        "post",
        lambda s: {
            "origin": Origin(channel="paper", received_at=timezone.now()),
            "consignments": [NewConsignment(s.world.units["50.1"].id, [NewDocument([PDF]), NewDocument([PDF])])],
        },
        OUTSIDE,
    ),
    "aktei.procedures.mailroom.actions.return_to_sender": Example(
        "post", lambda s: {"consignment": s.received.id, "reason": "Irrläufer"}, OUTSIDE
    ),
    "aktei.procedures.mailroom.taking_out.ask_for_files_inside": Example(
        "post", lambda s: {"document": s.received.document_id}, OUTSIDE
    ),
    "aktei.procedures.mailroom.taking_out.take_out": Example(
        MACHINERY,
        lambda s: {"version": s.received.document.current_id, "unpacked": []},
        ALL,
    ),
    "aktei.procedures.mailroom.machine_actions.make_ready": Example(
        MACHINERY,
        lambda s: {
            "consignment": s.read.id,
            "descriptions": {s.read.document_id: Description()},
            "proposals": [],
        },
        ALL,
    ),
}
