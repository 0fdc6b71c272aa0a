# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search engine in the data directory: Tantivy, in process; one writer, any number of readers."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final
from uuid import UUID

import tantivy

from aktei.procedures.search.analysis import Analyser
from aktei.procedures.search.compounds import Lexicon
from aktei.procedures.search.engines import tantivy_schema
from aktei.procedures.search.engines.port import (
    DEEPEST_OFFSET,
    MOST_HITS,
    Condition,
    EngineError,
    Found,
    PageHit,
    RecordHit,
    RecordKind,
    Request,
    Sort,
    State,
    Writer,
)
from aktei.procedures.search.engines.tantivy_queries import Builder
from aktei.procedures.search.engines.tantivy_store import Store
from aktei.procedures.search.engines.tantivy_writer import TantivyRebuild, TantivyWriter
from aktei.procedures.search.query import Phrase
from aktei.procedures.search.wanted import Step, effective, has_similar

log = logging.getLogger(__name__)

# Fewer hits are hardly an answer: similar spellings are shown beside them. But whoever asks for a phrase means it.
_ENOUGH: Final = 3
_ENOUGH_PHRASES: Final = 1
_FEW_SIMILAR: Final = 5
_CACHED_REACHES: Final = 64
_FACETS: Final = {"unit": "unit", "channel": "channel", "year": "year", "plan": "plan_entry"}
_MOST_VALUES: Final = 100
_TELLING_STEMS: Final = 16
_REBUILD_WORDS: Final = 2**18
_NOWHERE: Final[frozenset[UUID]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Live:
    """The generation readers use, opened."""

    generation: str
    state: State
    seen: tuple[int, ...]
    index: tantivy.Index
    analyser: Analyser


class TantivyEngine:
    """An index in a directory. Safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self._store = Store(root)
        self._live: _Live | None = None
        self._opening = Lock()
        self._reaches: OrderedDict[frozenset[UUID], tantivy.Query] = OrderedDict()
        self._schema = tantivy_schema.schema()
        self._untaught = Analyser()

    # reading

    @property
    def analyser(self) -> Analyser:
        """How the live index reads text."""
        live = self._current()
        return live.analyser if live else self._untaught

    def _current(self) -> _Live | None:
        """The live generation with everything committed so far; reopened only if something changed."""
        live, seen = self._live, self._seen()
        if live and live.seen == seen:
            return live
        with self._opening:
            live, seen = self._live, self._seen()
            if live and live.seen == seen:
                return live
            self._live = self._open(seen)
            return self._live

    def _seen(self) -> tuple[int, ...]:
        live = self._live
        return self._store.changed(live.generation if live else None)

    def _open(self, seen: tuple[int, ...]) -> _Live | None:
        stamp = self._store.stamp()
        if stamp is None:
            return None
        live = self._live
        known = live if live and live.generation == stamp.generation else None
        try:
            index = known.index if known else tantivy.Index(self._schema, str(self._store.path(stamp.generation)))
            if not known:
                index.config_reader("manual")
            index.reload()
        except (ValueError, OSError) as error:
            if self._store.stamp() != stamp:  # a rebuild has just put another one in its place
                return self._open(self._store.changed(None))
            log.error("the index in %s cannot be opened: %s", self._store.path(stamp.generation), error)
            raise EngineError(
                "Der Suchindex lässt sich nicht öffnen. Akten und Dokumente sind davon nicht berührt. Er wird im "
                "Hintergrund neu aufgebaut; sofort geht es mit: aktei search rebuild"
            ) from error
        state = State.OUTDATED if not stamp.current else State.BEGUN if stamp.begun else State.CURRENT
        if known:
            return _Live(stamp.generation, state, seen, index, known.analyser)
        analyser = Analyser(Lexicon(self._store.learned(stamp.generation)))
        return _Live(stamp.generation, state, self._store.changed(stamp.generation), index, analyser)

    def _reach(self, builder: Builder, reach: frozenset[UUID] | None) -> tantivy.Query:
        """The condition for a set of nodes; built once, as it may name thousands."""
        if reach is None:
            return tantivy.Query.all_query()
        with self._opening:
            found = self._reaches.get(reach)
            if found is None:
                found = self._reaches[reach] = builder.terms("chain", [node.hex for node in reach])
                if len(self._reaches) > _CACHED_REACHES:
                    self._reaches.popitem(last=False)
            self._reaches.move_to_end(reach)
            return found

    def search(self, request: Request) -> Found:
        """Find pages; where words and their forms find (almost) nothing, what is spelt like them is told beside it."""
        live = self._current()
        first = request.step or Step.FORMS
        if live is None or request.reach == _NOWHERE or request.query.empty:
            return Found(0, (), first)
        searcher = live.index.searcher()
        found = self._search(live, searcher, request, first)
        enough = _ENOUGH_PHRASES if any(isinstance(one, Phrase) for one in request.query.clauses) else _ENOUGH
        if request.step or request.offset or found.total >= enough:
            return found
        if not any(has_similar(live.analyser, clause) for clause in effective(request.query).clauses):
            return found
        similar = self._search(live, searcher, replace(request, limit=_FEW_SIMILAR, facets=()), Step.SIMILAR)
        return replace(found, tried=(*found.tried, *similar.tried), similar=similar)

    def _search(self, live: _Live, searcher: tantivy.Searcher, request: Request, step: Step) -> Found:
        builder = Builder(self._schema, live.analyser, step)
        query = builder.pages(request, self._reach(builder, request.reach))
        result = searcher.search(
            query,
            limit=max(1, min(request.limit, MOST_HITS)),
            offset=max(0, min(request.offset, DEEPEST_OFFSET)),
            order_by_field="received" if request.sort is Sort.DATE else None,
        )
        total = _count(result)
        hits = tuple(_page_hit(searcher, score, address) for score, address in result.hits)
        return Found(total, hits, step, ((step, total),), _facets(searcher, query, request.facets) if total else {})

    def jump(self, text: str, reach: frozenset[UUID] | None, *, limit: int = 8) -> tuple[RecordHit, ...]:
        """Find records by what was typed so far; similar spellings only if nothing else is found."""
        live = self._current()
        if live is None or reach == _NOWHERE or not text.strip():
            return ()
        builder = Builder(self._schema, live.analyser, Step.FORMS)
        searcher = live.index.searcher()
        for similar in (False, True):
            query = builder.typed(text[:200], self._reach(builder, reach), similar=similar)
            result = searcher.search(query, limit=max(1, min(limit, MOST_HITS)), count=False)
            if result.hits:
                return tuple(_record_hit(searcher, score, address, similar) for score, address in result.hits)
        return ()

    def like(self, text: str, reach: frozenset[UUID] | None, *, without: UUID, limit: int = 5) -> tuple[PageHit, ...]:
        """The best page of each filed document that shares rare words with a text."""
        live = self._current()
        if live is None or reach == _NOWHERE:
            return ()
        searcher = live.index.searcher()
        builder = Builder(self._schema, live.analyser, Step.FORMS)
        stems = dict.fromkeys(token.forms.stem for token in live.analyser.tokens(text) if len(token.forms.stem) > 3)
        rarity = {stem: searcher.doc_freq("stems", stem) for stem in stems}
        common = max(10, searcher.num_docs // 20)
        telling = sorted((stem for stem, pages in rarity.items() if 1 < pages <= common), key=rarity.__getitem__)
        if not telling:
            return ()
        query = builder.resembling(telling[:_TELLING_STEMS], self._reach(builder, reach), without)
        best: dict[UUID, PageHit] = {}
        for score, address in searcher.search(query, limit=limit * 5, count=False).hits:
            hit = _page_hit(searcher, score, address)
            best.setdefault(hit.document, hit)
        return tuple(best.values())[:limit]

    def count(self) -> int:
        """Entries in the live index."""
        live = self._current()
        return live.index.searcher().num_docs if live else 0

    def stamps(self, bucket: int) -> dict[str, str]:
        """Key → stamp of the entries whose owner's id ends with this byte."""
        return self._stamps(tantivy.Query.term_query(self._schema, "bucket", f"{bucket:02x}", "basic"))

    def stamps_of(self, owners: Iterable[UUID]) -> dict[str, str]:
        """Key → stamp of the entries of these owners."""
        return self._stamps(tantivy.Query.term_set_query(self._schema, "owner", [owner.hex for owner in owners]))

    def _stamps(self, query: tantivy.Query) -> dict[str, str]:
        live = self._current()
        if live is None:
            return {}
        searcher = live.index.searcher()
        total = _count(searcher.search(query, limit=1))
        hits = searcher.search(query, limit=total, count=False).hits if total else []
        documents = (searcher.doc(address) for _, address in hits)
        return {str(one.get_first("key")): str(one.get_first("stamp")) for one in documents}

    def is_rebuilding(self) -> bool:
        """Whether a rebuild is under way, or was killed and can go on."""
        return self._store.unfinished() is not None

    def condition(self) -> Condition:
        """Whether the live index answers, and with all there is; costs next to nothing where all is well."""
        try:
            live = self._current()
        except EngineError:
            state = State.UNUSABLE
        else:
            state = live.state if live else State.MISSING
        if state is State.CURRENT:
            return Condition(state)
        return Condition(state, self._store.rebuilt() if self.is_rebuilding() else None)

    def tidy(self) -> None:
        """Take away what a killed rebuild has left on the disk and nobody goes on with."""
        with self._store.locked("rebuild", 0):
            self._store.tidy()

    # writing

    @contextmanager
    def writing(self, *, wait_seconds: float = 10) -> Iterator[Writer]:
        """The one writer of the live index, which is created if there is none."""
        with self._store.locked("writer", wait_seconds):
            stamp = self._store.stamp()
            if stamp is None:
                generation = self._store.create(frozenset())
                TantivyWriter(self._store.path(generation), self._schema, self._untaught).close()
                self._store.go_live(generation, begun=True)
            live = self._current()
            assert live
            writer = TantivyWriter(self._store.path(live.generation), self._schema, live.analyser)
            try:
                yield writer
            finally:
                writer.close()

    @contextmanager
    def rebuilding(self, *, learned: Callable[[], frozenset[str]], resume: bool = True) -> Iterator[TantivyRebuild]:
        """A new generation beside the live one, or the unfinished one of a killed rebuild."""
        with self._store.locked("rebuild", 0):
            self._store.tidy()
            generation = self._store.unfinished() if resume else None
            if generation is None:
                generation = self._store.create(learned())
                self._store.begin(generation)
                self._store.tidy()
            analyser = Analyser(Lexicon(self._store.learned(generation)), cached_words=_REBUILD_WORDS)
            rebuild = TantivyRebuild(self._store, generation, self._schema, analyser)
            try:
                yield rebuild
            finally:
                rebuild.close()


def _count(result: tantivy.SearchResult) -> int:
    return int(getattr(result, "count", None) or 0)  # missing from Tantivy's stubs


def _page_hit(searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress) -> PageHit:
    found = searcher.doc(address)
    owner, number = str(found.get_first("key")).split(":")
    page = found.get_first("page")
    return PageHit(UUID(owner), int(number), UUID(bytes=bytes(page)) if page else None, float(score))


def _record_hit(searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress, similar: bool) -> RecordHit:
    found = searcher.doc(address)
    owner = UUID(str(found.get_first("key")).split(":")[0])
    return RecordHit(RecordKind(str(found.get_first("kind"))), owner, float(score), similar)


def _facets(searcher: tantivy.Searcher, query: tantivy.Query, wanted: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Hits for every value of the wanted fields, most first."""
    asked = {name: {"terms": {"field": _FACETS[name], "size": _MOST_VALUES}} for name in wanted}
    if not asked:
        return {}
    answer = searcher.aggregate(query, asked)
    return {
        name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[name]["buckets"]} for name in wanted
    }
