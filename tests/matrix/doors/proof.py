# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: the journal, proof exports, checkpoints."""

from tests.matrix.row import FINDERS, RECORDS, dossier, get, post

ANNA = frozenset({"sachbearbeitung"})
AUDITORS = frozenset({"datenschutz"})


ROWS = [
    get("/evidence/", open_to_all=True),
    get("/protokoll/"),
    get(lambda s: f"/protokoll/?person={s.anna.person_id}", ANNA | AUDITORS),
    get(lambda s: f"/protokoll/?akte={s.dossier.id}", FINDERS),
    get(dossier("nachweis/"), FINDERS),
    get("/nachweise/00000000-0000-7000-8000-00000000dead/datei/", frozenset()),
    get("/api/v1/exports/00000000-0000-7000-8000-00000000dead", frozenset()),
    get("/api/v1/exports/00000000-0000-7000-8000-00000000dead/file", frozenset()),
    post(
        "/protokoll/auszug/",
        ANNA | AUDITORS,
        lambda s: {"person": str(s.anna.person_id), "format": "csv"},
    ),
    post(dossier("nachweis/"), RECORDS, lambda s: {"purpose": "Klage"}, denied=frozenset({403, 404, 422})),
    post("/api/v1/exports", RECORDS, lambda s: {"json": {"dossier": s.dossier.reference, "purpose": "Klage"}}),
]
