# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a whole plan over: looked at first, then as a whole or not at all."""

import pytest

from aktei.base.acts.errors import Refused
from aktei.base.acts.queries import about
from aktei.entrances.demo.world import BUILDER
from aktei.exchange.plan_lines import PlanLine, Reading
from aktei.exchange.plan_table import codec
from aktei.records.file_plan.actions import edit_entry
from aktei.records.file_plan.importing import import_plan, plan_lines, preview
from aktei.records.file_plan.models import FILE_PLAN, FilePlanEntry

_FILE = {"source": "plan.csv", "sha256": "a" * 64}


def test_the_plan_written_and_read_again_changes_nothing(world):
    found = preview(BUILDER, codec.read(codec.write(plan_lines(BUILDER))))
    assert (list(found.steps), list(found.faults), found.unchanged) == ([], [], len(world.plan))


def test_new_entries_edits_and_moves_are_taken_over_in_one_act(world):
    reading = Reading(
        [
            PlanLine("5", {"title": "Soziales und Jugend", "holds_dossiers": False}, 2),
            PlanLine("50", {"parent": "5"}, 3),
            PlanLine("50.30", {"retention_years": 6, "disabled": True}, 4),
        ]
    )
    done = import_plan(world.actor("schriftgut"), reading=reading, **_FILE)
    assert (len(done.new), len(done.changed)) == (1, 2)
    moved = FilePlanEntry.objects.get(notation="50")
    below = FilePlanEntry.objects.get(notation="50.30")
    assert moved.parent.notation == "5"
    assert below.chain == [below.id, *moved.chain]
    assert (below.retention_years, below.disabled_at is None) == (6, False)
    assert about(FILE_PLAN)[0].payload == {**_FILE, "added": 1, "changed": 2}
    assert [line.kind for line in about(below.id)[:2]] == ["FilePlanEntryDisabled", "FilePlanEntryEdited"]


def test_one_fault_and_nothing_is_taken_over(world):
    reading = Reading([PlanLine("51", {"title": "Jugend"}, 2), PlanLine("52", {"title": ""}, 3)])
    with pytest.raises(Refused, match="Zeile 3: Bitte geben Sie einen Titel an"):
        import_plan(BUILDER, reading=reading, **_FILE)
    assert not FilePlanEntry.objects.filter(notation="51").exists()


def test_what_was_looked_at_is_what_is_taken_over(world):
    reading = Reading([PlanLine("50.30", {"retention_years": 6}, 2)])
    seen = preview(BUILDER, reading).fingerprint
    edit_entry(BUILDER, entry=world.plan["50.30"].id, retention_years=7)
    with pytest.raises(Refused, match="inzwischen geändert"):
        import_plan(BUILDER, reading=reading, expected=seen, **_FILE)
    assert import_plan(BUILDER, reading=reading, expected=preview(BUILDER, reading).fingerprint, **_FILE)
