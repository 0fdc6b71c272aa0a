# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an event is: a frozen dataclass in the past tense that knows its sentence in the history."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

EVENTS: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a node.

    `within` names the other nodes in whose history the entry also appears (a document's dossier, say).
    `sentence` is the German history line; its placeholders are fields of the event. `own_sentence` is said instead
    where whoever acts is whom it is about, so that nobody does something for themselves by name.
    """

    node: UUID
    within: tuple[UUID, ...] = ()
    sentence: ClassVar[Any] = ""
    own_sentence: ClassVar[Any] = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.__name__ in EVENTS and EVENTS[cls.__name__].__module__ != cls.__module__:
            raise TypeError(f"two events are called {cls.__name__}")
        EVENTS[cls.__name__] = cls

    @property
    def kind(self) -> str:
        """The name under which the journal keeps it."""
        return type(self).__name__

    def payload(self) -> dict[str, Any]:
        """Every field but the nodes, as plain JSON values."""
        own = (f.name for f in fields(self) if f.name not in ("node", "within"))
        return {name: _plain(getattr(self, name)) for name in own}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
