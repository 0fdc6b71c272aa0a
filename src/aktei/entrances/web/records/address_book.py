# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address book as pages show it: a piece of the list, and the question before a second entry is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Q, Value
from django.db.models.functions import Concat

from aktei.base.journal.acts import Actor
from aktei.base.names.expressions import SortKey
from aktei.base.names.folding import sort_key
from aktei.entrances.web.records.party_forms import described
from aktei.records.parties import queries as parties

ONE_PAGE = 50
_SALT = "parties"


@dataclass(frozen=True)
class Listed:
    """A piece of the list; `cursor` fetches the next."""

    rows: list[Any]
    cursor: str


def listed(actor: Actor, text: str, cursor: str) -> Listed:
    """The entries whose name or address is like what was typed, from a cursor on."""
    rows = parties.matching(actor, text.replace("\0", "")[:200])
    try:
        name, last = signing.loads(cursor, salt=_SALT) if cursor else ("", "")
    except (signing.BadSignature, ValueError):
        name, last = "", ""
    if last:
        rows = rows.annotate(key=Concat(SortKey("name"), Value("\x01"), SortKey("given_name")))
        rows = rows.filter(Q(key__gt=name) | Q(key=name, id__gt=last))
    found = list(rows[: ONE_PAGE + 1])
    shown = found[:ONE_PAGE]
    more = shown[-1] if len(found) > ONE_PAGE else None
    return Listed(
        shown,
        signing.dumps([f"{sort_key(more.name)}\x01{sort_key(more.given_name)}", str(more.id)], salt=_SALT)
        if more
        else "",
    )


def doubts(actor: Actor, form: forms.Form, posted: Any) -> list[Any]:
    """Entries that may be meant, unless the person has said that none of them is."""
    if not form.is_bound or posted.get("new") or not form.is_valid():
        return []
    seen = described(form)
    return parties.hints(actor, seen) if seen else []
