# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody asks of the journal: about which record, person, unit, kind and time."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.events import EVENTS

READING = ("Read", "Downloaded")
"""How the names of events end whose act only looks."""

_GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("personen", _("Personen und Anmeldung"), ("aktei.base.people",)),
    ("rechte", _("Berechtigungen"), ("aktei.base.rights", "aktei.procedures.access")),
    ("vertretung", _("Vertretung"), ("aktei.base.deput",)),
    ("post", _("Posteingang und Einlesen"), ("aktei.procedures.mailroom", "aktei.procedures.rendition")),
    ("nachweise", _("Nachweise und Protokoll"), ("aktei.procedures.proof", "aktei.base.log")),
    ("arbeit", _("Aufgaben und Verfügungen"), ("aktei.procedures.work",)),
)
_READ = ("gelesen", _("Gelesen und heruntergeladen"))
_REST = ("akten", _("Akten und Dokumente"))


@dataclass(frozen=True)
class JournalQuestion:
    """A filter; what is empty does not narrow. Days are whole days of the office's time zone, both included."""

    node: UUID | None = None
    person: UUID | None = None
    unit: UUID | None = None
    for_person: UUID | None = None
    client: str = ""
    group: str = ""
    since: date | None = None
    until: date | None = None

    def plain(self) -> dict[str, str]:
        """What is asked, as plain values; what is empty is left out."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "JournalQuestion":
        """From plain values. Raises ValueError for what is no id and no day."""
        makers: dict[str, Any] = {
            "client": _short,
            "group": _short,
            "since": date.fromisoformat,
            "until": date.fromisoformat,
        }
        names = [field.name for field in fields(cls) if values.get(field.name)]
        read: dict[str, Any] = {name: makers.get(name, UUID)(str(values[name])) for name in names}
        return cls(**read)

    @property
    def begins(self) -> datetime | None:
        """The first moment asked about."""
        return timezone.make_aware(datetime.combine(self.since, time())) if self.since else None

    @property
    def ends(self) -> datetime | None:
        """The first moment no longer asked about."""
        return timezone.make_aware(datetime.combine(self.until + timedelta(days=1), time())) if self.until else None


def group_of(kind: str) -> str:
    """The group of an event, by what it does or where it lives; so new events need no list."""
    if kind.endswith(READING) and kind != "JournalRead":
        return _READ[0]
    module = EVENTS[kind].__module__ if kind in EVENTS else ""
    return next((name for name, _label, homes in _GROUPS if module.startswith(homes)), _REST[0])


def groups() -> list[tuple[str, str]]:
    """Name and German label of every group, in the order people are offered them."""
    return [(name, str(label)) for name, label in (_READ, _REST, *((name, label) for name, label, _homes in _GROUPS))]


def kinds_of(group: str) -> list[str] | None:
    """The events of a group, `None` if the group does not narrow."""
    if group not in {name for name, _label in groups()}:
        return None
    return sorted(kind for kind in _known() if group_of(kind) == group)


def _known() -> Iterable[str]:
    return (kind for kind, event in EVENTS.items() if ".tests." not in event.__module__)


def _short(text: str) -> str:
    return text.replace("\0", "")[:40]
