# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is called exactly as somebody typed: for Enter in the search box, which opens it at once."""

import re
from collections.abc import Iterable
from typing import Any, Final

from aktei.base.acts.actor import Actor
from aktei.procedures.search import folding
from aktei.procedures.search.answers import Jump
from aktei.procedures.search.engines.port import RecordKind
from aktei.procedures.search.queries import jump
from aktei.procedures.search.wanted import with_whole_year
from aktei.records.cases.queries import cases
from aktei.records.dossiers.references import written_as
from aktei.records.dossiers.rules import reference_key, reference_parts

_LABEL: Final = re.compile(
    r"^\s*((unser|ihr|mein)e?\s+)?(az|gz|aktenzeichen|geschäftszeichen|zeichen|akte|vorgang)\b[\s.:]*", re.IGNORECASE
)
_QUOTES: Final = " \t\n\u00a0\u202f.,;:„“”\"»«‚‘’'()[]"
_CASE: Final = re.compile(r"(.*\d)\W+(\d{1,4})", re.DOTALL)
_MOST: Final = 20
_LONGEST_REFERENCE: Final = 6
"""Words into which blanks may part a reference."""


def named(actor: Actor, text: str) -> tuple[Jump, ...]:
    """The dossiers and cases that are called exactly so, by reference (now or formerly, without zeros) or by subject.

    None, one or several. Only what the actor may find.
    """
    bare = text.strip(_QUOTES)
    short = _LABEL.sub("", bare).strip(_QUOTES)
    return _by_reference(actor, short) or _by_title(actor, bare)


def _by_reference(actor: Actor, text: str) -> tuple[Jump, ...]:
    if not any(map(str.isdigit, text)):
        return ()
    found = written_as(actor, text) or written_as(actor, with_whole_year(text))
    key, parts = reference_key(text), reference_parts(text)
    exact = [row for row in found if row.key == key or reference_parts(row.named) == parts]  # type: ignore[attr-defined]  # annotated by the query
    return _dossiers(exact) or _case(actor, text) or _with_subject(actor, text) or _dossiers(found)


def _dossiers(rows: Iterable[Any]) -> tuple[Jump, ...]:
    return tuple(Jump(RecordKind.DOSSIER, row.id, row.reference, row.subject_line, row.id, 1.0) for row in rows)


def _case(actor: Actor, text: str) -> tuple[Jump, ...]:
    """A case by the reference of its dossier and its number."""
    meant = _CASE.fullmatch(text)
    found = written_as(actor, meant[1]) if meant else []
    if meant is None or len(found) != 1:
        return ()
    rows = cases(actor, dossier=found[0].id).filter(number=int(meant[2]))
    return tuple(
        Jump(RecordKind.CASE, row.id, f"{row.dossier.reference}-{row.number}", row.subject_line, row.dossier_id, 1.0)
        for row in rows
    )


def _with_subject(actor: Actor, text: str) -> tuple[Jump, ...]:
    """A dossier as lists name it: its reference, and behind it what it is about."""
    words = text.split()
    for end in range(1, min(len(words), _LONGEST_REFERENCE)):
        reference, subject = " ".join(words[:end]), _said(" ".join(words[end:]))
        rows = written_as(actor, reference) if any(map(str.isdigit, reference)) else []
        if found := _dossiers(row for row in rows if _said(row.subject_line) == subject):
            return found
    return ()


def _by_title(actor: Actor, text: str) -> tuple[Jump, ...]:
    wanted = _said(text)
    found = jump(actor, text, limit=_MOST) if wanted else ()
    return tuple(
        each for each in found if each.kind in (RecordKind.DOSSIER, RecordKind.CASE) and _said(each.title) == wanted
    )


def _said(text: str) -> str:
    return " ".join(folding.folded(folding.spelled(text)).replace(",", " ").split())
