# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents laid into a dossier, moved, attached, withdrawn, and all of it taken back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktei.base.acts.errors import Forbidden, Refused
from aktei.base.acts.models import JournalEntry
from aktei.base.blobs import store
from aktei.entrances.demo.world import BUILDER
from aktei.records.cases.actions import open_case
from aktei.records.documents import actions, moving, queries, removing, versions
from aktei.records.documents.models import DIRECT, Component, ComponentRole, Document
from aktei.records.documents.tests.conftest import render_version
from aktei.records.dossiers.actions import close_dossier

FILE = actions.StoredFile("c" * 64, 3, "application/pdf", "Mietvertrag_2026.pdf")


@pytest.fixture
def dossier(world):
    return world.dossiers["Wohngeld Köster, Bernd"]


@pytest.fixture
def other(world):
    return world.dossiers["Wohngeld Müller, Sabine"]


@pytest.fixture
def anna(world):
    return world.actor("sachbearbeitung")


@pytest.fixture
def add(dossier, anna):
    def make(subject_line="", **more):
        return moving.add_document(
            anna, originals=[FILE], subject_line=subject_line, **({"dossier": dossier.id} | more)
        )

    return make


def test_a_document_laid_into_a_dossier_is_called_like_its_file_and_waits_to_be_rendered(add, dossier, anna):
    row = add()
    assert (row.subject_line, row.position, row.channel) == ("Mietvertrag 2026", 1, DIRECT)
    assert row.chain == [row.id, *dossier.chain]
    kinds = JournalEntry.objects.filter(node=row.id).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["DocumentAdded", "VersionReceived"]
    with pytest.raises(Refused, match="kam nicht als Post"):
        actions.undo_filing(anna, document=row.id)


def test_nothing_is_laid_into_a_closed_dossier(world, dossier, add, anna):
    close_dossier(anna, dossier=dossier.id, with_cases=True)
    with pytest.raises(Refused, match="geschlossen"):
        add()
    with pytest.raises(Forbidden):
        moving.add_document(world.actor("bauaufsicht"), originals=[FILE], dossier=dossier.id)


def test_a_move_takes_attachments_along_and_undoing_it_brings_all_back_to_their_places(add, dossier, other, anna):
    first, second, third = add("Antrag"), add("Anlage 1"), add("Bescheid")
    moving.attach_document(anna, document=second.id, to=first.id)
    moving.add_document(anna, originals=[FILE], dossier=other.id)
    moving.move_document(anna, document=first.id, dossier=other.id, reason="falsche Akte")
    lies = dict(Document.objects.values_list("subject_line", "dossier"))
    assert (lies["Antrag"], lies["Anlage 1"], lies["Bescheid"]) == (other.id, other.id, dossier.id)
    assert Document.objects.get(id=second.id).chain == [second.id, *other.chain]
    line = JournalEntry.objects.get(node=first.id, kind="DocumentMoved")
    assert {dossier.id, other.id} <= set(line.nodes)
    moving.undo_move(anna, document=first.id)
    in_order = queries.in_order(anna, dossier=dossier.id)
    assert list(in_order.values_list("id", "position")) == [(first.id, 1), (second.id, 2), (third.id, 3)]
    with pytest.raises(Refused, match="liegt anderswo"):
        moving.undo_move(anna, document=first.id)


def test_a_move_needs_the_right_at_both_ends(world, add, anna):
    row = add()
    foreign = world.dossiers["Neubau Einfamilienhaus Grünwald"]
    with pytest.raises(Forbidden):
        moving.move_document(anna, document=row.id, dossier=foreign.id)
    with pytest.raises(Forbidden):
        moving.move_document(world.actor("bauaufsicht"), document=row.id, dossier=foreign.id)


def test_a_move_that_cannot_be_is_refused_with_all_reasons(add, dossier, anna):
    main, extra = add("Antrag"), add("Anlage")
    moving.attach_document(anna, document=extra.id, to=main.id)
    with pytest.raises(Refused) as refusal:
        moving.move_document(anna, document=extra.id, dossier=dossier.id)
    assert len(refusal.value.reasons) == 2  # an attachment, and already there


def test_an_attachment_follows_into_the_case_and_stands_behind_its_document(add, dossier, anna):
    case = open_case(anna, dossier=dossier.id, subject_line="Widerspruch")
    extra, between, main = add("Anlage"), add("dazwischen"), add("Antrag", dossier=None, case=case.id)
    moving.attach_document(anna, document=extra.id, to=main.id)
    extra.refresh_from_db()
    assert extra.chain == [extra.id, case.id, *dossier.chain]
    assert list(queries.in_order(anna, dossier=dossier.id)) == [between, main, extra]
    with pytest.raises(Refused, match="selbst eine Anlage"):
        moving.attach_document(anna, document=between.id, to=extra.id)
    with pytest.raises(Refused, match="selbst Anlagen"):
        moving.attach_document(anna, document=main.id, to=between.id)
    with pytest.raises(Refused, match="eigene Anlage"):
        moving.attach_document(anna, document=between.id, to=between.id)
    moving.detach_document(anna, document=extra.id)
    assert list(queries.in_order(anna, dossier=dossier.id)) == [extra, between, main]


def test_withdrawn_documents_leave_the_lists_with_their_attachments_and_come_back_with_them(add, dossier, anna):
    main, extra, lone = add("Antrag"), add("Anlage"), add("Notiz")
    moving.attach_document(anna, document=extra.id, to=main.id)
    actions.withdraw_document(anna, document=main.id, reason="doppelt")
    assert list(queries.in_order(anna, dossier=dossier.id)) == [lone]
    assert list(queries.withdrawn(anna, dossier=dossier.id)) == [main, extra]
    with pytest.raises(Refused, match="zurückgezogen"):
        versions.add_version(anna, document=main.id, originals=[FILE])
    removing.restore_document(anna, document=main.id)
    assert list(queries.in_order(anna, dossier=dossier.id)) == [main, extra, lone]
    with pytest.raises(Refused, match="nicht zurückgezogen"):
        removing.restore_document(anna, document=main.id)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["version", "attach", "detach", "move", "undo", "withdraw", "restore", "case"]),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    max_size=14,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_whatever_happens_positions_stay_unique_and_every_original_stays_readable(world, steps):
    from django.db import transaction

    with transaction.atomic():
        _whatever_happens(world, steps)
        transaction.set_rollback(True)


def _whatever_happens(world, steps):
    places = [world.dossiers["Wohngeld Köster, Bernd"].id, world.dossiers["Wohngeld Müller, Sabine"].id]
    case = open_case(BUILDER, dossier=places[0], subject_line="Widerspruch").id
    kept = []

    def fresh(use):
        content = f"Original {len(kept)}".encode()
        blob = store.put(content)
        made = use([actions.StoredFile(blob.sha256, blob.size, "text/plain", "x.txt")])
        kept.append((blob.sha256, content))
        return made

    made = [
        fresh(lambda files, at=at: moving.add_document(BUILDER, originals=files, dossier=places[at % 2])).id
        for at in range(5)
    ]
    does = {
        "version": lambda one, other: fresh(
            lambda files: render_version(versions.add_version(BUILDER, document=one, originals=files).id)
        ),
        "attach": lambda one, other: moving.attach_document(BUILDER, document=one, to=other),
        "detach": lambda one, other: moving.detach_document(BUILDER, document=one),
        "move": lambda one, other: moving.move_document(BUILDER, document=one, dossier=places[made.index(other) % 2]),
        "case": lambda one, other: moving.move_document(BUILDER, document=one, case=case),
        "undo": lambda one, other: moving.undo_move(BUILDER, document=one),
        "withdraw": lambda one, other: actions.withdraw_document(BUILDER, document=one, reason="x"),
        "restore": lambda one, other: removing.restore_document(BUILDER, document=one),
    }
    for step, one, other in steps:
        try:
            does[step](made[one], made[other])
        except Refused:
            continue
    rows = list(Document.objects.filter(id__in=made).select_related("dossier", "case", "attached_to"))
    assert len({(row.dossier_id, row.position) for row in rows}) == len(made)
    for row in rows:
        above = row.case or row.dossier
        assert row.chain == [row.id, *above.chain]
        if row.attached_to:
            assert (row.attached_to.dossier_id, row.attached_to.case_id) == (row.dossier_id, row.case_id)
            assert row.attached_to.attached_to_id is None
    hashes = Component.objects.filter(version__document__in=made, role=ComponentRole.ORIGINAL)
    assert sorted(hashes.values_list("sha256", flat=True)) == sorted(sha for sha, _bytes in kept)
    assert all(store.read(sha) == content for sha, content in kept)
