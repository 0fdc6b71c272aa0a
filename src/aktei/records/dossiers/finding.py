# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which dossiers somebody means who types a few words: of a reference, the subject line, a party."""

from collections.abc import Sequence
from typing import Any

from django.db.models import DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet

from aktei.base.journal.acts import Actor
from aktei.base.names.expressions import named
from aktei.base.names.folding import typed_words
from aktei.base.rights.rules import FIND
from aktei.records.dossiers.models import Dossier
from aktei.records.dossiers.queries import dossiers
from aktei.records.dossiers.references import written_as
from aktei.records.parties.models import Involvement, Party

DOSSIER_NAMES = ("reference", "subject_line")
PARTY_NAMES = ("given_name", "name")
"""The columns of the indexes `dossier_named` and `party_named`."""


class _Plainly(Func):
    """A column as no index knows it: few rows are found by name and then sorted, never all rows walked in order."""

    template = "(%(expressions)s + interval '0')"
    output_field = DateTimeField()


NEWEST_FIRST = (_Plainly(F("opened_at")).desc(), F("id").desc())
"""The order for rows found by name."""


def found_among(rows: QuerySet[Dossier], typed: str) -> QuerySet[Dossier]:
    """Those of these dossiers in which every typed word begins a word, whatever spelling and order."""
    words = typed_words(typed)
    if not words:
        return rows.none() if typed.strip() else rows
    return rows.filter(Q(named(DOSSIER_NAMES, words)) | Q(id__in=_with_parties(words)))


def _with_parties(words: Sequence[str]) -> QuerySet[Any, Any]:
    """Dossiers one of whose parties has one of the words, and all others stand there, too."""
    standing = Involvement.objects.filter(ended_at=None)
    some = standing.filter(party__in=Party.objects.filter(named(PARTY_NAMES, words, any_word=True)))
    for word in words:
        there = Dossier.objects.filter(named(DOSSIER_NAMES, [word]), id=OuterRef("dossier"))
        called = Party.objects.filter(
            named(PARTY_NAMES, [word]), involvements__in=standing.filter(dossier=OuterRef(OuterRef("dossier")))
        )
        some = some.filter(Exists(there) | Exists(called))
    return some.values("dossier")


def written(actor: Actor, typed: str, *, right: str = FIND) -> list[Dossier]:
    """The dossiers with exactly this reference, if it can be one at all."""
    return written_as(actor, typed, right=right) if any(each.isdigit() for each in typed) else []


def found(actor: Actor, typed: str, *, right: str = FIND, most: int) -> list[Dossier]:
    """The few that are meant, those with exactly this reference first."""
    exact = written(actor, typed, right=right)
    rest = found_among(dossiers(actor, right), typed).order_by(*NEWEST_FIRST)[:most] if typed.strip() else []
    return list({row.id: row for row in [*exact, *rest]}.values())[:most]
