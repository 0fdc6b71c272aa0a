# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading keys and extra fields of dossiers."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from aktei.base.acts.actor import Actor
from aktei.base.refusals import Refusal
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import READ
from aktei.records.dossiers.models import Dossier
from aktei.records.kinds.declared import field_named, kind_of, kinds
from aktei.records.kinds.rules import read_value, shown, words_of

__all__ = ["dossiers_with", "kind_choices", "kind_of", "search_names", "search_words", "shown_fields"]

KEY = "schluessel"
"""The name under which a search asks for the specialist system's key."""
MOST = 1_000
"""Dossiers that one field of a search is looked up to."""


def kind_choices() -> list[tuple[str, str]]:
    """Every kind there is: its name and what people call it."""
    return [(kind.name, kind.label) for kind in kinds().values()]


def search_names() -> Mapping[str, str]:
    """What people may write before a colon in a search → the name of the field; labels count without their spaces."""
    said = {_plain("Schlüssel"): KEY, KEY: KEY}
    for kind in kinds().values():
        for field in kind.fields:
            said |= {field.name: field.name, _plain(field.label): field.name}
    return said


def dossiers_with(actor: Actor, name: str, value: str) -> set[UUID]:
    """The dossiers the actor may read whose field has this value: text anywhere in it, everything else exactly."""
    if name == KEY:
        wanted = Q(specialist_key__iexact=value)
    else:
        field = field_named(name)
        kept = read_value(field, value) if field and field.type != "text" else None
        if field is None or isinstance(kept, Refusal):
            return set()
        wanted = Q(**{f"fields__{name}__icontains": value}) if kept is None else Q(fields__contains={name: kept})
    return set(visible(Dossier.objects.filter(wanted), actor, READ).values_list("id", flat=True)[:MOST])


def shown_fields(row: Dossier) -> list[tuple[str, str]]:
    """Label and value of everything a dossier's kind asks for and it has, as people read it."""
    kind = kind_of(row.kind)
    found = [(kind.key, row.specialist_key)] if row.specialist_key and kind.key else []
    for name, value in row.fields.items():
        field = kind.field(name)
        found.append((field.label, shown(field, value)) if field else (name, str(value)))
    return found


def search_words(kind: str, values: Mapping[str, Any]) -> Iterator[str]:
    """What a search finds a dossier of this kind by, out of its extra fields."""
    return words_of(kind_of(kind), values)


def _plain(label: str) -> str:
    return "".join(filter(str.isalnum, label.lower()))
