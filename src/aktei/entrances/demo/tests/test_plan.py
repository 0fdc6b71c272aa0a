# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan of the demo county."""

from aktei.entrances.demo.plan import KINDS, PLAN, furnish
from aktei.exchange.plan_table.codec import read
from aktei.records.dossiers.models import Dossier
from aktei.records.file_plan.comparing import compare
from aktei.records.file_plan.models import FilePlanEntry
from aktei.records.kinds.declared import read_file


def test_the_shipped_plan_is_whole_and_without_faults():
    found = compare(read(PLAN.read_bytes()), {}, read_file(KINDS))
    assert (list(found.faults), list(found.unknown)) == ([], [])
    assert len(found.new) >= 150
    assert [each.notation for each in found.new if each.values["parent"] is None] == list("0123456789")


def test_a_demo_has_the_plan_with_all_it_had_before_in_its_place(world, settings, tmp_path):
    settings.DOSSIER_KINDS = tmp_path / "kinds.toml"
    furnish(world)
    assert FilePlanEntry.objects.count() >= 150
    dossier = Dossier.objects.get(id=world.dossiers["Wohngeld Köster, Bernd"].id)
    above = {row.id: row.notation for row in FilePlanEntry.objects.filter(id__in=dossier.chain)}
    assert [above[node] for node in dossier.chain if node in above] == ["50.30", "50", "5"]
    shown = Dossier.objects.get(specialist_key="EGH-2025-00417")
    assert shown.fields["antrag_vom"] == "2025-02-03"
