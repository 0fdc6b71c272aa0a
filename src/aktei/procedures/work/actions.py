# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving, handing on and ending tasks, and the rights that come and go with them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.transaction import action, lean_on, record
from aktei.base.people.queries import office_chain, person_by_id
from aktei.base.rights.actions import holds_already, lend, take_back
from aktei.base.rights.queries import OnlyLent, denied, may, owns, require_one_of, require_own
from aktei.base.rights.reaching_principals import reaching_principals
from aktei.base.rights.record_access import holders, persons_of_principal
from aktei.base.rights.rules import EDIT, MANAGE, is_lent, is_protected
from aktei.procedures.work import events, refusals
from aktei.procedures.work.assignees import called, known
from aktei.procedures.work.models import Instruction, Outcome, Task
from aktei.procedures.work.nodes import MACHINERY, Node, place_of, the_node
from aktei.procedures.work.rules import (
    RIGHT,
    objections_to_assigning,
    objections_to_ending,
    objections_to_handing_on,
)
from aktei.records.dossiers.locking import is_closed, locked


@action
def assign_task(
    actor: Actor,
    *,
    node: UUID,
    assignee: str,
    instruction: str = Instruction.PROCESS,
    text: str = "",
    due_on: date | None = None,
) -> Task:
    """Give a person, unit or role something to do about a dossier, case or filed document. Needs `edit` on it.

    The right the task takes is lent on that record alone and ends with the task. Who was only lent `edit` gives no
    task there. Behind a barrier nothing is lent: there a task goes only to who may see the record already.
    """
    where = the_node(MACHINERY, node)
    locked(where.dossier)
    require_own(actor, EDIT, where.chain)
    to = known(actor, assignee)
    reasons = objections_to_assigning(
        instruction=instruction,
        text=text.strip(),
        assignee=to,
        due_on=due_on,
        today=timezone.localdate(),
        closed=is_closed(where.dossier, where.case),
    )
    if reasons:
        raise Refused(reasons)
    row = Task.objects.create(
        node=node,
        node_is=where.kind,
        instruction=instruction,
        text=text.strip(),
        assignee=to,
        due_on=due_on,
        assigned_at=timezone.now(),
        assigned_by=actor.for_person_id or actor.person_id,
    )
    record(
        actor,
        events.TaskAssigned(
            node=node,
            within=where.within,
            task=row.id,
            instruction=_said(row),
            text=row.text,
            to=to,
            to_name=called([to])[to],
            due=f"{due_on:%d.%m.%Y}" if due_on else "",
        ),
    )
    _lend(actor, row, where)
    return row


@action
def hand_on_task(actor: Actor, *, task: UUID, assignee: str, note: str = "") -> Task:
    """Give an open task to somebody else; the right goes along.

    For whoever has it or gave it, and who manages the record. A task of somebody who has left is handed on by who
    manages the office, too. Who was only lent the right lets nobody else in: they hand on within the unit the task
    was given to, or to who holds the right without it.
    """
    row = _locked(task)
    where = the_node(MACHINERY, row.node)
    cleans_up = _is_left_over(row) and may(actor, MANAGE, _office_chain(row))
    ways = [(MANAGE, where.chain), *([(MANAGE, _office_chain(row))] if cleans_up else [])]
    _require(actor, row, where, ways, has=True, gave=True)
    to = known(actor, assignee)
    reasons = objections_to_handing_on(outcome=row.outcome, assignee=to, before=row.assignee)
    if reasons:
        raise Refused(reasons)
    lets_in = not (_is_granted(row, to, where) or _has_it(row, to))
    if lets_in and not (cleans_up and _giver_may_lend(row, where)):
        require_one_of(actor, _ways_to_lend(where), lambda: OnlyLent(RIGHT[row.instruction]), lent=False)
    hand_on(actor, row, to=to, note=note)
    return row


def hand_on(actor: Actor, row: Task, *, to: str, note: str, lending: bool = True) -> None:
    """Give an open task, locked by the caller, to somebody else. Part of a surrounding act, which checks.

    Without `lending`, a barrier does not refuse the task: it goes along without the right.
    """
    where, before = the_node(MACHINERY, row.node), row.assignee
    row.assignee = to
    row.save(update_fields=["assignee"])
    names = called([before, to])
    record(
        actor,
        events.TaskHandedOn(
            node=row.node,
            within=where.within,
            task=row.id,
            before=before,
            before_name=names[before],
            to=to,
            to_name=names[to],
            note=note.strip(),
        ),
    )
    take_back(actor, cause=row.cause)
    if lending or not is_protected(where.chain):
        _lend(actor, row, where)


@action
def finish_task(actor: Actor, *, task: UUID, note: str = "") -> Task:
    """Say that a task is done. For whoever has it, also as one of a unit or as a deputy."""
    row = _locked(task)
    where = place_of(row)
    _require(actor, row, where, has=True)
    _end(actor, row, Outcome.DONE, note)
    record(actor, events.TaskFinished(node=row.node, within=where.within, **_told(row)))
    return row


@action
def decline_task(actor: Actor, *, task: UUID, note: str) -> Task:
    """Give a task back undone, with a reason. For whoever has it."""
    row = _locked(task)
    where = place_of(row)
    _require(actor, row, where, has=True)
    _end(actor, row, Outcome.DECLINED, note, note_needed=True)
    record(actor, events.TaskDeclined(node=row.node, within=where.within, **_told(row)))
    return row


@action
def withdraw_task(actor: Actor, *, task: UUID, note: str = "") -> Task:
    """Take back a task. For whoever gave it, and who manages the record."""
    row = _locked(task)
    where = place_of(row)
    _require(actor, row, where, [(MANAGE, where.chain)], gave=True)
    _end(actor, row, Outcome.WITHDRAWN, note)
    record(actor, events.TaskWithdrawn(node=row.node, within=where.within, **_told(row)))
    return row


def hand_over(actor: Actor, *, item: UUID, person: UUID | None, unit: UUID | None) -> Task:
    """Hand on what somebody who left has not done; the seam for the page of open work."""
    name = f"person:{person}" if person else f"unit:{unit}"
    return hand_on_task(actor, task=item, assignee=name, note=_("Übergabe nach dem Ausscheiden"))


def _lend(actor: Actor, row: Task, where: Node) -> None:
    """Lend the right of this task, unless its assignee was granted it here under this very name, without an end."""
    if not _is_granted(row, row.assignee, where):
        right = RIGHT[row.instruction]
        lend(actor, list(where.chain), principal=row.assignee, rights=[right], cause=row.cause)


def _is_granted(row: Task, name: str, where: Node) -> bool:
    """Whether this name has the right of the task there without it, to stay; what is lent does not count."""
    right, chain = RIGHT[row.instruction], list(where.chain)
    granted = [each for each in holders(chain, right) if each.principal == name and not is_lent(each.cause)]
    stays = any(each.valid_until is None or is_protected(chain) for each in granted)
    return stays or holds_already(name, right, chain)


def _has_it(row: Task, to: str) -> bool:
    """Whether this is a person who has the task already, as a member of a unit has that of the unit."""
    kind, _colon, person = to.partition(":")
    return kind == "person" and UUID(person) in persons_of_principal(row.assignee, timezone.now())


def _ways_to_lend(where: Node) -> list[tuple[str, Sequence[UUID]]]:
    """Whoever could give the task themselves, or manages the record; neither of it only lent."""
    return [(EDIT, where.chain), (MANAGE, where.chain)]


def _giver_may_lend(row: Task, where: Node) -> bool:
    """Whether the task still rests on a right of who gave it; the office's own machinery needs none."""
    giver = Actor(row.assigned_by)
    return giver.is_system or any(owns(giver, right, chain) for right, chain in _ways_to_lend(where))


def _end(actor: Actor, row: Task, outcome: str, note: str, *, note_needed: bool = False) -> None:
    reasons = objections_to_ending(outcome=row.outcome, note=note, note_needed=note_needed)
    if reasons:
        raise Refused(reasons)
    row.outcome, row.note = outcome, note.strip()
    row.ended_at, row.ended_by = timezone.now(), actor.person_id
    row.save(update_fields=["outcome", "note", "ended_at", "ended_by"])
    take_back(actor, cause=row.cause)


def _has(actor: Actor, row: Task, where: Node) -> list[UUID | None]:
    """For whom the task reaches the actor, themselves (None) first; empty: not at all."""
    reaching = [each for each in reaching_principals(actor) if each.principal == row.assignee]
    return [each.stands_for for each in reaching if each.scope is None or each.scope in where.chain]


def _gave(actor: Actor, row: Task) -> bool:
    return row.assigned_by is not None and row.assigned_by in (actor.person_id, actor.for_person_id)


def _is_left_over(row: Task) -> bool:
    """Whether the task waits for somebody who has left."""
    kind, _colon, person = row.assignee.partition(":")
    return kind == "person" and person_by_id(UUID(person)) is None


def _office_chain(row: Task) -> list[UUID]:
    return office_chain(UUID(row.assignee.partition(":")[2]))


def _require(
    actor: Actor,
    row: Task,
    where: Node,
    ways: Sequence[tuple[str, Sequence[UUID]]] = (),
    *,
    has: bool = False,
    gave: bool = False,
) -> None:
    """Refuse unless the actor has the task, gave it, or holds one of these rights, whichever of it is enough.

    Who has it only as a deputy does this for the absent person.
    """
    whom = _has(actor, row, where)
    if actor.is_system or (has and None in whom) or (gave and _gave(actor, row)):
        return
    if has and whom and whom[0] is not None:
        lean_on(actor, whom[0])
        return
    known = _gave(actor, row) or bool(whom)
    reason = refusals.NOT_YOURS()
    require_one_of(actor, ways, lambda: Forbidden(reason) if known else denied(actor, where.chain, reason))


def _locked(task: UUID) -> Task:
    row = Task.objects.select_for_update().filter(id=task).first()
    if row is None:
        raise Missing(refusals.MISSING())
    return row


def _said(row: Task) -> str:
    return str(Instruction(row.instruction).label)


def _told(row: Task) -> dict[str, Any]:
    return {"task": row.id, "instruction": _said(row), "note": row.note}
