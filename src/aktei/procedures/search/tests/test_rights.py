# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Index and SQL agree on who may see what, whatever the organisation looks like."""

import random

import pytest
from django.utils import timezone

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.granting.actions import grant
from aktei.base.people.actions import begin_membership, establish_unit, register_person
from aktei.base.people.models import OFFICE
from aktei.base.rights.events import RightEnded
from aktei.base.rights.models import Standing
from aktei.base.rights.queries import may
from aktei.base.rights.rules import READ, RIGHTS
from aktei.procedures.search import indexing
from aktei.procedures.search.queries import jump, search
from aktei.procedures.search.tests.conftest import Post
from aktei.records.cases.actions import open_case
from aktei.records.documents.actions import file_document, undo_filing
from aktei.records.documents.queries import documents
from aktei.records.dossiers.actions import open_dossier
from aktei.records.dossiers.branches import move_dossier
from aktei.records.dossiers.changing import protect_dossier
from aktei.records.dossiers.queries import dossiers
from aktei.records.file_plan.actions import add_entry
from aktei.records.file_plan.models import FILE_PLAN

SYSTEM = Actor.system("test")


class Office:
    """A random county: units, plan, dossiers (some protected), cases, documents in all places, and grants anywhere."""

    def __init__(self, seed, world):
        self.random = random.Random(seed)
        self.post = Post(world)
        self.units = [*world.units.values()]
        for number in range(6):
            parent = self.random.choice([None, *self.units])
            parent_id = parent.id if parent else None
            self.units.append(establish_unit(SYSTEM, name=f"U{number}", short_name=f"u{number}", parent=parent_id))
            world.units[f"u{number}"] = self.units[-1]
        self.plan = [*world.plan.values()]
        for number in range(4):
            parent = self.random.choice([None, *self.plan])
            self.plan.append(
                add_entry(
                    SYSTEM,
                    notation=f"9{number}",
                    title="P",
                    parent=parent.id if parent else None,
                    retention_years=10,
                    disposal_type="V",
                    holds_dossiers=True,
                )
            )
        self.dossiers = [self._dossier(number) for number in range(12)]
        self.cases = [
            open_case(SYSTEM, dossier=self.random.choice(self.dossiers).id, subject_line="Vorgang") for _ in range(8)
        ]
        self.documents = [self._document(number, world) for number in range(24)]
        self.actors = [self._actor(number) for number in range(6)]
        self._reorganise()
        self._stand_in()

    def _reorganise(self):
        """Move some dossiers with all that is in them, and protect one."""
        for dossier in self.random.sample(self.dossiers, 4):
            entry = self.random.choice([one for one in self.plan if one.holds_dossiers and one.id != dossier.entry_id])
            move_dossier(SYSTEM, dossier=dossier.id, entry=entry.id, reason="Probe")
        open_ones = [one for one in self.dossiers if not one.protected]
        protect_dossier(SYSTEM, dossier=self.random.choice(open_ones).id, reason="Probe")

    def _stand_in(self):
        """Some of them stand in for others: for all, or below one place, with or without what is behind barriers."""
        places = [None, *(one.id for one in (*self.units, *self.plan, *self.dossiers))]
        with acting("test"):
            for _number in range(4):
                deputy, absent = self.random.sample(self.actors, 2)
                Standing.objects.create(
                    person=deputy.person_id,
                    stands_for=absent.person_id,
                    scope=self.random.choice(places) if self.random.random() < 0.6 else None,
                    protected=self.random.random() < 0.5,
                    valid_from=timezone.now(),
                    cause="Urlaub",
                )
            record(SYSTEM, RightEnded(node=OFFICE, right="read", principal="test"))

    def _dossier(self, number):
        entry = self.random.choice([one for one in self.plan if one.holds_dossiers])
        return open_dossier(
            SYSTEM,
            entry=entry.id,
            subject_line=f"Prüfakte {number}",
            lead_unit=self.random.choice(self.units).id,
            protected=self.random.random() < 0.3,
        )

    def _document(self, number, world):
        document = self.post.receive(f"Prüfseite {number}", "Prüfseite", unit=self.random.choice([*world.units]))
        where = self.random.random()
        if where < 0.4:
            document = file_document(SYSTEM, document=document.id, dossier=self.random.choice(self.dossiers).id)
        elif where < 0.8:
            document = file_document(SYSTEM, document=document.id, case=self.random.choice(self.cases).id)
        if 0.3 < where < 0.5:
            document = undo_filing(SYSTEM, document=document.id) if document.dossier_id else document
        return document

    def _actor(self, number):
        person = register_person(SYSTEM, login=f"p{number}", given_name="", family_name=f"P{number}")
        unit = self.random.choice(self.units)
        begin_membership(SYSTEM, person=person.id, unit=unit.id, role="member")
        nodes = [
            (OFFICE, [OFFICE]),
            (FILE_PLAN, [FILE_PLAN]),
            *((one.id, one.chain) for one in (*self.units, *self.plan, *self.dossiers, *self.cases, *self.documents)),
        ]
        for node, chain in self.random.sample(nodes[2 if number else 0 :], 5):
            grant(
                SYSTEM,
                node=node,
                chain=chain,
                right=self.random.choice(RIGHTS),
                principal=self.random.choice([f"person:{person.id}", f"unit:{unit.id}"]),
                cause="Probe",
            )
        return Actor(person_id=person.id)


@pytest.mark.parametrize("seed", range(6))
def test_the_index_shows_exactly_what_sql_shows(seed, world, index):
    office = Office(seed, world)
    records = [*office.documents, *office.dossiers, *office.cases]
    indexing.note(record.id for record in records)
    indexing.write_waiting()
    for actor in office.actors:
        readable = set(documents(actor).filter(subject_line="").values_list("id", flat=True))
        answer = search(actor, "Prüfseite", limit=100, step="forms")
        assert {hit.document_id for hit in answer.hits} == readable
        assert {row.id for row in documents(SYSTEM).filter(subject_line="") if may(actor, READ, row.chain)} == readable
        assert answer.total == 2 * len(readable)  # counted by the index alone, not by SQL
        may_read = set(dossiers(actor, "read").filter(subject_line__startswith="Prüfakte").values_list("id", flat=True))
        assert {one.id for one in jump(actor, "prüfakte", limit=100)} == may_read


def test_ending_a_grant_hides_pages_without_reindexing(world, index):
    from aktei.base.granting.actions import end_grant

    post = Post(world)
    document = post.take_in("Prüfseite", unit="63.1")
    anna = world.actor("sachbearbeitung")
    assert search(anna, "Prüfseite").total == 0
    granted = grant(
        SYSTEM,
        node=document.id,
        chain=document.chain,
        right="read",
        principal=f"person:{anna.person_id}",
        cause="Amtshilfe",
    )
    assert search(anna, "Prüfseite").total == 1
    end_grant(SYSTEM, grant_id=granted, chain=document.chain)
    assert search(anna, "Prüfseite").total == 0
