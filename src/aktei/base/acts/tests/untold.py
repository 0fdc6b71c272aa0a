# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the lines of the journal alone tell what dossiers, cases and documents are called and where they lie.

The judge proves rows by their seals; this is about the acts: what they change, their lines must tell.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection
from psycopg.rows import dict_row, tuple_row

from aktei.base.acts.marks import content_of
from aktei.base.acts.models import JournalEntry
from aktei.base.acts.tests.replay import CASE, DOCUMENT, DOSSIER, HEEDED, Fact, Replay
from aktei.base.evidence.verifying.findings import Report

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


_RECORDS = {
    "dossier": """
SELECT d.id::text, d.reference, d.subject_line, coalesce(d.parent_id, d.entry_id)::text AS place,
       d.lead_unit_id::text AS lead_unit, d.merged_into_id::text AS merged_into, d.protected,
       EXISTS (SELECT FROM records_closure AS c WHERE c.node = d.id AND c.reopened_at IS NULL) AS closed
FROM records_dossier AS d ORDER BY d.id
""",
    "case": """
SELECT k.id::text, k.number, k.subject_line, k.dossier_id::text AS dossier,
       EXISTS (SELECT FROM records_closure AS c WHERE c.node = k.id AND c.reopened_at IS NULL) AS closed
FROM records_case AS k ORDER BY k.id
""",
    "document": """
SELECT d.id::text, d.subject_line, d.sender, d.channel, d.received_at, d.unit_id::text AS unit,
       d.dossier_id::text AS dossier, d.case_id::text AS case, d.attached_to_id::text AS attached_to,
       d.current_id::text AS current, d.withdrawn_at IS NOT NULL AS withdrawn
FROM records_document AS d ORDER BY d.id
""",
}
_ORIGINALS = """
SELECT v.id::text, v.document_id::text, v.number,
       array_remove(array_agg(c.sha256 ORDER BY c.position), NULL)
FROM records_version AS v LEFT JOIN records_component AS c ON c.version_id = v.id AND c.role = 'original'
GROUP BY v.id ORDER BY v.id
"""


def untold():
    """What the lines of this database do not tell, as findings."""
    report, lines = Report(), JournalEntry.objects.order_by("id")
    told = [(each.id, content_of(each)) for each in lines if each.salt and each.kind in HEEDED]
    unknown = {str(each.node) for each in lines if not each.salt}
    check_records(report, Replay().read(told), unknown)
    return report.findings


def _rows(question, row_factory):
    with psycopg.Cursor(connection.connection, row_factory=row_factory) as cursor:
        return cursor.execute(question.encode(), binary=True).fetchall()


def check_records(report: Report, replay: Replay, unknown: Collection[str]) -> None:
    """Compare what is with what the lines told last. `unknown`: records of which lines are erased or altered."""
    left_out = 0
    for of in (DOSSIER, CASE, DOCUMENT):
        told = dict(replay.records[of])
        for now in _rows(_RECORDS[of], dict_row):
            node = now.pop("id")
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
    _check_versions(report, replay, unknown)
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


def _check_versions(report: Report, replay: Replay, unknown: Collection[str]) -> None:
    told = dict(replay.versions)
    for version, document, number, originals in _rows(_ORIGINALS, tuple_row):
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
