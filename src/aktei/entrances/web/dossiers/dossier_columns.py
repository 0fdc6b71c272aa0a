# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of the list of dossiers; what a column needs is asked for all rows at once, and only if it is shown."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.rights.rules import READ
from aktei.entrances.web.kit.frame.addresses import record_address
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row, Table, chosen, days_left
from aktei.procedures.work.counting import Open, open_by_dossier
from aktei.records.documents.queries import last_received
from aktei.records.dossiers.queries import closures, dossiers
from aktei.records.parties.queries import names_by_dossier

COLUMNS = (
    Column(
        "aktenzeichen",
        gettext_lazy("Aktenzeichen"),
        fixed=True,
        up="aktenzeichen",
        down="aktenzeichen-ab",
        first="aktenzeichen-ab",
        css="nowrap",
    ),
    Column(
        "betreff", gettext_lazy("Betreff"), fixed=True, up="betreff", down="betreff-ab", first="betreff", css="break"
    ),
    Column("beteiligte", gettext_lazy("Beteiligte"), shown=False, css="break"),
    Column("post", gettext_lazy("Letzte Post"), shown=False, css="nowrap"),
    Column("aufgaben", gettext_lazy("Offene Aufgaben"), shown=False, css="numeric"),
    Column("frist", gettext_lazy("Nächste Frist"), shown=False, css="nowrap"),
    Column("tage", gettext_lazy("Tage bis zur Frist"), shown=False, css="numeric"),
    Column("einheit", gettext_lazy("Federführung")),
    Column("zustand", gettext_lazy("Zustand")),
    Column("plan", gettext_lazy("Aktenplan"), shown=False),
    Column("art", gettext_lazy("Art"), shown=False),
    Column("angelegt", gettext_lazy("Angelegt"), up="aelteste", down="neueste", first="neueste", css="nowrap"),
)

MOST_NAMED = 3
"""Names of parties that a line of the list has room for."""


def table(actor: Actor, rows: Sequence[Any], wanted: Sequence[str], *, whole: bool = False) -> Table:
    """These dossiers with the columns that are wanted; `whole`: as long as it takes, for paper and spreadsheets."""
    columns = chosen(COLUMNS, wanted)
    cells = _cells(actor, [row.id for row in rows], {column.name for column in columns}, whole=whole)
    lines = [Row(row.id, row.reference, [cells[column.name](row) for column in columns]) for row in rows]
    return Table(columns, lines)


def _cells(actor: Actor, ids: list[Any], names: set[str], *, whole: bool) -> dict[str, Callable[[Any], Cell]]:
    parties = names_by_dossier(actor, ids) if "beteiligte" in names else {}
    post = last_received(actor, ids) if "post" in names else {}
    tasks = open_by_dossier(actor, ids) if names & {"aufgaben", "frist", "tage"} else {}
    closed = closures(ids) if "zustand" in names else {}
    readable = set() if whole else set(dossiers(actor, READ).filter(id__in=ids).values_list("id", flat=True))
    return {
        "aktenzeichen": lambda row: Cell(row.reference, href=_address(row, may_read=row.id in readable)),
        "betreff": lambda row: Cell(row.subject_line),
        "beteiligte": lambda row: Cell(_named(parties.get(row.id, []), whole=whole)),
        "post": lambda row: Cell(post.get(row.id)),
        "aufgaben": lambda row: Cell(tasks.get(row.id, Open()).count),
        "frist": lambda row: Cell(tasks.get(row.id, Open()).due),
        "tage": lambda row: days_left(tasks.get(row.id, Open()).due),
        "einheit": lambda row: Cell(row.lead_unit.name),
        "zustand": lambda row: _state(row, is_closed=row.id in closed),
        "plan": lambda row: Cell(str(row.entry)),
        "art": lambda row: Cell(row.get_kind_display()),
        "angelegt": lambda row: Cell(row.opened_at),
    }


def _address(row: Any, *, may_read: bool) -> str:
    """Where its line leads: whoever may only know that there is such a dossier sees who can open it to them."""
    return record_address("records:dossier" if may_read else "records:dossier_access", row.id)


def _named(names: list[str], *, whole: bool) -> str:
    if whole or len(names) <= MOST_NAMED:
        return ", ".join(names)
    more = len(names) - MOST_NAMED
    return _("%(names)s und %(count)s weitere") % {"names": ", ".join(names[:MOST_NAMED]), "count": more}


def _state(row: Any, *, is_closed: bool) -> Cell:
    said, badge = (_("geschlossen"), "plain") if is_closed else (_("offen"), "success")
    lock: dict[str, Any] = {"icon": "lock", "note": _("geschützt")} if row.protected else {}
    return Cell(said, badge=badge, **lock)
