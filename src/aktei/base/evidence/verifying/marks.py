# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marks of sealed lines and of ended acts, where the key is at hand: that the office's own program made them.

Lines of before marks carry none. Marks before the first that fits may have been made with a key of before, which is not
at hand: they are counted.
"""

from collections.abc import Sequence
from functools import partial

from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.lines import content_as_text
from aktei.base.evidence.verifying.queue import fits, fits_text
from aktei.base.evidence.verifying.rows import Part

_MARKED = """
SELECT l.position, e.salt, e.mac, a.lines, a.seals, a.rows, a.mac, e.id::bigint,
       pg_catalog.to_char(e.at::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
       e.person::uuid::text, e.for_person::uuid::text, e.client, e.kind, e.node::uuid::text,
       pg_catalog.array_to_string(e.nodes::uuid[], '","'), e.payload::text, e.act::uuid::text, e.ordinal::int
FROM journal_leaf AS l JOIN journal_journalentry AS e ON e.id = l.entry_id LEFT JOIN journal_act AS a ON a.id = e.act
WHERE l.position >= %s AND l.position < %s AND e.act IS NOT NULL AND e.salt <> '' ORDER BY l.position
"""
LINE = "Ihr Echtheitsmerkmal ist nicht das der Anwendung."
ACT = "Das Echtheitsmerkmal an ihrem Abschluss ist nicht das der Anwendung."
_MOST_NAMED = 50


def check_marks(log: Log, places: tuple[int, int], keys: Sequence[bytes] = ()) -> Part:
    """Make the marks of the lines in these places anew; what does not fit is for `tell` to judge."""
    part, last = Part(), None
    for position, salt, mac, lines, seals, rows, act_mac, number, *said in log.stream(_MARKED, *places):
        text = content_as_text(number, *said)
        whole = _without_number(text, number)[:-1] + f',"salt":"{salt.hex()}"}}'
        act, ended = said[-2], True
        if act != last and lines is not None:  # that it is missing tells the act itself
            told = {"act": act, "lines": lines, "seals": seals, "rows": rows.hex()}
            ended = fits(keys, act_mac, b"act", told)
        last = act
        if not fits_text(keys, mac, b"line", whole):
            part.strange.append((position, f"Zeile {position}", LINE))
        elif not ended:
            part.strange.append((position, f"Handlung {act}", ACT))
        else:
            part.marks += 1
            part.known_from = position if part.known_from is None else part.known_from
    return part


def _without_number(text: str, number: int) -> str:
    """Nothing before it can look like it: quotation marks within texts are escaped."""
    return text.replace(f'"id":{number},', "", 1)


class Marks:
    """What became of the marks of the whole log, portion by portion in the order of the log."""

    def __init__(self, report: Report, keys: Sequence[bytes]) -> None:
        self.report, self.keys, self.known_from = report, keys, -1
        self.before, self.wrong = 0, 0

    @property
    def question(self) -> "partial[Part]":
        """What is asked about a portion."""
        return partial(check_marks, keys=self.keys)

    def add(self, part: Part) -> None:
        """The next portion."""
        self.report.marks += part.marks
        if self.known_from < 0 and part.known_from is not None:
            self.known_from = part.known_from
        for position, place, what in part.strange:
            if not 0 <= self.known_from < position:
                self.before += 1
            elif (wrong := self.wrong) < _MOST_NAMED:
                self.wrong = wrong + 1
                self.report.find(place, what)
            else:
                self.wrong += 1

    def tell(self) -> None:
        """What is left to say."""
        if not self.keys:
            said = f"Ohne AKTEI_SECRET_KEY wurden sie nicht nachgerechnet ({self.report.lines} besiegelte Zeilen)."
            self.report.mention("Echtheitsmerkmale", said)
        if self.before:
            self.report.mention(
                "Echtheitsmerkmale",
                f"{self.before} am Anfang des Protokolls sind mit einem Schlüssel gemacht, der nicht zur Hand ist; "
                "den früheren nennt AKTEI_SECRET_KEY_FALLBACKS.",
            )
        if self.wrong > _MOST_NAMED:
            self.report.find("Echtheitsmerkmale", f"Insgesamt stimmen {self.wrong} nicht.")
