# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of the list of tasks; what a column needs is asked for all rows at once, and only if it is shown."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row, Table, chosen, days_left
from aktei.procedures.work.queries import ShownTask
from aktei.records.dossiers.queries import dossiers
from aktei.records.parties.queries import names_by_dossier

COLUMNS = (
    Column("aufgabe", gettext_lazy("Aufgabe"), fixed=True, css="break"),
    Column("akte", gettext_lazy("Akte"), fixed=True, css="break"),
    Column("beteiligte", gettext_lazy("Beteiligte"), shown=False, css="break"),
    Column("einheit", gettext_lazy("Federführung"), shown=False),
    Column("frist", gettext_lazy("Frist"), up="frist", down="frist-ab", first="frist", css="nowrap"),
    Column("tage", gettext_lazy("Tage bis zur Frist"), shown=False, css="numeric"),
    Column("fuer", gettext_lazy("Für")),
    Column("von", gettext_lazy("Von")),
    Column("erteilt", gettext_lazy("Erteilt"), up="erteilt", down="erteilt-ab", first="erteilt-ab", css="nowrap"),
    Column("stand", gettext_lazy("Stand")),
)


def table(actor: Actor, rows: Sequence[ShownTask], wanted: Sequence[str]) -> Table:
    """These tasks with the columns that are wanted."""
    columns = chosen(COLUMNS, wanted)
    cells = _cells(actor, rows, {column.name for column in columns})
    lines = [
        Row(row.task.id, str(row.task), [cells[column.name](row) for column in columns], choosable=_open_and_mine(row))
        for row in rows
    ]
    return Table(columns, lines)


def _open_and_mine(row: ShownTask) -> bool:
    return row.mine and not row.task.outcome


def _cells(actor: Actor, rows: Sequence[ShownTask], names: set[str]) -> dict[str, Callable[[ShownTask], Cell]]:
    ids = {row.node.dossier for row in rows if row.node}
    parties = names_by_dossier(actor, ids) if "beteiligte" in names else {}
    units = dict(dossiers(actor).filter(id__in=ids).values_list("id", "lead_unit__name")) if "einheit" in names else {}
    return {
        "aufgabe": lambda row: Cell(str(row.task), href=record_address("work:task", row.task.id)),
        "akte": _record,
        "beteiligte": lambda row: Cell(", ".join(parties.get(row.node.dossier, [])) if row.node else ""),
        "einheit": lambda row: Cell(units.get(row.node.dossier, "") if row.node else ""),
        "frist": _due,
        "tage": lambda row: days_left(None if row.task.outcome else row.task.due_on),
        "fuer": lambda row: Cell(row.assignee),
        "von": lambda row: Cell(row.assigned_by),
        "erteilt": lambda row: Cell(row.task.assigned_at),
        "stand": _state,
    }


def _record(row: ShownTask) -> Cell:
    if row.node is None:
        return Cell(_("Die Akte dazu sehen Sie nicht (mehr)."))
    return Cell(f"{row.node.reference} {row.node.title}", href=record_address(f"records:{row.node.kind}", row.node.id))


def _due(row: ShownTask) -> Cell:
    if row.task.due_on is None:
        return Cell(_("ohne Frist"))
    return Cell(row.task.due_on, badge="danger" if row.overdue else "warning" if row.due_today else "")


def _state(row: ShownTask) -> Cell:
    if row.task.outcome:
        said = f"{row.task.get_outcome_display()}, {row.ended_by}" if row.ended_by else row.task.get_outcome_display()
        return Cell(f"{said}: {row.task.note}" if row.task.note else said, badge="plain")
    if row.overdue:
        return Cell(_("überfällig"), badge="danger")
    return Cell(_("heute fällig"), badge="warning") if row.due_today else Cell(_("offen"), badge="success")
