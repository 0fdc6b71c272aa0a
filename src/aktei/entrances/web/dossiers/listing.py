# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of dossiers: filters, order, and a cursor that stays right while others open dossiers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.base.names.expressions import SortKey
from aktei.base.names.folding import sort_key
from aktei.base.paging import COUNTED, Key, Order, Piece, count, counted, every_piece, piece
from aktei.entrances.web.dossiers import dossier_columns
from aktei.entrances.web.kit.lists.list_head import Furniture, choice, furniture, pick, words
from aktei.entrances.web.kit.lists.tables import Row, Sheet, Table, chosen
from aktei.records.dossiers import queries as dossiers
from aktei.records.dossiers.finding import found_among

ONE_PAGE = 50
AT_ONCE = 500
"""Dossiers that are read together when the whole list is wanted."""

_OPENED = [Key(F("opened_at"), lambda row: row.opened_at)]
_REFERENCE = [Key(F("reference"), lambda row: row.reference)]
_SUBJECT = [Key(SortKey("subject_line"), lambda row: sort_key(row.subject_line))]
ORDERS = {
    order.name: order
    for order in (
        Order("neueste", _OPENED, falling=True),
        Order("aelteste", _OPENED),
        Order("aktenzeichen", _REFERENCE),
        Order("aktenzeichen-ab", _REFERENCE, falling=True),
        Order("betreff", _SUBJECT),
        Order("betreff-ab", _SUBJECT, falling=True),
    )
}

PICKED = {"plan": (gettext_lazy("Aktenplan"), "eintrag"), "einheit": (gettext_lazy("Federführung"), "einheit")}
"""Filters in which one of very many is picked: what each is called, and from where."""
KINDS = {name: kind for name, (_label, kind) in PICKED.items()}


@dataclass(frozen=True)
class Wanted:
    """What the list shows. Unknown values are as good as none: a link from somewhere still shows a list."""

    text: str = ""
    entry: UUID | None = None
    unit: UUID | None = None
    state: str = ""
    order: str = "neueste"
    cursor: str = ""
    columns: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> "Wanted":
        """From the address of the page."""
        order = query.get("sortierung", "")
        return cls(
            text=query.get("q", "").replace("\0", "").strip()[:200],
            entry=_uuid(query.get("plan", "")),
            unit=_uuid(query.get("einheit", "")),
            state=query.get("zustand", "") if query.get("zustand") in ("offen", "geschlossen") else "",
            order=order if order in ORDERS else "neueste",
            cursor=query.get("cursor", ""),
            columns=tuple(query.getlist("spalten")),
        )

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text or self.entry or self.unit or self.state)


@dataclass(frozen=True)
class Listed:
    """One page of the list. `total` is None where there are too many to count."""

    rows: list[Any]
    piece: Piece
    total: int | None
    table: Table


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """One page of the dossiers the actor may find, with the columns wanted; a constant number of queries."""
    rows, known = _wanted(actor, wanted)
    found = piece(rows, ORDERS[wanted.order], wanted.cursor, ONE_PAGE)
    total = counted(rows, found, known)
    return Listed(found.rows, found, total, dossier_columns.table(actor, found.rows, wanted.columns))


def sheet(actor: Actor, wanted: Wanted) -> Sheet:
    """All dossiers of the list, for paper and spreadsheets."""
    columns = chosen(dossier_columns.COLUMNS, wanted.columns)
    return Sheet(_("Akten"), "akten", columns, _all(actor, wanted))


def _all(actor: Actor, wanted: Wanted) -> Iterator[Row]:
    rows, _known = _wanted(actor, wanted)
    for found in every_piece(rows, ORDERS[wanted.order], AT_ONCE):
        yield from dossier_columns.table(actor, found, wanted.columns, whole=True).rows


def above(request: HttpRequest, actor: Actor, wanted: Wanted) -> Furniture:
    """What stands above the list."""
    filters = [
        words("q", _("Aktenzeichen oder Betreff"), wanted.text),
        *(pick(actor, request.GET, name, str(label), kind) for name, (label, kind) in PICKED.items()),
        choice(
            "zustand",
            _("Zustand"),
            wanted.state,
            [("offen", _("offen")), ("geschlossen", _("geschlossen"))],
            empty=_("alle"),
        ),
    ]
    shown = chosen(dossier_columns.COLUMNS, wanted.columns)
    label = _("Akten eingrenzen")
    return furniture(request, actor, "records:dossiers", label, filters, dossier_columns.COLUMNS, shown, wanted.order)


def _wanted(actor: Actor, wanted: Wanted) -> tuple[QuerySet[Any], int]:
    """The rows of the list, and how many there are; how they are best read depends on it."""
    rows = _narrowed(dossiers.dossiers(actor), wanted)
    known = count(rows)
    if wanted.text and known > COUNTED:
        rows = _narrowed(dossiers.dossiers(actor), wanted, many=True)
    return rows, known


def _narrowed(rows: QuerySet[Any], wanted: Wanted, *, many: bool = False) -> QuerySet[Any]:
    if wanted.text:
        rows = found_among(rows, wanted.text, many=many)
    if wanted.entry:
        rows = rows.filter(entry__chain__contains=[wanted.entry])
    if wanted.unit:
        rows = rows.filter(lead_unit__chain__contains=[wanted.unit])
    if wanted.state:
        standing = Exists(dossiers.standing_closures().filter(node=OuterRef("id")))
        rows = rows.filter(standing if wanted.state == "geschlossen" else ~standing)
    return rows


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def tree(entries: Iterable[Any], counts: Mapping[UUID, int]) -> list[dict[str, Any]]:
    """Entries as nested branches with how many dossiers lie in each, those below included."""
    branches: dict[UUID, dict[str, Any]] = {
        each.id: {"entry": each, "children": [], "count": counts.get(each.id, 0)} for each in entries
    }
    roots: list[dict[str, Any]] = []
    for branch in branches.values():
        above = branches.get(branch["entry"].parent_id)
        (above["children"] if above else roots).append(branch)
    for root in roots:
        _add_up(root)
    return roots


def _add_up(branch: dict[str, Any]) -> int:
    branch["count"] += sum(_add_up(child) for child in branch["children"])
    return int(branch["count"])
