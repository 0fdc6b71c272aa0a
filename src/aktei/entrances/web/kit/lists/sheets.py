# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole list, as it is filtered, on paper or for a spreadsheet; what somebody may not see is in neither."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.entrances.web.kit.lists.list_head import Furniture
from aktei.entrances.web.kit.lists.tables import MOST_IN_A_SHEET, MOST_ON_PAPER, Row, Sheet
from aktei.exchange.tables.writing import lines

KINDS = ("csv", "druck")


def wanted(request: HttpRequest) -> bool:
    """Whether the list is asked for on paper or for a spreadsheet."""
    return request.GET.get("ausgabe", "") in KINDS


def answer(request: HttpRequest, sheet: Sheet, above: Furniture) -> HttpResponseBase:
    """The list in the form that was asked for; `above` says what it is narrowed to."""
    return _table(sheet) if request.GET["ausgabe"] == "csv" else _paper(request, sheet, above)


def _table(sheet: Sheet) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines(sheet.head, _written(sheet)), content_type="text/csv; charset=utf-8")
    name = f"{sheet.filename}-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _written(sheet: Sheet) -> Iterator[list[object]]:
    rows = iter(sheet.rows)
    for row in islice(rows, MOST_IN_A_SHEET):
        yield [cell.written for cell in row.cells]
    if next(rows, None) is not None:
        yield [_("Nach %(count)s Zeilen abgeschnitten. Bitte grenzen Sie die Liste ein.") % {"count": MOST_IN_A_SHEET}]


def _paper(request: HttpRequest, sheet: Sheet, above: Furniture) -> HttpResponse:
    rows: list[Row] = list(islice(sheet.rows, MOST_ON_PAPER + 1))
    context = {
        "title": sheet.title,
        "said": above.said,
        "head": sheet.head,
        "rows": rows[:MOST_ON_PAPER],
        "most": MOST_ON_PAPER,
        "cut": len(rows) > MOST_ON_PAPER,
        "now": timezone.now(),
    }
    return render(request, "lists/paper.html", context)
