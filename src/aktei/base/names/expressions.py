# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same in the database: sorting by German rules, and finding names in an index."""

from collections.abc import Sequence

from django.db.models import BooleanField, CharField, F, Func, TextField, Value

from aktei.base.names.folding import typed_words


class SortKey(Func):
    """`folding.sort_key` of a column, for `order_by`; the expression of the indexes that lists of names walk along."""

    function = "aktei_sort_key"
    output_field = CharField()


class _Vector(Func):
    function = "aktei_name_vector"
    arg_joiner = " || ' ' || "
    output_field = TextField()


class _Meets(Func):
    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def named(columns: Sequence[str], words: Sequence[str], *, any_word: bool = False) -> Func:
    """A condition: each of these words (or any of them) begins a word in the columns. One index per table serves it.

    The columns must be those of the index, in its order.
    """
    asked = (" | " if any_word else " & ").join(f"'{word}':*" for word in words)
    return _Meets(_Vector(*map(F, columns)), Value(asked))


def named_as(columns: Sequence[str], typed: str) -> Func:
    """The same for what somebody typed; nothing typed asks for nothing."""
    return named(columns, typed_words(typed))
