# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of a record in German sentences: when, who (for whom), what, on which document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts import queries as journal
from aktei.base.acts.actor import Actor
from aktei.base.acts.events import EVENTS
from aktei.base.names.folding import by_family_name
from aktei.base.people.labels import payload_labels
from aktei.base.people.queries import names
from aktei.entrances.web.kit.records.record_page import RecordPage
from aktei.records.cases import queries as cases
from aktei.records.documents import queries as documents

ONE_PAGE = 50
MOST_NAMED = 20
"""So many persons are named in the filter; of more, one is picked."""

KINDS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "gelesen": (gettext_lazy("Gelesen und heruntergeladen"), ("DossierRead", "DocumentRead", "ComponentDownloaded")),
    "abgelegt": (
        gettext_lazy("Eingang und Ablage"),
        (
            "DocumentReceived",
            "ConsignmentReceived",
            "ScanNoted",
            "DocumentFiled",
            "FilingUndone",
            "DocumentForwarded",
            "ForwardingUndone",
            "DocumentAdded",
            "DocumentMoved",
            "MoveUndone",
            "DocumentAttached",
            "DocumentDetached",
        ),
    ),
    "versionen": (
        gettext_lazy("Versionen und Bearbeitung"),
        (
            "VersionReceived",
            "VersionAdded",
            "VersionRetried",
            "VersionAccepted",
            "DocumentCheckedOut",
            "DocumentGivenBack",
            "CheckOutReleased",
        ),
    ),
    "entfernt": (
        gettext_lazy("Zurückgezogen, gesperrt, gelöscht"),
        ("DocumentWithdrawn", "DocumentRestored", "HoldSet", "HoldLifted", "DocumentDeleted"),
    ),
    "rechte": (gettext_lazy("Berechtigungen"), ("RightGranted", "RightEnded")),
}
"""What people filter by; `sonst` is everything that stands in none of them."""
OTHER = "sonst"


@dataclass(frozen=True)
class Line:
    """One entry. `who` comes before `sentence`; `about` names another record than the page's own."""

    id: int
    at: datetime
    who: str
    for_whom: str
    sentence: str
    about: str
    href: str


@dataclass(frozen=True)
class History:
    """One page of lines, the cursor of the next, and what can be filtered by.

    `persons` is None where they are too many to name: one is picked. `said`: what the one picked is called.
    """

    lines: list[Line]
    next: int | None
    persons: list[tuple[str, str]] | None
    kinds: list[tuple[str, str]]
    said: str = ""


def of(actor: Actor, place: RecordPage, *, person: str = "", kind: str = "", before: str = "") -> History:
    """The history of a record, newest first. The caller has checked that the actor may see it."""
    everything = journal.about(place.id)
    rows = _only(everything, person=person, kind=kind)
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    page = list(rows[: ONE_PAGE + 1])
    known = list(everything.order_by().values_list("person", "kind").distinct()[:2_000])
    called = names({each for row in page for each in (row.person, row.for_person)} | {each for each, _kind in known})
    shown = page[:ONE_PAGE]
    abouts = _abouts(actor, place, shown)
    payloads = payload_labels([row.payload for row in shown])
    persons = sorted(
        {(str(each), called[each]) for each, _kind in known if each in called}, key=lambda pair: by_family_name(pair[1])
    )
    return History(
        lines=[_line(row, said, called, abouts) for row, said in zip(shown, payloads, strict=True)],
        next=page[ONE_PAGE - 1].id if len(page) > ONE_PAGE else None,
        persons=persons if len(persons) <= MOST_NAMED else None,
        said=dict(persons).get(person, _("Aktei selbst") if person == "aktei" else ""),
        kinds=_kinds({each for _person, each in known}),
    )


def _only(rows: Any, *, person: str, kind: str) -> Any:
    if kind in KINDS:
        rows = rows.filter(kind__in=KINDS[kind][1])
    elif kind == OTHER:
        rows = rows.exclude(kind__in=[each for _label, kinds in KINDS.values() for each in kinds])
    if person == "aktei":
        return rows.filter(person=None)
    try:
        return rows.filter(person=UUID(person)) if person else rows
    except ValueError:
        return rows


def _kinds(present: set[str]) -> list[tuple[str, str]]:
    offered = [(name, str(label)) for name, (label, kinds) in KINDS.items() if present.intersection(kinds)]
    grouped = {each for _label, kinds in KINDS.values() for each in kinds}
    return offered + ([(OTHER, _("Angelegt und geändert"))] if present - grouped else [])


def _line(row: Any, payload: dict[str, Any], called: dict[UUID, str], abouts: dict[UUID, tuple[str, str]]) -> Line:
    about, href = abouts.get(row.node, ("", ""))
    return Line(
        id=row.id,
        at=row.at,
        who=called.get(row.person, _("Unbekannt")) if row.person else _("Aktei"),
        for_whom=called.get(row.for_person, "") if row.for_person not in (None, row.person) else "",
        sentence=journal.sentence_of(row.kind, payload, own=row.person == row.node)
        if row.kind in EVENTS
        else _("hat etwas getan, das diese Version nicht kennt"),
        about=about,
        href=href,
    )


def _abouts(actor: Actor, place: RecordPage, rows: Sequence[Any]) -> dict[UUID, tuple[str, str]]:
    """Name and address of the other records these entries are about, as far as the actor may read them."""
    nodes = {row.node for row in rows} - {place.id}
    if not nodes:
        return {}
    found = {
        node: (subject or _("Ohne Betreff"), reverse("records:document", args=[node]))
        for node, subject in documents.documents(actor).filter(id__in=nodes).values_list("id", "subject_line")
    }
    for node, number, subject in cases.cases(actor).filter(id__in=nodes).values_list("id", "number", "subject_line"):
        found[node] = (f"{number}. {subject}", reverse("records:case", args=[node]))
    return found
