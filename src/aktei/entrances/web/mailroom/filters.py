# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which post the list shows: read from the address, and written back into every link of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktei.entrances.web.kit.lists.queries import ALL
from aktei.procedures.mailroom.queries import channels

CLEARING = "klaerung"
EVERYTHING = f"?{ALL}"
"""Nothing is narrowed, and that was asked for: no saved view steps in."""

STATES: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "bereit": (_("bereit"), ("ready",)),
    "arbeit": (_("wird gelesen"), ("received", "processing")),
    CLEARING: (_("in Klärung"), ("quarantined",)),
}

AGES: dict[str, tuple[str | Promise, int | None, int | None]] = {
    # name: label, at most so many days old, at least so many days old
    "heute": (_("seit heute"), 0, None),
    "woche": (_("höchstens 7 Tage"), 7, None),
    "ueber-7": (_("älter als 7 Tage"), None, 7),
    "ueber-30": (_("älter als 30 Tage"), None, 30),
}

REASONS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "kennwort": (_("verschlüsselt"), ("encrypted", "wrong_password", "unsupported_encryption")),
    "inhalte": (_("aktive Inhalte"), ("active_content",)),
    "beschaedigt": (_("beschädigt oder unvollständig"), ("broken", "damaged", "truncated")),
    "formular": (_("Inhalt steht nicht auf der Seite"), ("form_elsewhere",)),
    "leer": (_("leer oder ohne Seiten"), ("empty", "no_pages", "no_such_pages")),
    "zu-gross": (_("zu groß"), ("too_large", "too_many_pages", "too_many_pixels", "bomb", "memory")),
    "dateityp": (_("falscher Dateityp"), ("wrong_type",)),
    "abbruch": (_("Verarbeitung abgebrochen"), ("crashed", "timeout")),
}
"""Why post is in quarantine, as people think of it, with the codes that mean it."""


def reason_name(code: str) -> str:
    """Why something is in quarantine, in a word or two; empty for a reason nobody knows."""
    return next((str(name) for name, codes in REASONS.values() if code in codes), "")


@dataclass(frozen=True)
class Filter:
    """What the reader asked to see. Unknown values are as good as none."""

    team: str = ""
    kanal: str = ""
    alter: str = ""
    zustand: str = ""
    grund: str = ""
    q: str = ""

    @classmethod
    def of(cls, parameters: QueryDict, **fixed: str) -> Filter:
        """The filter that an address says."""
        given = {
            "team": an_id(parameters.get("team", "")),
            "kanal": _known(parameters.get("kanal", ""), channels()),
            "alter": _known(parameters.get("alter", ""), AGES),
            "zustand": _known(parameters.get("zustand", ""), STATES),
            "grund": _known(parameters.get("grund", ""), REASONS),
            "q": parameters.get("q", "").replace("\x00", "").strip()[:200],
        }
        chosen = cls(**{**given, **fixed})
        return chosen if chosen.clearing else replace(chosen, grund="")

    @property
    def clearing(self) -> bool:
        """Whether this is the list of post in quarantine, which has its own page."""
        return self.zustand == CLEARING

    @property
    def active(self) -> bool:
        """Whether anything is filtered, apart from what the page itself is about."""
        return any(value for name, value in self.parameters if name != "zustand" or not self.clearing)

    @property
    def set_filters(self) -> int:
        """How many filters are set, apart from the words and from what the page itself is about."""
        return sum(name != "zustand" or not self.clearing for name, _value in self.hidden)

    @property
    def counted(self) -> bool:
        """Whether the counts by state say how long the list is."""
        return not (self.kanal or self.alter or self.grund or self.q)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Names and values of what is set."""
        return [(name, value) for name, value in vars(self).items() if value]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The same without the words, for the form that asks for the words."""
        return [(name, value) for name, value in self.parameters if name != "q"]

    @property
    def suffix(self) -> str:
        """The query string, empty or beginning with a question mark."""
        return f"?{urlencode(self.parameters)}" if self.parameters else ""

    def but(self, **changes: str) -> str:
        """The query string of this filter with something changed."""
        return replace(self, **changes).suffix

    def arguments(self) -> dict[str, Any]:
        """The same in the words of `queries.incoming`."""
        newest, oldest = AGES[self.alter][1:] if self.alter else (None, None)
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return {
            "unit": UUID(self.team) if self.team else None,
            "channel": self.kanal or None,
            "state": STATES[self.zustand][1] if self.zustand else None,
            "text": self.q or None,
            "reasons": REASONS[self.grund][1] if self.grund else (),
            "received_after": today - dt.timedelta(days=newest) if newest is not None else None,
            "received_before": today - dt.timedelta(days=oldest) if oldest is not None else None,
        }

    def states(self) -> Iterator[str]:
        """The states in the list, in the words of `queries.counts`."""
        wanted = [self.zustand] if self.zustand else STATES
        return (state for name in wanted for state in STATES[name][1])


def an_id(text: str) -> str:
    """The id in its one spelling; nothing where an address holds something else."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _known(text: str, known: Any) -> str:
    return text if text in known else ""
