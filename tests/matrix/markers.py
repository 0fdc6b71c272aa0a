# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A word of its own in every record, who may know it, and what an answer shows; what of an answer tells it apart."""

import re
from difflib import unified_diff
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.people.models import Person, Unit
from aktei.base.people.queries import OFFICE
from aktei.base.rights.events import RightEnded
from aktei.base.rights.queries import visible
from aktei.base.rights.rules import FIND, READ
from aktei.records.cases.models import Case
from aktei.records.documents.models import Document
from aktei.records.dossiers.models import Dossier
from aktei.records.parties.models import Party
from aktei.records.parties.queries import parties
from tests.stage import SYSTEM

_WORD = re.compile(r"(?:akte|vorgang|betreff|absender|partei)[0-9a-f]{32}")
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_CHANGING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|nonce-[^ "\']*|nonce="[^"]*"|"X-CSRFToken": ?"[^"]*"')
_COLUMNS: tuple[tuple[type[Any], str, str], ...] = (
    (Dossier, "subject_line", "akte"),
    (Case, "subject_line", "vorgang"),
    (Document, "subject_line", "betreff"),
    (Document, "sender", "absender"),
    (Party, "name", "partei"),
)


def mark_everything() -> None:
    """Write a word of its own into each subject, sender and name."""
    known_to.cache_clear()
    public.cache_clear()
    with acting("test"):
        for table, column, kind in _COLUMNS:
            for row in table.objects.all():
                table.objects.filter(id=row.id).update(**{column: f"{kind}{row.id.hex}"})
        record(SYSTEM, RightEnded(node=OFFICE, right="read", principal="test"))


def in_answer(response: Any) -> set[str]:
    """The words of records in what is answered as text."""
    return set(_WORD.findall(_text(response)))


@cache
def known_to(actor: Actor) -> frozenset[str]:
    """The words that this person may know: of what they may find; of post that is not filed yet, what they may read."""
    documents = Document.objects.all()
    rows: list[tuple[str, Any]] = [
        ("akte", visible(Dossier.objects.all(), actor, FIND)),
        ("vorgang", visible(Case.objects.all(), actor, FIND)),
        ("partei", parties(actor)),
    ]
    for kind in ("betreff", "absender"):
        rows.append((kind, visible(documents.filter(dossier__isnull=False), actor, FIND)))
        rows.append((kind, visible(documents.filter(dossier=None), actor, READ)))
    return frozenset(f"{kind}{row.id.hex}" for kind, found in rows for row in found)


def elsewhere(told: Any, public: frozenset[str] = frozenset()) -> Any:
    """The same address or form about something that does not exist; what everybody may know stays as it is."""
    if isinstance(told, dict):
        return {elsewhere(key, public): elsewhere(value, public) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [elsewhere(each, public) for each in told]
    if not isinstance(told, str):
        return told
    return _ID.sub(lambda found: found.group() if found.group() in public else _other(found.group()), told)


def knows(actor: Actor, at: str) -> bool:
    """Whether they may know any record that the address names."""
    named = {found.group().replace("-", "") for found in _ID.finditer(at)}
    return any(word[-32:] in named for word in known_to(actor))


@cache
def public() -> frozenset[str]:
    """The organisation chart is open to everybody who can log in."""
    rows = (Unit.objects.values_list("id", flat=True), Person.objects.values_list("id", flat=True))
    return frozenset(str(each) for found in rows for each in found)


def plain(response: Any) -> tuple[int, str, str]:
    """What of an answer can tell two records apart: status, where it leads, the text without what always changes."""
    where = _ID.sub("…", response.headers.get("Location", ""))
    return response.status_code, where, _ID.sub("…", _CHANGING.sub("…", _text(response)))


def difference(one: tuple[int, str, str], other: tuple[int, str, str]) -> str:
    """The first lines that differ."""
    lines = unified_diff(one[2].splitlines(), other[2].splitlines(), lineterm="", n=0)
    return " | ".join([each.strip() for each in lines][3:7])[:400]


def _other(known: str) -> str:
    return str(uuid5(UUID(known), "nowhere"))


def _text(response: Any) -> str:
    if not response.headers.get("Content-Type", "").startswith(("text/", "application/json", "application/problem")):
        return ""
    if response.streaming and not hasattr(response, "read_by_test"):
        response.read_by_test = b"".join(response.streaming_content)
    return str((response.read_by_test if response.streaming else response.content).decode(errors="replace"))
