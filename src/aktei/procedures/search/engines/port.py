# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search asks of an engine: Tantivy today, any other behind the same port. Pure."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from aktei.procedures.search.analysis import Analyser, Half
from aktei.procedures.search.query import Query
from aktei.procedures.search.wanted import Step

BUCKETS = 256
MOST_HITS = 100
DEEPEST_OFFSET = 10_000


class EngineError(Exception):
    """The index cannot answer or cannot be written; the message says what to do."""


class IndexOutdatedError(EngineError):
    """The index was written in another format or by another analysis and has to be rebuilt."""


class IndexBusyError(EngineError):
    """Another process is writing the index."""


class State(StrEnum):
    """How an index is.

    As it should be; begun empty, so that nobody knows whether all is in it; of another version, but answering; not
    answering; not there at all.
    """

    CURRENT = "current"
    BEGUN = "begun"
    OUTDATED = "outdated"
    UNUSABLE = "unusable"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Condition:
    """How the live index is, and how far its rebuild has come (records done and all; None: none is under way)."""

    state: State
    rebuilt: tuple[int, int] | None = None


class RecordKind(StrEnum):
    """What an entry stands for. Pages carry text; the others are found by reference and subject line."""

    PAGE = "page"
    DOCUMENT = "document"
    CASE = "case"
    DOSSIER = "dossier"


class Sort(StrEnum):
    """Order of hits: best first, or latest received first."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found.

    Attributes:
        owner: the record it belongs to (document, case or dossier); entries are replaced and removed by it.
        number: page number from 1; 0 for everything that is not a page.
        page: the id of the page itself, by which its text is fetched.
        halves: words of its text that are divided between this page and a neighbour.
        chain: the nodes whose readers may find it.
        stamp: changes whenever anything of the entry changes; compared by the check.
        title: the owner's own subject line. context: subject lines of what it lies in.

    """

    kind: RecordKind
    owner: UUID
    chain: frozenset[UUID]
    stamp: str
    number: int = 0
    page: UUID | None = None
    text: str = ""
    halves: tuple[Half, ...] = ()
    title: str = ""
    context: str = ""
    references: tuple[str, ...] = ()
    dossier: UUID | None = None
    case: UUID | None = None
    unit: UUID | None = None
    channel: str = ""
    plan: str = ""
    received: date | None = None

    @property
    def key(self) -> str:
        """Names the entry within its index."""
        return f"{self.owner.hex}:{self.number}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters with values already looked up: within a field any value will do, fields add up."""

    units: frozenset[UUID] | None = None
    channels: frozenset[str] | None = None
    plans: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    dossiers: frozenset[UUID] = frozenset()
    cases: frozenset[UUID] = frozenset()
    documents: frozenset[UUID] = frozenset()
    references: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One search: what, for whom (`reach`: the nodes the actor may read; None: all), and which part of the answer."""

    query: Query
    reach: frozenset[UUID] | None
    selection: Selection = field(default_factory=Selection)
    step: Step | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that was found, with its score."""

    document: UUID
    number: int
    page: UUID | None
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of an engine: one group of hits.

    Attributes:
        total: all hits the actor may read, not only the returned ones.
        step: how widely was searched. tried: hits of every step that was tried.
        facets: field → value → hits.
        similar: where there is next to nothing, the group of pages that have no more than a similar spelling.

    """

    total: int
    hits: tuple[PageHit, ...]
    step: Step
    tried: tuple[tuple[Step, int], ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    similar: "Found | None" = None


@dataclass(frozen=True, slots=True)
class RecordHit:
    """A dossier, case or document that was found by its name, or (`similar`) has a name spelt much like it."""

    kind: RecordKind
    id: UUID
    score: float
    similar: bool = False


class Writer(Protocol):
    """Changes of one transaction of the index; visible to readers after `commit`."""

    def replace(self, owner: UUID, entries: Iterable[Entry]) -> None:
        """Put these entries in place of all that the owner had."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries of owners that have none yet."""

    def remove(self, owner: UUID) -> None:
        """Take out everything of an owner; nothing happens if there is nothing."""

    def commit(self) -> None:
        """Make everything so far durable and visible."""


class Rebuild(Writer, Protocol):
    """A new index that grows beside the live one."""

    @property
    def progress(self) -> dict[str, str]:
        """What was noted with the last commit; empty at the start. Survives a killed process."""

    def note(self, **progress: str) -> None:
        """Note how far the work is; becomes durable with the next commit."""

    def tell(self, done: int, total: int) -> None:
        """Tell everybody who asks for the condition how far the work is."""

    def publish(self, catch_up: Callable[[Writer], None]) -> None:
        """Write what changed meanwhile while nobody else writes, then take the place of the live index."""


class Engine(Protocol):
    """A search engine that holds entries and answers requests."""

    @property
    def analyser(self) -> Analyser:
        """How the live index reads text."""

    def search(self, request: Request) -> Found:
        """Find pages. The step of similar spellings finds only what no narrower one does: groups never mix."""

    def jump(self, text: str, reach: frozenset[UUID] | None, *, limit: int = 8) -> tuple[RecordHit, ...]:
        """Find dossiers, cases and documents by reference or subject line while somebody types."""

    def like(self, text: str, reach: frozenset[UUID] | None, *, without: UUID, limit: int = 5) -> tuple[PageHit, ...]:
        """The best page of each filed document whose words resemble a text."""

    def count(self) -> int:
        """Entries in the live index."""

    def stamps(self, bucket: int) -> dict[str, str]:
        """Key → stamp of the entries whose owner's id ends with this byte."""

    def stamps_of(self, owners: Iterable[UUID]) -> dict[str, str]:
        """Key → stamp of the entries of these owners."""

    def is_rebuilding(self) -> bool:
        """Whether a rebuild is under way, or was killed and can go on."""

    def condition(self) -> Condition:
        """Whether the live index answers, and with all there is."""

    def tidy(self) -> None:
        """Take away what a killed rebuild has left on the disk and nobody goes on with."""

    def writing(self, *, wait_seconds: float = 10) -> AbstractContextManager[Writer]:
        """The one writer of the live index; raises IndexBusyError if another process writes for that long."""

    def rebuilding(self, *, learned: Callable[[], frozenset[str]], resume: bool) -> AbstractContextManager[Rebuild]:
        """A new index with a newly learned lexicon, or the unfinished one of a killed process."""
