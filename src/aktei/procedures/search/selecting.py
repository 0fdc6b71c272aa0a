# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what was typed or clicked to filters with ids: names of units, words for channels, and what is unknown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.base.people.queries import units
from aktei.procedures.search import folding
from aktei.procedures.search.engines.port import Selection
from aktei.procedures.search.query import Fields
from aktei.records.kinds.queries import dossiers_with

T = TypeVar("T")

_NONE: Final = frozenset({UUID(int=0)})
"""An empty set would mean no filter; no dossier has this id."""

# What people call the channels; the interface's own names are among them.
_CHANNELS: Final = {
    "papier": "paper",
    "post": "paper",
    "brief": "paper",
    "email": "email",
    "mail": "email",
    "portal": "portal",
    "behordenpostfach": "court_mailbox",
    "besonderesbehordenpostfach": "court_mailbox",
    "bebpo": "court_mailbox",
    "fitconnect": "fit_connect",
    "schnittstelle": "interface",
    "courtmailbox": "court_mailbox",
    "paper": "paper",
    "interface": "interface",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What was clicked beside the query: values of facets, and the place to search in. Empty means everywhere."""

    units: frozenset[UUID] = frozenset()
    channels: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    dossiers: frozenset[UUID] = frozenset()
    cases: frozenset[UUID] = frozenset()
    documents: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Selected:
    """Filters for the engine, and sentences about what could not be looked up."""

    selection: Selection
    remarks: list[str] = field(default_factory=list)


def select(actor: Actor, fields: Fields, filters: Filters) -> Selected:
    """Join the fields of a query with what was clicked: both have to hold."""
    remarks: list[str] = []
    selection = Selection(
        units=_both(_units_named(actor, fields.units, remarks), filters.units),
        channels=_both(_channels(fields.channels, remarks), filters.channels),
        plans=_plans(fields.plans, filters.plans),
        years=filters.years,
        dossiers=_with_fields(actor, fields.extra, filters.dossiers, remarks),
        cases=filters.cases,
        documents=filters.documents,
        references=fields.references,
        since=fields.since,
        until=fields.until,
    )
    return Selected(selection, remarks)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, folding.folded(folding.exact(text))))


def _units_named(actor: Actor, names: Iterable[str], remarks: list[str]) -> frozenset[UUID] | None:
    """The units whose name contains one of these, with all units below them; None if no name was given."""
    wanted = list(names)
    if not wanted:
        return None
    known = list(units(actor))
    found: set[UUID] = set()
    for name in wanted:
        plain = _plain(name)
        named = {one.id for one in known if plain in _plain(one.name) or plain == _plain(one.short_name)}
        if not named:
            remarks.append(_("Eine Einheit „%(name)s“ gibt es nicht.") % {"name": name})
        found |= {one.id for one in known if not named.isdisjoint(one.chain)}
    return frozenset(found)


def _channels(names: Iterable[str], remarks: list[str]) -> frozenset[str] | None:
    wanted = list(names)
    if not wanted:
        return None
    for name in wanted:
        if _plain(name) not in _CHANNELS:
            remarks.append(_("Einen Eingangskanal „%(name)s“ gibt es nicht.") % {"name": name})
    return frozenset(_CHANNELS.get(_plain(name), name) for name in wanted)


def _with_fields(
    actor: Actor, asked: Iterable[tuple[str, str]], clicked: frozenset[UUID], remarks: list[str]
) -> frozenset[UUID]:
    """The dossiers whose extra fields have these values: of one field any will do, different fields add up."""
    by_name: dict[str, set[UUID]] = {}
    for name, value in asked:
        found = dossiers_with(actor, name, value)
        if not found:
            remarks.append(_("Keine Akte hat im Feld %(name)s „%(value)s“.") % {"name": name, "value": value})
        by_name.setdefault(name, set()).update(found)
    if not by_name:
        return clicked
    wanted = frozenset.intersection(*map(frozenset, by_name.values()))
    return (wanted & clicked if clicked else wanted) or _NONE


def _plans(typed: tuple[str, ...], clicked: frozenset[str]) -> tuple[str, ...]:
    """Clicked entries that lie below a typed one, or whichever of the two there is."""
    if typed and clicked:
        return tuple(one for one in sorted(clicked) if one.startswith(typed)) or ("\0",)
    return typed or tuple(sorted(clicked))


def _both(typed: frozenset[T] | None, clicked: frozenset[T]) -> frozenset[T] | None:
    if typed is None:
        return clicked or None
    return typed & clicked if clicked else typed
