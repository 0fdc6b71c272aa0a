# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a dossier, a case and a document have in common: head, place in the file plan, tabs, rights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Forbidden
from aktei.base.rights.queries import right_missing, rights_on
from aktei.base.rights.rules import AUDIT, FIND, READ
from aktei.entrances.web.kit.records.book import Book, bound, of_rows
from aktei.procedures.proof.rules import may_export
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents
from aktei.records.dossiers import queries as dossiers
from aktei.records.file_plan import queries as file_plan
from aktei.records.parties import queries as parties

Crumb = dict[str, str]


@dataclass
class RecordPage:
    """A dossier, case or document with what its head shows. `rights` are the actor's own on it."""

    kind: str
    record: Any
    reference: str
    title: str
    rights: frozenset[str]
    crumbs: list[Crumb]
    book: Callable[[], Book]
    dossier: Any = None
    closure: Any = None
    parties: Sequence[Any] = ()
    tab_names: tuple[tuple[str, str], ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its id as text."""
        return str(self.record.id)

    plan_crumbs: Sequence[Crumb] = ()

    @property
    def id(self) -> UUID:
        """The node."""
        node: UUID = self.record.id
        return node

    @property
    def is_dossier(self) -> bool:
        """Whether this is a dossier, not one of its cases or documents."""
        return self.kind == "dossier"

    @property
    def is_open(self) -> bool:
        """Whether something can still be put in."""
        return self.closure is None

    @property
    def may_export(self) -> bool:
        """Whether the actor may take it out with its proofs."""
        return may_export(self.rights)

    @property
    def chain(self) -> list[UUID]:
        """From the node upwards."""
        return list(self.record.chain)

    @property
    def address(self) -> str:
        """The page that opens first: the book."""
        return reverse(f"records:{self.kind}", args=[self.id])

    @property
    def entry_href(self) -> str:
        """The file plan entry under which it lies, for whoever may find that."""
        return self.plan_crumbs[-1]["href"] if self.plan_crumbs else ""

    def tabs(self, current: str) -> list[dict[str, Any]]:
        """Links to the sides of this record that the actor may open."""
        return [
            {
                "label": label,
                "href": self.address if name == "book" else reverse(f"records:{self.kind}_{name}", args=[self.id]),
                "current": name == current,
                "count": self.counts.get(name, 0),
            }
            for name, label in self.tab_names
            if self.rights.intersection(_NEEDS_OF.get(name, (READ,)))
        ]


def find(actor: Actor, kind: str, node: UUID, *, needs: tuple[str, ...] = (READ,)) -> RecordPage:
    """The record with its head.

    Raises `Missing` if the actor may not even find it, `Forbidden` if it may be found but none of `needs` is held.
    """
    place = {"dossier": _dossier, "case": _case, "document": _document}[kind](actor, node)
    if not place.rights.intersection(needs):
        raise Forbidden(right_missing(needs[0]))
    return place


def _dossier(actor: Actor, node: UUID) -> RecordPage:
    row = dossiers.dossier(actor, node, FIND)
    through_the_plan = plan_crumbs(actor, row.entry)
    return RecordPage(
        kind="dossier",
        record=row,
        reference=row.reference,
        title=row.subject_line,
        rights=rights_on(actor, row.chain),
        crumbs=[*through_the_plan, *_above(actor, row), {"label": row.reference, "href": ""}],
        book=lambda: bound(actor, dossier=row.id),
        dossier=row,
        closure=dossiers.closure(actor, row.id),
        plan_crumbs=through_the_plan,
        parties=list(parties.involvements(actor, row.id)[:3]),
        tab_names=(
            ("book", _("Lesen")),
            ("contents", _("Inhalt")),
            ("about", _("Angaben")),
            ("parties", _("Beteiligte")),
            ("tasks", _("Aufgaben")),
            ("history", _("Verlauf")),
            ("access", _("Zugriff")),
        ),
    )


def _case(actor: Actor, node: UUID) -> RecordPage:
    row = cases.case(actor, node, FIND)
    above = row.dossier
    return RecordPage(
        kind="case",
        record=row,
        reference=f"{above.reference} · {row.number}",
        title=row.subject_line,
        rights=rights_on(actor, row.chain),
        crumbs=[_dossier_crumb(above), {"label": _("Vorgang %(number)s") % {"number": row.number}, "href": ""}],
        book=lambda: bound(actor, dossier=above.id, case=row.id),
        dossier=above,
        closure=dossiers.closures([row.id, above.id]).get(row.id),
        tab_names=(
            ("book", _("Lesen")),
            ("contents", _("Inhalt")),
            ("about", _("Angaben")),
            ("tasks", _("Aufgaben")),
            ("history", _("Verlauf")),
            ("access", _("Zugriff")),
        ),
    )


def _document(actor: Actor, node: UUID) -> RecordPage:
    row = documents.document(actor, node, FIND)
    facts = (row.id, row.subject_line, row.written_on, row.received_at, row.page_count)
    crumbs = [_dossier_crumb(row.dossier)] if row.dossier else [{"label": str(row.unit), "href": ""}]
    return RecordPage(
        kind="document",
        record=row,
        reference=row.dossier.reference if row.dossier else _("Noch nicht abgelegt"),
        title=row.subject_line or _("Ohne Betreff"),
        rights=rights_on(actor, row.chain),
        crumbs=[*crumbs, {"label": row.subject_line or _("Ohne Betreff"), "href": ""}],
        book=lambda: of_rows([facts]),
        dossier=row.dossier,
        tab_names=(
            ("book", _("Lesen")),
            ("details", _("Angaben")),
            ("history", _("Verlauf")),
            ("access", _("Zugriff")),
        ),
    )


def _above(actor: Actor, row: Any) -> list[Crumb]:
    """The dossier in which a sub-dossier lies, as far as the actor may find it."""
    found = dossiers.dossiers(actor).filter(id=row.parent_id).first() if row.parent_id else None
    return [*_above(actor, found), _dossier_crumb(found)] if found else []


def _dossier_crumb(row: Any) -> Crumb:
    return {"label": row.reference, "href": reverse("records:dossier", args=[row.id])}


def plan_crumbs(actor: Actor, entry: Any) -> list[Crumb]:
    """The way through the file plan to an entry, the entry included; links where the actor may go."""
    return [
        {"label": title, "href": reverse("records:plan_entry", args=[node]) if may_find else ""}
        for node, title, may_find in file_plan.way_to(actor, entry)
    ]


def leads_to(actor: Actor, place: RecordPage) -> Any:
    """The dossier into which everything of this one went, as far as the actor may find it; else None."""
    if place.kind != "dossier" or place.record.merged_into_id is None:
        return None
    into = dossiers.final(actor, place.record)
    return into if into.id != place.id else None


ANY = (FIND,)
"""Whoever may find a record may press a button there; the act itself decides."""

HISTORY_NEEDS = (READ, AUDIT)
"""Who checks the office sees what happened without reading what was written."""

ACCESS_NEEDS = (FIND,)
"""Whoever may find a record is told on what ground they themselves see it; of others, the page decides."""

_NEEDS_OF = {"history": HISTORY_NEEDS, "access": ACCESS_NEEDS}
"""What opens a side of a record, where it is not the right to read it."""
