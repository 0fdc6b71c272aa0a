# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each export of a dossier was sealed with, against the lines that belonged to the dossier by then.

An export shows by itself that it is the one that was sealed. Whether a line was left out when it was sealed, only the
whole log can tell: what lay in the dossier follows from all lines about it, and so does which of them belong to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import loads
from typing import Any, NamedTuple

from aktei.base.evidence.export_story import Story
from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.findings import Finding
from aktei.base.evidence.verifying.rows import Part

AT_ONCE = 20
"""Exports of one portion."""
_MOST_TRIED = 5_000
"""Lines among which the one is searched that an older export left out."""

_PLACES = "SELECT id FROM journal_journalentry WHERE kind = 'ProofSealed' AND salt <> '' ORDER BY id"
_SEALED = """
SELECT e.id, e.node::text, e.payload::text, l.position FROM journal_journalentry AS e
JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE e.kind = 'ProofSealed' AND e.salt <> '' AND e.id >= %s AND e.id <= %s ORDER BY e.id
"""
_TOUCHING = """
SELECT l.position, l.commitment, e.kind, e.node::text, array_to_string(e.nodes, ','), e.payload::text, e.salt = ''
FROM journal_journalentry AS e JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE e.nodes && %s::uuid[] AND l.position < %s ORDER BY l.position
"""
_CONTAINERS = """
SELECT id::text FROM records_dossier WHERE id = ANY(%(nodes)s::uuid[])
UNION SELECT id::text FROM records_case WHERE id = ANY(%(nodes)s::uuid[])
UNION SELECT node::text FROM journal_journalentry
WHERE node = ANY(%(nodes)s::uuid[]) AND kind IN ('DossierOpened', 'CaseOpened')
"""


class _Touching(NamedTuple):
    position: int
    commitment: bytes
    kind: str
    node: str
    nodes: frozenset[str]
    first: tuple[str, ...]
    payload: dict[str, Any]
    erased: bool


class _WholeStory(Story):
    """The story of a dossier told by the lines of all dossiers that ever gave it something."""

    of_documents: frozenset[str]

    def __init__(self, dossier: str) -> None:
        super().__init__(dossier)
        self.of_documents = frozenset(self._of_document)

    def read(self, entry: dict[str, Any]) -> None:
        """Let one line happen; dossiers that went into others count wherever they did."""
        if entry["kind"] == "DossierMergedIn":
            self._all_move(entry["payload"]["source"], entry["node"])
        else:
            super().read(entry)


class _Open(str):
    """Something that can neither be confirmed nor called wrong."""

    __slots__ = ()


@dataclass
class _Whole:
    """What lay in a dossier. `vague`: of whose lines something was erased, so that it may also have lain elsewhere."""

    dossier: str
    cases: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    vague: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)

    def surely(self, line: _Touching) -> bool | None:
        """Whether the line belongs; nothing if that cannot be told any more."""
        if self.dossier in line.nodes or line.nodes & (self.cases - self.vague):
            return None if line.node in self.vague and line.kind != "LinesErased" else True
        if line.nodes & self.vague or (line.kind == "LinesErased" and line.nodes & self.documents):
            return None
        return line.node in self.documents and not line.nodes & self.foreign


def portions(log: Log) -> Iterator[tuple[int, int]]:
    """The exports in portions: first and last of the entries that sealed them."""
    found = [entry for (entry,) in log.stream(_PLACES)]
    for start in range(0, len(found), AT_ONCE):
        yield found[start], found[start : start + AT_ONCE][-1]


def check_exports(log: Log, within: tuple[int, int]) -> Part:
    """Work out anew which lines belonged to each of these exports."""
    part = Part()
    for _entry, dossier, payload, position in list(log.ask(_SEALED, *within)):
        said = loads(payload)
        place, sealed = f"Nachweis-Export {said['export']}", f"Besiegelt hat ihn Zeile {position}."
        for what in _wrong(log, dossier, said, position):
            if isinstance(what, _Open):
                part.notices.append(Finding(place, f"{what} {sealed}"))
            else:
                part.find(place, f"{what} {sealed}")
    return part.with_number("Nachweis-Exporte", "Nachweis-Exporte")


def _wrong(log: Log, dossier: str, said: dict[str, Any], sealed: int) -> Iterator[str]:
    if said["until"] > sealed:
        yield "Er will Zeilen enthalten, die es noch nicht gab."
        return
    whole, lines = _whole(log, dossier, said["until"])
    if "positions" in said and (said["positions"] or not said["lines"]):
        yield from _compare(whole, lines, said)
    else:
        yield from _compare_hash(whole, lines, said)


def _compare(whole: _Whole, lines: Sequence[_Touching], said: dict[str, Any]) -> Iterator[str]:
    """What the export named one by one."""
    has = [at for first, last in said["positions"] for at in range(first, last + 1)]
    named, belongs = set(has), {line.position: whole.surely(line) for line in lines}
    ours = {line.position: line for line in lines}
    hidden = _hidden(whole, lines, belongs, named)
    differ = [
        (at, missing)
        for at, belong in belongs.items()
        if (missing := belong is True and at not in named and ours[at].node not in hidden)
        or (belong is False and at in named)
    ]
    differ += [(at, False) for at in named - belongs.keys()]
    if differ:
        at, missing = min(differ)
        many = f" Insgesamt sind es {len(differ)}." if len(differ) > 1 else ""
        yield f"{_left_out(at) if missing else _too_much(at)}{many}"
        return
    whole_set = sha256()
    for at in has:
        whole_set.update(at.to_bytes(8, "big") + ours[at].commitment)
    if whole_set.hexdigest() != said["line_set"] or len(has) != said["lines"]:
        yield f"Die Prüfsumme seiner Zeilen (ab Zeile {min(has, default=0)}) ist nicht die der Zeilen, die er nennt."
    fewest, most = len(whole.documents - whole.vague), len(whole.documents | whole.vague)
    if len(hidden) > said["omitted"] or not fewest <= said["documents"] + said["omitted"] <= most:
        yield (
            f"In der Akte lagen {len(whole.documents)} Dokumente; er nennt {said['documents']} und "
            f"{said['omitted']} ausgelassene."
        )


def _hidden(
    whole: _Whole, lines: Sequence[_Touching], belongs: dict[int, bool | None], named: set[int]
) -> frozenset[str]:
    """Documents of which the export has no line at all: whoever asked for it may not read them."""
    told = [line for line in lines if line.node in whole.documents and line.kind != "LinesErased"]
    mute = {line.node for line in told if belongs[line.position]} - {
        line.node for line in told if line.position in named
    }
    return frozenset(mute)


def _compare_hash(whole: _Whole, lines: Sequence[_Touching], said: dict[str, Any]) -> Iterator[str]:
    """An export that names only how many lines it has, and their hash."""
    if whole.vague or len(whole.documents) != said["documents"]:
        # What was erased since, or was not to be read, cannot be told apart from what was left out.
        yield _Open(
            f"Er stammt aus der Zeit, als Exporte ihre Zeilen nicht einzeln nannten: In der Akte lagen "
            f"{len(whole.documents)} Dokumente, er nennt {said['documents']}. Ob etwas zu Unrecht fehlt, ist von hier "
            "aus nicht zu sagen."
        )
        return
    mine = [line for line in lines if whole.surely(line)]
    told = [line.position.to_bytes(8, "big") + line.commitment for line in mine]
    if len(told) == said["lines"] and sha256(b"".join(told)).hexdigest() == said["line_set"]:
        return
    if len(told) == said["lines"] + 1 <= _MOST_TRIED:
        before = sha256()
        for at, each in enumerate(told):
            rest = before.copy()
            rest.update(b"".join(told[at + 1 :]))
            if rest.hexdigest() == said["line_set"]:
                yield _left_out(mine[at].position)
                return
            before.update(each)
    yield (
        f"Zur Akte gehörten {len(told)} Zeilen (ab Zeile {mine[0].position if mine else 0}); er ist mit "
        f"{said['lines']} besiegelt, und ihre Prüfsumme ist eine andere."
    )


def _whole(log: Log, dossier: str, until: int) -> tuple[_Whole, list[_Touching]]:
    """What lay in the dossier before this place of the log, and every line that may belong to it."""
    story = _WholeStory(dossier)
    around, documents = {dossier}, set[str]()
    while True:
        lines = list(_touching(log, around, until))
        more = {line.node for line in lines if line.kind in ("CaseOpened", "CaseMoved")}
        more |= {line.payload["source"] for line in lines if line.kind == "DossierMergedIn" and not line.erased}
        documents = {line.node for line in lines if line.kind in story.of_documents}
        if more <= around:
            break
        around |= more
    lines = list(_touching(log, around | documents, until))
    for line in lines:
        if not line.erased:
            told = {"kind": line.kind, "node": line.node, "nodes": line.first, "payload": line.payload, "at": ""}
            story.read(told)
    whole = _Whole(dossier, cases={case for case, lies_in in story.cases.items() if lies_in == dossier})
    whole.documents = story.here()
    whole.vague = {line.node for line in lines if line.erased} - {dossier}
    elsewhere = {node for line in lines for node in line.nodes} - whole.cases - whole.documents - {dossier}
    whole.foreign = {node for (node,) in log.ask(_CONTAINERS, nodes=sorted(elsewhere))}
    return whole, lines


def _touching(log: Log, nodes: set[str], until: int) -> Iterator[_Touching]:
    for position, commitment, kind, node, around, payload, erased in log.ask(_TOUCHING, sorted(nodes), until):
        first = tuple(around.split(","))
        yield _Touching(position, bytes(commitment), kind, node, frozenset(first), first, loads(payload), erased)


def _left_out(position: int) -> str:
    return f"Zeile {position} gehörte zur Akte und fehlt in ihm."


def _too_much(position: int) -> str:
    return f"Zeile {position} gehörte nicht zur Akte und steht in ihm."
