# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists in pieces: a cursor names the last row seen, so no row is skipped or told twice while others come in."""

from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

from aktei.base.paging import BadCursor, Order, field, piece

M = TypeVar("M", bound=Model)
LARGEST = 200


class Piece(Schema):
    """Which piece of a list: how many rows, and after which."""

    limit: int = Field(50, ge=1, le=LARGEST, description="Höchstzahl der Einträge")
    cursor: str = Field("", max_length=500, description="„next“ der vorigen Antwort")


BY_ID = Order("id", [])
NEWEST_ID = Order("newest", [], falling=True)
NEWEST_OPENED = Order("opened", [field("opened_at")], falling=True)
NEWEST_RECEIVED = Order("received", [field("received_at")], falling=True)


def piece_of(rows: QuerySet[M], order: Order, wanted: Piece) -> tuple[list[M], str | None]:
    """The rows of this piece, and the cursor of the next (`None` at the end). One query."""
    try:
        found = piece(rows, order, wanted.cursor, wanted.limit, strict=True)
    except BadCursor as error:
        message = _("Der Zeiger „cursor“ stammt nicht aus einer Antwort dieser Liste.")
        fault: dict[str, Any] = {"type": "value_error", "loc": ("query", "cursor"), "ctx": {"error": message}}
        raise ValidationError([fault]) from error
    return cast("list[M]", found.rows), found.cursor or None
