# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading tasks: what waits for somebody, what they gave, what is open on a record."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.expressions import named
from aktei.base.names.folding import typed_words
from aktei.base.people.leftovers import Leftover
from aktei.base.people.queries import names
from aktei.base.refusals import Refusal
from aktei.base.rights.reaching_principals import reaching_principals
from aktei.procedures.work import refusals
from aktei.procedures.work.assignees import called, names_of_unit
from aktei.procedures.work.models import DUE as DUE
from aktei.procedures.work.models import NO_DAY as NO_DAY
from aktei.procedures.work.models import Instruction, Task
from aktei.procedures.work.nodes import MACHINERY, Node, below, inside, nodes

SOON = F("due_on").asc(nulls_last=True)


@dataclass(frozen=True)
class ShownTask:
    """A task as a page shows it. `node` is None for whoever may not find the record (any more)."""

    task: Task
    node: Node | None
    assignee: str
    assigned_by: str
    ended_by: str
    mine: bool
    given: bool

    @property
    def overdue(self) -> bool:
        """Whether it should have been done by now."""
        return not self.task.outcome and self.task.due_on is not None and self.task.due_on < timezone.localdate()

    @property
    def due_today(self) -> bool:
        """Whether it has to be done today."""
        return not self.task.outcome and self.task.due_on == timezone.localdate()


def waiting(actor: Actor, *, for_others: bool = False) -> QuerySet[Task]:
    """Open tasks that reach the actor under their own names, soonest due first.

    `for_others`: instead those that reach them only because they stand in for somebody. While acting for a person,
    that person's tasks are the own ones.
    """
    return reaching(actor, for_others=for_others).filter(outcome="").order_by(DUE, "assigned_at", "id")


def reaching(actor: Actor, *, for_others: bool = False) -> QuerySet[Task]:
    """As `waiting`, whatever became of them. Who stands in for a part of the file plan has the tasks there alone."""
    reached = reaching_principals(actor)
    own = {each.principal for each in reached if each.stands_for == actor.for_person_id}
    chosen = [each for each in reached if (each.principal in own) != for_others]
    whole = {each.principal for each in chosen if each.scope is None}
    wanted = Q(assignee__in=whole)
    for each in chosen:
        if each.scope is not None and each.principal not in whole:
            wanted |= Q(assignee=each.principal) & below(each.scope)
    return Task.objects.filter(wanted)


def saying(rows: QuerySet[Task], typed: str) -> QuerySet[Task]:
    """Those of these tasks in whose text every typed word stands, whatever its spelling."""
    words = typed_words(typed)
    if not words:
        return rows.none() if typed.strip() else rows
    return rows.filter(named(("text",), words, inside=True))


def given(actor: Actor) -> QuerySet[Task]:
    """Every task that the actor gave, whatever became of it."""
    return Task.objects.filter(assigned_by=actor.for_person_id or actor.person_id)


@dataclass(frozen=True)
class Open:
    """How many tasks are open somewhere, and how many of them should have been done by now."""

    tasks: int = 0
    overdue: int = 0


def open_in(members: Mapping[UUID, Collection[UUID]]) -> dict[UUID, Open]:
    """How much waits for each unit and its members; one query. The caller heads them: it counts, and names nothing."""
    names = {unit: names_of_unit(unit) | {f"person:{each}" for each in persons} for unit, persons in members.items()}
    wanted = {name for group in names.values() for name in group}
    late = Count("id", filter=Q(due_on__lt=timezone.localdate()))
    rows = Task.objects.filter(assignee__in=wanted, outcome="").order_by().values("assignee")
    counted = {row["assignee"]: (row["all"], row["late"]) for row in rows.annotate(all=Count("id"), late=late)}
    return {key: _sum(counted.get(name, (0, 0)) for name in group) for key, group in names.items()}


def _sum(counted: Iterable[tuple[int, int]]) -> Open:
    found = list(counted)
    return Open(sum(every for every, _late in found), sum(late for _every, late in found))


def records(actor: Actor, ids: Collection[UUID]) -> list[Node]:
    """Those of these records that the actor may find, in the order given; what tasks can be about."""
    found = nodes(actor, ids)
    return [found[each] for each in ids if each in found]


def instructions() -> list[tuple[str, str]]:
    """What a task can ask for, as people choose it."""
    return [(value, str(label)) for value, label in Instruction.choices]


def tasks(actor: Actor) -> QuerySet[Task]:
    """Every task that reaches the actor, or that they gave, whatever became of it."""
    given = {each for each in (actor.person_id, actor.for_person_id) if each}
    return Task.objects.filter(
        Q(assignee__in={each.principal for each in reaching_principals(actor)}) | Q(assigned_by__in=given)
    )


def task(actor: Actor, task_id: UUID) -> Task:
    """One task that reaches the actor, that they gave, or whose record they may find; or `Missing`."""
    row = tasks(actor).filter(id=task_id).first() or Task.objects.filter(id=task_id).first()
    if row is None or (not tasks(actor).filter(id=task_id).exists() and row.node not in nodes(actor, [row.node])):
        raise Missing(refusals.NOT_VISIBLE())
    return row


def on(actor: Actor, node: UUID) -> QuerySet[Task]:
    """The tasks about a dossier or case and what is in it, as far as the actor may find that; open ones first."""
    return Task.objects.filter(inside(actor, node)).order_by("outcome", SOON, "-assigned_at")


def shown(actor: Actor, rows: Iterable[Task]) -> list[ShownTask]:
    """Tasks with everything a page tells about them; a constant number of queries."""
    listed = list(rows)
    found = nodes(actor, {row.node for row in listed})
    assignees = called({row.assignee for row in listed})
    persons = names({each for row in listed for each in (row.assigned_by, row.ended_by)})
    reached = {each.principal for each in reaching_principals(actor)}
    return [
        ShownTask(
            task=row,
            node=found.get(row.node),
            assignee=assignees[row.assignee],
            assigned_by=persons.get(row.assigned_by, "") if row.assigned_by else _("Aktei"),
            ended_by=persons.get(row.ended_by, "") if row.ended_by else "",
            mine=row.assignee in reached,
            given=row.assigned_by is not None and row.assigned_by in (actor.person_id, actor.for_person_id),
        )
        for row in listed
    ]


def obstacles_on(actor: Actor, node: UUID) -> list[Refusal]:
    """What open tasks say against closing this dossier or case. Counts all, names none."""
    rows = Task.objects.filter(inside(MACHINERY, node), outcome="")
    count = rows.count()
    if not count:
        return []
    return [refusals.OPEN_TASKS(count=count)]


def left_behind(actor: Actor, persons: Collection[UUID]) -> Iterable[Leftover]:
    """Open tasks of these persons, for the page of what leavers left."""
    by_name = {f"person:{each}": each for each in persons}
    rows = list(Task.objects.filter(assignee__in=by_name, outcome="").order_by("assigned_at"))
    found = nodes(actor, {row.node for row in rows})
    for row in rows:
        where = found.get(row.node)
        title = f"{row} – {where.reference} {where.title}" if where else str(row)
        due = _end_of(row.due_on) if row.due_on else None
        yield Leftover(by_name[row.assignee], row.id, title, row.assigned_at, due, row.node)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
