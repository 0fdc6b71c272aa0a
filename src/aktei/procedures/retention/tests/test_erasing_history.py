# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may have the history of a record erased, and what remains."""

from uuid import uuid4

import pytest

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing
from aktei.base.acts.models import JournalEntry
from aktei.base.granting.actions import grant
from aktei.entrances.worker.sealing import seal_all
from aktei.procedures.retention.actions import erase_history


@pytest.fixture
def dossier(world, settings, tmp_path):
    settings.EVIDENCE_KEY = tmp_path / "key.pem"
    made = world.dossiers["Wohngeld Köster, Bernd"]
    seal_all()
    return made


def test_with_the_right_the_history_is_erased_and_one_line_remains(world, dossier):
    keeper = world.actor("schriftgut")
    grant(
        Actor.system("test"),
        node=dossier.id,
        chain=dossier.chain,
        right="dispose",
        principal=f"person:{keeper.person_id}",
        cause="test",
    )
    seal_all()
    lines = JournalEntry.objects.filter(node=dossier.id).count()
    assert erase_history(keeper, nodes=[dossier.id], disposal=uuid4(), reason="Frist abgelaufen") == lines
    told = JournalEntry.objects.filter(node=dossier.id).exclude(salt=b"")
    assert [each.kind for each in told] == ["LinesErased"]


def test_without_the_right_nothing_is_erased(world, dossier):
    with pytest.raises(Forbidden):
        erase_history(world.actor("sachbearbeitung"), nodes=[dossier.id], disposal=uuid4(), reason="x")


def test_what_never_was_a_record_is_not_found(world, dossier):
    with pytest.raises(Missing):
        erase_history(world.actor("schriftgut"), nodes=[uuid4()], disposal=uuid4(), reason="x")
