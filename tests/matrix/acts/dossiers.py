# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on the life of dossiers and cases."""

from tests.matrix.example import ELSEWHERE, NOT_RECORDS, Example

_OTHER = "Wohngeld Müller, Sabine"

EXAMPLES: dict[str, Example] = {
    "aktei.records.dossiers.actions.undo_closing": Example(
        "sachbearbeitung", lambda s: {"dossier": s.just_closed.id}, ELSEWHERE
    ),
    "aktei.records.dossiers.changing.rename_dossier": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "subject_line": "Neu"}, ELSEWHERE
    ),
    "aktei.records.dossiers.changing.change_lead_unit": Example(
        "sachbearbeitung", lambda s: {"dossier": s.dossier.id, "unit": s.world.units["50.2"].id}, ELSEWHERE
    ),
    "aktei.records.dossiers.changing.classify_dossier": Example(
        "schriftgut", lambda s: {"dossier": s.dossier.id, "confidentiality": "sensitive"}, NOT_RECORDS
    ),
    "aktei.records.dossiers.changing.protect_dossier": Example(
        "schriftgut", lambda s: {"dossier": s.dossier.id, "reason": "Kollegin"}, NOT_RECORDS
    ),
    "aktei.records.dossiers.changing.propose_lifting": Example(
        "sachbearbeitung", lambda s: {"dossier": s.guarded.id, "reason": "erledigt"}, (*ELSEWHERE, "schriftgut")
    ),
    "aktei.records.dossiers.changing.lift_protection": Example(
        "vertretung",
        lambda s: {"dossier": s.guarded.id, "reason": "erledigt", "approval": s.lifting},
        (*ELSEWHERE, "schriftgut"),
    ),
    "aktei.records.dossiers.branches.open_sub_dossier": Example(
        "sachbearbeitung", lambda s: {"parent": s.dossier.id, "subject_line": "Teil"}, ELSEWHERE
    ),
    "aktei.records.dossiers.branches.move_dossier": Example(
        "schriftgut", lambda s: {"dossier": s.dossier.id, "entry": s.world.plan["50.31"].id}, NOT_RECORDS
    ),
    "aktei.records.dossiers.merging.merge_dossiers": Example(
        "schriftgut",
        lambda s: {"source": s.dossier.id, "target": s.world.dossiers[_OTHER].id, "reason": "doppelt"},
        NOT_RECORDS,
    ),
    "aktei.records.dossiers.linking.link_records": Example(
        "sachbearbeitung", lambda s: {"source": s.dossier.id, "target": s.world.dossiers[_OTHER].id}, ELSEWHERE
    ),
    "aktei.records.dossiers.linking.end_link": Example("sachbearbeitung", lambda s: {"link": s.link.id}, ELSEWHERE),
    "aktei.records.cases.actions.rename_case": Example(
        "sachbearbeitung", lambda s: {"case": s.case.id, "subject_line": "Neu"}, ELSEWHERE
    ),
    "aktei.records.cases.actions.move_case": Example(
        "sachbearbeitung", lambda s: {"case": s.case.id, "into": s.world.dossiers[_OTHER].id}, ELSEWHERE
    ),
    "aktei.records.cases.actions.close_case": Example("sachbearbeitung", lambda s: {"case": s.case.id}, ELSEWHERE),
    "aktei.records.cases.actions.reopen_case": Example(
        "sachbearbeitung", lambda s: {"case": s.closed_case.id, "reason": "Nachtrag"}, ELSEWHERE
    ),
}
