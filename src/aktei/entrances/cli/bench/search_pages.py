# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many German pages, cheaply: words as often as in real letters, half of them compounds, in dossiers of a county."""

import random
from functools import cache
from typing import Final
from uuid import UUID

import numpy as np
from django.db import connection

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.people.events import UnitEstablished
from aktei.base.people.models import OFFICE
from aktei.entrances.cli.bench.seeding import seed
from aktei.entrances.demo.world import build
from aktei.procedures.search.wordlists import words
from aktei.records.documents.words import Word, pack

_WORDS_PER_PAGE: Final = 190
_PAGES_PER_DOCUMENT: Final = 10
_VOCABULARY: Final = 400_000
_LINE: Final = 10
_BATCH: Final = 2_000


@cache
def _vocabulary() -> tuple[np.ndarray, np.ndarray]:
    """Words with their cumulated frequency (Zipf): first function words, then simple ones, then compounds."""
    chosen = random.Random(7)  # noqa: S311 (the same pages every time)
    simple = [word.capitalize() for word in words("words")]
    chosen.shuffle(simple)
    compounds: dict[str, None] = {}
    while len(compounds) < _VOCABULARY - len(simple):
        first, last = chosen.choice(simple), chosen.choice(simple)
        link = chosen.choice(("", "s", "en"))
        compounds[first + link + last.lower() + chosen.choice(("", "", "e", "en", "s"))] = None
    ranked = [*words("function_words"), *simple, *compounds]
    weights = 1 / (np.arange(len(ranked)) + 5.0)
    return np.array(ranked, dtype=object), np.cumsum(weights) / weights.sum()


def fill(*, pages: int, dossiers: int, readable: int) -> list[UUID]:
    """Fill an empty database; returns the dossiers somebody may read, whose pages also have word boxes."""
    build()
    seed(documents=pages // _PAGES_PER_DOCUMENT, dossiers=dossiers, unfiled_share=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_dossier WHERE reference LIKE '%%-2020/%%' ORDER BY random()")
        chosen = [row[0] for row in cursor.fetchmany(readable)]
        cursor.execute("SELECT current_id, dossier_id FROM records_document WHERE subject_line LIKE 'Schreiben zum%%'")
        versions = cursor.fetchall()
    with acting("seed"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_page")
        _write_pages(cursor, versions, frozenset(chosen))
        cursor.execute("UPDATE records_document SET page_count = %s", [_PAGES_PER_DOCUMENT])
        record(Actor.system("seed"), UnitEstablished(node=OFFICE, name="seed"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE records_page")
    return chosen


def _write_pages(cursor: object, versions: list[tuple[UUID, UUID]], readable: frozenset[UUID]) -> None:
    vocabulary, cumulated = _vocabulary()
    chance = np.random.default_rng(7)
    columns = "id, version_id, number, width, height, rotation, source, text, words"
    with cursor.copy(f"COPY records_page ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
        for at in range(0, len(versions), _BATCH // _PAGES_PER_DOCUMENT):
            some = versions[at : at + _BATCH // _PAGES_PER_DOCUMENT]
            size = (len(some) * _PAGES_PER_DOCUMENT, _WORDS_PER_PAGE)
            rows = iter(vocabulary[np.searchsorted(cumulated, chance.random(size))])
            for version, dossier in some:
                for number in range(1, _PAGES_PER_DOCUMENT + 1):
                    row = list(next(rows))
                    boxes = _boxes(row) if dossier in readable else b""
                    page_id = UUID(bytes=chance.bytes(16))
                    copy.write_row((page_id, version, number, 595, 842, 0, "digital", _text(row), boxes))


def _text(row: list[str]) -> str:
    return "\n".join(" ".join(row[at : at + _LINE]) for at in range(0, len(row), _LINE))


def _boxes(row: list[str]) -> bytes:
    return pack(
        [
            Word(
                word, at % _LINE * 900, at // _LINE * 400, at % _LINE * 900 + 800, at // _LINE * 400 + 300, at // _LINE
            )
            for at, word in enumerate(row)
        ]
    )


def questions(readable: list[UUID], number: int) -> list[str]:
    """What somebody asks: words of all frequencies, forms, compounds, phrases, prefixes, exclusions, misspellings."""
    chosen = random.Random(11)  # noqa: S311 (the same questions every time)
    kinds = (_one, _one, _two, _three, _phrase, _prefix, _without, _misspelt)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.text FROM records_page p JOIN records_document d ON d.current_id = p.version_id"
            " WHERE d.dossier_id = ANY(%s) ORDER BY random() LIMIT 200",
            [readable],
        )
        pages = [row[0].split() for row in cursor.fetchall()]
    return [chosen.choice(kinds)(chosen, chosen.choice(pages)) for _ in range(number)]


def by_frequency() -> list[str]:
    """Words from rare to on almost every page."""
    simple = [str(word) for word in _vocabulary()[0] if str(word)[0].isupper()]
    return [f'"{simple[rank]}"' for rank in (20_000, 1_500, 300, 0)]


def _nouns(chosen: random.Random, page: list[str], number: int) -> list[str]:
    return chosen.sample([word for word in page if word[0].isupper()], number)


def _one(chosen: random.Random, page: list[str]) -> str:
    return _nouns(chosen, page, 1)[0]


def _two(chosen: random.Random, page: list[str]) -> str:
    return " ".join(_nouns(chosen, page, 2))


def _three(chosen: random.Random, page: list[str]) -> str:
    return " ".join(_nouns(chosen, page, 3))


def _phrase(chosen: random.Random, page: list[str]) -> str:
    at = chosen.randrange(len(page) - 1)
    return f'"{page[at]} {page[at + 1]}"'


def _prefix(chosen: random.Random, page: list[str]) -> str:
    return _nouns(chosen, page, 1)[0][:5] + "*"


def _without(chosen: random.Random, page: list[str]) -> str:
    wanted, unwanted = _nouns(chosen, page, 2)
    return f"{wanted} -{unwanted}"


def _misspelt(chosen: random.Random, page: list[str]) -> str:
    word = max(_nouns(chosen, page, 3), key=len)
    at = chosen.randrange(1, len(word) - 1)
    return word[:at] + chosen.choice("ceilnrtu") + word[at + 1 :]
