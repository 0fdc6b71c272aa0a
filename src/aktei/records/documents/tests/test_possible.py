# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages offer is what the acts do: every act is tried on documents of every state, by whoever holds what."""

import pytest
from django.db import transaction

from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import acting, record
from aktei.base.people.models import OFFICE
from aktei.base.rights.events import RightEnded
from aktei.entrances.demo.world import BUILDER
from aktei.procedures.rendition.taking_out import ask_for_files_inside
from aktei.procedures.work.actions import assign_task
from aktei.records.documents import actions, faults, moving, removing, versions
from aktei.records.documents.actions import StoredFile
from aktei.records.documents.models import Document, Version
from aktei.records.documents.possible import possible_acts
from aktei.records.dossiers.actions import close_dossier, open_dossier

FILE = [StoredFile("c" * 64, 1, "application/pdf", "neu.pdf")]
WHY = "Grund"
ACTS = {
    "rename_document": lambda on, actor, row: actions.rename_document(actor, document=row, subject_line="Neu"),
    "set_hold": lambda on, actor, row: removing.set_hold(actor, node=row, reason=WHY),
    "withdraw_document": lambda on, actor, row: actions.withdraw_document(actor, document=row, reason=WHY),
    "restore_document": lambda on, actor, row: removing.restore_document(actor, document=row),
    "forward_document": lambda on, actor, row: actions.forward_document(actor, document=row, unit=on["unit"]),
    "move_document": lambda on, actor, row: moving.move_document(actor, document=row, dossier=on["elsewhere"]),
    "undo_filing": lambda on, actor, row: actions.undo_filing(actor, document=row),
    "attach_document": lambda on, actor, row: moving.attach_document(actor, document=row, to=on["beside"][row]),
    "detach_document": lambda on, actor, row: moving.detach_document(actor, document=row),
    "check_out": lambda on, actor, row: versions.check_out(actor, document=row),
    "add_version": lambda on, actor, row: versions.add_version(actor, document=row, originals=FILE),
    "ask_for_files_inside": lambda on, actor, row: ask_for_files_inside(actor, document=row),
    "propose_deletion": lambda on, actor, row: removing.propose_deletion(actor, document=row, reason=WHY),
    "read_again": lambda on, actor, row: faults.read_again(actor, document=row),
}


@pytest.fixture
def documents(world, receive):
    """Documents in every state, by what is the matter with them, and where they might go."""
    anna, ines = world.actor("sachbearbeitung"), world.actor("leitung")
    unit, plan = world.units["50.1"].id, world.plan["50.30"].id
    one, two, shut = (
        open_dossier(BUILDER, entry=plan, subject_line=name, lead_unit=unit).id for name in ("Eins", "Zwei", "Drei")
    )

    def filed(dossier=one, actor=BUILDER):
        return actions.file_document(actor, document=receive().id, dossier=dossier).id

    beside, beside_shut = filed(), filed(shut)
    found = {
        "in the post": receive().id,
        "filed": filed(),
        "filed by Anna": filed(actor=anna),
        "laid in": moving.add_document(BUILDER, originals=FILE, dossier=one).id,
        "withdrawn": filed(),
        "withdrawn in the post": receive().id,
        "withdrawn and held": receive().id,
        "on Anna's screen": filed(),
        "on somebody else's screen": filed(),
        "attached": filed(),
        "with something attached": filed(),
        "in a closed dossier": filed(shut),
    }
    for name, row in found.items():
        if "withdrawn" in name:
            actions.withdraw_document(BUILDER, document=row, reason=WHY)
    removing.set_hold(BUILDER, node=found["withdrawn and held"], reason=WHY)
    versions.check_out(anna, document=found["on Anna's screen"])
    versions.check_out(ines, document=found["on somebody else's screen"])
    moving.attach_document(BUILDER, document=found["attached"], to=beside)
    main = found["with something attached"]
    moving.attach_document(BUILDER, document=filed(), to=main)
    close_dossier(BUILDER, dossier=shut)
    rows = {row: beside_shut if "closed" in name else beside for name, row in found.items()}
    alone = filed()
    rows = {row: alone if target == beside else target for row, target in rows.items()}
    return found, {"unit": world.units["63.1"].id, "elsewhere": two, "beside": rows}


def test_an_act_is_possible_exactly_if_it_is_not_refused(world, documents):
    found, on = documents
    lent = world.actor("bauaufsicht")
    for row in (*(found[name] for name in ("filed", "laid in", "attached")), on["beside"][found["filed"]]):
        assign_task(BUILDER, node=row, assignee=f"person:{lent.person_id}")
    actors = {"Anna": world.actor("sachbearbeitung"), "who was lent it": lent}
    wrong = []
    for name, row in found.items():
        for who, actor in actors.items():
            possible = possible_acts(actor, Document.objects.get(id=row))
            wrong += [
                f"{who}, {name}: {act}"
                for act, do in ACTS.items()
                if act != "read_again" and (act in possible) == _refused(do, on, actor, row)
            ]
    assert not wrong


def test_reading_once_more_is_possible_exactly_if_it_is_not_refused(world, documents, receive):
    found, on = documents
    rows = [found["laid in"], receive(rendered=False).id]
    with acting("test"):
        for version in Version.objects.filter(document__in=rows):
            faults.note_fault(version.id, code="damaged", reason="beschädigt", advice="neu scannen")
        record(BUILDER, RightEnded(node=OFFICE, right="read", principal="test"))
    for login in ("sachbearbeitung", "bauaufsicht"):
        for row in rows:
            possible = "read_again" in possible_acts(world.actor(login), Document.objects.get(id=row))
            assert possible != _refused(ACTS["read_again"], on, world.actor(login), row)


def test_looking_at_what_is_possible_costs_the_same_however_much_there_is(
    world, documents, django_assert_max_num_queries
):
    found, _on = documents
    rows = [Document.objects.get(id=row) for row in found.values()]
    for row in rows:
        with django_assert_max_num_queries(8):
            possible_acts(world.actor("sachbearbeitung"), row)


def _refused(do, on, actor, row):
    with transaction.atomic():
        try:
            do(on, actor, row)
        except Refused:
            return True
        finally:
            transaction.set_rollback(True)
    return False
