# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A program's way into the demo county: a client that speaks for one of its people."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.base.people.actions import create_token
from aktei.procedures.mailroom import machine_actions
from aktei.procedures.mailroom.describing import describe
from aktei.procedures.mailroom.proposals import proposals
from aktei.records.documents import queries as documents
from aktei.records.documents.actions import RenderedPage, StoredFile, complete_rendition
from aktei.records.documents.words import Word, pack

SYSTEM = Actor.system("test")


class Caller:
    """Calls the interface with a bearer token."""

    def __init__(self, token: str | None) -> None:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self.client = Client(headers=headers, raise_request_exception=True)

    def get(self, path, **query):
        return self.client.get(f"/api/v1/{path}", query)

    def post(self, path, body=None, *, key=None):
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(
            f"/api/v1/{path}", json.dumps(body or {}), content_type="application/json", headers=headers
        )

    def hand_in(self, *files, key=None, **fields):
        parts = [SimpleUploadedFile(name, content, "application/pdf") for name, content in files]
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post("/api/v1/consignments", {**fields, "file": parts}, headers=headers)


@pytest.fixture
def caller(world):
    """`caller("sachbearbeitung")` speaks for that person; `caller(None)` for a stranger."""

    def make(login):
        if login is None:
            return Caller(None)
        _row, token = create_token(SYSTEM, person=world.persons[login].id, label="Test")
        return Caller(token)

    return make


@pytest.fixture
def clerk(caller):
    return caller("sachbearbeitung")


def is_problem(response, status):
    """Whether the answer is a problem detail with this status, in German, with reasons."""
    assert response.status_code == status, response.content[:2000]
    assert response.headers["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert set(body) >= {"type", "title", "status", "detail", "reasons"}
    assert body["status"] == status
    assert body["reasons"]
    assert body["detail"] == " ".join(body["reasons"])
    return body


def make_ready(document, texts=("Wohngeldbescheid für Herrn Köster",), *, content=b"%PDF-1.7 Archiv"):
    """Do what worker and mailroom do with a readable consignment, without the picture work."""
    row = render(document, texts, content=content)
    machine_actions.make_ready(
        SYSTEM,
        consignment=row.consignment_id,
        descriptions={row.id: describe(texts)},
        proposals=proposals(row.id, texts),
    )


def render(document, texts, *, content=b"%PDF-1.7 Archiv"):
    """Complete the rendition of a document."""
    row = document_of(document)
    archival = store.put(content)
    complete_rendition(
        SYSTEM,
        version=row.current_id,
        archival=StoredFile(archival.sha256, archival.size, "application/pdf"),
        thumbnail=None,
        pages=[page(number, text) for number, text in enumerate(texts, start=1)],
    )
    return row


def document_of(document):
    return documents.documents(SYSTEM).get(id=document)


def page(number, text):
    words = [Word(each, 100 + 900 * at, 500, 900 + 900 * at, 700, 1) for at, each in enumerate(text.split())]
    return RenderedPage(number, 595.0, 842.0, 0, "ocr", 0.95, text, pack(words))
