# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which dossiers somebody means who types a few words: of a reference, the subject line, a party."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db.models import BooleanField, DateTimeField, ExpressionWrapper, F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from aktei.base.acts.actor import Actor
from aktei.base.names.expressions import named
from aktei.base.names.folding import has_all, typed_words
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


LOOKED_AT = 200
"""So many of the newest are looked at before an index is asked."""
NEWEST_FIRST = (_Plainly(F("opened_at")).desc(), F("id").desc())
"""The order for rows found by name."""


def found_among(rows: QuerySet[Dossier], typed: str, *, many: bool = False) -> QuerySet[Dossier]:
    """Those of these dossiers in which every typed word stands, be it inside another, whatever spelling and order.

    `many`: a list of them is walked along its order, each row held against those that were found. Few are rather
    looked up and then sorted; of many, that would make the sort key of each before the first is shown.
    """
    words = typed_words(typed)
    if not words:
        return rows.none() if typed.strip() else rows
    meant = Q(id__in=_called(words, inside=True).union(_with_parties(words)))
    # Within another expression the planner does not join what was found, and leaves the list its order.
    return rows.filter(Coalesce(ExpressionWrapper(meant, BooleanField()), Value(False)) if many else meant)


def _called(words: Sequence[str], *, inside: bool = False) -> QuerySet[Any, Any]:
    """Dossiers in whose reference or subject line all these words stand, or (`inside`) stand inside others.

    Asked for by their ids: beside another condition no index would be used, and each row folded anew.
    """
    return Dossier.objects.filter(named(DOSSIER_NAMES, words, inside=inside)).values_list("id")


def _with_parties(words: Sequence[str]) -> QuerySet[Any, Any]:
    """Dossiers one of whose parties has one of the words, and all others stand there, too."""
    some = _involving(_parties(words, any_word=True, inside=True))
    for word in words:
        involved = _involving(_parties([word], inside=True)).values_list("dossier")
        some = some.filter(dossier__in=_called([word], inside=True).union(involved))
    return some.values_list("dossier")


def _involving(parties: QuerySet[Party]) -> QuerySet[Involvement]:
    return Involvement.objects.filter(ended_at=None, party__in=parties)


def written(actor: Actor, typed: str, *, right: str = FIND) -> list[Dossier]:
    """The dossiers with exactly this reference, if it can be one at all."""
    return written_as(actor, typed, right=right) if any(each.isdigit() for each in typed) else []


def found(
    actor: Actor, typed: str, *, right: str = FIND, most: int, exact: Sequence[Dossier] | None = None
) -> list[Dossier]:
    """The few that are meant: those with exactly this reference (`exact`, if asked for already), then the newest.

    What many have is found among the newest; what few have is looked up, and last who is a party.
    """
    exact = written(actor, typed, right=right) if exact is None else exact
    rows = dossiers(actor, right)
    met = {row.id: row for row in exact}
    if words := typed_words(typed):
        for look in (_newest_called, _looked_up, _by_parties):
            if len(met) < most and not (exact and look is _by_parties):
                met |= {row.id: row for row in look(rows, words, most)}
    rest = sorted((row for row in met.values() if row not in exact), key=lambda row: row.opened_at, reverse=True)
    return [*exact, *rest][:most]


def _newest_called(rows: QuerySet[Dossier], words: Sequence[str], most: int) -> Iterable[Dossier]:
    """The few among the newest that are called so."""
    newest = rows.values_list("id", "reference", "subject_line")[:LOOKED_AT]
    ids = islice((row for row, *said in newest if has_all(" ".join(said), words)), most)
    return rows.filter(id__in=list(ids))


def _looked_up(rows: QuerySet[Dossier], words: Sequence[str], most: int) -> Iterable[Dossier]:
    """The newest of all that are called so."""
    return rows.filter(id__in=_called(words)).order_by(*NEWEST_FIRST)[:most]


def _by_parties(rows: QuerySet[Dossier], words: Sequence[str], most: int) -> Iterable[Dossier]:
    """Those with a party of a name that few have, in which all else stands, too; else with one of the whole name."""
    ids = {word: list(_parties([word]).values_list("id", flat=True)[: LOOKED_AT + 1]) for word in words}
    few = [each for some in ids.values() if len(some) <= LOOKED_AT for each in some]
    if not few and all(ids.values()):
        few = list(_parties(words).values_list("id", flat=True)[:LOOKED_AT])
    if not few:
        return []
    there = Involvement.objects.filter(ended_at=None, party__in=few).values("dossier")
    called = {
        row: list(said) for row, *said in rows.filter(id__in=there).values_list("id", "reference", "subject_line")
    }
    standing = Involvement.objects.filter(ended_at=None, dossier__in=list(called))
    for dossier, *names in standing.values_list("dossier", "party__given_name", "party__name"):
        called[dossier] += names
    meant = [row for row, said in called.items() if has_all(" ".join(said), words)]
    return rows.filter(id__in=meant)[:most] if meant else []


def _parties(words: Sequence[str], *, any_word: bool = False, inside: bool = False) -> QuerySet[Party]:
    return Party.objects.filter(named(PARTY_NAMES, words, any_word=any_word, inside=inside))
