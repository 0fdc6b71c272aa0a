# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at once, in real transactions: one of them wins, and nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from aktei.base.journal.acts import Refused
from aktei.base.journal.models import JournalEntry
from aktei.base.rights.queries import chains_at
from aktei.procedures.work.actions import assign_task
from aktei.records.cases.actions import move_case, open_case
from aktei.records.documents.actions import file_document
from aktei.records.documents.models import Document
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
