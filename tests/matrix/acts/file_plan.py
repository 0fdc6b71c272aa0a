# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on the file plan, and on what kinds of dossiers ask for."""

from aktei.exchange.plan_lines import PlanLine, Reading
from tests.matrix.example import ELSEWHERE, NOT_RECORDS, Example

_AT = "aktei.records.file_plan"

EXAMPLES: dict[str, Example] = {
    f"{_AT}.actions.edit_entry": Example(
        "schriftgut", lambda s: {"entry": s.world.plan["50.30"].id, "title": "Wohngeld und Lastenzuschuss"}, NOT_RECORDS
    ),
    f"{_AT}.actions.renumber_entry": Example(
        "schriftgut", lambda s: {"entry": s.world.plan["50.30"].id, "notation": "50.33"}, NOT_RECORDS
    ),
    f"{_AT}.actions.move_entry": Example(
        "schriftgut",
        lambda s: {"entry": s.world.plan["50.31"].id, "parent": s.world.plan["63"].id, "reason": "Neuordnung"},
        NOT_RECORDS,
    ),
    f"{_AT}.actions.disable_entry": Example(
        "schriftgut", lambda s: {"entry": s.world.plan["50.40"].id, "reason": "Aufgabe entfallen"}, NOT_RECORDS
    ),
    f"{_AT}.actions.enable_entry": Example("schriftgut", lambda s: {"entry": s.disabled_entry.id}, NOT_RECORDS),
    f"{_AT}.actions.set_default_rights": Example(
        "schriftgut",
        lambda s: {"entry": s.world.plan["63.20"].id, "wanted": [("role:head", "read")], "cause": "Neuordnung"},
        NOT_RECORDS,
    ),
    f"{_AT}.importing.import_plan": Example(
        "schriftgut",
        lambda s: {
            "reading": Reading([PlanLine("50.97", {"title": "Neu"}, 2)]),
            "source": "plan.csv",
            "sha256": "a" * 64,
        },
        NOT_RECORDS,
    ),
    "aktei.records.kinds.actions.set_fields": Example(
        "sachbearbeitung", lambda s: {"dossier": s.case_file.id, "fields": {}, "specialist_key": "WG-2"}, ELSEWHERE
    ),
}
