# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every official act, done by somebody to whom all was lent that can be lent: nobody is let in, and nothing stays."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from aktei.base.acts.errors import Refused
from aktei.base.acts.transaction import ACTIONS, acting, record
from aktei.base.people.queries import OFFICE
from aktei.base.rights.actions import lend, take_back
from aktei.base.rights.events import RightEnded
from aktei.base.rights.models import Grant, Placed, Placement
from aktei.base.rights.rules import EDIT, TASK
from aktei.base.rights.subtree import _tables
from tests.matrix.example import MACHINERY
from tests.stage import SYSTEM, Stage
from tests.test_actions_matrix import EXAMPLES, _every_act_is_known  # noqa: F401 (a fixture)

Reached = set[tuple[UUID, UUID, str]]
"""A person, a record, and a right that the person holds there."""


def test_no_act_gives_on_or_keeps_what_was_lent(world):
    stage, faults, done = Stage(world).complete(), [], 0
    for name, example in EXAMPLES.items():
        if example.who == MACHINERY:
            continue
        with transaction.atomic():
            found = list(_faults(stage, name))
            done += found != ["refused"]
            faults += [f"{name}: {fault}" for fault in found if fault != "refused"]
            transaction.set_rollback(True)
    assert not faults, "\n".join(faults)
    assert done > 10, "who was lent nearly everything should be able to work"


def _faults(stage: Stage, name: str) -> Iterator[str]:
    arguments, borrower = EXAMPLES[name].arguments(stage), stage.nobody
    before, cause, whom = _reached(), f"{TASK}{uuid4()}", f"person:{borrower.person_id}"
    known = set(Placement.objects.values_list("node", flat=True)) | {each[1] for each in before}
    with acting("test"):
        for node in _tops():
            lend(SYSTEM, [node], principal=whom, rights=[EDIT], cause=cause, exceptional=True)
        record(SYSTEM, RightEnded(node=OFFICE, right="read", principal="test"))
    try:
        with transaction.atomic():
            ACTIONS[name](borrower, **arguments)
    except Refused:
        yield "refused"
    else:
        new = Grant.objects.exclude(cause=cause).filter(granted_by=borrower.person_id, node__in=known)
        yield from (f"granted {row.right} to {row.principal}" for row in new)
    with acting("test"):
        take_back(SYSTEM, cause=cause)
    gained = {each for each in _reached() - before if each[1] in known}
    yield from (f"{right} on {node} reaches {person}" for person, node, right in gained)


def _tops() -> list[UUID]:
    """Every node at which a chain ends, the barriers too: below them lies all there is."""
    rows = Placement.objects.filter(Q(parent=None) | Q(barrier=True), valid_until=None)
    return [*rows.values_list("node", flat=True), OFFICE]


def _reached() -> Reached:
    found: Reached = set()
    with connection.cursor() as cursor:
        for table in _tables(Placed):
            cursor.execute(_REACHED.format(table=table), {"at": timezone.now()})
            found |= set(cursor.fetchall())
    return found


_REACHED = """
SELECT DISTINCT held.person, t.id, g.right
FROM rights_held AS held JOIN rights_grant AS g ON g.principal = held.name JOIN {table} AS t ON g.node = ANY(t.chain)
WHERE held.valid_from <= %(at)s AND (held.valid_until IS NULL OR held.valid_until > %(at)s)
  AND g.valid_from <= %(at)s AND (g.valid_until IS NULL OR g.valid_until > %(at)s)
"""
