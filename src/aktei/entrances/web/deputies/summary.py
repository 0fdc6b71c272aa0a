# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was done meanwhile: everything others did for the absent person, by dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.deputies import queries
from aktei.base.names.folding import by_family_name
from aktei.base.people.queries import names
from aktei.entrances.web.deputies.page import last_day, state_of
from aktei.records.cases.queries import cases
from aktei.records.documents.queries import documents
from aktei.records.dossiers.queries import dossiers

MOST = 300
"""Lines looked through; older ones stand in the history of each record."""

READING = ("DossierRead", "DocumentRead", "ComponentDownloaded")
"""What changed nothing: told after what did."""


@dataclass(frozen=True)
class Line:
    """One thing somebody did."""

    at: datetime
    who: str
    sentence: str
    about: str
    href: str
    is_reading: bool


@dataclass
class Group:
    """Everything done in one dossier."""

    title: str
    href: str
    lines: list[Line] = field(default_factory=list)

    @property
    def acts(self) -> list[Line]:
        """What changed something."""
        return [each for each in self.lines if not each.is_reading]

    @property
    def readings(self) -> int:
        """How often something was only read."""
        return len(self.lines) - len(self.acts)


@dataclass(frozen=True)
class Meanwhile:
    """One absence, in short: how much was done, by whom."""

    id: UUID
    since: date
    until: date | None
    is_over: bool
    count: int
    persons: list[str]


def waiting(actor: Actor) -> list[Meanwhile]:
    """The absences whose summary the actor has not ticked off and in which something was done."""
    found = (_short(actor, each) for each in queries.unread(actor))
    return [each for each in found if each.count or not each.is_over]


def _short(actor: Actor, absence: Any) -> Meanwhile:
    rows = queries.done_meanwhile(actor, absence).order_by().values("person").annotate(count=Count("id"))
    by_person = {row["person"]: row["count"] for row in rows}
    over = state_of(absence) == "over"
    return Meanwhile(
        id=absence.id,
        since=absence.away_since,
        until=last_day(absence.over_at) if over else (last_day(absence.ends_at) if absence.ends_at else None),
        is_over=over,
        count=sum(by_person.values()),
        persons=sorted(names(by_person).values(), key=by_family_name),
    )


def groups(actor: Actor, absence: Any) -> list[Group]:
    """Everything done meanwhile, by dossier, the dossier with the newest line first."""
    lines = list(queries.done_meanwhile(actor, absence)[:MOST])
    places = _Places(actor, {node for line in lines for node in (line.node, *line.nodes)})
    called = names(line.person for line in lines)
    found: dict[str, Group] = {}
    for line in lines:
        title, href = places.group(line)
        group = found.setdefault(href or title, Group(title, href))
        about, link = places.about(line)
        group.lines.append(
            Line(
                at=line.at,
                who=called.get(line.person, "") if line.person else _("Aktei"),
                sentence=journal.sentence(line),
                about=about,
                href=link,
                is_reading=line.kind in READING,
            )
        )
    return list(found.values())


class _Places:
    """Names and addresses of what the lines are about, as far as the reader may see it; three queries."""

    def __init__(self, actor: Actor, nodes: set[UUID]) -> None:
        self.dossiers = {
            node: (f"{reference} · {subject}", reverse("records:dossier", args=[node]))
            for node, reference, subject in dossiers(actor)
            .filter(id__in=nodes)
            .values_list("id", "reference", "subject_line")
        }
        self.parts = {
            node: (subject or _("Ohne Betreff"), reverse("records:document", args=[node]))
            for node, subject in documents(actor).filter(id__in=nodes).values_list("id", "subject_line")
        }
        for node, number, subject in cases(actor).filter(id__in=nodes).values_list("id", "number", "subject_line"):
            self.parts[node] = (f"{number}. {subject}", reverse("records:case", args=[node]))

    def group(self, line: Any) -> tuple[str, str]:
        for node in (line.node, *line.nodes):
            if node in self.dossiers:
                return self.dossiers[node]
        return (_("Posteingang und Sonstiges"), "")

    def about(self, line: Any) -> tuple[str, str]:
        return self.parts.get(line.node, ("", ""))
