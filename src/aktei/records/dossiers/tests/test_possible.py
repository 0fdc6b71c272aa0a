# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a dossier offers is what the acts do: every act is tried in every state, by whoever holds what."""

from django.db import transaction

from aktei.base.acts.errors import Refused
from aktei.procedures.work.actions import assign_task
from aktei.records.dossiers import branches, changing, merging
from aktei.records.dossiers.actions import close_dossier
from aktei.records.dossiers.models import Confidentiality, Dossier
from aktei.records.dossiers.possible import possible_acts
from aktei.records.dossiers.tests.conftest import SYSTEM

WHY = "Grund"
TOLD_BY_THE_ACT = {
    # Into another dossier behind the same barrier it would go.
    ("protected", "merge_dossiers"),
    # Whoever wants to merge is told what is still to be done first; no button is taken away for that.
    ("in work", "merge_dossiers"),
}
ACTS = {
    "rename_dossier": lambda actor, row, on: changing.rename_dossier(actor, dossier=row, subject_line="Neu"),
    "change_lead_unit": lambda actor, row, on: changing.change_lead_unit(actor, dossier=row, unit=on["unit"]),
    "classify_dossier": lambda actor, row, on: changing.classify_dossier(
        actor, dossier=row, confidentiality=Confidentiality.SENSITIVE.value
    ),
    "protect_dossier": lambda actor, row, on: changing.protect_dossier(actor, dossier=row, reason=WHY),
    "propose_lifting": lambda actor, row, on: changing.propose_lifting(actor, dossier=row, reason=WHY),
    "move_dossier": lambda actor, row, on: branches.move_dossier(actor, dossier=row, entry=on["entry"]),
    "merge_dossiers": lambda actor, row, on: merging.merge_dossiers(actor, source=row, target=on["into"], reason=WHY),
    "open_sub_dossier": lambda actor, row, on: branches.open_sub_dossier(actor, parent=row, subject_line="Teil"),
}


def test_an_act_is_possible_exactly_if_it_is_not_refused(shelf, anna, rolf, world):
    lent = world.actor("bauaufsicht")
    found = {name: shelf.dossier(protected=name == "protected") for name in ("open", "closed", "protected", "in work")}
    close_dossier(SYSTEM, dossier=found["closed"].id)
    assign_task(SYSTEM, node=found["in work"].id, assignee=f"person:{lent.person_id}")
    on = {
        "unit": world.units["50.2"].id,
        "entry": world.plan["50.31"].id,
        "into": shelf.dossier().id,
    }
    wrong = []
    for name, row in found.items():
        for who, actor in {"Anna": anna, "Rolf": rolf, "who was lent it": lent, "the office": SYSTEM}.items():
            possible = possible_acts(actor, Dossier.objects.get(id=row.id))
            wrong += [
                f"{who}, {name}: {act}"
                for act, do in ACTS.items()
                if (act in possible) == _refused(do, actor, row.id, on)
                and (name, act) not in TOLD_BY_THE_ACT
                # Where it goes has a right of its own, and proposing takes a person: both are still to be chosen.
                and not (actor is rolf and act in ("move_dossier", "merge_dossiers"))
                and not (actor is SYSTEM and act == "propose_lifting")
            ]
    assert not wrong


def _refused(do, actor, row, on):
    with transaction.atomic():
        try:
            do(actor, row, on)
        except Refused:
            return True
        finally:
            transaction.set_rollback(True)
    return False
