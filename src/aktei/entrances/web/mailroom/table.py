# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of post on paper and for spreadsheets, and what stands above it besides its filters."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktei.base.journal.acts import Actor
from aktei.entrances.web.lists.furniture import Furniture, furniture
from aktei.entrances.web.lists.tables import Cell, Column, Row, Sheet
from aktei.entrances.web.mailroom.filters import Filter, reason_name
from aktei.procedures.mailroom import queries

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
    post, document = item.consignment, item.consignment.document
    cells = [
        Cell(post.received_at),
        Cell(document.sender),
        Cell(document.subject_line),
        Cell(str(post.unit)),
        Cell(item.channel_name),
        Cell(item.page_count or None),
        Cell(item.state_name),
        Cell(reason_name(post.reason_code)),
    ]
    return Row(item.id, document.subject_line, cells)
