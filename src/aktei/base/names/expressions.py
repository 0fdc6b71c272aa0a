# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same in the database: sorting by German rules, and finding names in an index."""

from collections.abc import Sequence

from django.db.models import BooleanField, CharField, F, Func, Model, Q, TextField, Value
from django.db.models.functions import Replace
from django.db.models.lookups import Exact

from aktei.base.names.folding import FEWEST_INSIDE, MOST_INSIDE, typed_words


class SortKey(Func):
    """`folding.sort_key` of a column, for `order_by`; the expression of the indexes that lists of names walk along."""

    function = "aktei_sort_key"
    output_field = CharField()


class LoginKey(Func):
    """`folding.login_key` of a column or value; the expression of the constraint that keeps log-in names apart."""

    function = "aktei_login_key"
    output_field = CharField()


def same_login(login: str, column: str = "login") -> Exact:
    """A condition: the column holds this log-in name, however it is spelled. The one comparison of log-in names."""
    return Exact(LoginKey(F(column)), LoginKey(Value(login)))


class _Vector(Func):
    function = "aktei_word_vector"
    arg_joiner = " || ' ' || "
    output_field = TextField()


class _Meets(Func):
    # What is asked for stands in a query of its own, so that the planner does not know it. Knowing it for a beginning
    # that many have, it would pass the index by and fold every row anew, which costs far more than it believes.
    template = "(%(expressions)s::tsquery))"
    arg_joiner = " @@ (SELECT "
    output_field = BooleanField()


def named(columns: Sequence[str], words: Sequence[str], *, any_word: bool = False, inside: bool = False) -> Func:
    """A condition: each of these words (or any of them) begins a word in the columns. One index per table serves it.

    The columns must be those of the index, in its order. `inside`: longer ones may also stand inside a word.
    """
    asked = (" | " if any_word else " & ").join(_asked(word, inside=inside) for word in words)
    return _Meets(_Vector(*map(F, columns)), Value(asked))


def _asked(word: str, *, inside: bool) -> str:
    begins = f"'{word}':*"
    # What begins inside a word stands in the index behind a tilde, which no word contains.
    return f"({begins} | '~{word[:MOST_INSIDE]}':*)" if inside and len(word) >= FEWEST_INSIDE else begins


def named_as(columns: Sequence[str], typed: str) -> Func:
    """The same for what somebody typed; nothing typed asks for nothing."""
    return named(columns, typed_words(typed))


def called(table: type[Model], columns: Sequence[str], typed: str) -> Q:
    """A condition on rows of a table: they are meant by what somebody typed, whatever order they are asked for in.

    They are told by their ids, found on their own (which is what `distinct` is for). Were it a condition of its own,
    a list in some order would be walked from its beginning and every row of it folded anew, which takes seconds.
    """
    return Q(id__in=table._default_manager.filter(named_as(columns, typed)).values("id").distinct())


def called_or_numbered(table: type[Model], columns: Sequence[str], number: str, typed: str) -> Q:
    """The same, and who leaves out the points of the column with the number means it, too: `5030` for `50.30`.

    For tables of some thousands of rows: such a number is looked for in all of them.
    """
    first, *words = typed_words(typed) or [""]
    if not first.isdigit() or len(first) < 3:
        return called(table, columns, typed)
    bare = table._default_manager.alias(bare=Replace(number, Value("."))).filter(bare__startswith=first)
    rows = bare.filter(called(table, columns, " ".join(words))) if words else bare
    return called(table, columns, typed) | Q(id__in=rows.values("id"))
