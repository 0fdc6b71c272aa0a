# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the field for another record's reference offers: only what the act can use and the person may use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from aktei.base.acts.actor import Actor
from aktei.base.rights.rules import FILE
from aktei.entrances.web.kit.records.record_page import RecordPage
from aktei.records.cases.queries import cases
from aktei.records.dossiers.finding import found_among
from aktei.records.dossiers.locking import barrier_of
from aktei.records.dossiers.queries import dossiers, standing_closures, with_all_inside
from aktei.records.dossiers.references import written_as

MOST = 8
_WORDS = 6


@dataclass(frozen=True)
class Offer:
    """A record as it is offered; `reference` is what the form sends."""

    reference: str
    title: str
    icon: str


def offers(actor: Actor, place: RecordPage, act: str, text: str) -> list[Offer]:
    """The best few; references that begin as typed come first."""
    words = text.split()[:_WORDS]
    found = OFFERED[place.kind][act](actor, place, words) if words else []
    meant = {row.reference for row in written_as(actor, text)}
    return sorted(found, key=lambda each: each.reference not in meant)[:MOST]


def typed(request: HttpRequest) -> str:
    """What was typed so far."""
    return request.GET.get("reference", "").replace("\0", "").strip()[:200]


def _taking(actor: Actor, place: RecordPage, words: list[str], *, also_protected: bool = False) -> QuerySet[Any]:
    """Open dossiers into which the actor may file.

    What lies in a protected dossier stays inside it; `also_protected`: a protected one may itself go anywhere.
    """
    closed = Exists(standing_closures().filter(node=OuterRef("id")))
    rows = found_among(dossiers(actor, FILE), " ".join(words)).filter(~closed)
    barrier = barrier_of(place.chain)
    if barrier is None or (also_protected and barrier == place.id):
        return rows
    return rows.filter(chain__contains=[barrier])


def _elsewhere(actor: Actor, place: RecordPage, words: list[str]) -> list[Offer]:
    """Into another dossier, which may not be this one, lie in it, or be the one where it lies now."""
    here = with_all_inside([place.id]) | ({place.record.parent_id} - {None})
    return _dossiers(_taking(actor, place, words, also_protected=True).exclude(id__in=here))


def _merged(actor: Actor, place: RecordPage, words: list[str]) -> list[Offer]:
    return _dossiers(_taking(actor, place, words).exclude(id__in=with_all_inside([place.id])))


def _other_dossier(actor: Actor, place: RecordPage, words: list[str]) -> list[Offer]:
    return _dossiers(_taking(actor, place, words).exclude(id=place.dossier.id))


def _linkable(actor: Actor, place: RecordPage, words: list[str]) -> list[Offer]:
    """Whatever may be found, closed or not; a case by its dossier's reference and its number."""
    inside = _cases_with(cases(actor), words).exclude(id=place.id).order_by("-opened_at", "-id")
    return _dossiers(found_among(dossiers(actor), " ".join(words)).exclude(id=place.id)) + [
        Offer(f"{each.dossier.reference}-{each.number}", each.subject_line, "case") for each in inside[: MOST // 2]
    ]


def _cases_with(rows: QuerySet[Any], words: list[str]) -> QuerySet[Any]:
    for word in words:
        rows = rows.filter(Q(dossier__reference__icontains=word) | Q(subject_line__icontains=word))
    return rows


def _dossiers(rows: QuerySet[Any]) -> list[Offer]:
    return [Offer(each.reference, each.subject_line, "folder") for each in rows[:MOST]]


_Offering = Callable[[Actor, RecordPage, list[str]], list[Offer]]

OFFERED: dict[str, dict[str, _Offering]] = {
    "dossier": {"verschieben": _elsewhere, "ueberfuehren": _merged, "verweisen": _linkable},
    "case": {"verschieben": _other_dossier, "verweisen": _linkable},
}
"""By the word of the act that takes a reference, as in the address."""
