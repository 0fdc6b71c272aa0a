# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether dossiers, cases and documents are called what the log says last, and lie where it says they lie."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from aktei.base.evidence.verifying.findings import Report
from aktei.base.evidence.verifying.replay import CASE, DOCUMENT, DOSSIER, Fact, Replay

_LABELS = {
    "reference": "Aktenzeichen",
    "number": "Nummer",
    "subject_line": "Betreff",
    "sender": "Absender",
    "channel": "Eingangskanal",
    "received_at": "Eingang",
    "place": "Ort",
    "dossier": "Akte",
    "case": "Vorgang",
    "attached_to": "Anlage zu",
    "lead_unit": "Federführung",
    "unit": "Einheit",
    "merged_into": "überführt in",
    "protected": "geschützt",
    "closed": "geschlossen",
    "withdrawn": "zurückgezogen",
    "current": "gültige Version",
}
"""What is compared, and what people call it."""
_FOLLOWING = frozenset({"place", "dossier", "lead_unit", "unit", "merged_into"})
"""Fields that follow when what they name is merged into something else, or succeeded by it."""


class Records(Protocol):
    """Where the records are read."""

    def records(self, of: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every dossier, case or document: its id, and its fields as they stand now."""

    def originals(self) -> Iterator[tuple[str, str, int, list[str]]]:
        """Every version: its id, its document, its number, and the hashes of its original files in order."""


def check_records(report: Report, replay: Replay, records: Records, unknown: Collection[str]) -> None:
    """Compare what is with what the lines told last. `unknown`: records of which lines are erased or altered."""
    left_out = 0
    for of in (DOSSIER, CASE, DOCUMENT):
        told = dict(replay.records[of])
        for node, now in records.records(of):
            facts = told.pop(node, None)
            if node in unknown:
                left_out += 1
                continue
            report.records += 1
            if facts is None:
                report.find(_place(of, node, {}), "Im Protokoll steht keine Zeile, mit der das entstanden wäre.")
            else:
                _compare(report, replay, of, node, facts, now, unknown)
        for node, facts in told.items():
            if node not in unknown:
                line = max(position for _value, position in facts.values())
                report.find(_place(of, node, facts), f"Das fehlt; zuletzt spricht Zeile {line} davon.")
    _check_versions(report, replay, records, unknown)
    if left_out:
        report.mention(
            "Abgleich",
            f"{left_out} Akten, Vorgänge und Dokumente ließen sich nicht abgleichen: Zeilen über sie sind gelöscht "
            "oder verändert.",
        )


def _compare(
    report: Report,
    replay: Replay,
    of: str,
    node: str,
    facts: Mapping[str, Fact],
    now: Mapping[str, Any],
    unknown: Collection[str],
) -> None:
    for field, label in _LABELS.items():
        if field not in facts or field not in now:
            continue
        (told, line), found = facts[field], now[field]
        if field == "dossier":
            told = _lies_in(replay, facts, told)
        elif field == "received_at":
            told = datetime.fromisoformat(told).astimezone(found.tzinfo)
        if told in unknown or facts.get("case", (None,))[0] in unknown:
            continue  # where its place went, an erased line may have told
        if field == "number" and facts.get("dossier", ("",))[0] in replay.successors:
            continue  # merging numbers anew
        follows = field in _FOLLOWING and told is not None
        if found not in (replay.after(told) if follows else (told,)):
            said = f"besiegelt ist {_say(replay, told)} (Zeile {line}), eingetragen ist {_say(replay, found)}."
            report.find(_place(of, node, facts), f"{label}: {said}")


def _lies_in(replay: Replay, facts: Mapping[str, Fact], told: Any) -> Any:
    """The dossier of a document: that of its case, which may have moved since."""
    case = replay.records[CASE].get(facts.get("case", (None,))[0] or "", {})
    return case["dossier"][0] if "dossier" in case else told


def _check_versions(report: Report, replay: Replay, records: Records, unknown: Collection[str]) -> None:
    told = dict(replay.versions)
    for version, document, number, originals in records.originals():
        known = told.pop(version, None)
        if document in unknown:
            continue
        place = f"Version {version}"
        if known is None:
            report.find(place, "Im Protokoll steht keine Zeile, mit der sie entstanden wäre.")
        elif (known.document, known.number) != (document, number):
            report.find(place, f"Sie gehört als Nummer {known.number} zu {known.document} (Zeile {known.position}).")
        elif "deleted" not in replay.records[DOCUMENT].get(document, {}) and known.originals not in (None, originals):
            where = f"(Zeile {known.position})"
            report.find(place, f"Als Original sind andere Dateien eingetragen als die besiegelten {where}.")
    for version, known in told.items():
        if known.document not in unknown:
            report.find(f"Version {version}", f"Sie fehlt; angelegt wurde sie mit Zeile {known.position}.")


def _place(of: str, node: str, facts: Mapping[str, Fact]) -> str:
    """How people find it, as far as the lines tell."""
    subject_line = facts.get("subject_line", ("",))[0]
    called = f" „{subject_line}“" if subject_line else ""
    if of == DOSSIER:
        return f"Akte {facts.get('reference', ('',))[0]}{called} ({node})".replace("  ", " ")
    return f"{'Vorgang' if of == CASE else 'Dokument'}{called} ({node})"


def _say(replay: Replay, value: Any) -> str:
    if value is None or value == "":
        return "nichts"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M:%S")
    if isinstance(value, str) and value in replay.records[DOSSIER]:
        return str(replay.records[DOSSIER][value].get("reference", (value,))[0])
    return f"„{value}“"
