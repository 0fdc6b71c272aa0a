# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A protected dossier, something that waits for a second person, and a break-glass access; made when asked for."""

from datetime import timedelta

from django.utils import timezone

from aktei.base.acts.transaction import acting, record
from aktei.base.four_eyes.models import Proposal
from aktei.base.granting.actions import propose_grant
from aktei.base.people.models import OFFICE
from aktei.base.rights.events import RightEnded
from aktei.procedures.access.actions import break_glass
from aktei.procedures.access.models import Emergency
from aktei.records.dossiers.actions import open_dossier
from tests.stage import SYSTEM

WHY = "Anruf der Polizei, Gefahr für ein Kind"


def secret(stage):
    return open_dossier(
        SYSTEM,
        entry=stage.world.plan["50.30"].id,
        subject_line="Geschützt",
        lead_unit=stage.world.units["50.1"].id,
        protected=True,
    )


def wish(stage):
    made, ines = secret(stage), stage.world.persons["bauaufsicht"].id
    return {
        "node": made.id,
        "chain": made.chain,
        "right": "read",
        "principal": f"person:{ines}",
        "cause": "Amtshilfe",
        "what": "Ines Straßer: Lesen",
    }


def proposal(stage, *, overdue=False):
    made = propose_grant(stage.anna, **wish(stage))
    return _overdue(Proposal, made, "expires_at", "proposed_at") if overdue else made


def emergency(stage, *, overdue=False):
    ines = stage.world.actor("bauaufsicht")
    made = break_glass(ines, reference=stage.dossier.reference, reason=WHY)
    return _overdue(Emergency, made.id, "until", "begun_at") if overdue else made.id


def _overdue(table, row, end, begin):
    now = timezone.now()
    with acting("test"):
        table.objects.filter(id=row).update(**{end: now, begin: now - timedelta(hours=1)})
        record(SYSTEM, RightEnded(node=OFFICE, right="read", principal="test"))
    return row
