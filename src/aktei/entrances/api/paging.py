# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists in pieces: a cursor names the last row seen, so no row is skipped or told twice while others come in."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

M = TypeVar("M", bound=Model)
LARGEST = 200


class Piece(Schema):
    """Which piece of a list: how many rows, and after which."""

    limit: int = Field(50, ge=1, le=LARGEST, description="Höchstzahl der Einträge")
    cursor: str = Field("", max_length=500, description="„next“ der vorigen Antwort")


@dataclass(frozen=True)
class Key:
    """One column of the order; `read` turns its text in a cursor back into a value."""

    column: str
    read: Callable[[str], Any]
    descending: bool = False

    @property
    def beyond(self) -> str:
        """The lookup for rows after a value."""
        return f"{self.column}__{'lt' if self.descending else 'gt'}"


BY_ID = (Key("id", UUID),)
NEWEST_ID = (Key("id", UUID, descending=True),)
NEWEST_NUMBER = (Key("id", int, descending=True),)
NEWEST_OPENED = (Key("opened_at", datetime.fromisoformat, descending=True), Key("id", UUID, descending=True))
NEWEST_RECEIVED = (Key("received_at", datetime.fromisoformat, descending=True), Key("id", UUID, descending=True))


def piece_of(rows: QuerySet[M], keys: Sequence[Key], piece: Piece) -> tuple[list[M], str | None]:
    """The rows of this piece in the order of `keys`, and the cursor of the next (`None` at the end). One query."""
    if piece.cursor:
        rows = rows.filter(_after(keys, _values(keys, piece.cursor)))
    order = [f"-{key.column}" if key.descending else key.column for key in keys]
    found = list(rows.order_by(*order)[: piece.limit + 1])
    if len(found) <= piece.limit:
        return found, None
    return found[:-1], _cursor(keys, found[-2])


def _after(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    condition = Q()
    equal = Q()
    for key, value in zip(keys, values, strict=True):
        condition |= equal & Q(**{key.beyond: value})
        equal &= Q(**{key.column: value})
    return condition


def _cursor(keys: Sequence[Key], row: Model) -> str:
    values = [getattr(row, key.column) for key in keys]
    texts = [each.isoformat() if isinstance(each, datetime) else str(each) for each in values]
    return urlsafe_b64encode(json.dumps(texts).encode()).decode().rstrip("=")


def _values(keys: Sequence[Key], cursor: str) -> list[Any]:
    try:
        texts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [key.read(str(text)) for key, text in zip(keys, texts, strict=True)]
    except (ValueError, TypeError) as error:
        message = _("Der Zeiger „cursor“ stammt nicht aus einer Antwort dieser Liste.")
        fault = {"type": "value_error", "loc": ("query", "cursor"), "ctx": {"error": message}}
        raise ValidationError([fault]) from error
