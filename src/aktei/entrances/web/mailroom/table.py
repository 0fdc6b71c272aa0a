# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of post on paper and for spreadsheets, and what stands above it besides its filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.acts.actor import Actor
from aktei.entrances.web.kit.lists.list_head import Furniture, choice, furniture, pick, words
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row, Sheet
from aktei.entrances.web.mailroom.filters import AGES, REASONS, STATES, Filter, reason_name
from aktei.procedures.mailroom import queries
from aktei.procedures.mailroom.queries import channels

AT_ONCE = 200

COLUMNS = (
    Column("eingang", gettext_lazy("Eingegangen")),
    Column("absender", gettext_lazy("Absender")),
    Column("betreff", gettext_lazy("Betreff")),
    Column("team", gettext_lazy("Team")),
    Column("kanal", gettext_lazy("Kanal")),
    Column("seiten", gettext_lazy("Seiten")),
    Column("stand", gettext_lazy("Stand")),
    Column("grund", gettext_lazy("Grund")),
)


def above(request: HttpRequest, actor: Actor, chosen: Filter) -> Furniture:
    """Saved views of this list, and its ways to paper and spreadsheets."""
    page = "mailroom:quarantine" if chosen.clearing else "mailroom:inbox"
    return furniture(request, actor, page, _("Post filtern"), ())


def above_paper(request: HttpRequest, actor: Actor, chosen: Filter) -> Furniture:
    """The same with what the list is narrowed to."""
    state = "" if chosen.clearing else chosen.zustand
    filters = [
        pick(actor, request.GET, "team", _("Team"), "einheit"),
        choice("kanal", _("Kanal"), chosen.kanal, channels().items(), empty=_("alle")),
        choice("alter", _("Alter"), chosen.alter, _named(AGES), empty=_("alle")),
        choice("zustand", _("Zustand"), state, _named(STATES), empty=_("alle")),
        choice("grund", _("Grund"), chosen.grund, _named(REASONS), empty=_("alle")),
        words("q", _("Wörter"), chosen.q),
    ]
    return replace(above(request, actor, chosen), filters=filters)


def _named(known: Mapping[str, Sequence[Any]]) -> list[tuple[str, Any]]:
    return [(name, said[0]) for name, said in known.items()]


def sheet(actor: Actor, chosen: Filter) -> Sheet:
    """All post of the list."""
    title, filename = (_("Klärung"), "klaerung") if chosen.clearing else (_("Posteingang"), "posteingang")
    return Sheet(title, filename, COLUMNS, _all(actor, chosen))


def _all(actor: Actor, chosen: Filter) -> Iterator[Row]:
    after: str | None = None
    while True:
        piece = queries.incoming(actor, **chosen.arguments(), after=after, limit=AT_ONCE)
        yield from (_row(item) for item in piece.items)
        if not piece.after:
            return
        after = piece.after


def _row(item: queries.Incoming) -> Row:
    document = item.document
    cells = [
        Cell(document.received_at),
        Cell(document.sender),
        Cell(document.subject_line),
        Cell(str(document.unit)),
        Cell(item.channel_name),
        Cell(item.page_count or None),
        Cell(item.state_name),
        Cell(reason_name(item.trouble.code)),
    ]
    return Row(item.id, document.subject_line, cells)
