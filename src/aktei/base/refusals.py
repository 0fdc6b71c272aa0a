# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an act is refused: a code that programs can rely on, and what its sentence names. Pure.

A package words its refusals in one file of its own, `refusals.py`; its rules return them, and `base/wording.py` says
them in the language of whoever asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

WORDINGS: dict[str, "Wording"] = {}
"""Every wording by its code; the interface's documentation lists them."""


@dataclass(frozen=True)
class Wording:
    """The German sentence of a refusal, with places in braces; `many` is said where `count` is not 1."""

    code: str
    sentence: str
    many: str = ""

    def __call__(self, **params: Any) -> "Refusal":
        """The refusal of this one case; `params` fill the places and go out with the code."""
        return Refusal(self, params)


@dataclass(frozen=True)
class Refusal:
    """One reason against one act."""

    wording: Wording
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What programs know it by: package and reason, `dossiers.closed`."""
        return self.wording.code

    def __str__(self) -> str:
        """The sentence in German; people are told through `base/wording.py`."""
        one = not self.wording.many or self.params.get("count") == 1
        template = self.wording.sentence if one else self.wording.many
        return template.format(**{name: _german(value) for name, value in self.params.items()})


def wording(code: str, sentence: str) -> Wording:
    """Declare a refusal. The sentence says what happened and what to do; `script/messages` collects it."""
    return _declared(Wording(code, sentence))


def counted(code: str, one: str, many: str) -> Wording:
    """Declare a refusal that names a number, its `count`."""
    return _declared(Wording(code, one, many))


def _declared(new: Wording) -> Wording:
    known = WORDINGS.setdefault(new.code, new)
    if known != new:
        raise ValueError(f"two refusals have the code {new.code}")
    return known


def _german(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value)
