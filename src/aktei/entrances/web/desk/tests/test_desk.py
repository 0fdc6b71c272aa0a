# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start page, for every role."""

import pytest

from aktei.entrances.web.kit.desk import last_documents
from aktei.procedures.mailroom.actions import file_consignment
from aktei.records.documents.events import DocumentFiled, DocumentRead
from aktei.records.documents.reading import read_document
from tests.stage import Stage

pytestmark = pytest.mark.django_db

ROLES = ["post", "sachbearbeitung", "vertretung", "leitung", "schriftgut", "datenschutz", "verwaltung"]


@pytest.mark.parametrize("login", ROLES)
def test_everybody_has_a_desk(client, world, login: str) -> None:
    client.force_login(world.persons[login], backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get("/").content.decode()
    assert world.persons[login].full_name in shown
    # Heads see it in the table of their teams; who has an office of their own, only where there is any.
    own = {"leitung": "Post bereit", "schriftgut": "Aufbewahrung läuft ab", "datenschutz": "Notzugriffe"}
    assert own.get(login, "bereit zum Ablegen") in shown


def test_what_may_be_read_is_asked_once_for_all_that_was_in_hands(world, monkeypatch) -> None:
    actor, asked = world.actor("sachbearbeitung"), []
    stage = Stage(world)
    file_consignment(actor, consignment=stage.ready.id, dossier=stage.dossier.id, subject_line="Antrag")
    read_document(actor, document=stage.ready.document_id)
    honest = last_documents.documents
    monkeypatch.setattr(last_documents, "documents", lambda who: asked.append(who) or honest(who))
    read, filed = last_documents.of_kinds(actor, [[DocumentRead], [DocumentFiled]])
    assert ([each.title for each in read], [each.title for each in filed]) == (["Antrag"], ["Antrag"])
    assert len(asked) == 1
