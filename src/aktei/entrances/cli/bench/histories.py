# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents by the hundred thousand with all that their acts would have left, by SQL: rows, seals, acts, lines, leaves.

Each document was received, read and filed, in three acts of one line each; the first wrote all its rows. The bytes are
those that the acts would have written, so that whoever verifies finds nothing.
"""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from aktei.base.acts import marks
from aktei.base.evidence.commitments import canonical, commitment
from aktei.base.evidence.notes import Checkpoint as Head
from aktei.base.evidence.verifying.database import ALIKE
from aktei.base.evidence.verifying.guards import guarded
from aktei.base.log import sealing
from aktei.base.log.committed_rows import waiting_beside
from aktei.base.log.sealable_lines import SealableLine
from aktei.entrances.worker.sealing import our_signer
from aktei.records.documents.rules import hash_of_reading

AT_ONCE = 10_000
"""Documents of one transaction."""
LINES_OF_A_HEAD = 500

_MADE = """
CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT uuidv7() AS document, uuidv7() AS version, uuidv7() AS received, uuidv7() AS read, uuidv7() AS filed, n,
       uuidv7() AS envelope, uuidv7() AS consignment,
       d.id AS dossier, d.chain, d.lead_unit_id AS unit, 'Antrag auf Wohngeld Nummer ' || n AS text
FROM generate_series(%(first)s, %(last)s) AS n
JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS rank, count(*) OVER () AS total, id, chain, lead_unit_id
      FROM records_dossier) AS d ON d.rank = n %% d.total
"""
_ROWS = {
    "records_document": (
        """(id, chain, unit_id, dossier_id, position, subject_line, sender, channel, received_at, filed_at, page_count,
            current_id, consignment_id, place_in_consignment)
        SELECT document, ARRAY[document] || chain, unit, dossier, 1000 + n, 'Schreiben zum Antrag ' || n,
               'Absender ' || n, 'paper', now(), now(), 1, version, consignment, 1 FROM made""",
        "id = m.document",
    ),
    "records_version": (
        """(id, document_id, number, created_at, comment, rendered_at)
        SELECT version, document, 1, now(), '', now() FROM made""",
        "id = m.version",
    ),
    "records_page": (
        """(id, version_id, number, width, height, rotation, source, text, words)
        SELECT uuidv7(), version, 1, 595, 842, 0, 'digital', text, ''::bytea FROM made""",
        "version_id = m.version",
    ),
    "records_component": (
        """(id, version_id, role, position, sha256, size, media_type, filename)
        SELECT uuidv7(), version, role, 1, encode(sha256(convert_to(role || n, 'UTF8')), 'hex'), 1000,
               'application/pdf', role || '.pdf'
        FROM made, unnest(ARRAY['original', 'archival', 'thumbnail']) AS role""",
        "version_id = m.version",
    ),
    "records_envelope": (
        """(id, door, channel, sender, note, received_at, scanned_at, scanned_by, scanner, raw_sha256, raw_media_type,
            raw_filename, created_at)
        SELECT envelope, 'seed', 'paper', 'Absender ' || n, '', now(), now(), 'Petra Schäfer', 'scanner-1', '', '', '',
               now() FROM made""",
        "id = m.envelope",
    ),
    "records_consignment": (
        """(id, envelope_id, position, offered_at, returned_because)
        SELECT consignment, envelope, 1, now(), '' FROM made""",
        "id = m.consignment",
    ),
    "rights_placement": (
        """(id, node, parent, barrier, valid_from) SELECT uuidv7(), document, dossier, false, now() FROM made""",
        "node = m.document",
    ),
}
"""How the rows of each table are written, and how they are found again."""
_SEALS = """
INSERT INTO journal_rowseal (act, source, key, digest, salt, gone)
SELECT received, '{table}', key, sha256(salt || convert_to('{table} ' || key || ' ' || said, 'UTF8')), salt, false
FROM (SELECT m.received, t.id::text AS key, (to_jsonb(t) - %(derived)s::text[])::text AS said,
             uuid_send(gen_random_uuid()) AS salt FROM made AS m JOIN {table} AS t ON t.{found}) AS r
"""
_SUMS = """
WITH sealed AS (
    SELECT act, count(*) AS seals, sha256(string_agg(sha256(
           int8send(id) || int4send(octet_length(source)) || convert_to(source, 'UTF8')
           || int4send(octet_length(key)) || convert_to(key, 'UTF8') || '\\x00'::bytea || digest),
           ''::bytea ORDER BY id)) AS rows
    FROM journal_rowseal WHERE act IN (SELECT received FROM made) GROUP BY act
)
SELECT m.document::text, m.dossier::text, m.version::text, m.n, m.text,
       m.received::text, m.read::text, m.filed::text, s.seals, s.rows
FROM made AS m JOIN sealed AS s ON s.act = m.received ORDER BY m.n
"""
_ACTS = "COPY journal_act (id, lines, seals, rows, mac) FROM STDIN"
_ENTRIES = """
COPY journal_journalentry (id, at, client, kind, node, nodes, payload, salt, act, ordinal, mac) FROM STDIN
"""
_BY_HAND = (*_ROWS, "journal_rowseal", "journal_act", "journal_journalentry")


def write(documents: int) -> None:
    """Add so many documents to the dossiers that are there, each with its history, sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_document")
        first = cursor.fetchone()[0] + 1
    for begin in range(first, first + documents, AT_ONCE):
        leaves = _write(begin, min(begin + AT_ONCE, first + documents) - 1)
        for place in range(0, len(leaves), LINES_OF_A_HEAD):
            _seal(leaves[place : place + LINES_OF_A_HEAD])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _write(first: int, last: int) -> list[SealableLine]:
    with transaction.atomic(), connection.cursor() as cursor, _by_hand(cursor):
        for name, value in ALIKE.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        cursor.execute(_MADE, {"first": first, "last": last})
        for table, (into, _found) in _ROWS.items():
            cursor.execute(f"INSERT INTO {table} {into}")
        cursor.execute("ANALYZE made")
        for table, (_into, found) in _ROWS.items():
            cursor.execute(_SEALS.format(table=table, found=found), {"derived": sorted(guarded()[table][1])})
        cursor.execute(_SUMS)
        made = cursor.fetchall()
        with cursor.copy(_ACTS) as copy:
            for *_said, received, read, filed, seals, rows in made:
                for act, number, digest in ((received, seals, rows), (read, 0, b""), (filed, 0, b"")):
                    copy.write(_act(act, number, digest.hex()))
        cursor.execute("SELECT nextval(pg_get_serial_sequence('journal_journalentry', 'id'))")
        begin = cursor.fetchone()[0]
        leaves = []
        with cursor.copy(_ENTRIES) as copy:
            for number, (rows, said) in enumerate(_lines(made), begin):
                row, leaf = _line(number, rows, **said)
                copy.write(row)
                leaves.append(leaf)
        cursor.execute("SELECT setval(pg_get_serial_sequence('journal_journalentry', 'id'), %s)", [leaves[-1].entry])
    return leaves


def _lines(made: list[tuple[Any, ...]]) -> Iterator[tuple[bytes, dict[str, str]]]:
    at = timezone.now().astimezone(UTC).isoformat(timespec="microseconds")
    for document, dossier, version, number, text, received, read, filed, _seals, rows in made:
        archival = sha256(f"archival{number}".encode()).hexdigest()
        reading = hash_of_reading([(1, text, b"")])
        for act, kind, of_rows, payload in (
            (received, "DocumentReceived", bytes(rows), {"channel": "paper", "version": version}),
            (read, "DocumentRendered", b"", {"version": version, "pages": 1, "archival": archival, "reading": reading}),
            (filed, "DocumentFiled", b"", {"dossier": dossier, "subject_line": f"Schreiben zum Antrag {number}"}),
        ):
            said = canonical(payload).decode()
            yield of_rows, {"at": at, "act": act, "kind": kind, "node": document, "place": dossier, "payload": said}


def _line(
    number: int, rows: bytes, at: str, act: str, kind: str, node: str, place: str, payload: str
) -> tuple[str, SealableLine]:
    """A line with its mark as COPY takes it, and its leaf; spelled out, for there are millions."""
    salt = secrets.token_bytes(16)
    before = f'{{"act":"{act}","at":"{at}","client":"seed","for_person":null,'
    after = (
        f'"kind":"{kind}","node":"{node}","nodes":["{node}","{place}"],"ordinal":0,"payload":{payload},"person":null'
    )
    mark = _mark("line", f'{before}{after},"salt":"{salt.hex()}"}}')
    escaped = payload.replace("\\", "\\\\")
    row = (
        f"{number}\t{at}\tseed\t{kind}\t{node}\t{{{node},{place}}}\t{escaped}\t"
        f"\\\\x{salt.hex()}\t{act}\t0\t\\\\x{mark}\n"
    )
    return row, SealableLine(number, commitment(salt, f'{before}"id":{number},{after}}}'.encode()), rows)


def _act(act: str, seals: int, rows: str) -> str:
    mark = _mark("act", f'{{"act":"{act}","lines":1,"rows":"{rows}","seals":{seals}}}')
    return f"{act}\t1\t{seals}\t\\\\x{rows}\t\\\\x{mark}\n"


def _mark(what: str, said: str) -> str:
    return hmac.digest(marks.current_key(), f"aktei {what}\0{said}".encode(), "sha256").hex()


def _seal(leaves: list[SealableLine]) -> None:
    """As the sealer does, without asking whether the lines are genuine."""
    key, growth, beside = our_signer(), sealing._grow(leaves), waiting_beside(sealing.MOST_AT_ONCE)
    note = key.sign(Head(key.verifier.name, growth.new_size, growth.root, (beside.line,)).text())
    sealing._write(growth, key, note, beside)


@contextmanager
def _by_hand(cursor: Any) -> Iterator[None]:
    """The database neither seals nor queues what is written: both is done here, for all rows at once."""
    for table in _BY_HAND:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in _BY_HAND:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
