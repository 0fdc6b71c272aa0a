# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Post of one team, as the mailroom's pages meet it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.blobs import store
from aktei.entrances.web.kit.frame.tests.browser import *  # noqa: F403 (fixtures)
from aktei.procedures.mailroom import machine_actions
from aktei.procedures.mailroom.actions import receive_consignment
from aktei.procedures.mailroom.describing import Description, describe
from aktei.procedures.mailroom.proposals import proposals
from aktei.procedures.rendition.actions import refuse
from aktei.records.documents.actions import RenderedPage, StoredFile, complete_rendition
from aktei.records.documents.words import Word, pack
from aktei.records.envelopes.models import Consignment

MACHINERY = Actor.system("test")


@pytest.fixture
def logged_in(client: Client, world: Any) -> Callable[[str], Client]:
    """A browser in which this person is logged in."""

    def log_in(login: str) -> Client:
        client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def clerk(logged_in: Callable[[str], Client]) -> Client:
    """The browser of a member of the team."""
    return logged_in("sachbearbeitung")


@pytest.fixture
def receive(world: Any) -> Callable[..., Consignment]:
    """Take post in for the team; nobody has read it yet."""

    def take_in(name: str = "brief.pdf", *, minutes: int = 0, unit: str = "50.1", **given: Any) -> Consignment:
        blob = store.put(name.encode())
        return receive_consignment(
            MACHINERY,
            unit=world.units[unit].id,
            channel=given.pop("channel", "paper"),
            received_at=timezone.now() - timedelta(minutes=minutes),
            files=[StoredFile(blob.sha256, blob.size, "application/pdf", name)],
            **given,
        )

    return take_in


@pytest.fixture
def ready(receive: Callable[..., Consignment]) -> Callable[..., Consignment]:
    """Post that was read: this text stands on its only page."""

    def make_ready(text: str = "Sehr geehrte Damen und Herren", **given: Any) -> Consignment:
        row = receive(given.pop("name", f"{text[:40]}.pdf"), **given)
        version = row.document.current_id
        words = [Word(word, 1000 + 500 * n, 1000, 1400 + 500 * n, 1200, 0) for n, word in enumerate(text.split())]
        page = RenderedPage(1, 595.0, 842.0, 0, "digital", 99.0, text, pack(words))
        blob = store.put(b"%PDF-1.7 archival")
        archival = StoredFile(blob.sha256, blob.size, "application/pdf")
        complete_rendition(MACHINERY, version=version, archival=archival, thumbnail=None, pages=[page])
        found = proposals(row.document_id, [text])
        description = describe([text]) if "\n" in text else Description(subject_line=text[:200])
        machine_actions.make_ready(
            MACHINERY, consignment=row.id, descriptions={row.document_id: description}, proposals=found
        )
        row.refresh_from_db()
        return row

    return make_ready


@pytest.fixture
def stuck(receive: Callable[..., Consignment]) -> Callable[..., Consignment]:
    """Post in quarantine."""

    def hold(code: str = "encrypted", name: str = "geheim.pdf") -> Consignment:
        row = receive(name)
        version = row.document.current_id
        refuse(MACHINERY, version=version, code=code, reason="Die Datei ist verschlüsselt.", advice="Fragen Sie.")
        row.refresh_from_db()
        return row

    return hold
