# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on parties."""

from aktei.records.parties import actions
from aktei.records.parties.queries import involvements
from tests.matrix.example import ELSEWHERE, Example
from tests.stage import SYSTEM

ACTS = "aktei.records.parties.actions"


def _involvement(stage):
    return involvements(SYSTEM, stage.dossier.id)[0]


def _ended(stage):
    return actions.end_involvement(SYSTEM, involvement=_involvement(stage).id).id


def _two(stage):
    other = actions.involve_party(SYSTEM, dossier=stage.dossier.id, role="Vermieter", name="Koester")
    return {"keep": _involvement(stage).party_id, "drop": other.id}


def _merged(stage):
    both = _two(stage)
    actions.merge_parties(SYSTEM, **both)
    return both["drop"]


EXAMPLES: dict[str, Example] = {
    f"{ACTS}.add_party": Example("sachbearbeitung", lambda s: {"name": "Amtsgericht"}, ("nobody", "datenschutz")),
    f"{ACTS}.change_party": Example(
        "sachbearbeitung", lambda s: {"party": _involvement(s).party_id, "name": "Neu"}, ELSEWHERE
    ),
    f"{ACTS}.end_involvement": Example("sachbearbeitung", lambda s: {"involvement": _involvement(s).id}, ELSEWHERE),
    f"{ACTS}.resume_involvement": Example("sachbearbeitung", lambda s: {"involvement": _ended(s)}, ELSEWHERE),
    f"{ACTS}.merge_parties": Example("sachbearbeitung", _two, ELSEWHERE),
    f"{ACTS}.undo_merge": Example("sachbearbeitung", lambda s: {"party": _merged(s)}, ELSEWHERE),
}
