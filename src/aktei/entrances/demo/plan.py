# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole file plan of the demo county, its kinds of dossiers, and a dossier that shows them.

Tests build the few entries of `world` alone; only a demo has the rest.
"""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings

from aktei.entrances.demo.world import BUILDER, World
from aktei.exchange.plan_table.codec import read
from aktei.records.dossiers.actions import open_dossier
from aktei.records.file_plan.actions import set_default_rights
from aktei.records.file_plan.comparing import Comparison
from aktei.records.file_plan.importing import import_plan
from aktei.records.file_plan.models import FilePlanEntry
from aktei.records.kinds.actions import set_fields

PLAN = Path(__file__).parent / "file_plan.csv"
KINDS = Path(__file__).parent / "dossier_kinds.toml"

_RESPONSIBLE = {"50.10": "50.2", "50.20": "50.2", "50.50": "50.2", "63.30": "63.1", "63.40": "63.1", "63.50": "63.1"}


def put_kinds() -> None:
    """Declare the demo's kinds of dossiers, unless the data directory has its own declaration."""
    target = Path(settings.DOSSIER_KINDS)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(KINDS, target)


def take_plan() -> Comparison:
    """Take the shipped plan over, as a records manager would: what the county has already finds its place in it."""
    data = PLAN.read_bytes()
    return import_plan(BUILDER, reading=read(data), source=PLAN.name, sha256=hashlib.sha256(data).hexdigest())


def furnish(world: World) -> None:
    """Plan, kinds, who is responsible where, and a dossier led by a specialist system's key."""
    put_kinds()
    take_plan()
    entries = {row.notation: row for row in FilePlanEntry.objects.filter(notation__in=_RESPONSIBLE)}
    for notation, unit in _RESPONSIBLE.items():
        wanted = [(f"unit:{world.units[unit].id}", right) for right in ("edit", "close")]
        set_default_rights(BUILDER, entry=entries[notation].id, wanted=wanted, cause="Zuständigkeit laut Aktenplan")
    open_dossier(
        BUILDER,
        entry=entries["50.20"].id,
        subject_line="Eingliederungshilfe Krüger, Lena",
        lead_unit=world.units["50.2"].id,
        kind="case_file",
        specialist_key="EGH-2025-00417",
        fields={"verfahren": "Eingliederungshilfe", "antrag_vom": "3.2.2025", "haushalt": "4", "betreuung": "ja"},
    )
    house = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    set_fields(BUILDER, dossier=house.id, fields={"altes_aktenzeichen": "63/1987-0123"})
