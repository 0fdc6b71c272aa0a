# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: mailroom."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.row import DENIED, POST, RECORDS, get, post, unclear, unfiled

ROWS = [
    get("/posteingang/"),
    get("/posteingang/klaerung/"),
    get("/posteingang/stand/"),
    get(lambda s: f"/posteingang/neu/?seit={s.received.id}"),
    get("/posteingang/ziele/?akte=Wohngeld"),
    get("/posteingang/hochladen/"),
    post(
        "/posteingang/hochladen/",
        POST,
        lambda s: {
            "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
            "unit": str(s.world.units["50.1"].id),
            "channel": "paper",
        },
        denied=DENIED | {422},
    ),
    get(lambda s: f"/posteingang/mehrere/?item={s.ready.id}"),
    get(unfiled(""), POST),
    get(unfiled("vorschau/"), POST),
    get(unfiled("weiterleiten/"), POST),
    post(unfiled("ablegen/"), POST - {"post"}, lambda s: {"ziel": f"case-{s.case.id}"}, denied=DENIED | {422}),
    post(lambda s: f"/posteingang/{s.filed.id}/zuruecknehmen/", RECORDS),
    post(
        "/posteingang/mehrere/ablegen/",
        POST - {"post"},
        lambda s: {"item": [str(s.ready.id)], "ziel": f"case-{s.case.id}"},
        denied=DENIED | {302, 422},
    ),
    get("/posteingang/mehrere/sichere/"),
    post(
        "/posteingang/mehrere/sichere/ablegen/",
        POST - {"post"},
        lambda s: {"item": [str(s.ready.id)], f"ziel-{s.ready.id}": f"case-{s.case.id}"},
        denied=DENIED | {302, 422},
    ),
    post(
        "/posteingang/mehrere/weiterleiten/",
        POST,
        lambda s: {"item": [str(s.ready.id)], "unit": str(s.world.units["63.1"].id)},
        denied=DENIED | {302, 422},
    ),
    post(
        "/posteingang/mehrere/erneut/",
        POST,
        lambda s: {"item": [str(s.quarantined.id)]},
        denied=DENIED | {302, 422},
    ),
    post(unfiled("weiterleiten/"), POST, lambda s: {"unit": str(s.world.units["63.1"].id)}),
    post(
        lambda s: f"/posteingang/{s.forwarded.id}/zurueckholen/", frozenset({"sachbearbeitung"}), denied=DENIED | {409}
    ),
    post(
        f"/posteingang/mehrere/zurueckholen/{uuid4()}/",
        fine=frozenset({409}),
        acts=False,
    ),
    get(lambda s: f"/posteingang/{s.several_pages.id}/aufteilen/{s.several_pages.document_id}/", POST),
    post(
        lambda s: f"/posteingang/{s.several_pages.id}/aufteilen/{s.several_pages.document_id}/",
        POST,
        lambda s: {"beginn": ["2"]},
    ),
    post(lambda s: f"/posteingang/{s.divided.id}/zusammenfuegen/{s.divided.document_id}/", POST),
    post(unclear("kennwort/"), POST, lambda s: {"password": "geheim"}),
    post(unclear("erneut/"), POST),
    post(unclear("annehmen/"), POST),
    post(unfiled("enthaltenes/"), POST),
    post(unclear("zurueckgeben/"), POST, lambda s: {"reason": "Irrläufer"}),
]
