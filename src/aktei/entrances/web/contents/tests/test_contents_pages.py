# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page „Inhalt“, and what is done from it."""

from typing import Any

import pytest
from django.urls import reverse

from aktei.entrances.demo import shelf
from aktei.entrances.web.dossiers.tests.test_pages import said
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def test_a_case_is_opened_from_the_contents(as_: Any, dossier: Dossier) -> None:
    answer = as_("sachbearbeitung").post(
        reverse("records:open_case", args=[dossier.id]), {"subject_line": "Widerspruch"}, follow=True
    )
    assert "Widerspruch" in said(answer)
    assert dossier.cases.filter(subject_line="Widerspruch").exists()


def test_several_filings_are_taken_back_at_once(as_: Any, dossier: Dossier, volume: shelf.Volume) -> None:
    made = [shelf.fill(dossier.lead_unit_id, volume, f"S{n}", dossier=dossier.id).id for n in range(3)]
    answer = as_("sachbearbeitung").post(
        reverse("records:dossier_undo_filings", args=[dossier.id]), {"item": made[:2]}, follow=True
    )
    assert "2 Dokumente liegen wieder im Posteingang." in said(answer)
    assert Document.objects.filter(dossier=dossier).count() == 1
