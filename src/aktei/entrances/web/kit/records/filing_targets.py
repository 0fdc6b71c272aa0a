# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places to file into: suggested with reasons, or found by typing; and the way from a form's choice back to an act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Refused
from aktei.base.names.folding import typed_words
from aktei.base.rights.rules import FILE
from aktei.entrances.web.kit.picking.reading import is_value, meant, sent
from aktei.entrances.web.kit.refusals import DOSSIER_MISSING, ENTRY_MISSING
from aktei.procedures.mailroom.queries import Suggested
from aktei.procedures.mailroom.rules import CERTAIN
from aktei.records.cases.queries import cases
from aktei.records.dossiers import finding
from aktei.records.dossiers.queries import closures, dossiers

NEW = "neu"
MOST_DOSSIERS = 6
MOST_CASES = 4


@dataclass(frozen=True)
class Reason:
    """A German sentence, and the page on which its words are marked."""

    text: str
    page: int | None = None


@dataclass(frozen=True)
class Target:
    """A dossier, or a case in it. `key` is what the form sends."""

    key: str
    reference: str
    subject_line: str
    case: str = ""
    reasons: tuple[Reason, ...] = ()
    level: str = ""
    level_name: str = ""
    sent: bool | None = None
    """Whether a form that is shown again had chosen it; None while nobody has sent anything."""

    @property
    def is_chosen(self) -> bool:
        """Whether it is marked in the form: what was sent, else what is sure."""
        return self.is_sure if self.sent is None else self.sent

    @property
    def is_sure(self) -> bool:
        """Whether it is chosen before somebody looked; nothing else ever is."""
        return self.level == CERTAIN


def suggested(found: Suggested) -> Target:
    """What the mailroom thought of, and how sure it is."""
    target = _target(found.dossier, found.case, (Reason(found.reason, found.page),))
    return replace(target, level=found.level, level_name=found.level_name)


def as_sent(actor: Actor, found: Sequence[Target], posted: Any) -> list[Target]:
    """These targets as a form shows them again after a refusal: what was picked stays picked, also if it was typed."""
    key = posted.get("direkt") or posted.get("ziel")
    if not key:
        return list(found)
    marked = [replace(each, sent=each.key == key) for each in found]
    if key == NEW or any(each.sent for each in marked):
        return marked
    picked = _picked(actor, key)
    return [*marked, replace(picked, sent=True)] if picked else marked


def _picked(actor: Actor, key: str) -> Target | None:
    kind, _dash, value = key.partition("-")
    if kind not in ("dossier", "case") or not is_value(value):
        return None
    if kind == "dossier":
        dossier = dossiers(actor, FILE).filter(id=value).first()
        return _target(dossier) if dossier else None
    case = cases(actor, right=FILE).select_related("dossier").filter(id=value).first()
    return _target(case.dossier, case) if case else None


def matching(actor: Actor, text: str) -> list[Target]:
    """Open dossiers and their cases in which every word is found: reference, subject line, party. Best few only."""
    words = typed_words(text.replace("\x00", ""))
    if not words:
        return []
    found = finding.found(actor, text, right=FILE, most=2 * MOST_DOSSIERS)
    if not found:
        rows = dossiers(actor, FILE)
        for word in text.replace("\x00", "").split()[:6]:
            rows = rows.filter(Q(subject_line__icontains=word) | Q(cases__subject_line__icontains=word))
        found = list(rows.distinct()[: 2 * MOST_DOSSIERS])
    closed = closures([row.id for row in found])
    still_open = [row for row in found if row.id not in closed][:MOST_DOSSIERS]
    inside = _cases_of(actor, [row.id for row in still_open])
    return [each for row in still_open for each in (_target(row), *(_target(row, case) for case in inside[row.id]))]


@dataclass(frozen=True)
class Choice:
    """Where a form wants something filed: exactly one of dossier, case, and a new dossier below an entry."""

    dossier: UUID | None = None
    case: UUID | None = None
    entry: UUID | None = None

    @classmethod
    def of(cls, actor: Actor, posted: Any) -> Choice:
        """From a filing form. Raises `Refused` if nothing usable was chosen, `Unclear` if an entry may be several."""
        kind, _dash, value = (posted.get("direkt") or posted.get("ziel") or "").partition("-")
        if kind == NEW:
            entry = meant(actor, "eintrag-ablage", "entry", sent(posted, "entry"))
            if entry is None:
                raise Refused(ENTRY_MISSING())
            kind, value = "entry", entry.value
        try:
            return cls(**{kind: UUID(value)})
        except (TypeError, ValueError) as error:
            raise Refused(DOSSIER_MISSING()) from error


def _target(dossier: Any, case: Any = None, reasons: tuple[Reason, ...] = ()) -> Target:
    return Target(
        key=f"case-{case.id}" if case else f"dossier-{dossier.id}",
        reference=dossier.reference,
        subject_line=dossier.subject_line,
        case=str(case) if case else "",
        reasons=reasons,
    )


def _cases_of(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """The newest open cases of each dossier."""
    inside: dict[UUID, list[Any]] = {each: [] for each in ids}
    rows = list(cases(actor, right=FILE).filter(dossier__in=ids).order_by("-number")[:200])
    closed = closures([row.id for row in rows])
    for row in rows:
        if row.id not in closed and len(inside[row.dossier_id]) < MOST_CASES:
            inside[row.dossier_id].append(row)
    return inside
