# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured is filled in by SQL, past the acts; it has to fit the tables all the same."""

import pytest

from aktei.entrances.cli.bench.seeding import seed
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier


@pytest.mark.django_db(transaction=True)
def test_a_seeded_county_can_be_read(transactional_db, world):
    seed(documents=50, dossiers=5)
    filed = Document.objects.exclude(dossier=None).select_related("dossier", "current")
    assert filed.count() == 40
    assert all(row.chain[1] == row.dossier_id and row.current.rendered_at for row in filed)
    assert Dossier.objects.filter(reference__contains="-2020/").count() == 5
