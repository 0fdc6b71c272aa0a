# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page „Verlauf“."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.queries import about
from aktei.base.acts.transaction import acting, record
from aktei.entrances.demo import shelf
from aktei.entrances.web.dossiers.tests.test_pages import said
from aktei.records.documents.models import Document
from aktei.records.dossiers.events import DossierRead
from aktei.records.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def test_who_checks_the_office_sees_the_history_without_reading(as_: Any, dossier: Dossier, document: Document) -> None:
    answer = as_("datenschutz").get(reverse("records:dossier_history", args=[dossier.id]))
    assert answer.status_code == 200
    assert "hat die Akte" in said(answer)
    assert "/dokumente/" not in answer.content.decode()


def test_the_history_says_who_did_what_when_and_for_whom(
    as_: Any, world: Any, dossier: Dossier, document: Document
) -> None:
    client = as_("sachbearbeitung")
    client.get(reverse("records:dossier", args=[dossier.id]))
    client.post(reverse("records:rename_document", args=[document.id]), {"subject_line": "Erstantrag"})
    page = said(client.get(reverse("records:dossier_history", args=[dossier.id])))
    assert "Anna Weiß hat die Akte geöffnet." in page
    assert "Anna Weiß hat den Betreff von „Antrag auf Wohngeld“ in „Erstantrag“ geändert. · Erstantrag" in page
    assert f"{timezone.localtime():%d.%m.%Y}, " in page
    alone = said(as_("leitung").get(reverse("records:dossier_history", args=[dossier.id]), {"art": "gelesen"}))
    assert "hat die Akte geöffnet" in alone
    assert "hat den Betreff" not in alone
    machine = said(client.get(reverse("records:dossier_history", args=[dossier.id]), {"person": "aktei"}))
    assert "Aktei hat das Dokument" in machine
    assert "Anna Weiß hat" not in machine


def test_the_history_names_whom_somebody_acted_for(as_: Any, world: Any, dossier: Dossier) -> None:
    deputy = Actor(world.persons["vertretung"].id, for_person_id=world.persons["sachbearbeitung"].id)
    with acting("test"):
        record(deputy, DossierRead(node=dossier.id))
    page = said(as_("leitung").get(reverse("records:dossier_history", args=[dossier.id])))
    assert "Jonas Köhler für Anna Weiß hat die Akte geöffnet." in page


def test_the_history_pages_without_losing_a_line(as_: Any, dossier: Dossier, volume: shelf.Volume) -> None:
    for number in range(30):
        shelf.fill(dossier.lead_unit_id, volume, f"Schreiben {number}", dossier=dossier.id)
    client, address = as_("leitung"), reverse("records:dossier_history", args=[dossier.id])
    first = client.get(address).content.decode()
    following = re.search(r'href="\?vor=(\d+)"', first)
    shown = first.count("history__item")
    while following:
        page = client.get(address, {"vor": following[1]}).content.decode()
        shown += page.count("history__item")
        following = re.search(r'href="\?vor=(\d+)"', page)
    assert shown == about(dossier.id).count()
