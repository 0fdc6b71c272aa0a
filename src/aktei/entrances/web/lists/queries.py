# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading saved views: everybody has their own and sees no others."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor, Missing
from aktei.entrances.web.lists.models import SavedView
from aktei.entrances.web.lists.pages import PAGES


@dataclass(frozen=True)
class View:
    """A saved view as a link."""

    id: UUID
    page: str
    name: str
    query: str

    @property
    def href(self) -> str:
        """The list as it was saved."""
        return reverse(self.page) + (f"?{self.query}" if self.query else "")

    @property
    def of(self) -> str:
        """Which list it is a view of."""
        return str(PAGES[self.page])


def views(actor: Actor, page: str | None = None) -> list[View]:
    """The actor's saved views (of one list), by name."""
    rows = _own(actor).filter(page__in=[page] if page else PAGES)
    found = [View(row.id, row.page, row.name, row.query) for row in rows]
    order = list(PAGES)
    return sorted(found, key=lambda view: (order.index(view.page), view.name.casefold()))


def own(actor: Actor, view: UUID) -> SavedView:
    """One of the actor's own saved views, or `Missing`."""
    found = _own(actor).filter(id=view).first()
    if found is None:
        raise Missing(_("Diese Ansicht gibt es nicht (mehr)."))
    return found


def names(actor: Actor, page: str) -> set[str]:
    """What the actor's saved views of one list are called."""
    return set(_own(actor).filter(page=page).values_list("name", flat=True))


def _own(actor: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(person=actor.person_id) if actor.person_id else SavedView.objects.none()
