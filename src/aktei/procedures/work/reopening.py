# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking back what was just done with a task: its end, or that it was handed on."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden, Missing, Refused
from aktei.base.acts.queries import done_by
from aktei.base.acts.transaction import action, record
from aktei.base.rights.actions import lend
from aktei.base.rights.record_access import holders
from aktei.procedures.work import events, refusals
from aktei.procedures.work.actions import hand_on
from aktei.procedures.work.models import Instruction, Task
from aktei.procedures.work.nodes import MACHINERY, Node, the_node
from aktei.procedures.work.rules import RIGHT
from aktei.records.dossiers.locking import is_closed, locked

UNDO_WITHIN = timedelta(minutes=10)
_INSTANT = timedelta(microseconds=1)


@action
def undo_task(actor: Actor, *, task: UUID) -> Task:
    """Let a task stand as before one ended it or handed it on. Only oneself, and not longer than ten minutes after.

    The right that was lent with it and went with it is lent again, and no other.
    """
    row = Task.objects.select_for_update().filter(id=task).first()
    if row is None:
        raise Missing(refusals.MISSING())
    since = timezone.now() - UNDO_WITHIN
    where = the_node(MACHINERY, row.node)
    if row.outcome:
        _reopen(actor, row, where, since)
        return row
    last = done_by(actor, [events.TaskHandedOn]).filter(payload__task=str(row.id)).first()
    _only_oneself(actor, last.person if last else None)
    if last is None or last.at < since or last.payload["to"] != row.assignee:
        raise _too_late()
    hand_on(actor, row, to=last.payload["before"], note=_("zurückgenommen"))
    return row


def _reopen(actor: Actor, row: Task, where: Node, since: Any) -> None:
    _only_oneself(actor, row.ended_by)
    ended = row.ended_at
    if ended is None or ended < since:
        raise _too_late()
    locked(where.dossier)
    if is_closed(where.dossier, where.case):
        raise Refused(refusals.CLOSED_MEANWHILE())
    right, chain = RIGHT[row.instruction], list(where.chain)
    before = [each for each in holders(chain, right, ended - _INSTANT) if each.cause == row.cause]
    row.outcome, row.note, row.ended_at, row.ended_by = "", "", None, None
    row.save(update_fields=["outcome", "note", "ended_at", "ended_by"])
    said = str(Instruction(row.instruction).label)
    record(actor, events.TaskReopened(node=row.node, within=where.within, task=row.id, instruction=said))
    for each in before:
        lend(actor, chain, principal=each.principal, rights=[each.right], cause=row.cause)


def _only_oneself(actor: Actor, who: UUID | None) -> None:
    if who is None or who != actor.person_id:
        raise Forbidden(refusals.NOT_DONE_BY_YOU())


def _too_late() -> Refused:
    return Refused(refusals.ENDING_IS_FINAL())
