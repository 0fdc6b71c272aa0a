# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fill a database with a county's worth of records, quickly: rows as the acts would write them, by SQL."""

from django.db import connection

from aktei.base.acts.actor import Actor
from aktei.base.acts.transaction import acting, record
from aktei.base.people.events import UnitEstablished
from aktei.base.people.models import OFFICE
from aktei.entrances.cli.bench.lines import PastEvent, write_lines

_DOSSIERS = """
INSERT INTO records_dossier (id, chain, entry_id, kind, specialist_key, fields, reference, subject_line, lead_unit_id,
                             confidentiality, protected, opened_at, opened_by)
SELECT id, ARRAY[id] || entry_chain, entry_id, 'subject', '', '{}', notation || '-2020/' || lpad(n::text, 7, '0'),
       'Wohngeld ' || (ARRAY['Müller','Schäfer','Yıldız','Größer','Nguyen','Weiß','Köhler','Brandt'])[1 + n % 8]
                   || ', ' || (ARRAY['Anna','Bernd','Ute','Kaya','Jonas','Ines'])[1 + n % 6] || ' ' || n,
       unit_id, 'normal', false, now() - (n || ' minutes')::interval, NULL
FROM (
    SELECT gen_random_uuid() AS id, n, e.id AS entry_id, e.chain AS entry_chain, e.notation, u.id AS unit_id
    FROM generate_series(1, %(dossiers)s) AS n
    JOIN (SELECT row_number() OVER (ORDER BY notation) - 1 AS rank, count(*) OVER () AS total, id, chain, notation
          FROM records_fileplanentry WHERE holds_dossiers) AS e ON e.rank = n %% e.total
    CROSS JOIN (SELECT id FROM people_unit WHERE short_name = '50.1') AS u
) AS made
"""

_DOCUMENTS = """
CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT gen_random_uuid() AS id, gen_random_uuid() AS version, gen_random_uuid() AS envelope,
       gen_random_uuid() AS consignment, n, d.id AS dossier, d.chain, d.unit,
       (n / %(dossiers)s) + 1 AS position
FROM generate_series(0, %(filed)s - 1) AS n
JOIN (SELECT row_number() OVER (ORDER BY opened_at) - 1 AS rank, id, chain, lead_unit_id AS unit
      FROM records_dossier WHERE reference LIKE '%%-2020/%%') AS d ON d.rank = n %% %(dossiers)s
UNION ALL
SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), n, NULL, u.chain, u.id, NULL
FROM generate_series(1, %(unfiled)s) AS n
JOIN (SELECT row_number() OVER (ORDER BY short_name) - 1 AS rank, count(*) OVER () AS total, id, chain
      FROM people_unit) AS u ON u.rank = n %% u.total;
INSERT INTO records_document (id, chain, unit_id, dossier_id, position, subject_line, sender, channel, received_at,
                              filed_at, consignment_id, place_in_consignment, page_count)
SELECT id, ARRAY[id] || chain, unit, dossier, position, 'Schreiben zum Antrag ' || n, 'Absender ' || n, 'paper',
       now() - (n || ' minutes')::interval, CASE WHEN dossier IS NULL THEN NULL ELSE now() END, consignment, 1, 1
FROM made;
INSERT INTO records_version (id, document_id, number, created_at, comment, rendered_at)
SELECT version, id, 1, now(), '', now() FROM made;
UPDATE records_document SET current_id = made.version FROM made WHERE made.id = records_document.id;
INSERT INTO records_page (id, version_id, number, width, height, rotation, source, text, words)
SELECT gen_random_uuid(), version, 1, 595, 842, 0, 'digital', 'Antrag auf Wohngeld Nummer ' || n, ''::bytea FROM made;
INSERT INTO records_component (id, version_id, role, position, sha256, size, media_type, filename)
SELECT gen_random_uuid(), version, role, 1,
       -- Every twentieth is the same file, as an empty form is that many send in.
       encode(sha256(convert_to(CASE WHEN mod(n, 20) = 0 THEN role ELSE role || id END, 'UTF8')), 'hex'),
       1000, 'application/pdf', role || '.pdf'
FROM made, unnest(ARRAY['original', 'archival', 'thumbnail']) AS role;
"""

_CONSIGNMENTS = """
INSERT INTO records_envelope (id, door, channel, sender, note, received_at, scanned_at, scanned_by, scanner,
                              raw_sha256, raw_media_type, raw_filename, created_at)
SELECT envelope, 'seed', 'paper', 'Absender ' || n, '', now() - (n || ' minutes')::interval,
       now() - (n || ' minutes')::interval, 'Petra Schäfer', 'scanner-1', '', '', '', now()
FROM made;
INSERT INTO records_consignment (id, envelope_id, position, offered_at, returned_because)
SELECT consignment, envelope, 1, now(), '' FROM made
"""


def seed(*, documents: int, dossiers: int, unfiled_share: float = 0.2) -> None:
    """Add dossiers and documents below the existing plan and units; a share of the documents is unfiled post."""
    unfiled = int(documents * unfiled_share)
    sizes = {"dossiers": dossiers, "unfiled": unfiled, "filed": documents - unfiled}
    with acting("seed"), connection.cursor() as cursor:
        # The planner expects a thousand rows of a series, however long, and would go through all dossiers for each.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_DOSSIERS.replace("n % 8", "n %% 8").replace("n % 6", "n %% 6"), sizes)
        statements = _DOCUMENTS.split(";\n")
        for statement in (statements[0], *_CONSIGNMENTS.split(";\n"), *statements[1:]):
            if statement.strip():
                cursor.execute(statement, sizes if "%(" in statement else None)
        cursor.execute("SELECT id, coalesce(dossier, unit) FROM made ORDER BY n")
        made = cursor.fetchall()
        record(Actor.system("seed"), UnitEstablished(node=OFFICE, name="seed"))
    write_lines(
        PastEvent(node=document, within=(place,), was=kind, said={"channel": "paper"})
        for document, place in made
        for kind in ("DocumentReceived", "DocumentRendered", "DocumentFiled")
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
