# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Updates that went on despite findings, or sealed rows anew without comparing them: no fault, but so rows are healed.

Whoever owns the database can take a column away and give it back, and let an update run in between. It leaves its line.
"""

from aktei.base.evidence.verifying.database import Log
from aktei.base.evidence.verifying.findings import Report

_SEALED_ANEW = """
SELECT e.payload ->> 'table', sum((e.payload ->> 'unproven')::bigint), min(l.position), e.at::date
FROM journal_journalentry AS e JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE e.kind = 'RowsSealed' AND e.salt <> '' AND (e.payload ->> 'unproven')::bigint > 0
GROUP BY e.payload ->> 'table', e.at::date ORDER BY min(l.position) LIMIT 50
"""
_DESPITE = """
SELECT l.position, e.at::date, e.payload ->> 'number', e.payload ->> 'reason'
FROM journal_journalentry AS e JOIN journal_leaf AS l ON l.entry_id = e.id
WHERE e.kind = 'UpdatedDespiteFindings' AND e.salt <> '' ORDER BY l.position LIMIT 50
"""


def tell_updates(report: Report, log: Log) -> None:
    """Mention every table whose rows an update sealed without comparing them; there are as many lines as updates.

    And every update that went on though what it touched had been altered.
    """
    for position, day, number, reason in log.ask(_DESPITE):
        report.mention(
            f"Zeile {position}",
            f"Am {day:%d.%m.%Y} wurde aktualisiert, obwohl {number} Prüfungen davor nicht stimmten; die Zeile nennt "
            f"sie. Angegebener Grund: {reason}",
        )
    for table, number, position, day in log.ask(_SEALED_ANEW):
        report.mention(
            f"Zeile {position}",
            f"Am {day:%d.%m.%Y} wurden Datensätze der Tabelle {table} neu besiegelt ({number}), ohne dass sie mit "
            "ihrem früheren Siegel zu vergleichen waren, weil eine Spalte fehlte oder anders war. Gab es an diesem Tag "
            "eine solche Aktualisierung nicht, wurde in die Datenbank eingegriffen.",
        )
