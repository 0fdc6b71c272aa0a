# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The query language people type, read into a tree. Pure; never fails: what cannot be read is searched as words.

wohngeld bescheid            pages with both words (also *Wohngeldbescheid*)
"erster Bescheid"            these words in this order
wohngeld -widerspruch        without a word; also NICHT
0561 7877-1234               a number, however it is grouped on the page
miet*  wo?ngeld  w*geld      words that begin so, or are like this
bescheid ODER beschluss      either of the neighbours
az:50.30-2026  einheit:Sozialamt  kanal:Papier  plan:50.30
flurstueck:112/3             an extra field of the dossier, by its name or label
von:01.11.2026 bis:2026      received from, to
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from typing import Final

from aktei.procedures.search import numbers, spellings
from aktei.procedures.search.wordlists import words

_LONGEST_QUERY: Final = 1_000
_MOST_CLAUSES: Final = 32
_SHORTEST_PREFIX: Final = 2

_FIELDS: Final = {
    "az": "references",
    "aktenzeichen": "references",
    "zeichen": "references",
    "einheit": "units",
    "team": "units",
    "von": "since",
    "seit": "since",
    "ab": "since",
    "bis": "until",
    "kanal": "channels",
    "plan": "plans",
    "aktenplan": "plans",
}
_QUOTES: Final = '"„“”«»‚‘'
_PIECE: Final = re.compile(
    rf"""(?P<minus>-)?
    (?:(?P<field>[A-Za-zÄÖÜäöüß][\wÄÖÜäöüß]*):(?=\S))?
    (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<bare>[^\s{_QUOTES}]+))""",
    re.VERBOSE,
)
_WORDS: Final = re.compile(r"[^\W_]+(?:(?:[\u0300-\u036f\u00ad]+|['’ʼ`´](?=[^\W\d_]))[^\W_]*)*")
# A piece of a number that was typed in groups: 0561, (0)561, DE89, J, 77-12, /
_NUMBER_PIECE: Final = re.compile(r"[+(]*[^\W_]*\d[\w.,/()‐‑–−-]*|(?P<letters>[^\W\d_]{1,4})|[-–−/]")
_UNSEEN: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SCHEME: Final = re.compile(r"\b(?:https?://|mailto:)(?:www\.)?", re.IGNORECASE)
_FIELD_AND_BLANK: Final = re.compile(
    r"(?<!\S)(az|aktenzeichen|zeichen|einheit|team|kanal|plan|aktenplan)\.?:\s+(?=\w)", re.IGNORECASE
)
_FUNCTION_WORDS: Final = frozenset(words("function_words"))
_ALONE: Final = re.compile(r"§|@|art|.*,")
"""Keys of what means something else without its sign: the number of a paragraph, an hour, a part of an amount."""
_PATTERN: Final = re.compile(r"[^\W_]+[*?][*?\w]*[^\W_]|[^\W_]+[*?]+[^\W_][*?\w]*\*")
_WITH_SLASHES: Final = re.compile(r"[^\W\d_]{2,}(?:/[^\W\d_]{2,})+")
_FEWEST_DIGITS, _FEWEST_OF_ONE = 5, 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in every form it has."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, next to each other; `typed` is what they were taken from, if it was one piece."""

    words: tuple[str, ...]
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words like this: * stands for any letters, ? for one."""

    text: str


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    options: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All of these, anywhere on the page; `typed` is what they were taken from."""

    options: tuple["Clause", ...]
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in any grouping, by its `keys`; or what `clause` finds."""

    keys: tuple[str, ...]
    clause: "Clause"


Clause = Word | Phrase | Prefix | Pattern | Either | Every | Number


@dataclass(frozen=True, slots=True)
class Fields:
    """What was asked of fields; several values of one field mean any of them."""

    references: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    """Extra fields of dossiers: name and value."""
    since: date | None = None
    until: date | None = None

    @property
    def empty(self) -> bool:
        """Whether no field was asked for."""
        return self == Fields()


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood.

    Attributes:
        clauses: all of these must be on the page.
        without: none of these may be.
        misread: pieces that looked like a field but had no readable value, and are searched as words.
        shortened: whether the end was left out, because the query was too long.

    """

    clauses: tuple[Clause, ...] = ()
    without: tuple[Clause, ...] = ()
    fields: Fields = field(default_factory=Fields)
    misread: tuple[str, ...] = ()
    shortened: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to search for: excluding alone finds nothing."""
        return not self.clauses and self.fields.empty


@dataclass
class _Reading:
    clauses: list[Clause] = field(default_factory=list)
    without: list[Clause] = field(default_factory=list)
    known: Mapping[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    extra: list[tuple[str, str]] = field(default_factory=list)
    since: date | None = None
    until: date | None = None
    misread: list[str] = field(default_factory=list)
    join: bool = False
    negate: bool = False

    def take(self, clause: Clause | None, negative: bool) -> None:
        if clause is None:
            return
        if negative or self.negate:
            self.without.append(clause)
        elif self.join and self.clauses:
            before = self.clauses.pop()
            options = before.options if isinstance(before, Either) else (before,)
            self.clauses.append(Either((*options, clause)))
        else:
            self.clauses.append(clause)
        self.join = self.negate = False


def parse(text: str, extra: Mapping[str, str] | None = None) -> Query:
    """Read what somebody typed. `extra`: what may stand before a colon besides the usual → name of the extra field."""
    reading = _Reading(known=extra or {})
    typed = _FIELD_AND_BLANK.sub(r"\1:", _SCHEME.sub("", _UNSEEN.sub("", text.replace("\0", " "))))
    pieces = list(_PIECE.finditer(typed[:_LONGEST_QUERY]))
    remaining = pieces[:_MOST_CLAUSES]
    while remaining:
        found = [one for one in (_spelled(remaining), _grouped_number(remaining), _particle(remaining)) if one]
        if found:
            taken, clause = max(found, key=itemgetter(0))
            reading.take(clause, negative=False)
            remaining = remaining[taken:]
            continue
        piece = remaining.pop(0)
        if not _operator(reading, piece) and not _field(reading, piece):
            reading.take(_numbered(_clause(piece), piece), bool(piece["minus"]))
    return Query(
        tuple(reading.clauses),
        tuple(reading.without),
        Fields(
            **{name: tuple(dict.fromkeys(values)) for name, values in reading.values.items()},
            extra=tuple(dict.fromkeys(reading.extra)),
            since=reading.since,
            until=reading.until,
        ),
        tuple(reading.misread),
        shortened=len(text) > _LONGEST_QUERY or len(pieces) > _MOST_CLAUSES,
    )


def _spelled(pieces: list[re.Match[str]]) -> tuple[int, Clause] | None:
    """The date, amount, paragraph and the like that begins here, and of how many pieces it is."""
    if not _is_plain(pieces[0]):
        return None
    text, start = pieces[0].string, pieces[0].start()
    known = spellings.beginning(text[start:])
    if known is None:
        return None
    end, keys = start + known[0], known[1]
    taken = sum(piece.start() < end for piece in pieces)
    rest = text[end : pieces[taken - 1].end()]
    if any(map(str.isalnum, rest)) or not all(map(_is_plain, pieces[:taken])):
        return None
    typed = text[start:end]
    inside = tuple(_WORDS.findall(typed))
    if _ALONE.match(keys[0]):
        return taken, Number(keys, Every((), typed))
    return taken, Number(keys, Phrase(inside, typed) if len(inside) > 1 else Word(inside[0]))


def _particle(pieces: list[re.Match[str]]) -> tuple[int, Clause] | None:
    """O Neill and d Angelo are O'Neill and d'Angelo as well."""
    if len(pieces) < 2 or not all(map(_is_plain, pieces[:2])):
        return None
    first, second = pieces[0].group(), pieces[1].group()
    if first not in {"O", "o", "D", "d", "L", "l"} or not second.isalpha() or not second[0].isupper():
        return None
    return 2, Either((Every((Word(first), Word(second)), f"{first} {second}"), Word(first + second)))


def _is_plain(piece: re.Match[str]) -> bool:
    return not piece["field"] and piece["quoted"] is None and (not piece["minus"] or piece.group() == "-")


def _grouped_number(pieces: list[re.Match[str]]) -> tuple[int, Clause] | None:
    """The number that begins here in several pieces, and how many they are: `0561 78 77`."""
    taken = 0
    for at, piece in enumerate(pieces):
        shape = _NUMBER_PIECE.fullmatch(piece.group())
        if not _is_plain(piece) or not shape:
            break
        letters = shape["letters"] or ""
        if letters and not letters.isupper() and (letters in _FUNCTION_WORDS if taken else not _begins(pieces[at:])):
            break
        taken += 1
    while taken and not any(map(str.isdigit, (last := pieces[taken - 1].group()))) and not last.isupper():
        taken -= 1
    typed = " ".join(piece.group() for piece in pieces[:taken])
    with_digits = sum(any(map(str.isdigit, piece.group())) for piece in pieces[:taken])
    fewest = _FEWEST_DIGITS if with_digits > 1 else _FEWEST_OF_ONE if taken > 1 else len(typed) + 1
    keys = numbers.wanted(typed) if sum(map(str.isdigit, typed)) >= fewest else ()
    if not keys:
        return None
    options = tuple(clause for piece in pieces[:taken] if (clause := _clause(piece)))
    return taken, Number(keys, Every(options, typed))


def _begins(pieces: list[re.Match[str]]) -> bool:
    """Whether a number begins with a small letter: s 12 as 345/26."""
    return len(pieces) > 1 and len(pieces[0].group()) < 2 and pieces[1].group()[:1].isdigit()


def _numbered(clause: Clause | None, piece: re.Match[str]) -> Clause | None:
    """A clause that is a number, to be found in any grouping."""
    if not isinstance(clause, Word | Phrase) or piece["field"] or piece["quoted"] is not None:
        return clause
    known = spellings.beginning(piece["bare"])
    keys = known[1] if known and known[0] == len(piece["bare"]) else numbers.wanted(piece["bare"])
    return Number(keys, clause) if keys else clause


def _operator(reading: _Reading, piece: re.Match[str]) -> bool:
    word = piece.group()
    if word in {"ODER", "OR", "|"}:
        reading.join = bool(reading.clauses)
    elif word in {"NICHT", "NOT", "OHNE"}:
        reading.negate = True
    elif word not in {"UND", "AND", "&", "+"}:
        return False
    return True


def _field(reading: _Reading, piece: re.Match[str]) -> bool:
    name = _FIELDS.get((piece["field"] or "").lower())
    value = (piece["quoted"] if piece["quoted"] is not None else piece["bare"] or "").strip(" ,;")
    if name is None and not piece["minus"] and value:
        return _extra(reading, piece["field"] or "", value)
    if name is None or piece["minus"]:
        return False
    if name in {"since", "until"}:
        span = read_date(value)
        if span is None:
            reading.misread.append(piece.group())
            return False
        setattr(reading, name, span[0] if name == "since" else span[1])
        return True
    if not _WORDS.search(value):
        reading.misread.append(piece.group())
        return False
    reading.values.setdefault(name, []).append(value.rstrip("*"))
    return True


def _extra(reading: _Reading, said: str, value: str) -> bool:
    name = reading.known.get(said.lower()) or reading.known.get("".join(filter(str.isalnum, said.lower())))
    if name is None:
        return False
    reading.extra.append((name, value))
    return True


def _clause(piece: re.Match[str]) -> Clause | None:
    if piece["quoted"] is not None:
        words = tuple(_WORDS.findall(f"{piece['field'] or ''} {piece['quoted']}"))
        return Phrase(words) if len(words) > 1 else Word(words[0]) if words else None
    bare = piece["bare"] if piece["field"] is None else f"{piece['field']}:{piece['bare']}"
    words = tuple(_WORDS.findall(bare))
    if not words:
        return None
    if _PATTERN.fullmatch(bare):
        return Pattern(bare)
    if len(words) > 1 and _WITH_SLASHES.fullmatch(bare):
        return Every(tuple(map(Word, words)), bare)
    if bare.endswith("*") and len(words) == 1 and len(words[0]) >= _SHORTEST_PREFIX:
        return Prefix(words[0])
    if len(words) == 1:
        return Word(words[0])
    if "-" in bare and all(word.isalpha() for word in words):
        return Either((Phrase(words), Word("".join(words))))  # Wohngeld-Bescheid is Wohngeldbescheid
    return Phrase(words, bare)  # 50.30-2026/00042, 21.11.2026, 1.234,56: pieces that belong together


def read_date(text: str) -> tuple[date, date] | None:
    """First and last day of `21.11.2026`, `2026-11-21`, `11.2026` or `2026`; None if it is no date."""
    for pattern in (
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<m>\d{1,2})[./](?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{1,2})",
        r"(?P<y>\d{4})",
    ):
        match = re.fullmatch(pattern, text, re.ASCII)
        if match:
            return _span(match.groupdict())
    return None


def _span(parts: dict[str, str]) -> tuple[date, date] | None:
    year, month, day = int(parts["y"]), int(parts.get("m") or 0), int(parts.get("d") or 0)
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        following = date(year + 1, 1, 1) if month in {0, 12} else date(year, month + 1, 1)
    except ValueError:
        return None
    return first, following - timedelta(days=1)


def any_word(query: Query) -> str:
    """What to ask instead if one of several words is enough; empty where there is only one, or none."""
    words = list(dict.fromkeys(word for clause in query.clauses for word in words_of(clause)))
    return " ODER ".join(words) if len(words) > 1 else ""


def words_of(clause: Clause) -> Iterator[str]:
    """Every word a clause names, prefixes included."""
    match clause:
        case Word(text) | Prefix(text) | Pattern(text):
            yield text
        case Phrase(words):
            yield from words
        case Either(options) | Every(options):
            for option in options:
                yield from words_of(option)
        case Number(_, inner):
            yield from words_of(inner)
