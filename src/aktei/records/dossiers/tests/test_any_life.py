# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is done to dossiers in whatever order: chains, positions, references and closures stay right."""

import os

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from aktei.base.acts.errors import Refused
from aktei.base.acts.tests.untold import untold
from aktei.base.rights.queries import chains_at
from aktei.records.cases.actions import close_case, move_case, open_case
from aktei.records.cases.models import Case
from aktei.records.documents.actions import file_document, undo_filing
from aktei.records.documents.models import Document
from aktei.records.dossiers import actions, branches, changing, merging
from aktei.records.dossiers.models import Closure, Dossier, FormerReference
from aktei.records.dossiers.tests.conftest import SYSTEM, Shelf

EXAMPLES = int(os.environ.get("AKTEI_TEST_EXAMPLES", "4"))
"""Lives that are lived in one run; a thorough run asks for a hundred."""
ENTRIES = ("50.30", "50.31", "63.10")


class Life(RuleBasedStateMachine):
    """Any act on any dossier; refusals are fine as long as everything stays right."""

    shelf: Shelf
    dossiers = Bundle("dossiers")
    cases = Bundle("cases")

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.kept: dict[object, tuple[int, int]] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, act):
        """Do it, and take back all of it if it is refused; what it returned."""
        try:
            with transaction.atomic():
                return act()
        except Refused:
            return None

    def closed(self, *nodes):
        return Closure.objects.filter(node__in=nodes, reopened_at=None).exists()

    def count(self, dossier):
        return Document.objects.filter(dossier=dossier).count(), Case.objects.filter(dossier=dossier).count()

    @initialize(target=dossiers)
    def begin(self):
        return multiple(*(self.shelf.dossier().id for _ in range(3)))

    @rule(target=dossiers, parent=dossiers)
    def open_part(self, parent):
        closed = self.closed(parent)
        made = self.attempt(lambda: branches.open_sub_dossier(SYSTEM, parent=parent, subject_line="Teil"))
        assert closed == (made is None)
        return made.id if made else multiple()

    @rule(target=cases, dossier=dossiers)
    def open_case(self, dossier):
        closed = self.closed(dossier)
        made = self.attempt(lambda: open_case(SYSTEM, dossier=dossier, subject_line="Vorgang"))
        assert closed == (made is None)
        return made.id if made else multiple()

    @rule(dossier=dossiers)
    def file_into_dossier(self, dossier):
        closed, letter = self.closed(dossier), self.shelf.letter()
        filed = self.attempt(lambda: file_document(SYSTEM, document=letter.id, dossier=dossier))
        assert closed == (filed is None)

    @rule(case=cases)
    def file_into_case(self, case):
        above = Case.objects.get(id=case).dossier_id
        closed, letter = self.closed(case, above), self.shelf.letter()
        filed = self.attempt(lambda: file_document(SYSTEM, document=letter.id, case=case))
        assert closed == (filed is None)

    @rule(dossier=dossiers)
    def take_out(self, dossier):
        found = Document.objects.filter(dossier=dossier).first()
        if found:
            self.attempt(lambda: undo_filing(SYSTEM, document=found.id))

    @rule(dossier=dossiers, name=st.sampled_from(["Neu", "", "x" * 301]))
    def rename(self, dossier, name):
        self.attempt(lambda: changing.rename_dossier(SYSTEM, dossier=dossier, subject_line=name))

    @rule(dossier=dossiers, entry=st.sampled_from(ENTRIES), reissue=st.booleans())
    def move(self, dossier, entry, reissue):
        place = self.shelf.world.plan[entry].id
        self.attempt(lambda: branches.move_dossier(SYSTEM, dossier=dossier, entry=place, reissue=reissue))

    @rule(dossier=dossiers, into=dossiers)
    def move_into(self, dossier, into):
        self.attempt(lambda: branches.move_dossier(SYSTEM, dossier=dossier, into=into))

    @rule(case=cases, into=dossiers)
    def move_case(self, case, into):
        self.attempt(lambda: move_case(SYSTEM, case=case, into=into))

    @rule(source=dossiers, into=dossiers)
    def merge(self, source, into):
        self.attempt(lambda: merging.merge_dossiers(SYSTEM, source=source, target=into, reason="doppelt"))

    @rule(dossier=dossiers)
    def protect(self, dossier):
        self.attempt(lambda: changing.protect_dossier(SYSTEM, dossier=dossier, reason="Schutz"))

    @rule(dossier=dossiers)
    def lift(self, dossier):
        self.attempt(lambda: changing.lift_protection(SYSTEM, dossier=dossier, reason="vorbei"))

    @rule(dossier=dossiers, with_cases=st.booleans())
    def close(self, dossier, with_cases):
        self.attempt(lambda: actions.close_dossier(SYSTEM, dossier=dossier, with_cases=with_cases))

    @rule(case=cases)
    def close_case(self, case):
        self.attempt(lambda: close_case(SYSTEM, case=case))

    @rule(dossier=dossiers)
    def reopen(self, dossier):
        self.attempt(lambda: actions.reopen_dossier(SYSTEM, dossier=dossier, reason="Nachtrag"))

    @invariant()
    def every_chain_tells_where_things_hang(self):
        rows = [
            (each.id, each.chain) for kind in (Dossier, Case, Document) for each in kind.objects.only("id", "chain")
        ]
        walked = chains_at([node for node, _chain in rows])
        assert all(chain == walked[node] for node, chain in rows)

    @invariant()
    def what_lies_in_a_case_lies_in_its_dossier_and_no_place_is_taken_twice(self):
        rows = Document.objects.filter(dossier__isnull=False).select_related("case")
        assert all(row.case is None or row.case.dossier_id == row.dossier_id for row in rows)
        places = [(row.dossier_id, row.position) for row in rows]
        assert len(places) == len(set(places))
        for part in Dossier.objects.filter(parent__isnull=False).select_related("parent"):
            assert part.entry_id == part.parent.entry_id

    @invariant()
    def no_reference_means_two_dossiers(self):
        given = list(Dossier.objects.values_list("reference", flat=True))
        former = list(FormerReference.objects.values_list("reference", flat=True))
        assert len({*given, *former}) == len(given) + len(former)

    @invariant()
    def what_is_closed_stays_as_it_was(self):
        standing = set(Closure.objects.filter(reopened_at=None).values_list("node", flat=True))
        self.kept = {node: kept for node, kept in self.kept.items() if node in standing}
        for node in Dossier.objects.filter(id__in=standing).values_list("id", flat=True):
            assert self.kept.setdefault(node, self.count(node)) == self.count(node)
        for merged in Dossier.objects.filter(merged_into__isnull=False):
            assert merged.id in standing
            assert self.count(merged.id) == (0, 0)

    @invariant()
    def the_lines_of_the_journal_alone_tell_what_everything_is_called_and_where_it_lies(self):
        assert untold() == []


def test_dossiers_stay_right_whatever_is_done_to_them(shelf):
    machine = type("LifeHere", (Life,), {"shelf": shelf})
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=20, deadline=None, suppress_health_check=checks),
    )
