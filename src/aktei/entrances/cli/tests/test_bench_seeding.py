# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured is filled in by SQL, past the acts; it has to fit the tables all the same."""

import pytest
from django.http import QueryDict

from aktei.base.log.signing import current_key
from aktei.base.log.tests.tampering import judge
from aktei.entrances.cli.bench import histories
from aktei.entrances.cli.bench.picking import ASKED, crowd
from aktei.entrances.cli.bench.seeding import seed
from aktei.entrances.web.kit.picking.sources import SOURCES
from aktei.entrances.worker.sealing import seal_all
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier


@pytest.mark.django_db(transaction=True)
def test_a_seeded_county_can_be_read(transactional_db, world):
    seed(documents=50, dossiers=5)
    filed = Document.objects.exclude(dossier=None).select_related("dossier", "current")
    assert filed.count() == 40
    assert all(row.chain[1] == row.dossier_id and row.current.rendered_at for row in filed)
    assert Dossier.objects.filter(reference__contains="-2020/").count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_crowd_can_be_picked_from(transactional_db, world):
    crowd(persons=20, units=5, entries=7, dossiers=30)
    actor = world.actor("leitung")
    for path in ASKED.values():
        kind, _slash, query = path.removeprefix("/waehlen/").partition("/")
        assert SOURCES[kind].find(actor, next(iter(QueryDict(query.removeprefix("?")).values()))) is not None
    assert SOURCES["person"].find(actor, "crowd7")[0].note.startswith("crowd7, Sachgebiet")
    assert SOURCES["akte"].find(actor, "50.30-2019/7")


@pytest.mark.django_db(transaction=True)
def test_documents_written_with_their_histories_are_found_sound(
    transactional_db, world, settings, tmp_path, monkeypatch
):
    settings.EVIDENCE_KEY, settings.EVIDENCE_KEPT = tmp_path / "key.pem", tmp_path / "kept"
    monkeypatch.setattr(histories, "LINES_OF_A_HEAD", 5)
    seal_all()
    before = judge(current_key(), office_too=True, files=False)
    histories.write(4)
    report = judge(current_key(), office_too=True, files=False)
    assert report.sound, report.findings
    assert (report.lines, report.readings, report.heads) == (before.lines + 12, 4, before.heads + 3)
    assert report.records == before.records + 9 * 4  # an envelope and a consignment among them
