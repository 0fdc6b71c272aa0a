# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of lists as a page shows them. Made here and not in a template, as a page has hundreds of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from aktei.entrances.web.kit.frame.templatetags.frame import calendar, day, icon, number
from aktei.entrances.web.kit.lists.tables import Cell, Column, Row
from aktei.exchange.tables.writing import cell as written

register = template.Library()


@register.filter
def tick(row: Row) -> SafeString:
    """The cell in which a row is chosen."""
    return format_html(
        '<td><label class="check"><input type="checkbox" name="item" value="{}" data-select-item{}>'
        '<span class="kern-sr-only">{}</span></label></td>',
        row.id,
        "" if row.choosable else mark_safe(" disabled"),
        _("%(title)s auswählen") % {"title": row.title},
    )


@register.filter
def heads(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """How the cell of each column begins, said once for all rows: its heading for phones (the first one is a heading).

    With it the column's name, by which a row that renews itself tells its cells apart.
    """
    return [
        (each.name, format_html('<td class="{}" data-label="{}"', each.css, each.label if number else ""))
        for number, each in enumerate(columns)
    ]


@register.filter
def cells(row: Row, heads: Sequence[tuple[str, str]]) -> SafeString:
    """All cells of a row: the heading of each, its value, its link or badge."""
    shown = [
        f"{head}{_fresh(row, name) if row.fresh else ''}>{_shown(cell)}</td>"
        for (name, head), cell in zip(heads, row.cells, strict=True)
    ]
    return mark_safe("".join(shown))  # noqa: S308 (each part is escaped where it is made)


@register.filter
def on_paper(cell: Cell) -> Any:
    """The value of a cell as a printed table has it: days and moments in full, so that they stay true."""
    return written(cell.written) if isinstance(cell.value, date) else cell.written


def _fresh(row: Row, name: str) -> str:
    return format_html(' id="{}-{}" data-fresh', name, row.id)


def _shown(cell: Cell) -> str:
    """Put together by hand: `format_html` would escape anew in every layer what is escaped in the first."""
    said: str = conditional_escape(_said(cell))
    if cell.badge:
        kind = "" if cell.badge == "plain" else f" badge--{conditional_escape(cell.badge)}"
        said = f'<span class="badge{kind}"{" data-unfinished" if cell.unfinished else ""}>{said}</span>'
    said = f'<a href="{conditional_escape(cell.href)}">{said}</a>' if cell.href else f'<span class="said">{said}</span>'
    return f"{said} {icon(cell.icon, cell.note)}" if cell.icon else said


def _said(cell: Cell) -> str:
    value = cell.value
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return day(value)
    if isinstance(value, date):
        return calendar(value)
    return number(value) if isinstance(value, int) else str(value)
