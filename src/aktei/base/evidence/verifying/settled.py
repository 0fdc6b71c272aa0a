# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waiting lines that are not genuine and that a sealed line explains: told as such, and believed in nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import loads
from typing import Any

from aktei.base.evidence.verifying.database import SAID, Log, content_of
from aktei.base.evidence.verifying.lines import canonical

_SETTLED = """
SELECT l.position, e.at, e.person::text, e.payload::text
FROM journal_journalentry AS e JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE e.kind = 'RefusedLineSettled' AND e.salt <> '' ORDER BY l.position
"""
_WAITING = f"""
SELECT e.salt, e.mac, {SAID}
FROM journal_unsealed AS u JOIN journal_journalentry AS e ON e.id = u.entry_id WHERE u.entry_id = ANY(%s)
"""  # noqa: S608 (our own words)
_NAMES = "SELECT id::text, btrim(given_name || ' ' || family_name) FROM people_person WHERE id = ANY(%s::uuid[])"


@dataclass(frozen=True)
class Settled:
    """Who explained a line, when, why, and in which line of the log."""

    position: int
    at: datetime
    who: str
    proposed_by: str
    why: str
    reason: str

    @property
    def told(self) -> str:
        """For people."""
        return (
            f"Geklärt, nicht echt ({self.why}) und nie besiegelt: {self.reason} "
            f"Vorgelegt von {self.proposed_by}, freigegeben von {self.who} am {self.at:%d.%m.%Y} "
            f"(Zeile {self.position})."
        )


def settled(log: Log) -> Mapping[int, Settled]:
    """The waiting lines that a sealed line explains, by their number, as long as they say what they said then."""
    told = [(position, at, person, loads(payload)) for position, at, person, payload in log.ask(_SETTLED)]
    if not told:
        return {}
    waiting = log.ask(_WAITING, [said["entry"] for _position, _at, _person, said in told])
    digests = {content["id"]: digest for content, digest in map(_digest, waiting)}
    persons = {each for _position, _at, person, said in told for each in (person, said["proposed_by"]) if each}
    names = dict(log.ask(_NAMES, sorted(persons)))
    return {
        said["entry"]: Settled(
            position,
            at,
            names.get(person, f"Person {person}"),
            names.get(said["proposed_by"], f"Person {said['proposed_by']}"),
            said["why"],
            said["reason"] if said["reason"].endswith((".", "!", "?")) else f"{said['reason']}.",
        )
        for position, at, person, said in told
        if digests.get(said["entry"]) == said["digest"]
    }


def unsealed(log: Log) -> Iterator[dict[str, Any]]:
    """What the lines about erasures say that wait; what is explained as not genuine erased nothing lawfully."""
    explained = settled(log)
    return (each for each in log.unsealed() if each["id"] not in explained)


def _digest(row: tuple[Any, ...]) -> tuple[dict[str, Any], str]:
    salt, mac, *said = row
    content = content_of(said)
    whole = {**content, "salt": salt.hex(), "mac": None if mac is None else mac.hex()}
    return content, sha256(b"aktei refused line\x00" + canonical(whole).encode()).hexdigest()
