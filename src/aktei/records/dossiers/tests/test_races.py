# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at once, in real transactions: one of them wins, and nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from aktei.base.acts.errors import Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.people.actions import move_unit
from aktei.base.people.models import Unit
from aktei.base.rights.queries import chains_at
from aktei.procedures.work.actions import assign_task
from aktei.records.cases.actions import move_case, open_case
from aktei.records.documents.actions import file_document, forward_document
from aktei.records.documents.calling_back import undo_forwarding
from aktei.records.documents.locking import lock_dossiers
from aktei.records.documents.models import Document
from aktei.records.documents.moving import move_document, undo_move
from aktei.records.dossiers import actions, branches, merging
from aktei.records.dossiers.tests.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


def together(*acts):
    """Run these at the same time, each on its own connection; which of them were refused."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
        except Refused as refusal:
            return refusal
        else:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_closing_and_filing_the_later_one_finds_what_the_earlier_one_did(shelf):
    for _ in range(ROUNDS):
        row, letter = shelf.dossier(), shelf.letter()
        closing, filing = together(
            lambda row=row: actions.close_dossier(SYSTEM, dossier=row.id),
            lambda row=row, letter=letter: file_document(SYSTEM, document=letter.id, dossier=row.id),
        )
        assert closing is None
        lines = JournalEntry.objects.filter(nodes__contains=[row.id]).order_by("id").values_list("kind", flat=True)
        kinds = [kind for kind in lines if kind in ("DossierClosed", "DocumentFiled")]
        assert kinds == (["DossierClosed"] if filing else ["DocumentFiled", "DossierClosed"])
        assert Document.objects.filter(dossier=row).exists() == (filing is None)


def test_of_closing_and_opening_a_case_or_giving_a_task_exactly_one_wins(shelf, world):
    unit = f"unit:{world.units['63.1'].id}"
    for act in (
        lambda node: open_case(SYSTEM, dossier=node, subject_line="Vorgang"),
        lambda node: assign_task(SYSTEM, node=node, assignee=unit),
        lambda node: branches.open_sub_dossier(SYSTEM, parent=node, subject_line="Teil"),
    ):
        row = shelf.dossier()
        refused = together(
            lambda row=row: actions.close_dossier(SYSTEM, dossier=row.id), lambda act=act, row=row: act(row.id)
        )
        assert sum(each is None for each in refused) == 1


def test_what_is_filed_while_its_dossier_moves_gets_the_chain_of_the_new_place(shelf, world):
    for _ in range(ROUNDS):
        row, other = shelf.dossier(), shelf.dossier()
        case, letters = open_case(SYSTEM, dossier=row.id, subject_line="Vorgang"), [shelf.letter() for _ in range(3)]
        together(
            lambda row=row: branches.move_dossier(SYSTEM, dossier=row.id, entry=world.plan["63.10"].id),
            lambda case=case, other=other: move_case(SYSTEM, case=case.id, into=other.id),
            *(
                lambda letter=letter, case=case: file_document(SYSTEM, document=letter.id, case=case.id)
                for letter in letters
            ),
        )
        walked = chains_at([letter.id for letter in letters])
        for letter in Document.objects.filter(id__in=walked):
            assert letter.chain == walked[letter.id]
            assert letter.case is None or letter.dossier_id == letter.case.dossier_id
        positions = list(Document.objects.filter(dossier__in=[row, other]).values_list("dossier", "position"))
        assert len(positions) == len(set(positions))


def test_two_that_merge_into_each_other_do_not_wait_for_ever_and_one_wins(shelf):
    one, two = shelf.dossier(), shelf.dossier()
    refused = together(
        lambda: merging.merge_dossiers(SYSTEM, source=one.id, target=two.id, reason="doppelt"),
        lambda: merging.merge_dossiers(SYSTEM, source=two.id, target=one.id, reason="doppelt"),
    )
    assert sum(each is None for each in refused) == 1


@contextmanager
def meanwhile(hold, act):
    """`hold` takes its locks here and keeps them; `act` starts beside it and has come as far as it can."""
    held, pool = Event(), ThreadPoolExecutor(1)

    def run():
        held.wait(60)
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    found = pool.submit(run)
    with pool, transaction.atomic():
        hold()
        held.set()
        _until_somebody_waits_for_a_lock()
        yield found


def _until_somebody_waits_for_a_lock():
    for _look in range(10_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.005), count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[1]:
                return
    raise AssertionError("nobody waited")


def test_filing_waits_for_whoever_moves_the_same_document_and_holds_nothing_meanwhile(shelf):
    one, two = shelf.dossier(), shelf.dossier()
    letter = shelf.filed(one)
    with meanwhile(
        lambda: lock_dossiers(one.id, two.id), lambda: file_document(SYSTEM, document=letter.id, dossier=two.id)
    ) as filing:
        move_document(SYSTEM, document=letter.id, dossier=two.id)
    assert isinstance(filing.result(), Refused)  # it lies in a dossier already
    assert Document.objects.get(id=letter.id).dossier_id == two.id


def test_filing_and_moving_the_same_documents_to_and_fro_never_wait_in_a_circle(shelf):
    one, two = shelf.dossier(), shelf.dossier()
    letter, case = shelf.filed(one), open_case(SYSTEM, dossier=two.id, subject_line="Vorgang")
    for _ in range(ROUNDS):
        together(
            lambda: move_document(SYSTEM, document=letter.id, dossier=two.id),
            lambda: move_document(SYSTEM, document=letter.id, dossier=one.id),
            lambda: file_document(SYSTEM, document=letter.id, case=case.id),
            lambda: undo_move(SYSTEM, document=letter.id),
            lambda: move_case(SYSTEM, case=case.id, into=one.id),
        )
    assert Document.objects.get(id=letter.id).dossier_id in (one.id, two.id)


def test_post_called_back_waits_for_whoever_moves_its_unit_and_holds_nothing_meanwhile(shelf, world):
    letter, team = shelf.letter(), world.units["50.1"]
    anna = world.actor("sachbearbeitung")
    forward_document(anna, document=letter.id, unit=world.units["63.1"].id)
    with meanwhile(
        lambda: list(Unit.objects.select_for_update().order_by("id")),
        lambda: undo_forwarding(anna, document=letter.id),
    ) as calling_back:
        Document.objects.select_for_update().get(id=letter.id)
        move_unit(SYSTEM, unit=team.id, parent=world.units["63"].id)
    assert not isinstance(calling_back.result(), Exception)
    team.refresh_from_db()
    assert Document.objects.get(id=letter.id).chain == [letter.id, *team.chain]
