# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding dossiers by a reference as somebody wrote it: looked up in indexes, never searched for."""

from collections.abc import Iterable

from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Upper

from aktei.base.acts.actor import Actor
from aktei.base.rights.rules import FIND
from aktei.records.dossiers.models import Dossier
from aktei.records.dossiers.queries import dossiers
from aktei.records.dossiers.rules import reference_key, reference_parts, short_reference_key

MOST = 20


class ReferenceKey(Func):
    """`rules.reference_key` in the database; the expression of the index `dossier_reference_key`."""

    template = "translate(regexp_replace(%(expressions)s, '[^A-Z0-9]', '', 'g'), 'OQDILZSBG', '000112586')"
    output_field = CharField()


class ShortReferenceKey(Func):
    """`rules.short_reference_key` in the database; the expression of the index `dossier_short_reference_key`."""

    template = (
        "replace(regexp_replace(translate(regexp_replace(%(expressions)s, '[^A-Z0-9]+', '-', 'g'), "
        r"'OQDILZSBG', '000112586'), '(^|-)0+', '\1', 'g'), '-', '')"
    )
    output_field = CharField()


class OneOf(Func):
    """One of many values, told as a single text: as an `IN` or an array, tens of thousands cost seconds to pass."""

    template = "(%(expressions)s, ' ')))"
    arg_joiner = " = ANY(string_to_array("
    output_field = BooleanField()


def with_keys(
    actor: Actor, keys: Iterable[str], short: Iterable[str] = (), *, right: str = FIND, most: int = MOST
) -> list[Dossier]:
    """Dossiers whose reference, now or formerly, has one of these keys, or one of these without zeros; two queries.

    Each row tells that reference as `named`, and its key as `key`.
    """
    wanted = [" ".join(sorted({key for key in each if key})) for each in (keys, short)]
    if not any(wanted):
        return []
    now = _having(dossiers(actor, right), F("reference"), *wanted)
    # There are few former references, so that they need no index.
    once = dossiers(actor, right).filter(former_references__isnull=False)
    return [*now[:most], *_having(once, F("former_references__reference"), *wanted)[:most]]


def written_as(actor: Actor, text: str, *, right: str = FIND) -> list[Dossier]:
    """The dossiers that somebody means who writes this as a reference, now or formerly theirs: most often one or none.

    Blanks, dashes, slashes, missing zeros and letters for digits do not matter.
    """
    found = with_keys(actor, [reference_key(text)], [short_reference_key(text)], right=right)
    exact = [row for row in found if row.key == reference_key(text)]  # type: ignore[attr-defined]  # annotated by the query
    same = [row for row in found if reference_parts(row.named) == reference_parts(text)]  # type: ignore[attr-defined]  # annotated by the query
    return list({row.id: row for row in exact or same or found}.values())


def _having(rows: QuerySet[Dossier], named: F, keys: str, short: str) -> QuerySet[Dossier]:
    key = ReferenceKey(Upper(named))
    wanted = Q(OneOf(key, Value(keys))) if keys else Q()
    if short:
        wanted |= Q(OneOf(ShortReferenceKey(Upper(named)), Value(short)))
    return rows.annotate(key=key, named=named).order_by().filter(wanted)
