# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading saved views: everybody has their own and sees no others."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing
from aktei.base.names.folding import sort_key
from aktei.entrances.web.kit.lists.models import SavedView
from aktei.entrances.web.kit.lists.pages import OF_RECORDS, OPEN_AS_THEY_ARE, PAGES

ALL = "ansicht=alle"
"""Asks for a list with nothing chosen, although it opens with a saved view."""


@dataclass(frozen=True)
class View:
    """A saved view as a link."""

    id: UUID
    page: str
    name: str
    query: str
    is_usual: bool = False

    @property
    def href(self) -> str:
        """The list as it was saved; nowhere if it is a list that every record has."""
        return "" if self.page in OF_RECORDS else f"{reverse(self.page)}?{self.query or ALL}"

    @property
    def can_be_usual(self) -> bool:
        """Whether the list can open with it."""
        return self.page not in OPEN_AS_THEY_ARE

    @property
    def of(self) -> str:
        """Which list it is a view of."""
        return str(PAGES[self.page])


def views(actor: Actor, page: str | None = None) -> list[View]:
    """The actor's saved views (of one list), by name."""
    rows = _own(actor).filter(page__in=[page] if page else PAGES)
    order = list(PAGES)
    return sorted(map(shown, rows), key=lambda view: (order.index(view.page), sort_key(view.name), view.name))


def shown(row: SavedView) -> View:
    """A saved view as pages show it."""
    return View(row.id, row.page, row.name, row.query, row.is_usual)


def usual(actor: Actor, page: str) -> str:
    """What the actor's list opens with; empty for all there is."""
    return _own(actor).filter(page=page, is_usual=True).values_list("query", flat=True).first() or ""


def own(actor: Actor, view: UUID) -> SavedView:
    """One of the actor's own saved views, or `Missing`."""
    found = _own(actor).filter(id=view).first()
    if found is None:
        raise Missing()
    return found


def names(actor: Actor, page: str) -> set[str]:
    """What the actor's saved views of one list are called."""
    return set(_own(actor).filter(page=page).values_list("name", flat=True))


def _own(actor: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(person=actor.person_id) if actor.person_id else SavedView.objects.none()
