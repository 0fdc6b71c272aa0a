# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a form sends to who is meant: chosen from the offers, or typed in any spelling."""

import re
from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.names.folding import name_words
from aktei.base.refusals import Refusal
from aktei.entrances.web.kit.picking.sources import Candidate, Source, source
from aktei.entrances.web.kit.refusals import FIELD_EMPTY, NOBODY_MEANT

LONGEST = 200
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Unclear(Exception):
    """Several are meant by what was typed in the field with this name; whoever typed it is asked which."""

    def __init__(self, name: str, typed: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(typed)
        self.name, self.typed, self.candidates = name, typed, candidates


def is_value(said: str) -> bool:
    """Whether this is what an offer stands for, and not something that was typed."""
    return bool(_UUID.search(said))


def source_of(kind: str) -> Source:
    """Where candidates come from for a field that the office itself made."""
    found = source(kind)
    if found is None:
        raise LookupError(kind)
    return found


def meant(actor: Actor, kind: str, name: str, said: str) -> Candidate | None:
    """Who is meant: by value, or as the only one who fits. None if nothing was said.

    Raises `Refused` if nobody fits, `Unclear` if several do, and `Missing` for a value that was never offered to
    this person: whether there is such a thing is not told.
    """
    text = said.replace("\0", "").strip()[:LONGEST]
    if not text:
        return None
    offered = source_of(kind)
    chosen = offered.one(actor, text)
    if chosen:
        return chosen
    if is_value(text):
        raise Missing(nobody(kind, text))
    found = offered.find(actor, text)
    exact = [each for each in found if each.exact or _is_just(text, each)]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if found:
        raise Unclear(name, text, found)
    raise Refused(nobody(kind, text))


def _is_just(typed: str, candidate: Candidate) -> bool:
    """Whether nothing but this candidate's whole name, or log-in or short name, was typed."""
    words = set(name_words(typed))
    return words in (set(name_words(candidate.label)), set(name_words(candidate.note.partition(",")[0])))


def nobody(kind: str, typed: str) -> Refusal:
    """That nothing typed is a candidate, and what to do."""
    return NOBODY_MEANT(typed=typed, nobody=source_of(kind).nobody)


def sent(data: object, name: str) -> str:
    """What a form sent in this field: the value that was chosen, else what was typed."""
    get = data.get  # type: ignore[attr-defined]  # a form or a dictionary
    return str(get(f"{name}-id") or get(name) or "")


def chosen(request: HttpRequest, actor: Actor, kind: str, name: str) -> str:
    """The value picked in a field of a request; empty if it was left empty."""
    found = meant(actor, kind, name, sent(request.POST if request.method == "POST" else request.GET, name))
    return found.value if found else ""


def needed(request: HttpRequest, actor: Actor, kind: str, name: str) -> UUID:
    """The id picked in a field that may not be left empty; else `Refused`."""
    value = chosen(request, actor, kind, name)
    if not value:
        raise Refused(FIELD_EMPTY())
    return UUID(value)


def chosen_each(request: HttpRequest, actor: Actor, kind: str, name: str) -> list[str]:
    """The values picked in several fields of one name."""
    typed, ids = request.POST.getlist(name), request.POST.getlist(f"{name}-id")
    ids += [""] * (len(typed) - len(ids))
    found = [meant(actor, kind, name, each_id or text) for text, each_id in zip(typed, ids, strict=False)]
    return [each.value for each in found if each]
