# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the side navigation, what it counts, and which long work is running.

Packages with pages register what they know when their URLs are loaded:

    @counter("inbox")
    def unfiled(actor: Actor) -> int: ...

    @long_work
    def running_imports(actor: Actor) -> list[Work]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktei.base.acts.actor import Actor

Count = Callable[[Actor], int]
Audience = Callable[[Actor], bool]


@dataclass(frozen=True)
class Entry:
    """One line of the side navigation; shown only if its page exists."""

    key: str
    label: str | Promise
    icon: str
    url_name: str
    group: str = "work"

    @property
    def package(self) -> str:
        """The URL namespace the entry's page belongs to."""
        return self.url_name.partition(":")[0]


@dataclass(frozen=True)
class Work:
    """Something that takes longer than a second: shown under the flag until it is done."""

    title: str
    done: int
    total: int
    href: str
    note: str = ""

    @property
    def percent(self) -> int:
        """Share that is done, 0 to 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0


@dataclass(frozen=True)
class Bar:
    """One line above every page: something unusual that concerns this person now. `act` is the address of a button."""

    text: str
    href: str
    link_text: str
    kind: str = "warning"
    act: str = ""
    act_text: str = ""


ENTRIES: tuple[Entry, ...] = (
    Entry("desk", _("Schreibtisch"), "desk", "desk:page"),
    Entry("inbox", _("Posteingang"), "inbox", "mailroom:inbox"),
    Entry("tasks", _("Aufgaben"), "check", "work:tasks"),
    Entry("dossiers", _("Akten"), "folder", "records:dossiers"),
    Entry("search", _("Suche"), "search", "search:page"),
    Entry("deputy", _("Vertretung"), "people", "deputies:page"),
    Entry("administration", _("Verwaltung"), "settings", "administration:page", group="administration"),
)

_counters: dict[str, Count] = {}
_audiences: dict[str, Audience] = {}
_bars: list[Callable[[Actor], Iterable[Bar]]] = []
_long_work: list[Callable[[Actor], Iterable[Work]]] = []
_explained_at: list[Callable[[HttpRequest], str]] = []


def counter(key: str) -> Callable[[Count], Count]:
    """Register the count shown beside the entry `key`; it must be cheap, it runs every half minute."""

    def register(count: Count) -> Count:
        _counters[key] = count
        return count

    return register


def long_work(provider: Callable[[Actor], Iterable[Work]]) -> Callable[[Actor], Iterable[Work]]:
    """Register a function that lists the actor's running long work."""
    if provider not in _long_work:
        _long_work.append(provider)
    return provider


def bar(provider: Callable[[Actor], Iterable[Bar]]) -> Callable[[Actor], Iterable[Bar]]:
    """Register a function that says what stands above every page; it must be cheap, it runs with each of them."""
    if provider not in _bars:
        _bars.append(provider)
    return provider


def explained_at(provider: Callable[[HttpRequest], str]) -> None:
    """Register the function that says where the page that is asked for is explained."""
    _explained_at[:] = [provider]


def explanation(request: HttpRequest) -> str:
    """Where the page that is asked for is explained; empty while nothing explains anything."""
    return next((provider(request) for provider in _explained_at), "")


def audience(key: str) -> Callable[[Audience], Audience]:
    """Register who is offered the entry `key`; without one, everybody is. The page itself checks again."""

    def register(may: Audience) -> Audience:
        _audiences[key] = may
        return may

    return register


def entries(actor: Actor | None = None) -> list[tuple[Entry, str]]:
    """Return the entries whose pages exist and which this person is offered, with their addresses."""
    found = [(entry, href) for entry in ENTRIES if (href := address(entry.url_name))]
    return [each for each in found if _is_offered(each[0].key, actor)]


def _is_offered(key: str, actor: Actor | None) -> bool:
    may = _audiences.get(key)
    return may is None or (actor is not None and may(actor))


def address(url_name: str) -> str | None:
    """Return the address of a page, or None while it does not exist."""
    return _address(url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache  # asked some twenty times for every page
def _address(url_name: str, urlconf: str, _prefix: str) -> str | None:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return None


def counts(actor: Actor) -> dict[str, int]:
    """Return the number for every entry that has one."""
    return {key: count(actor) for key, count in _counters.items()}


def bars(actor: Actor) -> list[Bar]:
    """Return what stands above this person's pages now."""
    return [each for provider in _bars for each in provider(actor)]


def running(actor: Actor) -> list[Work]:
    """Return everything long that runs for the actor."""
    return [work for provider in _long_work for work in provider(actor)]
