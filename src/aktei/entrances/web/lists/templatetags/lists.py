# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of lists as a page shows them. Made here and not in a template, as a page has hundreds of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from aktei.base.tables.writing import cell as written
from aktei.entrances.web.frame.templatetags.frame import calendar, day, icon, number
from aktei.entrances.web.lists.tables import Cell, Column, Row

register = template.Library()


@register.filter
def cells(row: Row, columns: Sequence[Column]) -> SafeString:
    """All cells of a row: the heading of each for phones (the first one is a heading), its value, its link or badge."""
    return format_html_join(
        "",
        '<td class="{}" data-label="{}"{}>{}</td>',
        (
            (column.css, column.label if number else "", _fresh(row, column), _shown(cell))
            for number, (column, cell) in enumerate(zip(columns, row.cells, strict=True))
        ),
    )


@register.filter
def on_paper(cell: Cell) -> Any:
    """The value of a cell as a printed table has it: days and moments in full, so that they stay true."""
    return written(cell.written) if isinstance(cell.value, date) else cell.written


def _fresh(row: Row, column: Column) -> SafeString | str:
    return format_html(' id="{}-{}" data-fresh', column.name, row.id) if row.fresh else ""


def _shown(cell: Cell) -> SafeString:
    said: Any = _said(cell)
    if cell.badge:
        said = format_html(
            '<span class="badge{}"{}>{}</span>',
            "" if cell.badge == "plain" else f" badge--{cell.badge}",
            mark_safe(" data-unfinished") if cell.unfinished else "",
            said,
        )
    if cell.href:
        said = format_html('<a href="{}">{}</a>', cell.href, said)
    else:
        said = format_html('<span class="said">{}</span>', said)
    return format_html("{} {}", said, icon(cell.icon, cell.note)) if cell.icon else said


def _said(cell: Cell) -> str:
    if cell.value is None or cell.value == "":
        return "–"
    if cell.is_moment:
        return day(cell.value)  # type: ignore[arg-type]
    if cell.is_day:
        return calendar(cell.value)  # type: ignore[arg-type]
    return number(cell.value) if cell.is_number else str(cell.value)  # type: ignore[arg-type]
