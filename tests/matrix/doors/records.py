# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: records."""

from tests.matrix.row import DENIED, FINDERS, POST, RECORDS, case, document, dossier, get, post

ROWS = [
    get("/aktenplan/"),
    get(lambda s: f"/aktenplan/{s.world.plan['50.30'].id}/", FINDERS),
    get("/akten/"),
    get("/akten/neu/"),
    *(get(place(""), RECORDS) for place in (dossier, case, document)),
    *(get(place("lesen/"), RECORDS) for place in (dossier, case, document)),
    *(get(place("lesen/seiten.json"), RECORDS) for place in (dossier, case, document)),
    *(get(place("lesen/treffer.json?q=Seite"), RECORDS) for place in (dossier, case, document)),
    *(get(place("drucken/"), RECORDS) for place in (dossier, case, document)),
    *(get(place("verlauf/"), FINDERS) for place in (dossier, case, document)),
    *(get(place("zugriff/"), FINDERS) for place in (dossier, case, document)),
    get(lambda s: f"/dokumente/{s.ready.document_id}/", POST),
    get(lambda s: f"/dokumente/{s.ready.document_id}/angaben/", POST),
    get(lambda s: f"/dokumente/{s.ready.document_id}/verlauf/", POST | {"datenschutz"}),
    get(lambda s: f"/dokumente/{s.ready.document_id}/zugriff/", POST | {"datenschutz", "verwaltung", "schriftgut"}),
    get(dossier("inhalt/"), RECORDS),
    get(dossier("beteiligte/"), RECORDS),
    get(case("inhalt/"), RECORDS),
    get(document("angaben/"), RECORDS),
    get(document("seiten/1.webp"), RECORDS),
    get(document("seiten/1/worte.json"), RECORDS),
    get(document("dateien/original/"), RECORDS),
    get(document("dateien/archival/1/"), RECORDS),
    post(
        "/akten/neu/",
        RECORDS,
        lambda s: {
            "entry": str(s.world.plan["50.30"].id),
            "subject_line": "Neu",
            "lead_unit": str(s.world.units["50.1"].id),
            "kind": "subject",
            "confidentiality": "normal",
        },
        denied=DENIED | {200, 422},
    ),
    post(
        "/akten/schliessen/", RECORDS, lambda s: {"item": [str(s.dossier.id)], "with_cases": "1"}, denied=DENIED | {302}
    ),
    post(dossier("schliessen/"), RECORDS, lambda s: {"reason": "erledigt", "with_cases": "1"}),
    post(lambda s: f"/akten/{s.closed.id}/wiederoeffnen/", frozenset({"schriftgut"}), lambda s: {"reason": "Nachtrag"}),
    post(dossier("vorgaenge/"), RECORDS, lambda s: {"subject_line": "Neu"}),
    *(
        post(
            place("zuruecknehmen/"),
            RECORDS,
            lambda s: {"item": [str(s.filed.document_id)]},
            denied=DENIED | {302},
        )
        for place in (dossier, case)
    ),
    post(document("umbenennen/"), RECORDS, lambda s: {"subject_line": "Neu"}),
    post(document("zuruecknehmen/"), RECORDS),
    post(
        lambda s: f"/dokumente/{s.ready.document_id}/weiterleiten/",
        POST,
        lambda s: {"unit": str(s.world.units["63.1"].id)},
    ),
]
