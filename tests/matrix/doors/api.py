# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: api."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.row import FINDERS, POST, RECORDS, get, post


def api(path: str) -> str:
    """An address of the interface."""
    return f"/api/v1/{path}"


ROWS = [
    get(api(""), open_to_all=True),
    get(api("openapi.json"), open_to_all=True),
    get(api("docs"), open_to_all=True),
    get(api("gibt/es/nicht"), open_to_all=True, fine=frozenset({404})),
    get(api("consignments")),
    get(lambda s: api(f"consignments/{s.ready.id}"), POST),
    get(api("dossiers")),
    get(lambda s: api(f"dossiers/{s.dossier.id}"), RECORDS),
    get(lambda s: api(f"dossiers/{s.dossier.id}/access"), FINDERS),
    get(api("cases")),
    get(api("documents")),
    get(lambda s: api(f"documents/{s.filed.document_id}"), RECORDS),
    get(lambda s: api(f"documents/{s.filed.document_id}/versions/1/components/original"), RECORDS),
    get(lambda s: api(f"documents/{s.filed.document_id}/versions/1/components/archival"), RECORDS),
    get(lambda s: api(f"documents/{s.filed.document_id}/versions/1/components/text"), RECORDS),
    get(api("search?q=Seite")),
    get(lambda s: api(f"journal?node={s.dossier.id}"), FINDERS),
    post(
        api("consignments"),
        POST,
        lambda s: {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"), "unit": "50.1"},
    ),
    post(
        lambda s: api(f"consignments/{s.ready.id}/filing"),
        POST - {"post"},
        lambda s: {"json": {"case": str(s.case.id)}},
    ),
    post(
        lambda s: api(f"consignments/{s.several_pages.id}/division"),
        POST,
        lambda s: {"json": {"parts": ["1", "2"]}},
    ),
    post(
        api("dossiers"),
        RECORDS,
        lambda s: {"json": {"entry": "50.30", "subject_line": "Neu", "lead_unit": "50.1"}},
    ),
    post(lambda s: api(f"dossiers/{s.dossier.id}/closure"), RECORDS, lambda s: {"json": {"with_cases": True}}),
    post(
        lambda s: api(f"dossiers/{s.closed.id}/reopening"),
        frozenset({"schriftgut"}),
        lambda s: {"json": {"reason": "Nachtrag"}},
    ),
    get(api("tasks")),
    post(
        api("tasks"),
        RECORDS,
        lambda s: {"json": {"node": str(s.dossier.id), "assignee": f"unit:{s.world.units['63.1'].id}"}},
    ),
    post(lambda s: api(f"tasks/{s.task.id}/completion"), frozenset({"bauaufsicht"}), lambda s: {"json": {}}),
    post(
        api("cases"),
        RECORDS,
        lambda s: {"json": {"dossier": s.dossier.reference, "subject_line": "Neu"}},
    ),
]
