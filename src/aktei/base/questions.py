# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions between siblings that do not know each other: one asks, another answers, the top floor joins them."""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Question(Generic[P, R]):
    """A function that somebody else may fill in. While nobody does, it answers as it was written."""

    def __init__(self, default: Callable[P, R]) -> None:
        self.__doc__ = default.__doc__
        self._default = default
        self._answer: Callable[P, R] = default

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        """Ask."""
        return self._answer(*arguments, **named)

    def answered_by(self, answer: Callable[P, R]) -> None:
        """Have it answered from here on by this."""
        self._answer = answer

    @property
    def is_answered(self) -> bool:
        """Whether anybody fills it in."""
        return self._answer is not self._default


def question(default: Callable[P, R]) -> Question[P, R]:
    """Declare a question; the function it decorates says what is answered while nobody fills it in."""
    return Question(default)
