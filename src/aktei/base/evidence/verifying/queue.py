# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines that still wait for the sealer: each carries a mark made with a key that the database does not hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from aktei.base.evidence.verifying.database import SAID, Log, content_of
from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.marks import fits, fits_act
from aktei.base.evidence.verifying.settled import Settled

_WAITING = f"""
SELECT u.entry_id, e.salt, e.mac, a.lines, a.seals, a.rows, a.mac, d.mac, l.position, {SAID}
FROM journal_unsealed AS u LEFT JOIN journal_journalentry AS e ON e.id = u.entry_id
LEFT JOIN journal_act AS a ON a.id = e.act LEFT JOIN journal_admission AS d ON d.entry_id = u.entry_id
LEFT JOIN journal_leaf AS l ON l.entry_id = u.entry_id
ORDER BY u.entry_id
"""  # noqa: S608 (our own words)


def check_queue(report: Report, log: Log, explained: Mapping[int, Settled]) -> None:
    """Name every waiting line that the office's own program did not write, as far as its secret is at hand.

    `explained` are those that a sealed line explains; they are told as such.
    """
    keys, waiting = log.secret, 0
    for row in log.stream(_WAITING):
        waiting += 1
        entry, position, said = row[0], row[8], row[9:]
        place = f"Eintrag {entry}"
        if said[0] is None:
            report.find(place, "Er soll besiegelt werden, steht aber nicht im Protokoll.")
        elif position is not None:
            report.find(place, f"Er soll besiegelt werden, ist es aber schon (Zeile {position}).")
        elif entry in explained:
            report.settled += 1
            report.mention(place, explained[entry].told)
        elif keys and (wrong := _not_genuine(keys, row)):
            report.find(place, wrong)
    if waiting and not keys:
        report.mention("Wartende Zeilen", "Ohne AKTEI_SECRET_KEY lässt sich nicht prüfen, ob sie echt sind.")


def _not_genuine(keys: Sequence[bytes], row: Sequence[Any]) -> str:
    """What shows that our program did not write this waiting line."""
    _entry, salt, mac, lines, seals, rows, act_mac, admission, _position, *said = row
    act = said[-2]
    if act is None:
        if fits(keys, admission, b"admission", _with_salt(content_of(said), salt)):
            return ""
        return "Er wartet auf das Siegel, trägt aber kein Echtheitsmerkmal der Anwendung."
    if not fits(keys, mac, b"line", _without_number(_with_salt(content_of(said), salt))):
        return "Er wartet auf das Siegel, aber sein Echtheitsmerkmal stimmt nicht."
    if lines is None or not fits_act(keys, act_mac, act, lines, seals, rows or b""):
        return f"Der Abschluss seiner Handlung {act} fehlt oder stimmt nicht."
    return ""


def _with_salt(content: Mapping[str, Any], salt: bytes) -> dict[str, Any]:
    return {**content, "salt": salt.hex()}


def _without_number(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "id"}
