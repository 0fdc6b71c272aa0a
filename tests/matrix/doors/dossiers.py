# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: the life of dossiers and cases, and tasks."""

from uuid import uuid4

from tests.matrix.row import DENIED, EVERYBODY, FINDERS, RECORDS, case, dossier, get, post

_MANAGERS = frozenset({"schriftgut"})
_ONLY_TOLD = DENIED | {302}
"""Whoever may not is told so on the page they come back to."""

ROWS = [
    *(get(place("angaben/"), RECORDS) for place in (dossier, case)),
    *(get(place("aufgaben/"), RECORDS) for place in (dossier, case)),
    get(dossier("vorschlaege/verweisen/?reference=Wohngeld"), FINDERS),
    get(case("vorschlaege/verschieben/?reference=Wohngeld"), FINDERS),
    post(dossier("aendern/betreff/"), RECORDS, lambda s: {"subject_line": "Neu"}),
    post(
        dossier("aendern/verschieben/"),
        _MANAGERS,
        lambda s: {"entry": str(s.world.plan["50.31"].id)},
    ),
    post(case("aendern/betreff/"), RECORDS, lambda s: {"subject_line": "Neu"}),
    post(
        "/akten/federfuehrung/",
        RECORDS,
        lambda s: {"item": [str(s.dossier.id)], "unit": str(s.world.units["50.2"].id)},
        denied=_ONLY_TOLD,
    ),
    post(lambda s: f"/akten/rueckgaengig/{s.dossier.id}/", EVERYBODY, fine=frozenset({409}), acts=False),
    get("/aufgaben/"),
    get(lambda s: f"/aufgaben/{s.task.id}/", FINDERS | {"bauaufsicht"}),
    get("/aufgaben/?wer=vergeben&zustand=beendet&frist=woche"),
    post(
        "/aufgaben/neu/",
        RECORDS,
        lambda s: {
            "item": [str(s.dossier.id)],
            "assignee": f"unit:{s.world.units['63.1'].id}",
            "instruction": "review",
        },
        denied=_ONLY_TOLD,
    ),
    post(
        "/aufgaben/erledigen/",
        frozenset({"bauaufsicht"}),
        lambda s: {"item": [str(s.task.id)]},
        denied=_ONLY_TOLD,
    ),
    post(
        lambda s: f"/aufgaben/{s.finished_task.id}/zuruecknehmen/",
        frozenset({"bauaufsicht"}),
        denied=_ONLY_TOLD,
    ),
    post(f"/aufgaben/zuruecknehmen/{uuid4()}/", fine=frozenset({409}), acts=False),
    post(
        lambda s: f"/aufgaben/{s.task.id}/ablehnen/",
        frozenset({"bauaufsicht"}),
        lambda s: {"note": "nicht zuständig"},
    ),
]
