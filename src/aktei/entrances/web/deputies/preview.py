# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The look before the act: what each deputy would be able to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.base.acts.actor import Actor
from aktei.base.deputies.queries import lent
from aktei.base.deputies.rules import Choice
from aktei.base.names.folding import sort_key
from aktei.base.people.queries import names, unit_names
from aktei.base.rights.queries import reach, right_name
from aktei.base.rights.rules import CLOSE, EDIT, FILE, MANAGE, READ
from aktei.entrances.web.deputies.page import Scopes
from aktei.records.file_plan.queries import titles

SHOWN = (READ, FILE, EDIT, CLOSE, MANAGE)


@dataclass(frozen=True)
class Able:
    """One deputy: each right with the places where it would hold, and whether anything is new to them."""

    name: str
    scope: str
    rights: list[tuple[str, list[str]]]
    news: int

    @property
    def nothing(self) -> bool:
        """Whether the deputy would get no right at all like this."""
        return not self.rights


def of(person: UUID, choices: Sequence[Choice]) -> list[Able]:
    """What each of these would be able to do for this person, were it to begin now."""
    called, said = names(each.person for each in choices), Scopes.of((each.unit, each.entry) for each in choices)
    return [_able(person, each, called.get(each.person, ""), said.text(each.unit, each.entry)) for each in choices]


def _able(person: UUID, choice: Choice, name: str, scope: str) -> Able:
    nodes = {right: lent(person, choice, right) for right in SHOWN}
    places = _places({node for each in nodes.values() for node in each})
    rights = [(right_name(right), _said(each, places)) for right, each in nodes.items() if each]
    own = {right: reach(Actor(choice.person), right) for right in SHOWN}
    news = {node for right, each in nodes.items() for node in each - own[right]}
    return Able(name, scope, rights, len(news))


def _places(nodes: set[UUID]) -> dict[UUID, str]:
    return {**titles(list(nodes)), **{node: _("Post: %s") % name for node, name in unit_names(nodes).items()}}


def _said(nodes: Iterable[UUID], places: dict[UUID, str]) -> list[str]:
    """Places by name; single dossiers and documents are counted, for their titles are nobody else's business."""
    every = list(nodes)
    known = sorted((places[each] for each in every if each in places), key=sort_key)
    rest = len(every) - len(known)
    if rest:
        known.append(ngettext("%(n)s einzelne Stelle", "%(n)s einzelne Stellen", rest) % {"n": rest})
    return known
