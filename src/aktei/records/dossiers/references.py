# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding dossiers by a reference as somebody wrote it: looked up in indexes, never searched for."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, CharField, F, Func, QuerySet, Value
from django.db.models.functions import Upper

from aktei.base.journal.acts import Actor
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
    actor: Actor, keys: Iterable[str], *, short: bool = False, right: str = FIND, most: int = MOST
) -> list[Dossier]:
    """Dossiers whose reference, now or formerly, has one of these keys, which each row tells as `key`."""
    wanted = Value(" ".join(sorted({key for key in keys if key})))
    if not wanted.value:
        return []
    kind: Any = ShortReferenceKey if short else ReferenceKey
    now = _having(dossiers(actor, right), kind(Upper(F("reference"))), wanted)
    # There are few former references, so that they need no index.
    once = dossiers(actor, right).filter(former_references__isnull=False)
    return [*now[:most], *_having(once, kind(Upper(F("former_references__reference"))), wanted)[:most]]


def written_as(actor: Actor, text: str, *, right: str = FIND) -> list[Dossier]:
    """The dossiers that somebody means who writes this as a reference, now or formerly theirs: most often one or none.

    Blanks, dashes, slashes, missing zeros and letters for digits do not matter.
    """
    found = with_keys(actor, [reference_key(text)], right=right)
    if not found:
        short = with_keys(actor, [short_reference_key(text)], short=True, right=right)
        same = [row for row in short if reference_parts(row.reference) == reference_parts(text)]
        found = same or short
    return list({row.id: row for row in found}.values())


def _having(rows: QuerySet[Dossier], key: Any, wanted: Value) -> QuerySet[Dossier]:
    return rows.annotate(key=key).order_by().filter(OneOf(key, wanted))
