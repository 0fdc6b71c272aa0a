# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Importing takes each file once and goes on with the others when one is refused."""

from pathlib import Path
from typing import Any

import pytest
import typer
from procrastinate.contrib.django.models import ProcrastinateJob

from aktei.base.outbox.lanes import Lane
from aktei.entrances.cli import import_
from aktei.records.envelopes.models import Consignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(tmp_path: Path, settings: Any) -> Path:
    settings.BLOBS_URL = f"file://{tmp_path}/blobs"
    settings.CACHE_DIRECTORY = tmp_path / "cache"
    (tmp_path / "post" / "alt").mkdir(parents=True)
    (tmp_path / "post" / "a.pdf").write_bytes(b"%PDF-1.7 a")
    (tmp_path / "post" / "alt" / "b.pdf").write_bytes(b"%PDF-1.7 b")
    (tmp_path / "post" / ".c.pdf").write_bytes(b"hidden")
    return tmp_path / "post"


def test_every_file_becomes_one_consignment_of_the_unit_once(letters: Path, world: Any) -> None:
    for _ in range(2):
        report = import_.take(import_._files([letters]), "50.1", "paper", quiet=True)
        assert (report.received, report.refused) == (2, [])
    assert Consignment.objects.filter(documents__unit__short_name="50.1", envelope__door="import").count() == 2


def test_what_is_imported_lets_everything_else_pass_unless_it_is_said_otherwise(letters: Path, world: Any) -> None:
    import_.take([letters / "a.pdf"], "50.1", "paper", quiet=True)
    import_.take([letters / "alt" / "b.pdf"], "50.1", "paper", lane=Lane.TODAY, quiet=True)
    queued = ProcrastinateJob.objects.filter(task_name="rendition.render_version").order_by("-id")[:2]
    assert [each.queue_name for each in queued] == ["rendition.today", "rendition.legacy"]


def test_a_refused_file_is_named_and_holds_up_no_other(letters: Path, world: Any) -> None:
    report = import_.take([letters / "gone.pdf", letters / "a.pdf"], "50.1", "paper", quiet=True)
    assert report.received == 1
    assert [path for path, _ in report.refused] == [str(letters / "gone.pdf")]


def test_an_unknown_unit_is_said(letters: Path, world: Any) -> None:
    with pytest.raises(typer.BadParameter, match="gibt es nicht"):
        import_.take([letters / "a.pdf"], "99.9", "paper", quiet=True)
