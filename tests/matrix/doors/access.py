# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: access."""

from tests.matrix.row import DENIED, FINDERS, get, post
from tests.matrix.staged_access import WHY, emergency, proposal


def on_dossier(path):
    return lambda s: f"/zugriff/akten/{s.dossier.id}/{path}"


def _gift(stage):
    ines = stage.world.persons["bauaufsicht"]
    who = f"{ines.full_name} ({ines.login})"
    return {"wer": who, "recht": "read", "von": "", "bis": "", "grund": "Amtshilfe", "bestaetigt": "1"}


_CLOSED_TO = frozenset({"bauaufsicht", "post", "datenschutz", "verwaltung"})

ROWS = [
    get("/zugriff/geschuetzt/"),
    get("/zugriff/freigaben/"),
    post(
        lambda s: f"/zugriff/freigaben/{proposal(s)}/",
        frozenset({"vertretung"}),
        lambda s: {"decision": "confirm"},
        denied=DENIED | {302},
    ),
    get("/zugriff/notzugriff/"),
    post(
        "/zugriff/notzugriff/",
        _CLOSED_TO,
        lambda s: {"reference": s.dossier.reference, "reason": WHY, "hours": "4"},
        denied=DENIED | {422},
    ),
    get("/zugriff/notzugriffe/", frozenset({"datenschutz"})),
    post(
        lambda s: f"/zugriff/notzugriffe/{emergency(s)}/beenden/",
        frozenset({"bauaufsicht", "datenschutz", "schriftgut"}),
    ),
    post(lambda s: f"/zugriff/notzugriffe/{emergency(s)}/kenntnis/", frozenset({"datenschutz"})),
    get(on_dossier(""), FINDERS),
    get(on_dossier("liste.csv"), FINDERS),
    post(on_dossier("vergeben/"), frozenset({"schriftgut"}), _gift),
    post(
        lambda s: f"/zugriff/aktenplan/{s.world.plan['50.30'].id}/beenden/",
        frozenset({"schriftgut"}),
        lambda s: {"grant": [str(s.grant.id)]},
    ),
    get(lambda s: f"/api/v1/cases/{s.case.id}/access", FINDERS),
    get(lambda s: f"/api/v1/documents/{s.filed.document_id}/access", FINDERS),
    get(lambda s: f"/api/v1/plan-entries/{s.world.plan['50.30'].id}/access", FINDERS),
    get(lambda s: f"/api/v1/units/{s.world.units['50.1'].id}/access?format=csv"),
]
