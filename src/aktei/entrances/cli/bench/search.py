# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How fast somebody finds who may read one dossier in a hundred, beside the bare engine on the same index."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

import httpx
import tantivy
from django.conf import settings
from django.test import Client

from aktei.base.acts.actor import Actor
from aktei.base.granting.actions import grant
from aktei.base.people.actions import register_person
from aktei.base.people.models import Person
from aktei.entrances.cli.bench import gold, search_pages
from aktei.entrances.cli.bench.serving import serving
from aktei.entrances.memory import settle
from aktei.procedures.search import upkeep
from aktei.procedures.search.engines import tantivy_schema
from aktei.procedures.search.engines.chosen import engine
from aktei.procedures.search.engines.port import Request
from aktei.procedures.search.queries import narrowing, search
from aktei.procedures.search.query import Clause, Phrase, Prefix, parse, words_of
from aktei.records.dossiers.queries import dossier

HTTP_LIMIT_MS: Final = 50.0
RATIO_LIMIT: Final = 5.0
_OFFICE: Final = Actor.system("bench")
_RUNS: Final = 300

Ask = Callable[[str], object]


@dataclass(frozen=True)
class Readable:
    """A person and the few dossiers this person may read."""

    person: Person
    dossiers: list[UUID]

    @property
    def actor(self) -> Actor:
        """The person, acting."""
        return Actor(person_id=self.person.id, client="bench")

    @property
    def reach(self) -> frozenset[UUID]:
        """The nodes the person may read."""
        return frozenset(self.dossiers)


def run(
    *,
    pages: int = 300_000,
    dossiers: int = 10_000,
    readable: int = 100,
    port: int = 8161,
) -> dict[str, Any]:
    """Seed an empty database and index, then time a mix of queries. Milliseconds.

    Args:
        pages: pages to make and index.
        dossiers: dossiers they lie in.
        readable: of these, how many the asking person may read.
        port: of the web server that answers through HTTP.

    """
    seeded = _timed(lambda: search_pages.fill(pages=pages, dossiers=dossiers, readable=readable))
    who = _somebody(seeded["result"])
    built = _timed(lambda: upkeep.rebuild(lambda done, total: None, resume=False))
    questions = search_pages.questions(who.dossiers, _RUNS)
    ways: dict[str, Ask] = {
        "Tantivy alone": _bare(who),
        "engine": lambda text: engine().search(Request(parse(text), who.reach)),
        "query layer": lambda text: search(who.actor, text),
        "facets, loaded after the hits": lambda text: narrowing(who.actor, text),
    }
    ways["query layer"]("Antrag")  # loads what the first search loads
    settle()
    with _http(who, port) as ask:
        measured = {name: _percentiles(way, questions) for name, way in (ways | {"HTTP": ask}).items()}
    return {
        "pages": pages,
        "dossiers": dossiers,
        "readable": readable,
        "seed_seconds": seeded["seconds"],
        "index_pages_per_second": pages / built["seconds"],
        "index_mb": _size(Path(settings.SEARCH_URL.removeprefix("tantivy://"))) / 1e6,
        "times": measured,
        "memory": _memory(),
        "gold": {kind: {way: asdict(score) for way, score in ways.items()} for kind, ways in gold.measure().items()},
    }


def table(result: dict[str, Any]) -> str:
    """The measurements as Markdown."""
    bare = result["times"]["Tantivy alone"]["p95"]
    lines = [
        f"{result['pages']} pages in {result['dossiers']} dossiers, of which the asking person may read "
        f"{result['readable']}; indexed at {result['index_pages_per_second']:.0f} pages/s, "
        f"index {result['index_mb']:.0f} MB. Limits: HTTP {HTTP_LIMIT_MS:.0f} ms, {RATIO_LIMIT:.0f} times the engine.",
        "",
        "| | p50 ms | p95 ms | times Tantivy alone |",
        "|---|--:|--:|--:|",
    ]
    lines += [
        f"| {name} | {one['p50']:.2f} | {one['p95']:.2f} | {one['p95'] / bare:.1f} |"
        for name, one in result["times"].items()
    ]
    lines += ["", "| hits of one query (reading everything) | peak memory it needs, MB |", "|--:|--:|"]
    lines += [f"| {one['hits']} | {one['mb']:.1f} |" for one in result["memory"]]
    scores = {kind: {way: gold.Score(**one) for way, one in ways.items()} for kind, ways in result["gold"].items()}
    lines += ["", *gold.table(scores)]
    return "\n".join(lines)


def _timed(work: Callable[[], Any]) -> dict[str, Any]:
    begin = time.perf_counter()
    result = work()
    return {"result": result, "seconds": time.perf_counter() - begin}


def _somebody(readable: list[UUID]) -> Readable:
    """A person with a grant on each of these dossiers and on nothing else."""
    person = register_person(_OFFICE, login="bench", given_name="Bea", family_name="Bench")
    for each in readable:
        chain = dossier(_OFFICE, each).chain
        grant(_OFFICE, node=each, chain=chain, right="read", principal=f"person:{person.id}", cause="bench")
    return Readable(person, readable)


def _percentiles(ask: Ask, questions: Sequence[str]) -> dict[str, float]:
    for text in questions[:30]:
        ask(text)
    times = []
    for text in questions:
        begin = time.perf_counter()
        ask(text)
        times.append((time.perf_counter() - begin) * 1000)
    cuts = quantiles(times, n=20)
    return {"p50": cuts[9], "p95": cuts[18]}


def _bare(who: Readable) -> Ask:
    """The same questions put to Tantivy directly: plain words, the rights, the best 20 with their count.

    One field for each word, and similar spellings only where nothing else answers: the least that can be asked.
    """
    root = Path(settings.SEARCH_URL.removeprefix("tantivy://"))
    schema = tantivy_schema.schema()
    searcher = tantivy.Index(schema, str(next(root.glob("g-*")))).searcher()
    forms = engine().analyser.forms
    rights = tantivy.Query.term_set_query(schema, "chain", [each.hex for each in who.dossiers])

    def plain(clause: Clause, *, similar: bool) -> Iterator[tantivy.Query]:
        match clause:
            case Phrase(words):
                yield tantivy.Query.phrase_query(schema, "exact", [forms(word).exact for word in words])
            case Prefix(text):
                yield tantivy.Query.regex_query(schema, "exact", forms(text).exact + ".*")
            case _ if similar:
                for word in words_of(clause):
                    yield tantivy.Query.fuzzy_term_query(schema, "exact", forms(word).exact, 1)
            case _:
                for word in words_of(clause):
                    yield tantivy.Query.term_query(schema, "stems", forms(word).stem, "freq")

    def best(text: str, *, similar: bool) -> list[tantivy.Document]:
        asked = [query for clause in parse(text).clauses for query in plain(clause, similar=similar)]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in (*asked, rights)])
        return [searcher.doc(address) for _, address in searcher.search(query, limit=20).hits]

    return lambda text: best(text, similar=False) or best(text, similar=True)


@contextmanager
def _http(who: Readable, port: int) -> Iterator[Ask]:
    """Somebody's browser at a web server with one process."""
    session = Client()
    session.force_login(who.person, backend="django.contrib.auth.backends.ModelBackend")
    cookies = {settings.SESSION_COOKIE_NAME: session.cookies[settings.SESSION_COOKIE_NAME].value}
    with serving(port) as address, httpx.Client(base_url=address, cookies=cookies) as browser:
        yield lambda text: browser.get(f"/suche/?q={quote(text)}").raise_for_status()


def _memory() -> list[dict[str, float]]:
    """Peak memory of searches with few and with very many hits, by somebody who may read everything."""
    measured = []
    for text in search_pages.by_frequency():
        search(_OFFICE, text)  # what is read for the first time stays in memory
        before = _status("VmRSS")
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        total = [search(_OFFICE, text, limit=50).total for _ in range(20)][-1]
        measured.append({"hits": total, "mb": max(0.0, (_status("VmHWM") - before) / 1024)})
    return measured


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
